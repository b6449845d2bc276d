"""A person's corrections: where they may stand, and that they come before any rule."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator

import pytest

from build_tools import repair
from build_tools.model import Correction, Declared, Location, Source, Span, read


def source(text: str, *corrections: Correction) -> Source:
    """A source whose sidecar has these corrections."""
    return Source("a", "a.txt", "a.txt", "", "utf-8", text, Declared(corrections=corrections))


def correction(find: str, replace: str, line: int | None = None) -> Correction:
    """A correction with a reason."""
    return Correction(find, replace, "据原件", Location("a.yml", 3, 1), line, "校对者")


def test_a_correction_is_a_certain_edit_with_name_and_reason() -> None:
    """A correction is a certain edit with name and reason."""
    given = source("责任感严格执行,不走样。", correction("责任感严格", "责任感，严格"))
    edits = repair.examine(given, Span(0, len(given.text)))
    first = edits[0]
    assert ("correction", "certain", "校对者", "据原件") == (first.category, first.certainty, first.by, first.reason.zh)
    assert "责任感，严格执行，不走样。" == read(given.text, Span(0, len(given.text)), edits)


def test_a_correction_comes_before_any_rule() -> None:
    """A correction comes before any rule."""
    given = source("这是己经,完成的, 好。", correction("己经,完", "早已,完"))
    edits = repair.examine(given, Span(0, len(given.text)))
    assert ["correction", "half-width-marks"] == [edit.rule for edit in edits]
    assert "这是早已,完成的，好。" == read(given.text, Span(0, len(given.text)), edits)


def test_words_that_are_not_there_or_twice_are_findings() -> None:
    """Words that are not there or twice are findings."""
    edits, found = repair.corrections(source("甲乙\n甲丙", correction("丁", "戊"), correction("甲", "乙")))
    assert () == edits
    assert [("C030", 3), ("C031", 3)] == [(finding.code, finding.at.line) for finding in found]


def test_a_line_tells_which_of_two_is_meant() -> None:
    """A line tells which of two is meant."""
    for text, at in (("甲乙\n甲丙", 3), ("甲乙\r\n甲丙", 4), ("甲乙\r甲丙", 3)):
        edits, found = repair.corrections(source(text, correction("甲", "乙", 2)))
        assert ((Span(at, at + 1),), ()) == (tuple(edit.span for edit in edits), found)


def test_a_line_that_is_not_there_is_a_finding() -> None:
    """A line that is not there is a finding."""
    _, found = repair.corrections(source("甲", correction("甲", "乙", 9)))
    assert ["C030"] == [finding.code for finding in found]


def test_every_line_is_found_however_lines_end() -> None:
    """Each line by its number, the empty ones and the last too, as an editor counts them."""
    text = "甲\r\n\n甲\r\r\n甲\n\r甲乙"
    lines = re.split("\r\n|\r|\n", text)
    for number in range(1, len(lines) + 3):
        edits, _ = repair.corrections(source(text, correction("甲", "乙", number)))
        here = number <= len(lines) and "甲" in lines[number - 1]
        before = re.split("(\r\n|\r|\n)", text)[: 2 * (number - 1)]
        assert [edit.span.start for edit in edits] == ([len("".join(before))] if here else [])


def test_lines_are_looked_for_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """And not for each correction: thousands of them in a long text took most of a minute."""
    searches = []

    class Watched:
        """Counts its searches."""

        def finditer(self, text: str) -> Iterator[re.Match[str]]:
            """Every end of a line."""
            searches.append(text)
            return re.finditer("\n", text)

    monkeypatch.setattr(sys.modules["build_tools.repair.corrections"], "LINE_END", Watched())
    given = source("甲\n" * 40, *(correction("甲", "乙", line) for line in range(1, 41)))
    edits, found = repair.corrections(given)
    assert (len(edits), found, searches) == (40, (), [given.text])


def test_corrections_that_overlap_are_a_finding() -> None:
    """Corrections that overlap are a finding."""
    edits, found = repair.corrections(source("甲乙丙", correction("甲乙", "子"), correction("乙丙", "丑")))
    assert ["甲乙"] == [edit.original for edit in edits]
    assert ["T001"] == [finding.code for finding in found]


def test_a_correction_outside_the_speech_is_left_out() -> None:
    """A correction outside the speech is left out."""
    given = source("甲乙丙丁", correction("乙丙", "子"))
    assert () == repair.examine(given, Span(0, 2))
