"""Who does just what a message says is rid of the finding; the trial draws the same findings each time."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

from build_tools import findings
from tests.messages import drawing

LINE = re.compile(r"`([^`]+)`")


@cache
def made() -> Mapping[str, tuple[Mapping[str, bytes], Mapping[str, Any]]]:
    """By code: a contribution that has the finding, and the finding."""
    found: dict[str, tuple[Mapping[str, bytes], Mapping[str, Any]]] = {}
    for files in drawing.folders():
        each = [files]
        if all(name.startswith("speech-") for name in files):
            each = [{name: data} for name, data in files.items()]
        for some in each:
            for row, _ in drawing.told(some):
                found.setdefault(row["code"], (some, row))
    return found


def offered(hint: str) -> str:
    """The lines of YAML that a hint says to write to accept the finding."""
    lines = LINE.findall(hint)
    pairs = pairwise(lines)
    first = next((at for at, (name, row) in enumerate(pairs) if name == "accepted:" and row.startswith("- code")), None)
    if first is None:
        return ""
    last = next(number for number in range(first, len(lines)) if lines[number].startswith("  reason: "))
    return "\n".join(lines[first : last + 1]) + "\n"


OFFERING = [code for code, row in findings.table().items() if offered(row.hint.zh)]


def test_what_can_be_accepted_says_how() -> None:
    """Every warning about a text or a copy, in both languages, with lines that are YAML and name the code."""
    wanted = {
        code
        for code, row in findings.table().items()
        if row.severity == "warning" and (code[0] in "ST" or code in findings.ACROSS)
    }
    assert wanted <= set(OFFERING)
    for code in OFFERING:
        for hint in (findings.table()[code].hint.zh, findings.table()[code].hint.en):
            row = yaml.safe_load(offered(hint).replace("{other}", "a-1"))["accepted"][0]
            assert row["code"] == code


@pytest.mark.parametrize("code", [code for code in OFFERING if code in made()])
def test_writing_the_lines_that_are_offered_accepts_the_finding(code: str) -> None:
    """Into a sidecar of the same name, letter by letter."""
    files, row = made()[code]
    side = f"{Path(row['path']).stem}.yml"
    lines = offered(row["hint"]["zh"])
    left = [
        (one["code"], one["path"]) for one, _ in drawing.told({**files, side: files.get(side, b"") + lines.encode()})
    ]
    assert (code, row["path"]) not in left
    assert not [one for one in left if one[0] in ("C002", "C003", "C004", "C005", "C015", "C021", "C027", "C035")]


def test_what_is_drawn_is_the_same_each_time(capsys: pytest.CaptureFixture[str]) -> None:
    """So that two people can be given the same."""
    drawing.show(3, 20)
    first = capsys.readouterr().out
    drawing.show(3, 20)
    assert capsys.readouterr().out == first
    assert first.count("怎样改：") == 3
