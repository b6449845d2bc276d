"""A trial of the messages with a fresh reader: folders with a broken contribution and one message, and their judge.

Whoever tries gets a numbered folder with the files and MESSAGE.txt, as `anthology check` prints it, and nothing else.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

import yaml

from build_tools import findings, report
from build_tools.pages.findings_examples import Example, examples
from tests.messages.drawing import told

MESSAGE: Final = "MESSAGE.txt"
WORD: Final = re.compile("[\u3400-\u9fff]|[0-9A-Za-z]+")
SIDECARS: Final = (".yml", ".yaml")


def drawn(count: int, seed: int) -> list[str]:
    """Codes drawn by lot among those that ask for something to be done, the same each time."""
    table = findings.table()
    asking = [code for code in examples() if table[code].severity != "info"]
    return random.Random(seed).sample(asking, count)  # noqa: S311 - the same each time


def message(code: str) -> str:
    """The one message of a code's failing case, as the check prints it in the folder."""
    rows = [row for row, _ in told(encoded(examples()[code].wrong)) if row["code"] == code]
    return report.text(rows[:1])


def encoded(files: Mapping[str, str]) -> dict[str, bytes]:
    """The files of a case."""
    return {name: words.encode() for name, words in files.items()}


def write(folder: Path, count: int, seed: int) -> None:
    """Write the folders."""
    for number, code in enumerate(drawn(count, seed), 1):
        place = folder / f"{number:02}"
        place.mkdir(parents=True)
        (place / MESSAGE).write_text(message(code), encoding="utf-8")
        for name, data in encoded(examples()[code].wrong).items():
            (place / name).write_bytes(data)


def judge(folder: Path, count: int, seed: int) -> Iterator[tuple[str, str, list[str]]]:
    """Of each folder: its number, its code, and what is still wrong."""
    for number, code in enumerate(drawn(count, seed), 1):
        place = folder / f"{number:02}"
        files = {path.name: path.read_bytes() for path in sorted(place.iterdir()) if path.name != MESSAGE}
        yield f"{number:02}", code, list(wrong_still(code, files))


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
    """Words that mending need not touch are there; no source says what neither case says; nothing was made up."""
    kept = [_sources(case.wrong), _sources(case.right)]
    sources = _sources(files)
    if any(any(words) for words in kept[0]):
        yield from (f"a source has other words: {''.join(words)[:60]}" for words in sources - kept[0] - kept[1])
    yield from (f"words of a source are gone: {''.join(words)[:60]}" for words in (kept[0] & kept[1]) - sources)
    facts = [_facts(one) for one in (case.wrong, case.right, files)]
    if lost := (facts[0] & facts[1]) - facts[2]:
        yield f"words of a sidecar are gone: {' '.join(lost)}"
    if code.startswith("T") and (made_up := _corrections(files) - _corrections(case.wrong) - _corrections(case.right)):
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
