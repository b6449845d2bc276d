"""The language and script of a speech, by counting its characters.

Knows: which characters only one script uses.
Must not know: any other facet.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from build_tools.model import Block, Evidence
from build_tools.vocabulary.scripts import pairs

SAMPLE: Final = 4000  # code points that are counted
HAN: Final = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+")
LATIN: Final = re.compile("[A-Za-z]+")


@cache
def _scripts() -> tuple[re.Pattern[str], re.Pattern[str]]:
    old, new = "".join(pairs()), "".join(pairs().values())
    return re.compile(f"[{old}]"), re.compile(f"[{''.join(set(new) - set(old))}]")


def describe(blocks: Sequence[Block], text: str) -> tuple[str, tuple[Evidence, ...]]:
    """The language: zh-Hans, zh-Hant, en, mixed (of Chinese and another, or of both scripts), und (not told)."""
    spoken = [block for block in blocks if block.kind not in ("note", "title")] or list(blocks)
    words = text[spoken[0].span.start : spoken[0].span.start + SAMPLE] if spoken else ""
    words = words[: blocks[-1].span.end - spoken[0].span.start] if spoken else ""
    han = sum(map(len, HAN.findall(words)))
    latin = len(LATIN.findall(words))
    language = _language(words, han, latin)
    if language == "und":
        return language, ()
    return language, (Evidence("language", language, "inferred", "characters-counted"),)


def _language(words: str, han: int, latin: int) -> str:
    if not han and not latin:
        return "und"
    if latin * 2 > han:
        return "mixed" if han > latin / 4 else "en"
    old, new = (len(pattern.findall(words)) for pattern in _scripts())
    if old and new and min(old, new) > 0.2 * max(old, new):
        return "mixed"
    return "zh-Hant" if old > new else "zh-Hans"
