"""Announced and found: 讲三点意见, 五个强化, and how many there are.

Knows: the ways to announce a number of points.
Must not know: how points were found.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Final

from build_tools.checks.markers import Point, points, value
from build_tools.checks.subject import HAN, Subject
from build_tools.model import Block, Finding

_N: Final = r"(?P<n>[二两三四五六七八九十]|十[一二三四五]|[2-9]|1[0-5])"
# 我讲三点意见：  谈以下四个方面的看法。  not 几点意见, not 这三点很重要
POINTS: Final = re.compile(
    rf"{_N}\s?(?:点|个方面|个问题|条|项|个字|个层面|个环节)(?:意见|要求|建议|希望|看法|体会|想法|认识|工作|任务|措施|感受|问题|内容|情况)?"
)
TELLING: Final = re.compile(
    rf"(?:讲|谈|提|提出|说|强调|汇报|报告|部署|介绍|通报|做好|抓好|以下|如下|下面)[^，。；！？\n{'“”'}]{{0,10}}\Z"
)
STRONG: Final = re.compile(
    r"(?:讲|谈|提|提出|说|强调|汇报|报告)[^，。；！？\n]{0,6}\Z|(?:以下|如下)[^，。；！？\n]{0,6}\Z"
)
REST: Final = re.compile(r"[^，。！？；\n]{0,8}[。：:；！]?\Z")
# “五个强化”; the first two characters of each point say the same word
SLOGAN: Final = re.compile(rf"(?P<n>[二两三四五六七八九十])个(?P<word>[{HAN}]{{2}})")
NEAR: Final = 4  # blocks between the announcement and the first point
MOST: Final = 200  # points that are looked at behind an announcement
NUMERALS: Final = "零一二三四五六七八九十"


def announced_counts(subject: Subject) -> Iterator[Finding]:
    """As many points follow as were announced, where the text makes both plain."""
    blocks = subject.blocks
    found = points(blocks)
    if not found:
        return
    places = [point.index for point in found]
    for index, block in enumerate(blocks):
        at = bisect_right(places, index)
        if block.kind in ("paragraph", "list item") and at < len(places) and places[at] - index <= NEAR:
            after = found[at : at + MOST]
            yield from _points(subject, block, after)
            yield from _slogans(subject, block, after)


def _points(subject: Subject, block: Block, after: Sequence[Point]) -> Iterator[Finding]:
    for match in POINTS.finditer(block.text, max(0, len(block.text) - 40)):
        announced = value(match["n"])
        if announced is None or not REST.match(block.text, match.end()) or not _promises(block.text, match):
            continue
        counts = _counts(after)
        if not counts or announced in counts.values() or _hidden(subject, after, announced):
            return
        got = counts[after[0].block.level]
        span = subject.words_at(block, *match.span())
        yield subject.tell_on(span, "T110", words=match.group(), announced=announced, found=got)
        return


def _promises(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - 16) : match.start()]
    return bool(STRONG.search(before)) or (bool(TELLING.search(before)) and text.endswith(("：", ":")))


def _counts(after: Sequence[Point]) -> dict[int, int]:
    """How many points stand at the level of the first, and at each higher level that begins anew; none if unclear."""
    counts: dict[int, int] = {}
    lowest = after[0].block.level
    for level in sorted({point.block.level for point in after if point.block.level <= lowest}):
        run = _run([point for point in after if point.block.level <= level], level)
        if run:
            counts[level] = len(run)
    return counts if counts.get(lowest, 0) >= 2 else {}


def _run(after: Sequence[Point], level: int) -> list[Point]:
    """Points 1, 2, 3 … of a level, up to a higher one or a number that does not follow."""
    run: list[Point] = []
    for point in after:
        if point.block.level < level or point.number != len(run) + 1:
            break
        run.append(point)
    return run


def _hidden(subject: Subject, after: Sequence[Point], announced: int) -> bool:
    """True if a further point stands in the text without being seen as one: nothing is said then."""
    got = _counts(after)[after[0].block.level]
    if announced < got or got >= len(NUMERALS) - 1:
        return announced < got and after[0].block.kind == "list item"
    numeral, form = NUMERALS[got + 1], re.escape(after[0].form.lstrip("第（("))
    start = after[0].block.span.start - subject.span.start
    rest = subject.text[max(0, start - 200) : start + 20000]
    return bool(
        re.search(
            rf"(?:^|[\s。；：！])(?:第|（|\()?{numeral}{form}|第{numeral}(?:[，、点是]|个方面)|最后一[点个条]", rest
        )
    )


def _slogans(subject: Subject, block: Block, after: Sequence[Point]) -> Iterator[Finding]:
    for match in SLOGAN.finditer(block.text):
        announced, word = value(match["n"]), match["word"]
        run = _run(after, after[0].block.level)
        named = [point for point in run if point.block.text[len(point.block.marker) :].lstrip("要").startswith(word)]
        if announced and len(named) >= 2 and len(named) == len(run) != announced:
            span = subject.words_at(block, *match.span())
            yield subject.tell_on(span, "T110", words=match.group(), announced=announced, found=len(named))
