"""A failing and a passing case of each finding that words can show.

Knows: `examples.yml`, which holds them.
Must not know: who finds what.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import yaml

TABLE: Final = Path(__file__).with_name("examples.yml")
SOURCE: Final = "a.txt"
ROWS: Final = yaml.load(TABLE.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
BASE: Final[str] = ROWS.pop("BASE")


@dataclass(frozen=True, slots=True)
class Example:
    """The files of a contribution before and after mending, by their names."""

    wrong: Mapping[str, str]
    right: Mapping[str, str]

    def changed(self) -> tuple[str, ...]:
        """The files that tell them apart."""
        return tuple(
            name for name in sorted({*self.wrong, *self.right}) if self.wrong.get(name) != self.right.get(name)
        )


@cache
def examples() -> Mapping[str, Example]:
    """By code, each with the source that all of them share if it does not bring its own."""
    base: dict[str, list[str | None]] = {SOURCE: [BASE, BASE]}
    return {code: Example(*(_files({**base, **row}, side) for side in (0, 1))) for code, row in ROWS.items()}


def _files(row: Mapping[str, list[str | None]], side: int) -> dict[str, str]:
    return {name: words for name, both in row.items() if (words := both[side]) is not None}
