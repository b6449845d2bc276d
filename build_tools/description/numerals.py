"""Dates in words and digits as EDTF: 二〇一三年三月二十九日 → 2013-03-29.

Knows: how Chinese texts write years, months and days, after folding.
Must not know: which date is the speech's.
"""

from __future__ import annotations

import re
from typing import Final

DIGITS: Final = {**{c: n for n, c in enumerate("〇一二三四五六七八九")}, **{str(n): n for n in range(10)}}
YEAR: Final = r"(?:1[89]|20)[0-9]{2}|[一二][〇一二三四五六七八九]{3}"
SMALL: Final = "[0-9]{1,2}|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九]"
MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
# 2013年3月22日, 二〇一三年三月, 2013年, 2013-03-22, 2013.3.22, March 22, 2013.
# after － a second date of a span: 7月28日－11月12日
DATE: Final = re.compile(
    rf"(?<![0-9一二三四五六七八九〇])(?P<y>{YEAR}) ?年(?!代|度)"
    rf"(?: ?(?P<m>{SMALL}) ?月(?:份)?(?: ?(?P<d>{SMALL}) ?[日号])?)?"
    r"|(?<![0-9./-])(?P<y2>(?:1[89]|20)[0-9]{2})(?P<s>[-./])(?P<m2>[0-9]{1,2})(?P=s)(?P<d2>[0-9]{1,2})(?![0-9./-])"
    rf"|(?P<m3>{'|'.join(MONTHS)})[a-z]*\.? (?P<d3>[0-9]{{1,2}})(?:st|nd|rd|th)?[，,]? "
    r"(?P<y3>1[89][0-9]{2}|20[0-9]{2})"
)
SECOND: Final = re.compile(
    rf"^ ?[—－–~～至、到-]+ ?(?:(?P<y>{YEAR}) ?年)?(?: ?(?P<m>{SMALL}) ?月)?(?: ?(?P<d>{SMALL}) ?[日号])"
)


def number(words: str) -> int:
    """十 → 10, 二十九 → 29, 三十一 → 31, 08 → 8, 二〇一三 → 2013."""
    if "十" in words:
        tens, _, ones = words.partition("十")
        return 10 * (DIGITS[tens] if tens else 1) + (DIGITS[ones] if ones else 0)
    value = 0
    for character in words:
        value = 10 * value + DIGITS[character]
    return value


def edtf(year: int, month: int | None = None, day: int | None = None) -> str | None:
    """The date as EDTF; None if there is no such month or day."""
    if month is None:
        return f"{year:04}"
    if not 1 <= month <= 12:
        return None
    if day is None:
        return f"{year:04}-{month:02}"
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    longest = 30 if month in (4, 6, 9, 11) else (29 if leap else 28) if month == 2 else 31
    return f"{year:04}-{month:02}-{day:02}" if 1 <= day <= longest else None


def date_of(found: re.Match[str]) -> str | None:
    """What DATE found, as EDTF."""
    if found["m3"]:
        return edtf(int(found["y3"]), MONTHS.index(found["m3"]) + 1, int(found["d3"]))
    year = number(found["y"] or found["y2"])
    month, day = found["m"] or found["m2"], found["d"] or found["d2"]
    return edtf(year, number(month) if month else None, number(day) if day else None)


def span_of(found: re.Match[str], text: str) -> tuple[str | None, int]:
    """The date that DATE found in `text`, or the interval if another day follows it, and where it ends."""
    first = date_of(found)
    second = SECOND.match(text[found.end() : found.end() + 24]) if first and len(first) == 10 else None
    if not first or not second:
        return first, found.end()
    year = number(second["y"]) if second["y"] else int(first[:4])
    month = number(second["m"]) if second["m"] else int(first[5:7])
    last = edtf(year, month, number(second["d"]))
    if last is None or last <= first:
        return first, found.end()
    return f"{first}/{last}", found.end() + second.end()
