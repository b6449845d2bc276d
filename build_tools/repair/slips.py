"""Slips of the pen: a word or mark twice, a quotation mark or comma that is missing. Offered only.

Knows: what is twice by mistake, and where a sentence needs a mark.
Must not know: words of like sound, what was taken out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from build_tools.repair.noise import paragraph
from build_tools.repair.rule import HAN, Found

# 我们的的工作; not 目的的, 的的确确, 哥们们
DOUBLED: Final = re.compile(
    r"的的(?<!目的的)(?!确|士)|们们(?<!哥们们)(?<!爷们们)(?<!娘们们)|[和与]和(?<=和和)(?![美气睦])(?<!总和和)(?<!共和和)|为为(?!了|什|何|人)(?<![作成认因以行]为为)"
)
# ，， 。。 、。; not 。。。, not ……, not ！！
DOUBLED_MARK: Final = re.compile(r"[，、；。](?<![，、；。]{2})[，、；。](?![，、；。])")

# 责任感严格执行; not 责任感、, not 责任感的人
COMMA: Final = re.compile(
    r"感(?<=[任命迫机誉]感)(?=(?:严格|切实|认真|坚决|全力|努力|始终|扎实|深入)(?:[^的，。；\n]{2}))"
)
HAVING: Final = re.compile(r"(?:有|树立|增强|保持)[^，。；！？\n]{0,12}(?:责任|使命|紧迫|危机|荣誉)\Z")

HAN_BEFORE: Final = re.compile(rf"[{HAN}0-9A-Za-z]")
QUOTE: Final = re.compile("[“”]")
SENTENCE: Final = re.compile("[。！？]")


def doubled_words(text: str) -> Iterator[Found]:
    """A particle stands twice where once is meant.

    "我们的的工作" → "我们的工作". "目的的", "的的确确" and "总和和" stay.
    """
    yield from ((match.start(), match.end(), match.group()[0]) for match in DOUBLED.finditer(text))


def doubled_marks(text: str) -> Iterator[Found]:
    """Two marks stand where one is meant; the stronger one is offered.

    "，，" → "，"; "、。" → "。". Runs of three or more stay: they mean something else.
    """
    for match in DOUBLED_MARK.finditer(text):
        pair = match.group()
        yield *match.span(), max(pair, key="、，；。".index)


def missing_commas(text: str) -> Iterator[Found]:
    """A predicate is at its end, and the next begins without a comma.

    "要有高度的责任感严格执行" → "要有高度的责任感，严格执行". "责任感的人" stays.
    """
    for match in COMMA.finditer(text):
        if HAVING.search(text, max(0, match.start() - 18), match.start()):
            yield match.start(), match.end(), "感，"


def missing_closing_quotes(text: str) -> Iterator[Found]:
    """A quotation is not closed before the next one opens.

    "推行“一个项目、一抓到底“五个一”机制" → "一抓到底”“五个一”机制". Only in a paragraph with exactly one mark too few.
    """
    if text.count("“") == text.count("”"):
        return
    at = text.find("“")
    while at >= 0:
        _, end = paragraph(text, at)
        place = _unclosed(text, at, end)
        if place is not None:
            yield place, place + 1, text[place] + "”"
        at = text.find("“", end)


def _unclosed(text: str, start: int, end: int) -> int | None:
    """Where a closing mark is missing: behind this character; None if it cannot be told."""
    marks = [(match.start(), match.group()) for match in QUOTE.finditer(text, start, end)]
    if sum(1 if mark == "“" else -1 for _, mark in marks) != 1:
        return None
    found = None
    for (first, one), (second, two) in pairwise(marks):
        if one == two == "“":
            if found is not None:
                return None
            found = first, second
        elif one == two:
            return None
    if found is None or SENTENCE.search(text, *found) or not HAN_BEFORE.match(text, found[1] - 1):
        return None
    return found[1] - 1
