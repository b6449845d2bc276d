"""Speeches that begin in mid-line: after a sentence's end, with a heading, or with a salutation after thanks.

Knows: the forms of headings that can be told from prose without a line of their own.
Must not know: other lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from build_tools.segmentation import cues
from build_tools.segmentation.claims import CLAIM, numeral
from build_tools.vocabulary import addresses


@dataclass(frozen=True, slots=True)
class Cut:
    """A start at an offset of its line. `ends_line`: the heading is the last thing in the line."""

    offset: int
    points: int
    cue: str
    numbered: bool = False
    number: int | None = None
    ends_line: bool = False
    saluted: bool = False


LEAD: Final = r"[^。！？!?，,；;:：]{0,40}?"
N: Final = cues.NUMBER
# "…谢谢大家!项目建设领导讲话篇三:", "范文【一】各位来宾、同志们:今天…" — not "…他写了范文一篇。"
HEAD: Final = re.compile(
    rf"(?:^|(?<=[。！？!?…”’）)】]))\s*(?P<head>"
    rf"{LEAD}{cues.SAMPLE}\s*[【\[（(]\s*(?P<n1>{N})\s*[】\])）]\s*[:：]?"
    rf"|{LEAD}{cues.SAMPLE}\s*(?P<n2>{N})\s*[:：]"
    rf"|(?:{LEAD}{cues.TAKEN_FOR}\s*)?[【\[（(]?(?<![千一])篇\s*(?P<n3>{N})\s*(?:[】\])）]\s*[:：]?|[:：])"
    rf"|[【\[（(]?第\s*(?P<n4>{N})\s*篇\s*(?:[】\])）]\s*[:：]?|[:：])"
    rf")"
)
AFTER_CLAIM: Final = re.compile(rf"[{cues.CLOSERS}\s]*")
QUICK: Final = re.compile(rf"篇|{cues.SAMPLE}")
# "…谢谢大家!各位领导、同志们:…": thanks, then a new salutation
AGAIN: Final = re.compile(rf"{cues.THANKS}[^。！？!?]{{0,8}}[。！!]\s*(?=\S)")
# "在全市表彰大会上的讲话 各位领导、同志们:今天…"
TITLE_THEN_SALUTATION: Final = re.compile(rf"^(?P<title>[^。！？!?，,；;:：]{{2,50}}?{cues.SPEECH})[ \u3000\t]+(?=\S)")


def cuts(text: str) -> Iterator[Cut]:
    """Every start inside a line, in order."""
    found = sorted([*_headed(text), *_again(text), *_titled(text)], key=lambda cut: (cut.offset, -cut.points))
    last = -1
    for cut in found:
        if cut.offset > last:
            yield cut
            last = cut.offset + cut.ends_line


def _headed(text: str) -> Iterator[Cut]:
    if not QUICK.search(text):
        return
    for found in HEAD.finditer(text):
        rest = text[found.end() :].lstrip()
        saluted = bool(cues.salutation(rest[: addresses.LONGEST]))
        if rest and not saluted and not _long_enough(rest):
            continue
        begin = found.start("head") + _compilers_part(found["head"])
        number = numeral(next(n for n in found.group("n1", "n2", "n3", "n4") if n))
        thanked = 2 * bool(cues.THANKFUL.search(text[max(0, found.start() - 40) : found.start("head")].strip()))
        points = 5 + 3 * saluted + thanked
        yield Cut(begin, points, "inline-number", numbered=True, number=number, ends_line=not rest, saluted=saluted)


def _compilers_part(head: str) -> int:
    """How much of a heading is the title of the collection: `校园讲话稿（精选4篇）范文【一】` begins at 范文."""
    claims = list(CLAIM.finditer(head))
    if not claims:
        return 0
    closed = AFTER_CLAIM.match(head, claims[-1].end())
    return closed.end() if closed else claims[-1].end()


def _long_enough(rest: str) -> bool:
    """What follows the heading is text of a speech, not the end of a remark about it."""
    return len(rest) >= 100


def _again(text: str) -> Iterator[Cut]:
    for found in AGAIN.finditer(text):
        if cues.salutation(text[found.end() : found.end() + addresses.LONGEST]) in (":", "："):
            yield Cut(found.end(), 5, "salutation-after-thanks", saluted=True)


def _titled(text: str) -> Iterator[Cut]:
    found = TITLE_THEN_SALUTATION.match(text)
    if found and cues.salutation(text[found.end() : found.end() + addresses.LONGEST]):
        yield Cut(0, 6, "title-and-salutation", saluted=True)
