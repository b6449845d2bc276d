"""Figures: where a text gives two numbers and what comes of them, the three agree.

Knows: the few patterns in which all three are given beyond doubt.
Must not know: which of the three is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from build_tools.checks.subject import Subject
from build_tools.model import Finding

_NUM: Final = r"[0-9]{1,9}(?:\.[0-9]{1,4})?"
_YEAR: Final = r"[0-9xX×]{2,4}年"
_UNIT: Final = r"(?:[万亿]?(?:元|吨|人|户|亩|个|项|美元|千瓦时)|[万亿])"
# 20xx年210亿元、增长42.1%，20xx年275亿元、增长37%
GROWTH: Final = re.compile(
    rf"(?P<y1>{_YEAR})(?:完成|达到?|为)?(?P<a>{_NUM})(?P<unit>{_UNIT})[、，]?(?:同比|比上年)?(?:增长{_NUM}[％%])?"
    rf"[，；、](?P<y2>{_YEAR})(?:完成|达到?|为)?(?P<b>{_NUM})(?P=unit)[、，]?(?:同比|比上年)?(?P<told>增长(?P<rate>{_NUM})[％%])"
)
# 从210亿元增加到275亿元，增长37%
FROM_TO: Final = re.compile(
    rf"从(?:{_YEAR}的?)?(?P<a>{_NUM})(?P<unit>{_UNIT})(?:增长|增加|提高|上升|扩大)到(?:{_YEAR}的?)?(?P<b>{_NUM})(?P=unit)"
    rf"[，、](?P<told>(?:增长|增幅达?|增加)了?(?P<rate>{_NUM})[％%])"
)
# 累计完成485亿元（20xx年210亿元、增长42.1%，20xx年275亿元、增长37%）
SUM: Final = re.compile(
    rf"(?P<told>(?:累计|共|合计|总计)[^，。；（\n]{{0,8}}?(?P<sum>{_NUM})(?P<unit>{_UNIT}))（(?P<parts>[^（）。\n]{{5,120}})）"
)
PART: Final = re.compile(
    rf"(?:{_YEAR}|其中[^0-9，；、]{{1,10}}|[，；、][^0-9，；、增长]{{2,10}})(?P<n>{_NUM})(?P<unit>{_UNIT})(?!以上|以下|左右)"
)
# 70个…项目中，工业项目只有23个，仅占项目总量的33%
SHARE: Final = re.compile(
    rf"(?P<whole>{_NUM})(?P<unit>{_UNIT})[^。；，0-9\n]{{0,30}}中，[^。；，0-9\n]{{0,12}}(?P<part>{_NUM})(?P=unit)，"
    rf"(?P<told>(?:仅|只|约)?占(?:到)?[^。；，0-9\n]{{0,14}}(?P<rate>{_NUM})[％%])"
)


def figures(subject: Subject) -> Iterator[Finding]:
    """Growth, sums and shares agree with the numbers beside them, as far as rounding lets them."""
    text = subject.text
    if "%" not in text and "％" not in text and "累计" not in text:
        return
    for pattern in (GROWTH, FROM_TO):
        for match in pattern.finditer(text):
            yield from _growth(subject, match)
    for match in SUM.finditer(text):
        yield from _sum(subject, match)
    for match in SHARE.finditer(text):
        yield from _share(subject, match)


def _rounding(*numbers: str) -> float:
    """By how much a rate may be off because the numbers behind it are rounded, in points of a hundred."""
    return sum(50 * 0.1 ** len(number.partition(".")[2]) / max(float(number), 0.1) for number in numbers)


def _growth(subject: Subject, match: re.Match[str]) -> Iterator[Finding]:
    years = match.groupdict().get("y1"), match.groupdict().get("y2")
    if (
        years[0]
        and years[1]
        and years[0][:4].isdigit()
        and years[1][:4].isdigit()
        and int(years[1][:4]) != int(years[0][:4]) + 1
    ):
        return
    before, after, rate = float(match["a"]), float(match["b"]), float(match["rate"])
    if not before:
        return
    real = (after / before - 1) * 100
    # growth at constant prices differs from that of the sums by some points: only what no price explains is told
    if abs(real - rate) > 3 + _rounding(match["a"], match["b"]) * after / before:
        unit = match["unit"]
        yield subject.tell(
            *match.span("told"),
            "T150",
            first=match["a"] + unit,
            second=match["b"] + unit,
            computed=f"{real:.1f}",
            stated=match["rate"],
        )


def _sum(subject: Subject, match: re.Match[str]) -> Iterator[Finding]:
    parts = [part["n"] for part in PART.finditer("，" + match["parts"]) if part["unit"] == match["unit"]]
    every = re.findall(rf"{_NUM}{re.escape(match['unit'])}", match["parts"])
    if len(parts) < 2 or len(parts) != len(every) or "其中" in match["parts"]:
        return
    total = sum(map(float, parts))
    if abs(total - float(match["sum"])) > 0.5 * len(parts) * 10 ** -min(len(p.partition(".")[2]) for p in parts) + 1e-6:
        yield subject.tell(
            *match.span("told"), "T151", parts="＋".join(parts), computed=f"{total:g}", stated=match["sum"]
        )


def _share(subject: Subject, match: re.Match[str]) -> Iterator[Finding]:
    whole, part, rate = float(match["whole"]), float(match["part"]), float(match["rate"])
    if not whole or part > whole:
        return
    real = 100 * part / whole
    if abs(real - rate) > 1 + _rounding(match["part"]):
        unit = match["unit"]
        yield subject.tell(
            *match.span("told"),
            "T152",
            part=match["part"] + unit,
            whole=match["whole"] + unit,
            computed=f"{real:.1f}",
            stated=match["rate"],
        )
