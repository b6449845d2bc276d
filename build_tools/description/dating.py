"""When the speech was given, as EDTF: from the header's date, else from the file's name, else the year that it tells.

Knows: where dates stand, and which dates are of the page or the agency and not of the speech.
Must not know: how dates are written (numerals), or which events have which years (years of the body).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from build_tools.description import dating_body
from build_tools.description.headings import is_compilers
from build_tools.description.numerals import DATE, edtf, span_of
from build_tools.description.reading import Passage, Reading
from build_tools.model import Dating, Evidence

# A line with one of these gives the day of the page or of the paper.
PAGE: Final = re.compile(
    r"来源|(?:发表|发布|更新|刊发|采集|上传|浏览)(?:时间|日期|于)|[0-9]{2}：[0-9]{2}|日报|晚报|[0-9 ]版|点击|浏览"
    r"|编辑：|标签：|[电讯]）?\s*$|https?：|copyright",
    re.IGNORECASE,
)
NEW_YEAR: Final = re.compile(r"新年|元旦|新春|贺词|献词|规划|纲要|远景")
FILE_DATE: Final = re.compile(
    r"^(?P<y>(?:19|20)[0-9]{2})(?P<s>[-_.年]?)(?P<m>[0-9]{2})(?:(?P=s)|月)(?P<d>[0-9]{2})(?![0-9])"
)
FULL: Final = 10  # characters of a date with its day


def describe(reading: Reading) -> tuple[Dating, tuple[Evidence, ...]]:
    """The date and why: the most exact of what the header states, else what may be inferred; never a day made up."""
    stated = sorted(_header(reading), key=lambda evidence: -min(len(evidence.value), FULL))
    best = stated[0] if stated else None
    if best and len(best.value) >= FULL:
        return _held(best)
    named = _file(reading)
    if named and (best is None or named.value.startswith(best.value)):
        return _held(named)
    if best and best.status == "stated":
        return _held(best)
    told = dating_body.find(reading)
    if told:
        agreed = {evidence.value[:4] for evidence in told} | ({best.value[:4]} if best else set())
        return _held(*told) if len(agreed) == 1 else (Dating(), ())
    return _held(best) if best else (Dating(), ())


def _held(*evidence: Evidence) -> tuple[Dating, tuple[Evidence, ...]]:
    best = max(evidence, key=lambda one: len(one.value))
    same = tuple(one for one in evidence if one.value == best.value)
    return Dating(best.value, best.status), same


def _header(reading: Reading) -> Iterator[Evidence]:
    """Dates of the header's lines. The year of a title may be of what is spoken about: it is only an inference."""
    for line in reading.header:
        if is_compilers(line) or len(line.text) > 160 or _is_page(line):
            continue
        for found in DATE.finditer(line.text):
            value, end = span_of(found, line.text)
            if value is None:
                continue
            exact = len(value) > 4
            alone = line.kind in ("date line", "signature") or (line.kind == "margin" and len(line.text) < 24)
            if not exact and not alone and (line.kind == "note" or NEW_YEAR.search(line.text)):
                continue
            if line.kind == "note" and not _own_note(line.text):
                continue
            status = "stated" if exact or alone else "inferred"
            rule = "header-date" if status == "stated" else "title-year"
            yield reading.evidence("date", value, (status, rule), line.start + found.start(), line.start + end)


def _is_page(line: Passage) -> bool:
    return bool(PAGE.search(line.text)) and "原标题" not in line.text


def _own_note(text: str) -> bool:
    """A short note, or one that repeats the title, may date the speech; an introduction tells of other days too."""
    return len(text) <= 60


def _file(reading: Reading) -> Evidence | None:
    """The day with which the file's name begins. It is no word of the text: an inference."""
    found = FILE_DATE.match(reading.file_title)
    value = edtf(int(found["y"]), int(found["m"]), int(found["d"])) if found else None
    return Evidence("date", value, "inferred", "file-name", quote=found[0]) if found and value else None
