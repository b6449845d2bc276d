"""Findings as a contributor meets them, drawn by lot: `python -m tests.messages show`.

The files are those of the tests and cases. Of each code one finding is made; a seed draws some of them, the same each
time. Whoever tries sees the finding and the lines about its place, nothing else, and says what to write instead.
"""

from __future__ import annotations

import json
import random
import re
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml
from click.testing import CliRunner

from build_tools import report
from build_tools.__main__ import main as anthology
from tests.bench.generated import speech
from tests.test_bad_input import FAULTS, GOOD

CASES = Path(__file__).parents[1] / "cases"
AROUND = 2  # lines shown before and after
WIDEST = 100  # characters shown of a line


def folders() -> Iterator[Mapping[str, bytes]]:
    """Contributions that something is wrong with."""
    for files, _ in FAULTS.values():
        yield files
    for path in sorted((CASES / "sidecar/faults").glob("*.yml")):
        yield {"a.txt": GOOD.encode(), "a.yml": path.read_bytes()}
    texts = yaml.safe_load((CASES / "checks/speeches.yml").read_text(encoding="utf-8"))
    yield {f"speech-{number}.txt": (GOOD + case["text"]).encode() for number, case in enumerate(texts)}
    one = speech(3, 900)
    yield {"a.txt": one.encode(), "b.txt": one.encode(), "c.txt": one.replace("工作", "任务").encode()}
    yield {
        "a.txt": GOOD.encode(),
        "a.yml": "proofread_by: 李四\nvalidated_by: 李四\nvalidated_on: 2999-01-01\n".encode(),
    }
    register = "withdrawn:\n- {speech: a-1, date: 2026-11-23, reason: 重复}\n- {speech: 甲, reason: 乙}\n"
    yield {"a.txt": GOOD.encode(), "withdrawn.yml": register.encode()}


def told(files: Mapping[str, bytes]) -> Iterator[tuple[dict[str, Any], str]]:
    """The findings of a contribution, each with the lines about its place."""
    with tempfile.TemporaryDirectory() as room:
        folder = Path(room, "sources")
        folder.mkdir()
        for name, data in files.items():
            (folder / name).write_bytes(data)
        words = ["check", str(folder), "--no-cache", "--format", "json", "--jobs", "1"]
        done = CliRunner().invoke(anthology, words, catch_exceptions=False)
        for line in done.stdout.replace(f"{folder}/", "").splitlines():  # as one who stands in the folder reads it
            row = json.loads(line)
            row["path"] = Path(row["path"]).name
            yield row, lines(files.get(row["path"], b""), row["line"])


def lines(data: bytes, number: int) -> str:
    """The lines about a place, with their numbers."""
    every = re.split(r"\r\n|\r|\n", data.decode("utf-8", "backslashreplace"))
    first = max(number - 1 - AROUND, 0)
    shown = enumerate(every[first : number + AROUND], first + 1)
    return "".join(f"  {'>' if at == number else ' '}{at:4} | {words[:WIDEST]}\n" for at, words in shown)


def show(count: int, seed: int) -> None:
    """Draw and print."""
    found: dict[str, tuple[dict[str, Any], str]] = {}
    for files in folders():
        for row, about in told(files):
            found.setdefault(row["code"], (row, about))
    dice = random.Random(seed)  # noqa: S311 - the same each time
    drawn = dice.sample(sorted(found), min(count, len(found)))
    print(f"{len(found)} codes, {len(drawn)} drawn with seed {seed}\n")
    for number, code in enumerate(drawn, 1):
        row, about = found[code]
        print(f"--- {number} ---\n{report.text([row])}{about}")
