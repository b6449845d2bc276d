"""Noise: what copying, scanning or a web page left inside the text. Certain, and left out.

Knows: what such remnants look like between Han characters.
Must not know: punctuation's width, words, what a speech is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from build_tools.repair.rule import HAN, Found

# U+200B inside 项目; not the joiner inside an emoji, not a tab. C1 controls are left: they may belong to mojibake.
INVISIBLE: Final = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f\xad\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]+"
)
# U+200C and U+200D between Han, where nothing is there to be joined.
JOINERS: Final = re.compile(rf"(?<=[{HAN}])[\u200c\u200d]+(?=[{HAN}])")

# 衷心的’感谢; not workers’ rights, not ‘引文’
LONE_MARK: Final = {mark: re.compile(rf"{mark}(?<=[{HAN}]{mark})(?=[{HAN}])") for mark in "’‘`"}
PARTNERS: Final = {"’": "‘", "‘": "’", "`": "`"}
NEAR_PAIR: Final = 20  # two marks of the same kind so near each other may be a pair typed wrongly

# 材料的.汇聚; not 约翰.肯尼迪, not 的.
STRAY_DOT: Final = re.compile(rf"[.．](?<=[的和与及在对把将被以][.．])(?=[{HAN}])")
# 时-6-限; not A-6-B, not 5-6-7
PAGE_IN_WORD: Final = re.compile(rf"[-–][ ]?[0-9]{{1,3}}[ ]?[-–](?=[{HAN}])")
BEFORE_PAGE: Final = re.compile(rf"(?<=[{HAN}])[ ]?\Z")
# 完成。 -三是; not 。——三是
HYPHEN_BEFORE_MARKER: Final = re.compile(
    r"(?<=[。！？；.!?;]) ?[-–] ?(?=(?:[一二三四五六七八九十]{1,3}(?:是|要|、)|第[一二三四五六七八九十]{1,3}[，,、]))"
)
# 1。3万户; not 共15。2021年
POINT: Final = re.compile(r"(?<=[0-9])。(?=[0-9]{1,3}(?:[万亿％%‰倍米吨亩]|公里|平方|立方|个百分点|千瓦|公顷))")
TWO_POINTS: Final = re.compile(r"。[0-9]{1,4}\Z")


def invisible_characters(text: str) -> Iterator[Found]:
    """Invisible characters and controls are no part of what was said.

    "项", U+200B, "目" → "项目". Joiners stay where they join an emoji or letters.
    """
    if text.isascii() and text.isprintable():
        return
    found = [match.span() for match in INVISIBLE.finditer(text)]
    if "\u200c" in text or "\u200d" in text:
        found += (match.span() for match in JOINERS.finditer(text))
        found.sort()
    yield from ((start, end, "") for start, end in found)


def lone_marks(text: str) -> Iterator[Found]:
    """A quotation mark or accent between two Han characters, with no partner in its paragraph, is a remnant.

    "衷心的’感谢" → "衷心的感谢". "‘双创’", "’双创’" and "`code`" stay.
    """
    found = []
    for mark, pattern in LONE_MARK.items():
        if mark in text:
            found += [match.span() for match in pattern.finditer(text) if _is_lone(text, match.start(), mark)]
    yield from ((start, end, "") for start, end in sorted(found))


def _is_lone(text: str, at: int, mark: str) -> bool:
    start, end = paragraph(text, at)
    if mark != PARTNERS[mark]:
        near = text[max(start, at - NEAR_PAIR) : at] + text[at + 1 : min(end, at + NEAR_PAIR)]
        return text.find(PARTNERS[mark], start, end) < 0 and mark not in near
    return text.find(mark, start, at) < 0 and text.find(mark, at + 1, end) < 0


def paragraph(text: str, at: int, reach: int = 5000) -> tuple[int, int]:
    """Where the line that holds a place begins and ends, as far as the reach goes: a line may be a whole file."""
    first, last = max(0, at - reach), min(len(text), at + reach)
    start = max(text.rfind("\n", first, at), text.rfind("\r", first, at)) + 1
    ends = [end for end in (text.find("\n", at, last), text.find("\r", at, last)) if end >= 0]
    return max(start, first), min(ends, default=last)


def stray_dots(text: str) -> Iterator[Found]:
    """A dot after a particle, in mid-sentence, is a remnant.

    "材料的.汇聚地" → "材料的汇聚地". "约翰.肯尼迪" and "3.推进项目" stay.
    """
    if "." in text or "．" in text:
        yield from ((match.start(), match.end(), "") for match in STRAY_DOT.finditer(text))


def page_numbers_in_words(text: str) -> Iterator[Found]:
    """A page number between hyphens, in the middle of a sentence, came from the foot of a page.

    "限定招商时-6-限" → "限定招商时限". "A-6-B" and "5-6-7号" stay.
    """
    if "-" not in text and "–" not in text:
        return
    for match in PAGE_IN_WORD.finditer(text):
        before = BEFORE_PAGE.search(text, max(0, match.start() - 2), match.start())
        if before:
            yield before.start(), match.end(), ""


def hyphens_before_markers(text: str) -> Iterator[Found]:
    """A single hyphen between a sentence's end and the next point of a list is a remnant.

    "如期完成。 -三是强化管理" → "如期完成。三是强化管理". "——三是" stays.
    """
    if "-" in text or "–" in text:
        yield from ((match.start(), match.end(), "") for match in HYPHEN_BEFORE_MARKER.finditer(text))


def decimal_points(text: str) -> Iterator[Found]:
    """A full stop between two digits of one number, with a unit behind, is its decimal point.

    "1。3万户" → "1.3万户". "共15。2021年" and "1。3。5万" stay.
    """
    for match in POINT.finditer(text) if "。" in text else ():
        at = match.start()
        if not TWO_POINTS.search(text, max(0, at - 5), at) and text[at + 1 : at + 5].find("。") < 0:
            yield at, at + 1, "."
