"""Dates in EDTF: the part of ISO 8601-2 that speeches need.

Knows: years, months, days, intervals, qualifiers, unspecified digits; the Gregorian calendar.
Must not know: where a date stands.
Source: Extended Date/Time Format, Library of Congress, 2019, levels 0 and 1.
"""

from __future__ import annotations

import calendar
import re
from typing import Final

# "2010", "2010-06", "2010-06-10", "2010~", "201X" — not "20xx" (X is written large, and a masked year is no date)
DATE: Final = re.compile(
    r"(?P<year>[0-9]{4}|[0-9]{3}X|[0-9]{2}XX)(?:-(?P<month>[0-9]{2}|XX)(?:-(?P<day>[0-9]{2}|XX))?)?[?~%]?"
)


def fault(text: str) -> str:
    """What is wrong with a date, in a word of English; nothing if it is right.

    An interval has two dates, `2010-03/2010-06`; either end may be open: `2010/..`.
    """
    ends = text.split("/")
    if len(ends) > 2:
        return "form"
    if len(ends) == 2:
        return _interval_fault(*ends)
    return _date_fault(text)


def is_day(text: str) -> bool:
    """True for a single day of the calendar without doubt: the only dates that can be sorted by day."""
    found = DATE.fullmatch(text)
    return bool(found and found["day"] and "X" not in text and text[-1].isdigit() and not _date_fault(text))


def _interval_fault(first: str, last: str) -> str:
    faults = [_date_fault(end) for end in (first, last) if end not in ("..", "")]
    if any(faults):
        return next(word for word in faults if word)
    if not faults:
        return "form"
    return "order" if first[:4].isdigit() and last[:4].isdigit() and first[:4] > last[:4] else ""


def _date_fault(text: str) -> str:
    found = DATE.fullmatch(text)
    if not found:
        return "masked" if re.search(r"[xX×]{2}", text) else "form"
    year, month, day = found["year"], found["month"], found["day"]
    if month and month != "XX" and not 1 <= int(month) <= 12:
        return "month"
    if not day or day == "XX":
        return ""
    longest = 31 if "X" in year or month == "XX" else calendar.monthrange(max(int(year), 1), int(month))[1]
    return "" if 1 <= int(day) <= longest else "day"
