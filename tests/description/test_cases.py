from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from build_tools.model import Metadata
from build_tools.vocabulary import load
from tests.description.written import describe

CASES = Path(__file__).parents[1] / "cases" / "description"


def cases() -> Iterator[Any]:
    """Every case of every file that holds a list of texts."""
    for path in sorted(CASES.glob("*.yml")):
        rows = yaml.safe_load(path.read_text(encoding="utf-8"))
        if not (isinstance(rows, list) and rows and "expect" in rows[0] and "text" in rows[0]):
            continue
        for number, row in enumerate(rows, 1):
            yield pytest.param(row, id=f"{path.stem}-{number}")


def facet(known: Metadata, name: str) -> str | None:
    """A facet by the name that the cases give it."""
    values = {
        "occasion": known.occasion.id,
        "occasion_name": known.occasion.name,
        "genre": known.genre.id,
        "speaker": known.speaker.name,
        "role": known.speaker.role,
        "role_text": known.speaker.role_text,
        "organisation": known.speaker.organisation,
        "date": known.date.edtf,
        "date_status": known.date.status,
        "region": known.region.code,
        "audience": known.audience,
        "state": known.state,
        "language": known.language,
        "title": known.title,
        "title_status": known.title_status,
    }
    return values[name]


@pytest.mark.parametrize("case", list(cases()))
def test_case(case: dict[str, Any]) -> None:
    """A text gives what its case says, and every quotation is the source's own."""
    source, known, _ = describe(case["text"], file_title=case.get("file", ""))
    assert case["expect"] == {name: facet(known, name) for name in case["expect"]}
    for evidence in known.evidence:
        if evidence.span:
            assert evidence.quote == source.text[evidence.span.start : evidence.span.end]


def test_every_value_has_evidence() -> None:
    """Whatever is known of a text is backed by evidence under its field's name."""
    fields = {"speaker_role": "role"}
    for case in cases():
        _, known, _ = describe(case.values[0]["text"])
        proved = {fields.get(evidence.field, evidence.field) for evidence in known.evidence}
        for name in ("occasion", "occasion_name", "genre", "speaker", "role", "role_text", "organisation", "date"):
            assert facet(known, name) is None or name in proved


def test_every_id_is_in_the_vocabulary() -> None:
    """No facet holds an id that has no entry."""
    lists = load().ids
    for case in cases():
        _, known, _ = describe(case.values[0]["text"])
        for field, value in (
            ("occasion", known.occasion.id),
            ("genre", known.genre.id),
            ("speaker_role", known.speaker.role),
            ("state", known.state),
            ("language", known.language),
        ):
            assert value is None or value in lists[field]
