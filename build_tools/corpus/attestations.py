"""Where words first stand in the corpus: in the earliest speech that has a date, else in the first without.

Knows: corpus.jsonl, read once; lines without any of the words are not taken apart.
Must not know: what the words mean.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from build_tools.model import Attestation


@dataclass(slots=True)
class _Found:
    first: Attestation
    order: tuple[str, int]
    count: int = 0


def attest(corpus: Path, words: Mapping[str, Sequence[str]]) -> dict[str, Attestation]:
    """The first attestation of each of some things, of which each has its ways of being written."""
    found: dict[str, _Found] = {}
    forms = [json.dumps(form, ensure_ascii=False)[1:-1].encode() for ways in words.values() for form in ways]
    if not forms:
        return {}
    any_of = re.compile(b"|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True)))
    with corpus.open("rb") as stream:
        for number, line in enumerate(stream):
            if any_of.search(line):
                record = json.loads(line)
                for name, ways in words.items():
                    _note(found, name, _block(record, ways), record, number)
    return {name: _told(one) for name, one in found.items()}


def _block(record: Mapping[str, Any], ways: Sequence[str]) -> str:
    """The first paragraph that holds one of the ways of writing something."""
    return next((b["id"] for b in record["blocks"] if any(way in b["text"] for way in ways)), "")


def _note(found: dict[str, _Found], name: str, block: str, record: Mapping[str, Any], number: int) -> None:
    if not block:
        return
    date = record["date"]
    here = Attestation(record["id"], record["title"], block, date["edtf"], date["status"])
    order = (_first_day(date["edtf"]), number)
    one = found.setdefault(name, _Found(here, order))
    one.count += 1
    if order < one.order:
        one.first, one.order = here, order


def _first_day(edtf: str | None) -> str:
    """What dates are sorted by; those without a year come last."""
    return edtf if edtf and edtf[:4].isdigit() else "~"


def _told(one: _Found) -> Attestation:
    first = one.first
    return Attestation(first.speech, first.title, first.block, first.edtf, first.status, one.count)
