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
    also: tuple[Mapping[str, str], ...] = ()  # other mendings that the message allows; the manual shows the first

    def changed(self) -> tuple[str, ...]:
        """The files that tell them apart."""
        return tuple(
            name for name in sorted({*self.wrong, *self.right}) if self.wrong.get(name) != self.right.get(name)
        )


@cache
def examples() -> Mapping[str, Example]:
    """By code, each with the source that all of them share if it does not bring its own."""
    base: dict[str, list[str | None]] = {SOURCE: [BASE, BASE]}
    return {code: _example({**base, **row}) for code, row in ROWS.items()}


def _example(row: Mapping[str, list[str | None]]) -> Example:
    wrong, right, *also = (_files(row, side) for side in range(max(map(len, row.values()))))
    return Example(wrong, right, tuple(also))


def _files(row: Mapping[str, list[str | None]], side: int) -> dict[str, str]:
    """The files of one side; one that no other mending changes is as in the first."""
    return {name: words for name, all_ in row.items() if (words := all_[min(side, len(all_) - 1)]) is not None}
