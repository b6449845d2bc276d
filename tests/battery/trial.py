"""How an input is tried: in a room with good sources and a published site, each command in a process of its own.

The processes are forked from one small server that has read the vocabularies and nothing else, so that hundreds of
inputs take seconds; each may use so many seconds of the processor and so much memory as a contribution may.
"""

from __future__ import annotations

import hashlib
import json
import os
import resource
import shutil
import signal
import sys
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from build_tools.importers.characters import NOTED
from tests.battery.inputs import Input

SECONDS: Final = 5
MEMORY: Final = 512 * 1024  # kilobytes: what getrusage counts in
LARGE: Final = 10_000_000  # bytes
GOOD: Final = {
    "good.txt": "在全市防汛会议上的讲话\n同志们：\n汛期就要到了。上游来水比常年多两成，三座水库已经超过汛限水位。\n"
    "这些天雨还要下，一刻也不能耽误。\n"
    "一、要有人守。每段河堤都要有名有姓，白天巡三遍，夜里巡两遍，看到险情马上报告。\n"
    "二、要有物。沙袋、木桩、照明灯要运到堤上，不能等到出了险再找。\n谢谢大家！\n",
    "other.yml": "colour: red\n",
}
"""What stands beside every input: a source that is converted whatever happens, and a second fault that is told too."""
OTHER: Final = "C037 other.yml:1"


@dataclass(frozen=True, slots=True)
class Ran:
    """What became of a command."""

    status: int  # minus a signal's number if it was killed by one
    out: bytes
    told: bytes  # on the error stream
    memory: int  # kilobytes at most, of the process or of one that it started
    seconds: float  # of the processor


def run(place: Path, *words: str, first: Callable[[], object] = lambda: None) -> Ran:
    """Run a command of ours in a folder, in a child with limits of time and memory, which does something else first."""
    return ended(place, start(place, *words, first=first))


def start(place: Path, *words: str, first: Callable[[], object]) -> int:
    """Start a command; the number of its process."""
    child = os.fork()
    if not child:
        _in_child(place, _streams(place), words, first)
    return child


def ended(place: Path, child: int) -> Ran:
    """What became of a command that was started, when it has ended."""
    _, status, used = os.wait4(child, 0)
    out, told = (path.read_bytes() for path in _streams(place))
    return Ran(os.waitstatus_to_exitcode(status), out, told, used.ru_maxrss, used.ru_utime + used.ru_stime)


def _streams(place: Path) -> Sequence[Path]:
    return place.parent / "out", place.parent / "told"


def _in_child(place: Path, streams: Sequence[Path], words: Sequence[str], first: Callable[[], object]) -> None:
    """Never returns."""
    status = 70
    try:
        for number, path in enumerate(streams, 1):
            os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), number)
        os.chdir(place)
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        signal.alarm(60 * SECONDS)  # for what waits and does not work
        first()
        from build_tools.__main__ import main

        main(list(words), prog_name="anthology")
    except SystemExit as ended:
        status = ended.code if isinstance(ended.code, int) else 1
    except BaseException:  # noqa: BLE001 - told to the parent as what it is
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


@dataclass(frozen=True, slots=True)
class Room:
    """A folder with docs/sources, docs, site and what is remembered."""

    place: Path

    @property
    def sources(self) -> Path:
        """Where contributions go."""
        return self.place / "docs/sources"

    def clear(self) -> None:
        """Leave the good sources alone."""
        shutil.rmtree(self.sources)
        self.sources.mkdir(parents=True)
        for name, text in GOOD.items():
            (self.sources / name).write_text(text, encoding="utf-8")


def told(rows: Sequence[dict[str, object]]) -> list[str]:
    """Findings in one line each: code, file, line; information is left out."""
    return sorted(
        f"{row['code']} {str(row['path']).removeprefix('docs/sources/')}:{row['line']}"
        for row in rows
        if row["severity"] != "info"
    )


def tree(folder: Path) -> str:
    """The digest of all that stands in a folder: names, kinds, bytes; of files that are too large to read, the size."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        digest.update(os.fsencode(path.relative_to(folder)) + b"\0")
        if path.is_symlink():
            digest.update(os.fsencode(path.readlink()))
        elif path.is_file():
            size = path.stat().st_size
            digest.update(hashlib.sha256(path.read_bytes()).digest() if size < LARGE else size.to_bytes(8, "big"))
    return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an input: findings on it, what does not hold of all that must, what the dearest command took."""

    told: Sequence[str]
    broken: Sequence[str]
    seconds: float = 0.0
    megabytes: int = 0


def tried(room: Room, one: Input) -> Outcome:
    """Put an input into the room, check it twice, and try to build and publish it."""
    room.clear()
    one.put(room.sources)
    before, site = tree(room.sources), tree(room.place / "site")
    beside = sorted(path.name for path in room.place.iterdir())
    first = run(room.place, "check", "--format", "json", "--no-cache", "--jobs", "1")
    again = run(room.place, "check", "--format", "json", "--jobs", "1")
    ran = {"check": first, "second check": again}
    if one.built:
        ran["build"] = run(room.place, "build", "--jobs", "1")
    broken = list(_broken(ran))
    cost = (max(one.seconds for one in ran.values()), max(one.memory for one in ran.values()) // 1024)
    try:
        found = told([json.loads(line) for line in first.out.splitlines()])
    except ValueError:
        return Outcome([], [*broken, f"the check printed no findings: {first.out[-300:]!r}"], *cost)
    register = any("withdrawn.yml" in row for row in found)  # it is not known what must not be published
    if OTHER not in found:
        broken.append("the other file's fault is not told")
    if tree(room.place / "site") != site:
        broken.append("what was published changed")
    if tree(room.sources) != before:
        broken.append("the sources changed")
    if sorted(path.name for path in room.place.iterdir()) != beside:
        broken.append("something was left")
    left = [path.name for path in room.place.rglob("*.part")]
    broken += [f"left behind: {name}" for name in left]
    converted = (room.place / ".anthology/data/sources.jsonl").read_text(encoding="utf-8") if one.built else ""
    if one.built and not register and not any(json.loads(line)["id"] == "good" for line in converted.splitlines()):
        broken.append("the good source was not converted")
    return Outcome([row for row in found if row != OTHER], broken, *cost)


def _broken(commands: Mapping[str, Ran]) -> Iterator[str]:
    """What does not hold of the commands, by their names."""
    for name, ran in commands.items():
        if ran.status != 1:
            yield f"the {name} ended with {ran.status}: {ran.told[-600:].decode(errors='replace')}"
        if ran.memory > MEMORY:
            yield f"the {name} took {ran.memory // 1024} MB"
        if b"Traceback" in ran.told:
            yield f"the {name} shows a traceback"
        printed = (ran.out + ran.told).decode("utf-8", "replace").replace("\n", "").replace("\u3000", "")
        if NOTED.search(printed) or not printed.isprintable():
            yield f"the {name} prints signs that nobody sees"
    if commands["check"].out != commands["second check"].out:
        yield "the second check says something else"
