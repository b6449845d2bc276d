"""Slogans and terms, each with what it means.

Knows: terms.yml beside it.
Must not know: where they occur.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from build_tools.model import Bilingual


@dataclass(frozen=True, slots=True)
class Term:
    """A term. What a `local` one stands for differs from place to place."""

    id: str
    name: Bilingual
    definition: Bilingual
    forms: tuple[str, ...]  # the ways in which it is written, its name first
    local: bool


@cache
def terms() -> tuple[Term, ...]:
    """Every term, in the order of the file."""
    rows = yaml.load(Path(__file__).with_name("terms.yml").read_text(encoding="utf-8"), yaml.CSafeLoader)
    return tuple(
        Term(
            name,
            Bilingual(row["term"], row["en"]),
            Bilingual(row["zh"], row["definition"]),
            (row["term"], *row.get("also", ())),
            row.get("local", False),
        )
        for name, row in rows.items()
    )
