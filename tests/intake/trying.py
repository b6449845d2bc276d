"""A contribution from the file to a green check, by the command line as a person has it, and what came of it."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Final

import yaml

from build_tools import pipeline
from build_tools.model import Volume
from tests.intake.beginnings import Beginning

ROOT: Final = Path(__file__).parents[2]
KEPT: Final = (".txt", ".docx", ".html")
MOST_QUESTIONS: Final = 3  # address, state of the text, rights
FOUND: Final = re.compile(r"([0-9]+) errors, ([0-9]+) warnings")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a row of the table shows; `broken` says what is not as it should be."""

    seconds: float
    questions: str
    characters: str
    speeches: str
    headings: str
    check: str
    broken: tuple[str, ...]


def anthology(*arguments: str | Path) -> tuple[int, str]:
    """The command line, in a process of its own: its status, and what it tells."""
    command = [sys.executable, "-m", "build_tools", *map(str, arguments)]
    done = subprocess.run(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", check=False
    )
    return done.returncode, done.stdout


def check(sources: Path) -> tuple[str, list[str]]:
    """What the check says of a folder, and what is wrong with that."""
    status, told = anthology("check", "--sources", sources, "--no-cache", "--jobs", "1")
    found = FOUND.search(told)
    if status or found is None or found[1] != "0":
        return "not green", [f"check: {status} {told}"]
    return f"green, {found[2]} warnings", []


def tried(name: str, beginning: Beginning, place: Path) -> Outcome:
    """Add a file to an empty folder of sources, check that, and look at what lies there."""
    file, sources = place / name, place / "sources"
    file.write_bytes(beginning.make())
    begun = time.monotonic()
    status, told = anthology("add", file, "--sources", sources)
    if status:
        return Outcome(time.monotonic() - begun, "", "", "", "", "none", (f"add: {status} {told}",))
    green, broken = check(sources)
    seconds = time.monotonic() - begun
    (side,) = sources.glob("*.yml")
    (source,) = (path for path in sources.iterdir() if path != side)
    volume = pipeline.convert_file(source)
    questions = side.read_text(encoding="utf-8").count("\n# ? ")
    return Outcome(
        seconds,
        str(questions),
        f"{_kept(beginning.text, volume.source.text)} of {len(_bare(beginning.text))}",
        f"{len(volume.speeches)} of {beginning.speeches}",
        f"{_common(beginning, volume)} of {len(beginning.headings)}" if beginning.headings else "none",
        green,
        (*broken, *wrong(beginning, file, source, told)),
    )


def wrong(beginning: Beginning, file: Path, source: Path, told: str) -> Iterator[str]:
    """What is not as it should be in a source that was made of a file. `told`: by the command."""
    side = source.with_suffix(".yml").read_text(encoding="utf-8")
    questions = side.count("\n# ? ")
    if questions > MOST_QUESTIONS or f"questions: {questions}\n" not in told:
        yield f"{questions} questions: {told}"
    volume = pipeline.convert_file(source)
    if _bare(volume.source.text) != _bare(beginning.text):
        yield f"text: {volume.source.text!r}"
    if len(volume.speeches) != beginning.speeches:
        yield f"speeches: {len(volume.speeches)}"
    if _headings(volume) != _squeezed(beginning.headings):
        yield f"headings: {_headings(volume)}"
    if file.suffix not in KEPT:
        declared = yaml.safe_load(side)
        wanted = {"original_name": file.name, "original_sha256": hashlib.sha256(file.read_bytes()).hexdigest()}
        if {name: declared.get(name) for name in wanted} != wanted:
            yield f"the original is not named: {declared}"
    elif source.read_bytes() != file.read_bytes():
        yield "the source has other bytes than what was sent"


def added_again(name: str, beginning: Beginning, place: Path) -> Outcome:
    """Add a file, and its bytes again under another name: that is told, and nothing is done."""
    sources, other = place / "sources", place / f"again-{name}"
    for path in (place / name, other):
        path.write_bytes(beginning.make())
    first = anthology("add", place / name, "--sources", sources)
    before = {path.name: path.read_bytes() for path in sources.glob("*")}
    begun = time.monotonic()
    second = anthology("add", other, "--sources", sources)
    green, broken = check(sources)
    seconds = time.monotonic() - begun
    if first[0] or second[0] or "F040" not in second[1]:
        broken.append(f"add: {first} {second}")
    if not before or before != {path.name: path.read_bytes() for path in sources.glob("*")}:
        broken.append(f"files: {sorted(before)}")
    return Outcome(seconds, "0", "told F040", "none new", "none new", green, tuple(broken))


def _bare(text: str) -> str:
    return "".join(text.split())


def _kept(truth: str, text: str) -> int:
    """How many characters of the truth stand in a text, in order."""
    matcher = SequenceMatcher(None, _bare(truth), _bare(text), autojunk=False)
    return sum(block.size for block in matcher.get_matching_blocks())


def _squeezed(headings: Iterable[tuple[int, str]]) -> list[tuple[int, str]]:
    return [(level, _bare(words)) for level, words in headings]


def _headings(volume: Volume) -> list[tuple[int, str]]:
    blocks = (block for speech in volume.speeches for block in speech.blocks if block.kind == "heading")
    return _squeezed((block.level, block.text) for block in blocks)


def _common(beginning: Beginning, volume: Volume) -> int:
    """How many headings have their number, their words and their level."""
    return sum(heading in _headings(volume) for heading in _squeezed(beginning.headings))
