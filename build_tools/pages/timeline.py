"""The speeches by year: what the text itself dates, what was inferred, and what nobody knows, each in its own lane.

Knows: Entry, and how a year is told on a page.
Must not know: Speech, how a date is found.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from build_tools.model import UNSURE, Page
from build_tools.pages import addresses, labels
from build_tools.pages.entry import Entry
from build_tools.pages.escape import inline
from build_tools.pages.markdown import link, page, table

HERE: Final = "timeline/index.md"
SHOWN: Final = 5  # speeches of one year and lane that are named


@dataclass(slots=True)
class Year:
    """The speeches of one year."""

    stated: list[Entry] = field(default_factory=list)
    inferred: list[Entry] = field(default_factory=list)


def render(entries: Iterable[Entry]) -> Page:
    """The timeline's page."""
    years, unknown = lanes(entries)
    total = sum(len(year.stated) + len(year.inferred) for year in years.values())
    pieces = [
        "# 时间线 {: #top }",
        "Timeline: stated, inferred and unknown years.\n{: .english lang=en }",
        f"能系年的 {total:,} 篇，未详的 {len(unknown):,} 篇。年份只取文中写明的；由文中推出的另列一栏；推不出的不猜。",
        table(("年份", "文中写明", "推定"), _rows(years)) if years else "",
        "## 时间未详 {: #unknown }" if unknown else "",
        _lane(unknown, f"years/{labels.NOT_KNOWN}.md") if unknown else "",
    ]
    front = {"title": "时间线", "description": f"能系年的讲话 {total} 篇，未详 {len(unknown)} 篇"}
    return page(HERE, front, pieces)


def lanes(entries: Iterable[Entry]) -> tuple[Mapping[str, Year], Sequence[Entry]]:
    """The speeches of each year, and those of none."""
    years, unknown = defaultdict[str, Year](Year), list[Entry]()
    for entry in sorted(entries, key=lambda one: (one.edtf or "", one.source, one.number)):
        year = (entry.edtf or "")[:4]
        if not year.isdigit():
            unknown.append(entry)
        elif entry.date_status in UNSURE:
            years[year].inferred.append(entry)
        else:
            years[year].stated.append(entry)
    return years, unknown


def _rows(years: Mapping[str, Year]) -> Iterator[tuple[str, str, str]]:
    """The years, newest first; those between that have nothing are told in one row."""
    later = 0
    for name in sorted(years, reverse=True):
        empty = range(int(name) + 1, later)
        if empty:
            span = f"{empty[0]}–{empty[-1]}" if len(empty) > 1 else f"{empty[0]}"
            yield f"{span}", "—", "—"
        later, year, target = int(name), years[name], f"years/{name}.md"
        yield link(f"{name} 年", target, HERE), _lane(year.stated, target), _lane(year.inferred, target)


def _lane(members: Sequence[Entry], target: str) -> str:
    """How many there are, and the first of them."""
    if not members:
        return "—"
    named = "；".join(_named(entry) for entry in members[:SHOWN])
    more = f"；{link(f'全部 {len(members):,} 篇', target, HERE)}" if len(members) > SHOWN else ""
    return f"**{len(members):,} 篇**　{named}{more}"


def _named(entry: Entry) -> str:
    day = (entry.edtf or "")[5:]
    when = f"（{inline(day)}）" if day else ""
    return link(inline(entry.title), addresses.speech(entry.id), HERE) + when
