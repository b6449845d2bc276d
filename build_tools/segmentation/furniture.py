"""Lines that belong to the page, the agency or the compiler, and not to a speech.

Knows: the shared table of such lines.
Must not know: where speeches begin.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from build_tools.segmentation.lines import Line
from build_tools.vocabulary.phrases import Aside, asides

ASIDES: Final[tuple[Aside, ...]] = asides()
LONGEST: Final = 500  # code points of a line that is worth looking at
LISTS: Final = re.compile(
    r"^[【\[（(★▼↓>»·\-\s]*(?:推荐阅读|相关文章|相关推荐|相关阅读|相关范文|猜你喜欢|延伸阅读|热门文章|热门推荐|更多|精彩推荐|为您推荐)"
)
LONGEST_LISTED: Final = 45
SENTENCE: Final = re.compile(r"[。；;]")


def aside(line: Line) -> str:
    """The kind of part that a line makes if it is no part of a speech; nothing if it may be one."""
    if line.furniture:
        return "furniture"
    if len(line.text) > LONGEST:
        return ""
    return next((row.kind for row in ASIDES if row.pattern.fullmatch(line.text)), "")


def tail(lines: Sequence[Line]) -> list[tuple[int, str]]:
    """Which lines at the end of a speech are asides: their indexes from the first on, each with its kind.

    A list of links under 相关文章 goes with its heading: all lines after such a heading are asides if none is a
    sentence.
    """
    at = _listed_from(lines)
    before: list[tuple[int, str]] = []
    kinds = [(i, aside(lines[i]) or "furniture") for i in range(at, len(lines))]
    while at > 0 and (kind := aside(lines[at - 1])):
        at -= 1
        before.append((at, kind))
    return before[::-1] + kinds


def _listed_from(lines: Sequence[Line]) -> int:
    at = len(lines)
    start = at
    while at > 0 and len(lines[at - 1].text) <= LONGEST_LISTED and not SENTENCE.search(lines[at - 1].text):
        at -= 1
        if LISTS.match(lines[at].text):
            start = at
    return start
