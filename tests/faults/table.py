"""The twenty-five: how each is brought about, what is told of it, and which of two complete sites stands then."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Final

from tests.faults.damage import Hurt, clocks, die, die_alone, full, nothing, ordinary, read_only
from tests.faults.moments import (
    at,
    between_names,
    cramped,
    half_file,
    half_joined,
    half_rendered,
    half_shelved,
    leave,
    mask,
    no_press,
    old_half_removed,
    small,
    touch_and_die,
    zone,
)

KILLED: Final = -signal.SIGKILL
OLD, NEW, ASIDE = "the old one", "the new one", "the old one, one step aside"
"""Which site stands when the fault is over. Aside: under another name, from which the next build puts it back."""
FULL: Final = ("磁盘已满", "已发布的未动", "the disk is full", "what was published is as it was")
FORBIDDEN: Final = ("没有读写的权限", "已发布的未动", "is not allowed here", "what was published is as it was")
SHORT: Final = ("内存不足", "已发布的未动", "memory is short", "what was published is as it was")
BUSY: Final = ("另一个构建正在写", "another build of this site is under way")
KEPT: Final = ("published/site 保持原样", "published/site stays as it was")
SPEECH: Final = "在戊县项目建设推进会上的讲话\n同志们：\n项目是发展的基础，要抓紧抓实，早日投产。\n谢谢大家！\n"


def good(room: Path) -> None:
    """Prepare nothing."""


@dataclass(frozen=True, slots=True)
class Case:
    """One way in which a fault comes.

    `hurt` is called in the build's process, `prepare` in the room before it, and what `prepare` made is taken away
    afterwards. `left` is what the build leaves behind when it falls just then. A case with `given`, things of the
    environment, is a process of its own from the start; the others are forked.
    """

    name: str
    hurt: Hurt = nothing
    stands: str = OLD
    status: int = 2
    told: tuple[str, ...] = ()
    left: str = ""
    jobs: int = 1
    prepare: Callable[[Path], object] = good
    given: Mapping[str, str] | None = None
    beside: bool = False  # another build has come to the exchange of the sites, and waits there until this one is over


class Fault:
    """A fault and the ways in which it comes. `again`: the last comes once more, after the change was taken back."""

    def __init__(self, name: str, *cases: Case, again: bool = False) -> None:
        """Take the cases, at least one."""
        self.name, self.cases, self.again = name, cases, again


def killed(hurt: Hurt, left: str, stands: str = OLD, jobs: int = 1) -> Case:
    """A case in which the build is killed and can tell nothing."""
    return Case("", hurt, stands, KILLED, (), left, jobs)


def refused(
    name: str,
    told: str,
    prepare: Callable[[Path], object],
    hurt: Hurt = nothing,
    given: Mapping[str, str] | None = None,
) -> Case:
    """A case in which something is wrong with a source: it is told, and the old site stays."""
    return Case(name, hurt, OLD, 1, (told, *KEPT), prepare=prepare, given=given)


def put(name: str, data: bytes) -> Callable[[Path], object]:
    """A file among the sources."""
    return lambda room: (room / "docs/sources" / name).write_bytes(data)


def mode(name: str, bits: int) -> Callable[[Path], object]:
    """A folder or file with another mode."""
    return lambda room: (room / name).chmod(bits)


def dated(years: int) -> Callable[[Path], object]:
    """Sources that were written while the clock was wrong."""
    moment = time.time() + years * 31_557_600

    def prepare(room: Path) -> None:
        for path in (room / "docs/sources").iterdir():
            os.utime(path, (moment, moment))

    return prepare


def word() -> bytes:
    """The beginning of a Word file: what such a file is packed in, and not its end."""
    from docx import Document

    whole = BytesIO()
    Document().save(whole)
    return whole.getvalue()[:-200]


def forget(room: Path) -> None:
    """Remove what is remembered: all of it is to be written."""
    for path in (room / ".anthology").glob("*.sqlite"):
        path.unlink()


C_LOCALE: Final = {"LC_ALL": "C", "LANG": ""}
SIGNED: Final = b"proofread_by: \xe5\xbc\xa0\xe4\xb8\x89\nproofread_on: '2020-05-06'\n"

KILLS: Final = (
    Fault(
        "killed while sources are converted",
        Case("one process of several", at("build_tools.making:make", die_alone), told=SHORT, jobs=2),
        Case("the program that sets PDFs", no_press, told=SHORT),
        killed(at("build_tools.making:make", nth=2), ".anthology/.build.lock"),
    ),
    Fault(
        "killed while the store is written", killed(partial(cramped, die), ".anthology/*.sqlite-journal"), again=True
    ),
    Fault(
        "killed while a data file is written",
        killed(partial(half_joined, die), ".anthology/data/.corpus.jsonl.part"),
    ),
    Fault(
        "killed while pages are written",
        killed(partial(half_file, "docs/speeches/.*.part", die), "docs/speeches/.*.part"),
        again=True,
    ),
    Fault(
        "killed while downloads are written",
        killed(partial(half_shelved, die), ".anthology/taken-*/.unfinished"),
        again=True,
    ),
    Fault(
        "killed while the search index is written, its other processes left alone",
        killed(at("build_tools.search.batches:save", nth=3), ".anthology/search-*/batches/.*.part"),
        killed(partial(half_file, "index/b/0/*.bin", die_alone), ".anthology/search-*/batches/.places-*", jobs=2),
        again=True,
    ),
    Fault(
        "killed while the site is rendered",
        killed(at("build_tools.site.inert:sheet"), "published/.site.lock"),
        killed(partial(half_rendered, die), "published/.site.new-*"),
    ),
    Fault(
        "killed when the new site is whole, before the exchange",
        killed(at("build_tools.site.swap:replace"), "published/.site.new-*/404.html"),
    ),
    Fault(
        "killed between two renames, where names cannot be exchanged",
        killed(between_names, "published/.site.new-*/404.html", ASIDE),
        refused("the next build finds an error", "late.txt:1:1: F001", put("late.txt", b"")),
        killed(between_names, "published/.site.new-*/404.html", ASIDE),
    ),
    Fault(
        "killed after the exchange, the old site half removed",
        killed(old_half_removed, "published/.site.new-*", NEW),
    ),
)
FULL_DISKS: Final = (
    Fault("no room for the store", Case("", small, told=FULL, prepare=forget)),
    Fault(
        "no room for data files and pages",
        Case("a data file", partial(half_joined, full), told=FULL),
        Case("a page", partial(half_file, "docs/speeches/.*.part", full), told=FULL),
    ),
    Fault("no room for downloads", Case("", partial(half_shelved, full), told=FULL)),
    Fault("no room for the search index", Case("", partial(half_file, "index/b/0/*.bin", full), told=FULL)),
    Fault("no room for the new site", Case("", partial(half_rendered, full), told=FULL)),
)
FOLDERS: Final = ("docs", ".anthology", "published")
OTHERS: Final = (
    Fault(
        "a disk that may not be written",
        *(Case(name, partial(read_only, name), told=(*FORBIDDEN, name)) for name in FOLDERS),
    ),
    Fault(
        "no right to read or write",
        *(
            Case(name, ordinary, told=(*FORBIDDEN, name), prepare=mode(name, 0o555))
            for name in ("docs/speeches", *FOLDERS)
        ),
        refused("a source", "B004", mode("docs/sources/changed.txt", 0), hurt=ordinary),
    ),
    Fault("two builds at once", Case("", told=BUSY, beside=True)),
    Fault("a clock ten years fast", Case("", partial(clocks, 10), NEW, 0, prepare=dated(10), given={})),
    Fault(
        "a clock ten years slow",
        refused("signed on a day to come", "C041", put("changed.yml", SIGNED), hurt=partial(clocks, -10), given={}),
        Case("", partial(clocks, -10), NEW, 0, prepare=dated(-10), given={}),
    ),
    Fault(
        "another time zone",
        *(Case(name, partial(zone, name), NEW, 0) for name in ("Pacific/Kiritimati", "America/St_Johns")),
    ),
    Fault(
        "a locale that knows no Chinese",
        refused("an error in a file with a Chinese name", "空.txt:1:1: F001", put("空.txt", b""), given=C_LOCALE),
        Case("", nothing, NEW, 0, given=C_LOCALE),
    ),
    Fault("a mask of modes", *(Case(f"{bits:03o}", partial(mask, bits), NEW, 0) for bits in (0o077, 0o000))),
    Fault("sources that may not be written", Case("", partial(read_only, "docs/sources"), NEW, 0)),
    Fault(
        "an upload that is half done",
        refused("cut in a character", "late.txt", put("late.txt", SPEECH.encode()[:-19])),
        refused("a Word file without its end", "late.docx", put("late.docx", word())),
        refused("nothing yet", "late.txt:1:1: F001", put("late.txt", b"")),
        refused("a sidecar whose source is not here yet", "late.yml:1:1: C037", put("late.yml", b"title: x\n")),
        refused("under the name that a browser gives it", "late.txt.part", put("late.txt.part", SPEECH.encode()[:90])),
        refused("hidden, with the name of a source", ".late.txt:1:1: B021", put(".late.txt", SPEECH.encode()[:90])),
        Case(
            "hidden, with a name of its own", stands=NEW, status=0, prepare=put(".late.txt.Xy3", SPEECH.encode()[:90])
        ),
    ),
)
FAULTS: Final = (*KILLS, *FULL_DISKS, *OTHERS)
"""As many of each kind as were asked for: killed at ten moments, no room at five, and ten more."""
INSTRUMENTS: Final = (
    Fault("a moment that never comes", killed(at("build_tools.making:make", nth=1000), "nowhere")),
    Fault("a site that is changed", killed(at("build_tools.site.swap:replace", touch_and_die), "published/site")),
    Fault("something that is left", Case("", leave, NEW, 0)),
)
"""No faults of the machine: what the trial itself must be seen to tell of."""
