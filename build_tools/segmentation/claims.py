"""How many speeches a compilation says that it holds.

Knows: the ways of claiming (8篇), 合集12篇, 共五篇, and Chinese numerals up to 99.
Must not know: how many there are.
"""

from __future__ import annotations

import re
from typing import Final

from build_tools.model import Span

DIGITS: Final = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
NUMERAL: Final = r"[0-9０-９]{1,3}|[一二两三四五六七八九十]{1,3}"
# "(8篇)", "合集12篇", "共五篇" — not "第8篇", "这一篇", "篇幅"
CLAIM: Final = re.compile(
    rf"(?:[（(【\[]\s*|合集|汇编|汇总|精选|大全|范文|共|共计|收录|整理了?|分享|通用|最新|优秀|推荐|热门|必备|[稿话辞词言])"
    rf"(?<!第)\s*(?P<number>{NUMERAL})\s*(?:篇|则|份)(?![章幅首末之中])"
)
ENGLISH: Final = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
# "Three Speeches for …", "5 sample speeches"
ENGLISH_CLAIM: Final = re.compile(
    rf"\b(?P<number>[0-9]{{1,3}}|{'|'.join(ENGLISH)})\s+(?:[a-z]+\s+)?speeches\b", re.IGNORECASE
)


def numeral(text: str) -> int | None:
    """The number that Chinese or Arabic digits write, from 0 to 999; None if they write none.

    "十二" → 12, "二十" → 20, "８" → 8
    """
    if text.isdecimal():
        return int(text)
    tens, found, units = text.rpartition("十")
    if not found:
        return DIGITS.get(text) if len(text) == 1 else _positional(text)
    high = DIGITS.get(tens, -1) if tens else 1
    low = DIGITS.get(units, -1) if units else 0
    return None if high < 0 or low < 0 else high * 10 + low


def _positional(text: str) -> int | None:
    digits = [DIGITS.get(c, -1) for c in text]
    return None if not digits or -1 in digits else int("".join(map(str, digits)))


def claim(text: str, span: Span) -> tuple[int, Span] | None:
    """The first number of speeches, two or more, that a span claims."""
    for pattern in (CLAIM, ENGLISH_CLAIM):
        for found in pattern.finditer(text, span.start, span.end):
            word = found["number"].lower()
            number = ENGLISH.index(word) + 1 if word in ENGLISH else numeral(word)
            if number is not None and number >= 2:
                return number, Span(found.start("number"), found.end())
    return None
