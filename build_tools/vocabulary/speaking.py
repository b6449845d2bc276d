"""How long a text is, and how long it takes to say: one rule for speeches, their sections, pages, data and search.

Knows: blocks, and the rates in `speaking.yml`.
Must not know: who asks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Final

import yaml

from build_tools.model import Block

RATES: Final = Path(__file__).with_name("speaking.yml")
COUNTED: Final = ("title", "salutation", "heading", "paragraph", "list item", "closing", "signature")
HAN: Final = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
WORD: Final = re.compile(r"[A-Za-z][A-Za-z'’-]*")
LATIN_WORD: Final = 1.5  # Han characters that take as long, in a speech of mostly Latin words


@cache
def rates() -> tuple[int, int]:
    """Han characters a minute, slowest and fastest.

    Raises: ValueError: they are not two whole numbers, the smaller first.
    """
    told = yaml.safe_load(RATES.read_text(encoding="utf-8"))
    slowest, fastest = told["slowest"], told["fastest"]
    if not (isinstance(slowest, int) and isinstance(fastest, int) and 0 < slowest <= fastest):
        message = f"{RATES.name}: slowest and fastest must be whole numbers above 0, the smaller first"
        raise ValueError(message)
    return slowest, fastest


def measure(blocks: Sequence[Block]) -> tuple[int, tuple[float, float]]:
    """Han characters of a speech under its title, and the minutes that they take, fast and slow, to a tenth.

    An editor's notes, dates, bylines and stage directions are not counted. The title is: the published figures of a
    speech have always been those of its whole text.
    """
    spoken = [block.text for block in blocks if block.kind in COUNTED]
    han = sum(len(run) for text in spoken for run in HAN.findall(text))
    words = 0 if han > 1000 else sum(len(WORD.findall(text)) for text in spoken)
    units = han if han >= words else words * LATIN_WORD
    slowest, fastest = rates()
    return han, (round(units / fastest, 1), round(units / slowest, 1))
