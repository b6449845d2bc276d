"""Entries → the pages by which people browse: one list for each value of each facet, in pages, with counts.

Knows: Entry, and how lists are sorted, paged and linked.
Must not know: Speech; a list is made from light rows alone, so that its cost is that of its rows.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Final

from build_tools.model import UNSURE, Page
from build_tools.pages import addresses, labels, paging, tiles
from build_tools.pages.entry import Entry
from build_tools.pages.escape import inline
from build_tools.pages.markdown import link, page, table
from build_tools.pages.regions import Tree, around, index, tree
from build_tools.vocabulary import Vocabulary

MOST_OCCASIONS: Final = 6
Lists = Mapping[str, Sequence[Entry]]


def _one(value: str | None) -> tuple[str, ...]:
    return (value or labels.NOT_KNOWN,)


def _years(entry: Entry) -> tuple[str, ...]:
    year = (entry.edtf or "")[:4]
    return (year,) if year.isdigit() else (labels.NOT_KNOWN,)


VALUES: Final[Mapping[str, Callable[[Entry], tuple[str, ...]]]] = {
    "occasions": lambda entry: _one(entry.occasion),
    "genres": lambda entry: _one(entry.genre),
    "roles": lambda entry: _one(entry.role),
    "regions": lambda entry: entry.regions or (labels.NOT_KNOWN,),
    "years": _years,
    "states": lambda entry: _one(entry.state),
    "proofreading": lambda entry: _one(entry.level),
}
"""The values of an entry under each facet; a region counts for all that it lies in."""


def render(entries: Iterable[Entry], vocabulary: Vocabulary) -> Iterator[Page]:
    """Every page of every facet, and the index of each."""
    ordered = sorted(entries, key=order)
    for kind in VALUES:
        lists = group(kind, ordered)
        regions = tree(lists if kind == "regions" else {})
        yield _index(kind, lists, regions, vocabulary)
        for value, members in lists.items():
            near = around(value, regions, lists, path(kind, value))
            yield from _list(kind, value, members, near, vocabulary)


def order(entry: Entry) -> tuple[object, ...]:
    """Newest first, what has no date last; then by source and place in it."""
    return (entry.edtf is None, _reversed(entry.edtf or ""), entry.source, entry.number)


def _reversed(text: str) -> tuple[int, ...]:
    return tuple(-ord(character) for character in text[:10])


def group(kind: str, entries: Iterable[Entry]) -> Lists:
    """The members of each value of a facet that has any, the values in the order in which they are shown."""
    found: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        for value in VALUES[kind](entry):
            found[value].append(entry)
    if kind == "years":
        shown = sorted(found, key=lambda value: (value == labels.NOT_KNOWN, value), reverse=False)
        years = [value for value in reversed(shown) if value != labels.NOT_KNOWN]
        shown = years + [value for value in shown if value == labels.NOT_KNOWN]
    else:
        shown = sorted(found, key=lambda value: (value == labels.NOT_KNOWN, -len(found[value]), value))
    return {value: found[value] for value in shown}


def path(kind: str, value: str, number: int = 1) -> str:
    """The file of a list's page."""
    return f"{kind}/{value}.md" if number == 1 else f"{kind}/{value}/page-{number}.md"


def _index(kind: str, lists: Lists, regions: Tree, vocabulary: Vocabulary) -> Page:
    here = f"{kind}/index.md"
    zh, en = labels.KINDS[kind]
    known = sum(len(members) for value, members in lists.items() if value != labels.NOT_KNOWN)
    pieces = [f"# {zh} {{: #top }}", f"{en}\n{{: .english lang=en }}"]
    if kind == "regions":
        pieces += (tiles.grid(lists), tiles.ABOUT, *index(regions, lists))
    elif lists:
        rows = [_row(kind, value, members, here, vocabulary) for value, members in lists.items()]
        pieces.append(table((zh, "篇数", "说明"), rows))
    if kind == "years":
        pieces.append("年份只取文中写明的，或可由文中推出的（标“推定”）；被隐去的年份（20xx）一律归入“未详”。")
        pieces.append(f"{link('时间线', 'timeline/index.md', here)}：逐年排开，写明的和推定的分列。")
    return page(here, {"title": zh, "description": f"按{zh}浏览，共 {known} 篇有著录"}, pieces)


def _row(kind: str, value: str, members: Sequence[Entry], here: str, vocabulary: Vocabulary) -> tuple[str, str, str]:
    name = link(inline(labels.label(kind, value, vocabulary)), path(kind, value), here)
    told = labels.definition(kind, value, vocabulary)
    english = labels.english(kind, value, vocabulary)
    if kind == "years" and value != labels.NOT_KNOWN:
        inferred = sum(entry.date_status in UNSURE for entry in members)
        told = f"其中推定 {inferred} 篇" if inferred else ""
    words = " ".join(
        word for word in (inline(told), f'<small lang="en">{inline(english)}</small>' if english else "") if word
    )
    return name, str(len(members)), words


def _list(kind: str, value: str, members: Sequence[Entry], around: str, vocabulary: Vocabulary) -> Iterator[Page]:
    name, where = labels.label(kind, value, vocabulary), labels.KINDS[kind][0]
    for number, last, rows in paging.cut(members):
        here = path(kind, value, number)
        title = f"{name}（第 {number} 页）" if number > 1 else name
        front = {"title": title, "description": f"{where}：{name}，共 {len(members)} 篇"}
        pieces = [
            f"# {where}：{inline(name)} {{: #top }}",
            *((inline(labels.definition(kind, value, vocabulary)), around) if number == 1 else ()),
            _summary(kind, members, vocabulary) if number == 1 else "",
            f"{paging.which(number, last)}由近及远排列，时间未详的在后。\n{{: .order }}",
            _table(rows, here, vocabulary),
            paging.turn(partial(path, kind, value), number, last),
        ]
        yield page(here, front, pieces)


def _summary(kind: str, members: Sequence[Entry], vocabulary: Vocabulary) -> str:
    """What the members of a list are, taken together: how many, how long, of which years and occasions."""
    years = sorted({year for entry in members for year in _years(entry)} - {labels.NOT_KNOWN})
    span = f"{years[0]}–{years[-1]} 年" if len(years) > 1 else "".join(f"{year} 年" for year in years)
    told = [
        f"{len(members):,} 篇",
        f"{sum(entry.characters for entry in members):,} 字",
        span if kind != "years" else "",
    ]
    words = "，".join(word for word in told if word)
    if kind == "occasions":
        return f"合计：{words}。"
    often = Counter(entry.occasion for entry in members if entry.occasion).most_common(MOST_OCCASIONS)
    named = "、".join(f"{inline(labels.label('occasions', value, vocabulary))}（{count}）" for value, count in often)
    return f"合计：{words}。" + (f"场合：{named}。" if named else "")


def _table(rows: Iterable[Entry], here: str, vocabulary: Vocabulary) -> str:
    return table(
        ("题名", "场合", "讲话人身份", "地区", "时间", "篇幅"),
        (
            (
                link(inline(entry.title), addresses.speech(entry.id), here) + ("" if entry.complete else "（不全）"),
                inline(labels.label("occasions", entry.occasion or labels.NOT_KNOWN, vocabulary)),
                inline(labels.label("roles", entry.role or labels.NOT_KNOWN, vocabulary)),
                inline(entry.place) or labels.UNKNOWN,
                _date(entry),
                f"{entry.characters:,} 字",
            )
            for entry in rows
        ),
    )


def _date(entry: Entry) -> str:
    if not entry.edtf:
        return labels.UNKNOWN
    return inline(entry.edtf) + ("（推定）" if entry.date_status in UNSURE else "")
