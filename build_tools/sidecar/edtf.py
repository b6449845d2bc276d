"""Dates in EDTF: the part of ISO 8601-2 that speeches need.

Knows: years, months, days, intervals, qualifiers, unspecified digits; the Gregorian calendar.
Must not know: where a date stands.
Source: Extended Date/Time Format, Library of Congress, 2019, level 0, and of level 1 all but seasons and far years.
"""

from __future__ import annotations

import calendar
import re
from typing import Final

from build_tools.model import Bilingual

# "2010", "2010-06", "2010-06-10", "2010~", "201X", "2010-XX" — not "20xx" (X is written large, and a masked year is no
# date), nor "201X-06" (what is not specified is so from the right).
DATE: Final = re.compile(
    r"(?:(?P<unspecified>[0-9]{3}X|[0-9]{2}XX)"
    r"|(?P<year>[0-9]{4})(?:-XX(?:-XX)?|-(?P<month>[0-9]{2})(?:-(?:XX|(?P<day>[0-9]{2})))?)?)"
    r"[?~%]?"
)
OPEN_ENDS: Final = ("..", "")
MASKED: Final = re.compile("[xX×*＊某]{2}|[0-9][x×*＊]")

FORM: Final = Bilingual("写法不对", "not of that form")
MASK: Final = Bilingual("年份被隐去，不是日期", "a masked year is no date")
MONTH: Final = Bilingual("月份应在 01 至 12", "months are 01 to 12")
DAY: Final = Bilingual("该月没有这一天", "there is no such day in that month")
ORDER: Final = Bilingual("起在止之后", "it ends before it begins")
NO_DAY: Final = Bilingual("应写确切的一天", "it must be one day of the calendar")


def fault(text: str) -> Bilingual | None:
    """What is wrong with a date; None if it is right.

    An interval has two dates, `2010-03/2010-06`; one end may be open, `2010/..`, or not known, `2010/`.
    """
    ends = text.split("/")
    if len(ends) == 1:
        return _date_fault(text)
    return _interval_fault(*ends) if len(ends) == 2 else FORM


def day_fault(text: str) -> Bilingual | None:
    """What is wrong with a date that must be a single day, without doubt."""
    found = DATE.fullmatch(text)
    if not found or not found["day"] or not text[-1].isdigit():
        return fault(text) or NO_DAY
    return _date_fault(text)


def _interval_fault(first: str, last: str) -> Bilingual | None:
    if first in OPEN_ENDS and last in OPEN_ENDS:
        return FORM
    for end in (first, last):
        if end not in OPEN_ENDS and (wrong := _date_fault(end)):
            return wrong
    if first in OPEN_ENDS or last in OPEN_ENDS:
        return None
    return ORDER if _bound(first, "0") > _bound(last, "9") else None


def _date_fault(text: str) -> Bilingual | None:
    found = DATE.fullmatch(text)
    if not found:
        return MASK if MASKED.search(text) else FORM
    if found["month"] and not 1 <= int(found["month"]) <= 12:
        return MONTH
    if not found["day"]:
        return None
    year = int(found["year"]) or 4  # the year 0 has a 29th of February, and Python has no year 0
    return None if 1 <= int(found["day"]) <= calendar.monthrange(year, int(found["month"]))[1] else DAY


def _bound(date: str, digit: str) -> str:
    """The first (digit 0) or last (digit 9) day that a date may mean, as text that can be compared."""
    digits = date.rstrip("?~%").replace("-", "").replace("X", digit)
    return digits.ljust(8, digit)
