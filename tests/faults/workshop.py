"""A room with two editions of a few sources, in which builds are hurt and what stands afterwards is compared.

Builds are forked from this process, which has loaded what they need, unless their environment is part of the fault.
"""

from __future__ import annotations

import hashlib
import os
import select
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Final

import build_tools.corpus.attestations
import build_tools.corpus.related
import build_tools.mending
import build_tools.publication
import build_tools.search
import build_tools.site.build
from build_tools import making
from build_tools.exporters import epub, pdf, taken
from build_tools.search import folding
from build_tools.site import sheet
from tests.battery.trial import Outcome, Ran, ended, run, start
from tests.faults import damage
from tests.faults.table import ASIDE, FAULTS, FOLDERS, KILLED, NEW, Case, Fault
from tests.site import places

ROOT: Final = Path(__file__).parents[2]
LOADED: Final = (build_tools.corpus, build_tools.publication, build_tools.search, build_tools.site.build, epub, pdf)
SPEECH: Final = "在{place}项目建设推进会上的讲话\n同志们：\n{words}\n谢谢大家！\n"
WORDS: Final = "项目是发展的基础，要抓紧抓实。每个项目都要有人管，有人问，有人催，到期验收。"
OTHER: Final = "项目是发展的基础,要抓紧抓实,确保投产。资金、用地、用电，缺什么就协调什么。"
SIGNED: Final = "proofread_by: 张三\nproofread_on: '2014-05-06'\n"
EDITIONS: Final[Mapping[str, Mapping[str, str]]] = {
    "one": {
        "会议.txt": SPEECH.format(place="甲县", words=WORDS),
        "signed.txt": SPEECH.format(place="乙县", words=OTHER),
        "signed.yml": SIGNED,
        "changed.txt": SPEECH.format(place="丙县", words=WORDS),
        "gone.txt": SPEECH.format(place="丁县", words=WORDS),
    },
    "other": {
        "会议.txt": SPEECH.format(place="甲县", words=WORDS),
        "signed.txt": SPEECH.format(place="乙县", words=OTHER),
        "signed.yml": SIGNED,
        "changed.txt": SPEECH.format(place="丙县", words=WORDS + OTHER),
        "come.txt": SPEECH.format(place="戊县", words=OTHER),
    },
}
"""One source changes, one goes, one comes; of two nothing changes."""
OPPOSITE: Final = {"one": "other", "other": "one"}
Tree = Mapping[str, str]
"""Of each file and folder below a folder its mode, and of files a digest of their bytes."""


def tree(folder: Path) -> Tree:
    """All that stands in a folder."""
    return {path.relative_to(folder).as_posix(): _looks(path) for path in sorted(folder.rglob("*"))}


def _looks(path: Path) -> str:
    kind = stat.filemode(path.lstat().st_mode)
    return f"{kind} {hashlib.sha256(path.read_bytes()).hexdigest()}" if path.is_file() else kind


def differing(one: Tree, other: Tree) -> list[str]:
    """The names under which two trees hold different things."""
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def warm() -> None:
    """Load once what every build needs, and make once what is the same in each."""
    making.prepare()
    folding.table()
    pdf.faces()
    pdf._end(pdf._press(os.getpid()), os.getpid())  # the press that was asked; each build has its own
    pdf._press.cache_clear()
    same = sheet.sheet()
    damage.change("build_tools.site.inert:sheet", lambda _: lambda: same)
    for name in taken.EXPORTERS:
        taken.exporter(name)


@dataclass(frozen=True, slots=True)
class Clean:
    """What an edition is when it is built from nothing: its site, and the names of all files in the room."""

    site: Tree
    names: frozenset[str]


@dataclass(slots=True)
class Room:
    """A folder with sources, pages, what is remembered, and a published site. `stands` is the edition of that."""

    place: Path
    clean: dict[str, Clean] = field(default_factory=dict)
    stands: str = "one"
    laid: str = ""
    cost: list[tuple[float, int]] = field(default_factory=list)  # of each build, in seconds and kilobytes

    @property
    def published(self) -> Path:
        """Where the site stands."""
        return self.place / "published/site"

    def lay(self, edition: str) -> None:
        """Make the sources those of an edition; what does not differ is not touched."""
        self.laid, folder = edition, self.place / "docs/sources"
        for path in folder.iterdir():
            if path.name not in EDITIONS[edition]:
                path.unlink()
        for name, words in EDITIONS[edition].items():
            path = folder / name
            if not path.exists() or path.read_text(encoding="utf-8") != words:
                path.write_text(words, encoding="utf-8")

    def undo(self) -> None:
        """Take away what was put among the sources, and give all modes back that a fault may have taken."""
        for path in (self.place / name for name in (*FOLDERS, "docs/speeches")):
            path.chmod(0o755)
        for path in (self.place / "docs/sources").iterdir():
            path.chmod(0o644)
        self.lay(self.laid)

    def names(self) -> frozenset[str]:
        """The names of all files."""
        return frozenset(path.relative_to(self.place).as_posix() for path in self.place.rglob("*") if not path.is_dir())

    def build(self, case: Case) -> Ran:
        """Run a build that is hurt, or one that is not. Raises: AssertionError: a process of it does not end."""
        if case.given is not None:
            return _in_its_own_world(self.place, case, case.given)
        reading, writing = os.pipe()  # held by all its processes
        ran = run(self.place, *words(case), first=partial(_hurt, case.hurt))
        os.close(writing)
        gone, _, _ = select.select([reading], [], [], 60)
        os.close(reading)
        assert gone, "a process that it started goes on"
        self.cost.append((ran.seconds, ran.memory))
        return ran


def words(case: Case) -> Sequence[str]:
    """The command."""
    return "build", "--jobs", str(case.jobs), "--site-dir", "published/site"


def _in_its_own_world(place: Path, case: Case, given: Mapping[str, str]) -> Ran:
    """Run a build as people do, with things in its environment."""
    (number,) = (f"{at}.{way}" for at, fault in enumerate(FAULTS) for way, one in enumerate(fault.cases) if one is case)
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "PYTHON"))}
    command = [sys.executable, "-m", "tests.faults.driver", number, *words(case)]
    done = subprocess.run(
        command, cwd=place, env={**kept, "PYTHONPATH": str(ROOT), **given}, capture_output=True, check=False
    )
    return Ran(done.returncode, done.stdout, done.stderr, 0, 0.0)


def _hurt(hurt: damage.Hurt) -> None:
    os.setsid()  # who is killed with all that it started does not take us along
    hurt()


PLAIN: Final = Case("a plain build", damage.nothing, NEW, 0)


def made(place: Path) -> Room:
    """A room in which the first edition stands, and what each edition is when it is built from nothing."""
    room = Room(place)
    for edition in ("other", "one"):
        shutil.rmtree(place, ignore_errors=True)
        places.copy_docs(place / "docs", sources=False)
        (place / "docs/sources").mkdir()
        room.lay(edition)
        done = room.build(PLAIN)
        assert done.status == 0, done.told.decode()
        room.clean[edition] = Clean(tree(room.published), room.names())
    assert room.clean["one"].site != room.clean["other"].site
    return room


def tried(room: Room, fault: Fault) -> Outcome:
    """Let a fault happen in each of its ways, and build plainly afterwards; what was told, and what does not hold."""
    told, broken, first = list[str](), list[str](), len(room.cost)
    for case in fault.cases:
        broken += [f"{case.name}: {words}" for words in _happens(room, case, told)]
    if fault.again:
        broken += [f"taken back: {words}" for words in plain(room, room.stands)]
        broken += [f"again: {words}" for words in _happens(room, fault.cases[-1], told)]
    broken += [f"afterwards: {words}" for words in plain(room, room.laid)]
    seconds, kilobytes = zip(*room.cost[first:], strict=True)
    return Outcome(told, broken, max(seconds), max(kilobytes) // 1024)


def _happens(room: Room, case: Case, told: list[str]) -> Iterator[str]:
    """What does not hold when a fault has happened."""
    target = OPPOSITE[room.stands]
    room.lay(target)
    mark = room.place / damage.MARK
    mark.unlink(missing_ok=True)
    case.prepare(room.place)
    try:
        with _beside(room, case):
            ran = room.build(case)
            yield from _wrong(room, case, target, ran)
    except AssertionError as failed:
        yield str(failed)
        return
    finally:
        room.undo()
    if not mark.exists():
        yield "its moment never came"
    if case.stands == NEW or case.beside:
        room.stands = target
    told += [line for line in ran.told.decode(errors="replace").splitlines() if case.told and case.told[0] in line][:1]


def _wrong(room: Room, case: Case, target: str, ran: Ran) -> Iterator[str]:
    """What is wrong with what a build told, and with what it left."""
    words = ran.told.decode(errors="replace")
    if ran.status != case.status or "Traceback" in words or (ran.status == KILLED and words):
        yield f"it ended with {ran.status}: {words[-600:]}"
    yield from (f"it does not say {one!r}: {words[-600:]}" for one in case.told if one not in words)
    if case.left and not any(room.place.glob(case.left)):
        yield f"it did not fall where it should: there is no {case.left}"
    site = room.published
    if case.stands == ASIDE:
        if site.exists():
            yield "there is a site"
        (site,) = site.parent.glob(".site.old-*")
    yield from _site(room, site, target if case.stands == NEW else room.stands)


def _site(room: Room, site: Path, edition: str) -> Iterator[str]:
    if differs := differing(tree(site), room.clean[edition].site):
        yield f"the site is not what it should be: {differs[:5]}"


def plain(room: Room, edition: str) -> Iterator[str]:
    """What does not hold of a plain build: it gives just what a build from nothing gives, and leaves nothing else."""
    room.lay(edition)
    ran = room.build(PLAIN)
    room.stands = edition
    if ran.status:
        yield f"a plain build ends with {ran.status}: {ran.told[-600:].decode(errors='replace')}"
    yield from _site(room, room.published, edition)
    if more := sorted(room.names() ^ room.clean[edition].names):
        yield f"left over, or gone: {more[:5]}"


@contextmanager
def _beside(room: Room, case: Case) -> Iterator[None]:
    """Another build meanwhile, if one is wanted; afterwards it goes on to its end."""
    if not case.beside:
        yield
        return
    here, go = os.pipe(), os.pipe()
    child = start(room.place, *words(case), first=lambda: damage.wait(here[1], go[0]))
    os.close(here[1])
    try:
        assert os.read(here[0], 1), "the other build never came to its moment"
        yield
    finally:
        os.write(go[1], b"x")
        ran = ended(room.place, child)
        for number in (here[0], *go):
            os.close(number)
    assert ran.status == 0, f"the other build ended with {ran.status}"
    assert not list(_site(room, room.published, OPPOSITE[room.stands])), "the other build's site is not whole"
