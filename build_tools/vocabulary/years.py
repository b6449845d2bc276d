"""Years told without a number: five-year plans and anniversaries, as lookups.

Knows: years.yml beside it.
Must not know: where in a text they are looked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

import yaml

TABLE: Final = Path(__file__).with_name("years.yml")


@dataclass(frozen=True, slots=True)
class Years:
    """What the file holds: plan → its first year, words → years after it, expression of an event → its year."""

    plans: Mapping[str, int]
    plan_years: Mapping[str, int]
    anniversaries: Mapping[str, int]


@cache
def years() -> Years:
    """The lookups of years.yml."""
    rows = yaml.load(TABLE.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    plans = {name: first for name, (first, _) in rows["plans"].items()}
    return Years(*(MappingProxyType(row) for row in (plans, rows["plan_years"], rows["anniversaries"])))
