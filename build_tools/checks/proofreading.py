"""Signatures of proofreaders: two persons, both with a day, in order, and none from the future.

Knows: the rules of signing.
Must not know: what the text says.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Iterator
from typing import Final

from build_tools import findings
from build_tools.model import Facts, Finding

EAST: Final = dt.timedelta(days=1)
"""Where the day begins earlier than here, it may be tomorrow already."""


def signatures(facts: Facts, today: dt.date) -> Iterator[Finding]:
    """What is wrong with the signatures among the facts of a speech."""
    for what in ("proofread", "validated"):
        by, on = f"{what}_by", f"{what}_on"
        yield from _half(facts, by, on)
        yield from _half(facts, on, by)
        day = facts.get(on)
        if day and day.text > (today + EAST).isoformat():
            yield findings.at(day.at, "C041", value=day.text, today=today.isoformat(), by=by, on=on)
    yield from _two(facts)


def _half(facts: Facts, here: str, missing: str) -> Iterator[Finding]:
    """A name without a day, or a day without a name."""
    if here in facts and missing not in facts:
        yield findings.at(facts[here].at, "C042", key=here, missing=missing)


def _two(facts: Facts) -> Iterator[Finding]:
    """A second person validates what a first one proofread, not before."""
    second = facts.get("validated_by") or facts.get("validated_on")
    first = facts.get("proofread_by") or facts.get("proofread_on")
    if second and not first:
        yield findings.at(second.at, "C040")
    by, again = facts.get("proofread_by"), facts.get("validated_by")
    if by and again and _name(by.text) == _name(again.text):
        yield findings.at(again.at, "C039", name=again.text)
    on, later = facts.get("proofread_on"), facts.get("validated_on")
    if on and later and later.text < on.text:
        yield findings.at(later.at, "C043", first=on.text, second=later.text)


def _name(text: str) -> str:
    """A name without what does not tell persons apart: width, case, space, what nobody sees."""
    return "".join(findings.UNSEEN.sub("", unicodedata.normalize("NFKC", text)).casefold().split())
