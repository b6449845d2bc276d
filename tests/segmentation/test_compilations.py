"""Compilations in many layouts: each is cut where a careful reader cuts it.

Knows: the cases, and the road up to a volume.
Must not know: how segmentation decides.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import Final

import pytest

from build_tools.findings import BadInput
from build_tools.model import Volume
from build_tools.pipeline import convert_file
from tests.segmentation.boundaries import Case, Verdict, cases, f1, judge, table, unread

ALL: Final = cases()


@pytest.fixture(scope="module")
def volumes() -> Mapping[str, Volume]:
    """Every case that can be read, converted."""
    converted = {}
    for case in ALL:
        with suppress(BadInput):  # such a case counts as missed, below
            converted[case.name] = convert_file(case.path)
    return converted


@pytest.fixture(scope="module")
def verdicts(volumes: Mapping[str, Volume]) -> list[Verdict]:
    """Every case, judged; the table of failures is printed."""
    told = [judge(case, volumes[case.name]) if case.name in volumes else unread(case) for case in ALL]
    print(table(told))
    return told


def test_boundaries_are_found(verdicts: list[Verdict]) -> None:
    """Over all cases, F1 of the starts of speeches is at least 0.98."""
    assert f1(verdicts) >= 0.98, "\n" + table(verdicts)


def test_spoken_text_starts_and_ends(verdicts: list[Verdict]) -> None:
    """Over all speeches, at least 95 of 100 starts and ends of what is spoken are right."""
    right, ends = sum(v.ends_right for v in verdicts), sum(v.ends for v in verdicts)
    assert right >= 0.95 * ends, "\n" + table(verdicts)


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.name)
def test_claim_is_read(case: Case, volumes: Mapping[str, Volume]) -> None:
    """What the compilation says of its own number is read, and nothing else is taken for it."""
    assert volumes[case.name].segmentation.claimed == case.claimed


def test_found_counts(volumes: Mapping[str, Volume]) -> None:
    """Cases with a wrong number of speeches, each as (expected, found)."""
    counts = {name: len(volume.speeches) for name, volume in volumes.items()}
    pairs = {case.name: (case.found, counts.get(case.name, 0)) for case in ALL}
    wrong = {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}
    assert len(wrong) <= 0.02 * len(ALL), wrong


@pytest.mark.parametrize("case", [c for c in ALL if c.must_not_split], ids=lambda case: case.name)
def test_one_speech_stays_one(case: Case, volumes: Mapping[str, Volume]) -> None:
    """A text that only mentions samples, quotes a poem or answers questions is not split."""
    assert len(volumes[case.name].speeches) == 1


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.name)
def test_parts_cover_the_text(case: Case, volumes: Mapping[str, Volume]) -> None:
    """Parts stand in order, without gap or overlap, from the first character to the last."""
    volume = volumes[case.name]
    edges = [part.span for part in volume.segmentation.parts]
    assert [span.start for span in edges] == [0, *(span.end for span in edges[:-1])]
    assert edges[-1].end == len(volume.source.text)
    spans = [part.span for part in volume.segmentation.parts if part.kind == "speech"]
    assert spans == [speech.span for speech in volume.speeches]
