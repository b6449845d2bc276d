"""A trial of the messages with a fresh reader: folders with a broken contribution and one message, and their judge.

Whoever tries gets a numbered folder with the files and MESSAGE.txt, as `anthology check` prints it, and nothing else.
What readers handed in is kept by code in tests/cases/messages/readers.yml, with the mark of what they were shown.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import random
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

import yaml

from build_tools import findings, report
from build_tools.pages.findings_examples import Example, examples
from tests.messages.drawing import told

MESSAGE: Final = "MESSAGE.txt"
CODE: Final = re.compile(r":\d+: ([A-Z]\d{3}) \[")
WORD: Final = re.compile("[\u3400-\u9fff]|[0-9A-Za-z]+")
SIDECARS: Final = (".yml", ".yaml")


def asking() -> list[str]:
    """The codes that ask for something to be done, and have a case that words can show."""
    table = findings.table()
    return [code for code in examples() if table[code].severity != "info"]


def drawn(count: int, seed: int) -> list[str]:
    """Codes drawn by lot among those, the same each time."""
    return random.Random(seed).sample(asking(), count)  # noqa: S311 - the same each time


def message(code: str) -> str:
    """The one message of a code's failing case, as the check prints it in the folder."""
    rows = [row for row, _ in told(encoded(examples()[code].wrong)) if row["code"] == code]
    return report.text(rows[:1])


def encoded(files: Mapping[str, str]) -> dict[str, bytes]:
    """The files of a case."""
    return {name: words.encode() for name, words in files.items()}


def shown(code: str) -> str:
    """A mark of all that a reader of a code is given: twelve digits that change when a word of it does."""
    words = message(code).replace(dt.datetime.now(tz=dt.UTC).date().isoformat(), "today")
    given = {MESSAGE: words.encode(), **encoded(examples()[code].wrong)}
    digest = hashlib.sha256()
    for name, data in sorted(given.items()):
        digest.update(f"{name}\0{len(data)}\0".encode() + data)
    return digest.hexdigest()[:12]


def write(folder: Path, codes: Sequence[str]) -> None:
    """Write the folders, numbered, so that no name gives an answer away."""
    for number, code in enumerate(codes, 1):
        place = folder / f"{number:02}"
        place.mkdir(parents=True)
        (place / MESSAGE).write_text(message(code), encoding="utf-8")
        for name, data in encoded(examples()[code].wrong).items():
            (place / name).write_bytes(data)


def handed_in(folder: Path) -> Iterator[tuple[str, dict[str, bytes]]]:
    """Of each folder its code, as the message names it, and the files as they are now."""
    for place in sorted(path for path in folder.iterdir() if path.is_dir()):
        files = {path.name: path.read_bytes() for path in sorted(place.iterdir())}
        found = CODE.search(files.pop(MESSAGE).decode())
        assert found, f"{place}: the message names no code"
        yield found[1], files


def record(folder: Path) -> str:
    """What a reader handed in, as rows of tests/cases/messages/readers.yml."""
    rows = [
        {"code": code, "shown": shown(code), "files": {name: data.decode() for name, data in files.items()}}
        for code, files in handed_in(folder)
    ]
    words: str = yaml.safe_dump(rows, allow_unicode=True, sort_keys=False, width=120)
    return words


def wrong_still(code: str, files: Mapping[str, bytes]) -> Iterator[str]:
    """What is wrong with mended files: the finding stands, another came, or words were harmed."""
    case = examples()[code]
    before = Counter(row["code"] for row, _ in told(encoded(case.wrong)))
    after = Counter(row["code"] for row, _ in told(files))
    if after[code] >= before[code]:
        yield f"{code} is told as before"
    table = findings.table()
    yield from (f"{new} is new" for new in after - before if table[new].severity != "info")
    yield from harmed(case, {name: data.decode("utf-8", "replace") for name, data in files.items()}, code)


def harmed(case: Example, files: Mapping[str, str], code: str) -> Iterator[str]:
    """Words that no mending need touch are there; no source says what no case says; nothing was made up."""
    rights = (case.right, *case.also)
    known = [_sources(one) for one in (case.wrong, *rights)]
    sources = _sources(files)
    if any(any(words) for words in known[0]):
        yield from (f"a source has other words: {''.join(words)[:60]}" for words in sources.difference(*known))
    gone = min(((known[0] & right) - sources for right in known[1:]), key=len)
    yield from (f"words of a source are gone: {''.join(words)[:60]}" for words in gone)
    facts = _facts(files)
    if lost := min(((_facts(case.wrong) & _facts(right)) - facts for right in rights), key=Counter.total):
        yield f"words of a sidecar are gone: {' '.join(lost)}"
    told_of = set[str]().union(*map(_corrections, (case.wrong, *rights)))
    if code.startswith("T") and (made_up := _corrections(files) - told_of):
        yield f"nobody told the reader that the text should read {' '.join(made_up)}"


def _sources(files: Mapping[str, str]) -> set[tuple[str, ...]]:
    return {tuple(WORD.findall(words)) for name, words in files.items() if Path(name).suffix not in SIDECARS}


def _facts(files: Mapping[str, str]) -> Counter[str]:
    return Counter(
        word for name, words in files.items() if Path(name).suffix in SIDECARS for word in WORD.findall(words)
    )


def _corrections(files: Mapping[str, str]) -> set[str]:
    found: set[str] = set()
    for name, words in files.items():
        if Path(name).suffix in SIDECARS:
            try:
                rows = (yaml.safe_load(words) or {}).get("corrections", ())
            except (yaml.YAMLError, AttributeError):
                continue
            found.update(str(row.get("replace")) for row in rows if row.get("replace"))
    return found
