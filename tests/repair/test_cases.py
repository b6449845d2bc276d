"""The cases of tests/cases/repair: texts, and what is mended, offered, marked or left alone in them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from build_tools import repair
from build_tools.model import Edit, Source, Span, read
from build_tools.repair.words import words

CASES = Path(__file__).parents[1] / "cases" / "repair"


def cases(name: str) -> list[Any]:
    """Every case of a file."""
    return list(yaml.safe_load((CASES / name).read_text(encoding="utf-8")))


def examine(text: str) -> tuple[Edit, ...]:
    """The edits of a text that is a source by itself."""
    return repair.examine(Source("a", "a.txt", "a.txt", "", "utf-8", text), Span(0, len(text)))


@pytest.mark.parametrize("case", cases("certain.yml"), ids=lambda case: case["text"][:20])
def test_certain_edits_give_the_reading(case: Mapping[str, str]) -> None:
    """Certain edits give the reading."""
    edits = examine(case["text"])
    assert case["reading"] == read(case["text"], Span(0, len(case["text"])), edits)
    assert {"certain"} == {edit.certainty for edit in edits}


@pytest.mark.parametrize("text", cases("untouched.yml"), ids=lambda text: text[:20])
def test_what_is_right_is_not_touched(text: str) -> None:
    """What is right is not touched."""
    assert () == examine(text)


@pytest.mark.parametrize("case", cases("offered.yml"), ids=lambda case: case["text"][:20])
def test_what_is_doubtful_is_offered_or_marked_only(case: Mapping[str, Any]) -> None:
    """What is doubtful is offered or marked only."""
    edits = examine(case["text"])
    offers = [f"{edit.original} → {edit.reading}" for edit in edits if edit.certainty == "probable"]
    marked = [edit.original for edit in edits if edit.certainty == "unclear" and edit.reading is None]
    assert case.get("offers", []) == offers
    assert case.get("marked", []) == marked
    assert len(edits) == len(offers) + len(marked)


@pytest.mark.parametrize("wrong", sorted(words()))
def test_every_word_of_the_list_is_seen_where_it_may_stand(wrong: str) -> None:
    """Every word of the list is seen where it may stand."""
    word = words()[wrong]
    text = f"{word.after[0] if word.after else '，'}{wrong}。"
    assert [(wrong, word.reading)] == [(edit.original, edit.reading) for edit in examine(text)]
    for before in word.not_after:
        assert all(edit.original != wrong for edit in examine(f"{before}{wrong}。"))
    for behind in word.not_before:
        assert all(edit.original != wrong for edit in examine(f"，{wrong}{behind}。"))


def test_every_rule_has_a_case() -> None:
    """Every rule has a case."""
    texts = [case["text"] for name in ("certain.yml", "offered.yml") for case in cases(name)]
    used = {edit.rule for text in texts for edit in examine(text)}
    assert {rule.id for rule in repair.RULES} == used


def test_every_rule_gives_its_reason_in_both_languages() -> None:
    """Every rule gives its reason in both languages."""
    assert all(rule.reason.zh and rule.reason.en for rule in repair.RULES)
    assert len({rule.id for rule in repair.RULES}) == len(repair.RULES)
