"""The region of a speech, case by case from the files of tests/cases/description/region."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from build_tools.description import region, region_names
from build_tools.model import Block, Span
from build_tools.vocabulary import places

CASES: Final = Path(__file__).parents[1] / "cases" / "description" / "region"
HEADINGS: Final = {"title": "title", "byline": "byline", "date_line": "date line", "note": "note"}


def cases() -> Iterator[Any]:
    """Every case, named by its file and what it says."""
    for file in sorted(CASES.glob("*.yml")):
        for case in yaml.safe_load(file.read_text(encoding="utf-8")):
            yield pytest.param(case, id=f"{file.stem}: {case['says']}")


def speech(case: dict[str, Any]) -> tuple[tuple[Block, ...], str]:
    """The blocks of a case, and the source's text with words of another speech before it."""
    lines = [(kind, case[key]) for key, kind in HEADINGS.items() if key in case]
    lines += [("salutation" if line.endswith("：") else "paragraph", line) for line in case["text"].splitlines()]
    text, blocks = "前一篇的末尾。\n", []
    for number, (kind, line) in enumerate(lines):
        blocks.append(Block(kind, Span(len(text), len(text) + len(line)), line, str(number)))
        text += line + "\n\n"
    return tuple(blocks), text


@pytest.mark.parametrize("case", list(cases()))
def test_region(case: dict[str, Any]) -> None:
    """The expected code comes out, or nothing does; the evidence quotes the source."""
    blocks, text = speech(case)
    found, evidence = region.describe(blocks, text=text, year=case.get("year"))
    expected = None if case["region"] == "unknown" else case["region"]
    assert (expected, found.code) == (expected, expected), evidence
    assert (found.status == "unknown") == (found.code is None) == (not evidence) == (not found.path)
    assert all(e.span and text[e.span.start : e.span.end] == e.quote and e.quote for e in evidence)
    assert case.get("path", list(found.path)) == list(found.path)
    if "year" in case or "then" in case:
        changed = case.get("path_then", [])
        assert (case.get("then"), changed) == (found.code_then, list(found.path_then))


def test_no_blocks_no_region() -> None:
    """Nothing is known of nothing."""
    assert region.describe((), text="", year=None)[0].code is None


def test_agency_beside_the_speech() -> None:
    """A dispatch line in a part beside the speech counts, the rest of that part does not."""
    text = "新华社乌兰巴托8月22日电 某某在印度发表讲话\n朋友们：\n很高兴见到大家。"
    start = text.index("朋友们")
    blocks = (Block("paragraph", Span(start, len(text)), text[start:], "1"),)
    found, _ = region.describe(blocks, text=text, year=None, around=[Span(0, start)])
    assert found.path == ("蒙古国", "乌兰巴托")


def test_longest_name_wins() -> None:
    """A name inside a longer one is not seen, nor one that two others would share a character of."""
    names, selves = region_names.find("我市到俄罗斯圣彼得堡和内蒙古自治区，全县到上海安全局")
    assert [name.text for name in names] == ["俄罗斯", "圣彼得堡", "内蒙古自治区", "上海"]
    assert selves == {"市": 3, "县": 1}


WORDS: Final = (
    "安康市",
    "旬阳县",
    "我市",
    "市委",
    "在",
    "（2013年3月2日，",
    "）",
    "莫斯科",
    "新华社",
    "3月1日电",
    "、",
    "和平区",
    "\n",
)
LINES: Final = st.lists(st.tuples(st.sampled_from(["title", "date line", "paragraph"]), st.sampled_from(WORDS)))


@given(LINES, st.none() | st.integers(1900, 2100))
def test_any_text(lines: list[tuple[str, str]], year: int | None) -> None:
    """Nothing raises, whatever stands where; what is told is whole and quotes the source."""
    text, blocks = "", []
    for number, (kind, line) in enumerate(lines):
        blocks.append(Block(kind, Span(len(text), len(text) + len(line)), line, str(number)))
        text += line
    found, evidence = region.describe(blocks, text=text, year=year)
    assert (found.code is None) == (not evidence) == (not found.path)
    assert all(e.span and text[e.span.start : e.span.end] == e.quote for e in evidence)


@pytest.mark.parametrize(
    "text", ["市" * 200_000, "安康" * 100_000, "我市" * 100_000, "在" * 200_000, "、安康市" * 50_000]
)
def test_linear(text: str) -> None:
    """Runs of one word take a time that grows with their length only."""
    places.by_short()
    began = time.perf_counter()
    region.describe((Block("paragraph", Span(0, len(text)), text, "1"),), text=text, year=None)
    assert time.perf_counter() - began < 10
