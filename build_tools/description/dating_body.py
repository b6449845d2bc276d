"""The year that a speech tells of its own time: 今天是…, 今年是“十一五”规划的最后一年, 今年是…成立七十周年.

Knows: in which words a text speaks of the present year.
Must not know: headers, or how the year is weighed against them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from build_tools.description.numerals import DATE, YEAR, date_of, edtf, number
from build_tools.description.reading import Passage, Reading
from build_tools.model import Evidence, Span
from build_tools.vocabulary.scripts import fold
from build_tools.vocabulary.years import years

TODAY: Final = re.compile(
    r"(?:今天|今日)(?:是|，)(?=(?:公元)?(?:1[89]|20)[0-9]{2}|[一二][〇一二三四五六七八九]{3})(?:公元)?"
)
YEAR_END: Final = re.compile(rf"(?P<y>{YEAR})年(?:即将|就要|将要|马上就要)(?:过去|结束)")
EVE: Final = re.compile(rf"明天(?:就是|是|将是)(?P<y>{YEAR})年(?:的)?(?:元旦|第一天|1月1日)")
# 2021年，开发区计划 …; 2021年，我们将 … — not 到2021年将, 2020年全面建成
PLAN: Final = re.compile(
    rf"(?<![到至向从自于对比较])(?P<y>{YEAR})年(?:度)?，?(?:[^，。；年]{{0,8}})(?:计划(?!纲要)|我们将|我们要|拟)(?![^，。]{{0,4}}(?:总结|完成情况))"
)
BEFORE_PAST: Final = re.compile(r"(?:去年|上年|前年|截至|早在|自从|曾)[^。]{0,12}$")
ANNIVERSARY_WORDS: Final = "周年"
PLAN_WORD: Final = "五”"
AROUND: Final = 44  # code points on both sides of a word that are read
MOST: Final = 12  # times that a word is looked at in one speech
TENS: Final = "[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九]"
COUNT: Final = rf"(?P<n>[0-9]{{1,3}}|[一二]?百(?:〇?(?:{TENS}))?|{TENS})"


@cache
def _plan() -> re.Pattern[str]:
    table = years()
    names = "|".join(sorted(table.plans, key=lambda name: -len(name)))
    which = "|".join(table.plan_years)
    return re.compile(
        rf"今年[，]?(?:既?正?是|作为)[^。；]{{0,16}}?“?(?P<plan>{names})”?[^，。；]{{0,8}}?的?(?P<which>{which})"
    )


@cache
def _anniversaries() -> tuple[tuple[re.Pattern[str], int], ...]:
    """Said of this year: 今年是…五十周年; 以…向建党一百周年献礼 is not: it may be a year ahead."""
    return tuple(
        (
            re.compile(
                rf"今年[，]?(?:既?正?是|恰逢|适逢|正值|正逢|迎来|我们迎来|又?逢)[^。；]{{0,20}}?{event}[^，。；0-9一二三四五六七八九十百]{{0,3}}{COUNT}周年"
            ),
            year,
        )
        for event, year in years().anniversaries.items()
    )


def find(reading: Reading) -> tuple[Evidence, ...]:
    """Every telling of the year; a full date first if there is one."""
    return tuple(e for e in (*_days(reading), *_plans(reading), *_told(reading)) if 1900 <= int(e.value[:4]) <= 2099)


def _days(reading: Reading) -> Iterator[Evidence]:
    for passage in (reading.lead, reading.close):
        for found in TODAY.finditer(passage.text):
            date = DATE.match(passage.text, found.end())
            value = date_of(date) if date else None
            if date and value and len(value) > 7:
                yield _evidence(reading, passage, value, ("stated", "today-is"), (found.start(), date.end()))
        for found in YEAR_END.finditer(passage.text):
            yield _evidence(reading, passage, str(number(found["y"])), ("inferred", "year-ends"), found.span())
        for found in EVE.finditer(passage.text):
            value = edtf(number(found["y"]) - 1, 12, 31)
            yield _evidence(reading, passage, value or "", ("inferred", "tomorrow-is-new-year"), found.span())


def _plans(reading: Reading) -> Iterator[Evidence]:
    """A year for which the speaker says what will be done, if it is the only such year."""
    found = [m for m in PLAN.finditer(reading.lead.text) if not BEFORE_PAST.search(reading.lead.text[: m.start()])]
    if len({number(m["y"]) for m in found}) == 1:
        yield _evidence(
            reading, reading.lead, str(number(found[0]["y"])), ("inferred", "year-planned"), found[0].span()
        )


def _told(reading: Reading) -> Iterator[Evidence]:
    """The year as the nth of a five-year plan, or by an anniversary, anywhere in the speech."""
    for window in _windows(reading, PLAN_WORD):
        found = _plan().search(window.text)
        if found:
            year = years().plans[found["plan"]] + years().plan_years[found["which"]]
            yield _evidence(reading, window, str(year), ("inferred", "year-of-plan"), found.span())
    for window in _windows(reading, ANNIVERSARY_WORDS):
        if "今年" not in window.text:
            continue
        for pattern, base in _anniversaries():
            found = pattern.search(window.text)
            count = _count(found["n"]) if found else 0
            if found and count:
                yield _evidence(reading, window, str(base + count), ("inferred", "anniversary"), found.span())


def _count(words: str) -> int:
    """八十 → 80, 一百 → 100, 一百零五 → 105, 七十五 → 75, 90 → 90."""
    hundreds, _, rest = words.partition("百") if "百" in words else ("", "", words)
    rest = rest.lstrip("零〇")
    small = _tens(rest) if rest else 0
    return (100 * (number(hundreds) if hundreds else 1) if "百" in words else 0) + small


def _tens(words: str) -> int:
    tens, ten, ones = words.partition("十")
    return number(words) if not ten else 10 * (number(tens) if tens else 1) + (number(ones) if ones else 0)


def _windows(reading: Reading, word: str) -> Iterator[Passage]:
    """The surroundings of a word, each time that it stands in the speech."""
    if not reading.blocks:
        return
    text, end = reading.source.text, reading.blocks[-1].span.end
    at = text.find(word, reading.blocks[0].span.start, end)
    for _ in range(MOST):
        if at < 0:
            return
        start = max(reading.blocks[0].span.start, at - AROUND)
        yield Passage("paragraph", start, fold(text[start : min(end, at + AROUND)]))
        at = text.find(word, at + len(word), end)


def _evidence(reading: Reading, passage: Passage, value: str, how: tuple[str, str], place: tuple[int, int]) -> Evidence:
    span = Span(passage.start + place[0], passage.start + place[1])
    return Evidence("date", value, *how, span, reading.source.text[span.start : span.end])
