"""The tile of each province-level unit: where it stands among the others.

Knows: province-tiles.yml beside it.
Must not know: how tiles are drawn.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml


@dataclass(frozen=True, slots=True, order=True)
class Tile:
    """A unit's place, from 1, and what it is called for short."""

    row: int
    column: int
    code: str
    name: str


@cache
def tiles() -> tuple[Tile, ...]:
    """Every tile, row by row."""
    rows = yaml.load(Path(__file__).with_name("province-tiles.yml").read_text(encoding="utf-8"), yaml.CSafeLoader)
    return tuple(sorted(Tile(row, column, code, name) for code, name, row, column in rows))
