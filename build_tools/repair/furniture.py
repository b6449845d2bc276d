"""Page furniture inside a speech: page numbers, running heads and advertisements on lines of their own.

Knows: what such lines look like when there is no doubt.
Must not know: what stands around a speech; that is the segmentation's.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from build_tools.repair.rule import HAN, Found

# A gate: only texts that hold one of these are read line by line.
GATE: Final = re.compile(r"[\n\r][ \t\u3000]*(?:[-–—][ ]?[0-9]|第[ ]?[0-9]{1,4}[ ]?页|(?i:page)[ ])")
LINE: Final = re.compile(r"[^\n\r]+")
# "- 6 -", "—6—", "第 3 页 共 8 页", "PAGE 3 of 8"; not "6", not "-6", not "第3页的表"
PAGE_NUMBER: Final = re.compile(
    r"[ \t\u3000]*(?:(?P<dash>[-–—])[ ]?[0-9]{1,4}[ ]?(?P=dash)"
    r"|第[ ]?[0-9]{1,4}[ ]?页(?:[ ,，/]{0,2}共[ ]?[0-9]{1,4}[ ]?页)?"
    r"|(?i:page)[ ][0-9]{1,4}(?:[ ]?(?i:of|/)[ ]?[0-9]{1,4})?)[ \t\u3000]*\Z"
)
ADDRESS: Final = re.compile(r"(?i:https?://|www\.)[!-~]{3,200}")
# "资料来源：某某网 www.…", "更多讲话稿请访问 https://…"; not "请大家登录 www.… 报名参加活动。"
ADVERTISEMENT: Final = re.compile(
    r"(?:转载|转自|来源|出处|本文(?:链接|地址|来自)|(?:更多|下载|阅读).{0,20}(?:访问|关注|登录|点击|尽在)|资料(?:下载|网)|范文网|文库)"
)
SENTENCE: Final = re.compile(rf"[{HAN}][。！；]")
LONGEST_AD, LONGEST_HEAD = 120, 40


def page_furniture(text: str) -> Iterator[Found]:
    """A line that is a page number, the running head beside it, or a web site's notice is no part of the speech.

    "- 6 -", "第 3 页 共 8 页", "资料来源：某某网 www.example.com" → nothing. The line's end stays.
    """
    if not (GATE.search("\n" + text[:40]) or GATE.search(text) or "://" in text or "www." in text):
        return
    lines = [match.span() for match in LINE.finditer(text) if not match.group().isspace()]
    numbers = {i for i, (start, end) in enumerate(lines) if end - start <= 30 and PAGE_NUMBER.match(text, start, end)}
    heads = _running_heads(text, lines, numbers)
    for i, (start, end) in enumerate(lines):
        if i in numbers or i in heads or _is_advertisement(text, start, end):
            yield start, end, ""


def _running_heads(text: str, lines: list[tuple[int, int]], numbers: set[int]) -> set[int]:
    """Short lines that stand beside page numbers, with the same words, three times or more."""
    beside = sorted({i + step for i in numbers for step in (-1, 1)} - numbers)
    short = {
        i: text[slice(*lines[i])].strip() for i in beside if 0 <= i < len(lines) and _length(lines[i]) <= LONGEST_HEAD
    }
    times = Counter(short.values())
    return {i for i, words in short.items() if times[words] >= 3}


def _length(line: tuple[int, int]) -> int:
    return line[1] - line[0]


def _is_advertisement(text: str, start: int, end: int) -> bool:
    if end - start > LONGEST_AD or not ADDRESS.search(text, start, end):
        return False
    return bool(ADVERTISEMENT.search(text, start, end)) and not SENTENCE.search(text, start, end)
