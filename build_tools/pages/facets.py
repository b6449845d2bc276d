"""Entries → the pages by which people browse: one list for each value of each facet, in pages, with counts.

Knows: Entry, and how lists are sorted, paged and linked.
Must not know: Speech; a list is made from light rows alone, so that its cost is that of its rows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final

from build_tools.model import Page
from build_tools.pages import labels
from build_tools.pages.entry import Entry
from build_tools.pages.escape import inline
from build_tools.pages.markdown import link, page, table
from build_tools.pages.speech import path as speech_path
from build_tools.vocabulary import Vocabulary, places

PER_PAGE: Final = 50
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
}
"""The values of an entry under each facet; a region counts for all that it lies in."""


def render(entries: Iterable[Entry], vocabulary: Vocabulary) -> Iterator[Page]:
    """Every page of every facet, and the index of each."""
    ordered = sorted(entries, key=order)
    for kind in VALUES:
        lists = group(kind, ordered)
        yield _index(kind, lists, vocabulary)
        for value, members in lists.items():
            yield from _list(kind, value, members, lists, vocabulary)


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


def _index(kind: str, lists: Lists, vocabulary: Vocabulary) -> Page:
    here = f"{kind}/index.md"
    zh, en = labels.KINDS[kind]
    known = sum(len(members) for value, members in lists.items() if value != labels.NOT_KNOWN)
    pieces = [f"# {zh} {{: #top }}", f"{en}"]
    if kind == "regions":
        pieces.append("\n".join(_tree(lists, here, vocabulary)))
    elif lists:
        rows = [_row(kind, value, members, here, vocabulary) for value, members in lists.items()]
        pieces.append(table((zh, "篇数", "说明"), rows))
    if kind == "years":
        pieces.append("年份只取文中写明的，或可由文中推出的（标“推定”）；被隐去的年份（20xx）一律归入“未详”。")
    return page(here, {"title": zh, "description": f"按{zh}浏览，共 {known} 篇有著录"}, pieces)


def _row(kind: str, value: str, members: Sequence[Entry], here: str, vocabulary: Vocabulary) -> tuple[str, str, str]:
    name = link(inline(labels.label(kind, value, vocabulary)), path(kind, value), here)
    told = labels.definition(kind, value, vocabulary)
    english = labels.english(kind, value, vocabulary)
    if kind == "years" and value != labels.NOT_KNOWN:
        inferred = sum(entry.date_status in ("inferred", "guessed") for entry in members)
        told = f"其中推定 {inferred} 篇" if inferred else ""
    words = " ".join(word for word in (inline(told), f"<small>{inline(english)}</small>" if english else "") if word)
    return name, str(len(members)), words


def _tree(lists: Lists, here: str, vocabulary: Vocabulary) -> Iterator[str]:
    """Regions as nested lists: provinces, their cities, their counties; what is unknown comes last."""
    known = [code for code in lists if code != labels.NOT_KNOWN]
    below: dict[str, list[str]] = defaultdict(list)
    for code in known:
        above = [other for other in places.above(code) if other in lists]
        parent = max(above, key=lambda other: len(places.path(other)), default="")
        below[parent].append(code)
    yield from _branch("", 0, below, lists, here, vocabulary)
    if labels.NOT_KNOWN in lists:
        members = lists[labels.NOT_KNOWN]
        yield f"- {link(labels.UNKNOWN, path('regions', labels.NOT_KNOWN), here)}（{len(members)}）"


def _branch(
    parent: str, depth: int, below: Mapping[str, list[str]], lists: Lists, here: str, vocabulary: Vocabulary
) -> Iterator[str]:
    for code in sorted(below.get(parent, ())):
        name = inline(labels.label("regions", code, vocabulary))
        yield f"{'    ' * depth}- {link(name, path('regions', code), here)}（{len(lists[code])}）"
        yield from _branch(code, depth + 1, below, lists, here, vocabulary)


def _list(kind: str, value: str, members: Sequence[Entry], lists: Lists, vocabulary: Vocabulary) -> Iterator[Page]:
    pages = [members[i : i + PER_PAGE] for i in range(0, len(members), PER_PAGE)]
    name = labels.label(kind, value, vocabulary)
    for number, rows in enumerate(pages, 1):
        here = path(kind, value, number)
        title = f"{name}（第 {number} 页）" if number > 1 else name
        front = {"title": title, "description": f"{labels.KINDS[kind][0]}：{name}，共 {len(members)} 篇"}
        pieces = [
            f"# {labels.KINDS[kind][0]}：{inline(name)} {{: #top }}",
            inline(labels.definition(kind, value, vocabulary)),
            _around(kind, value, lists, here, vocabulary) if kind == "regions" else "",
            f"共 {len(members)} 篇" + (f"，第 {number} 页，共 {len(pages)} 页" if len(pages) > 1 else ""),
            _table(rows, here, vocabulary),
            _turn(kind, value, number, len(pages), here),
        ]
        yield page(here, front, pieces)


def _around(kind: str, code: str, lists: Lists, here: str, vocabulary: Vocabulary) -> str:
    """Where a region lies, and which regions below it have speeches."""
    if code == labels.NOT_KNOWN:
        return ""
    above = sorted((other for other in places.above(code) if other in lists), key=lambda other: len(places.path(other)))
    below = sorted(other for other in lists if other != labels.NOT_KNOWN and code in places.above(other))
    told = []
    if above:
        told.append("属于：" + " › ".join(_counted(kind, other, lists, here, vocabulary) for other in above))
    if below:
        told.append("下辖：" + "、".join(_counted(kind, other, lists, here, vocabulary) for other in below[:200]))
    return "\n\n".join(told)


def _counted(kind: str, value: str, lists: Lists, here: str, vocabulary: Vocabulary) -> str:
    return f"{link(inline(labels.label(kind, value, vocabulary)), path(kind, value), here)}（{len(lists[value])}）"


def _table(rows: Iterable[Entry], here: str, vocabulary: Vocabulary) -> str:
    return table(
        ("题名", "场合", "讲话人身份", "地区", "时间", "篇幅"),
        (
            (
                link(inline(entry.title), speech_path(entry.id), here) + ("" if entry.complete else "（不全）"),
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
    return inline(entry.edtf) + ("（推定）" if entry.date_status in ("inferred", "guessed") else "")


def _turn(kind: str, value: str, number: int, last: int, here: str) -> str:
    """Links to the pages around."""
    near = []
    if number > 1:
        near.append(link("上一页", path(kind, value, number - 1), here))
    if number < last:
        near.append(link("下一页", path(kind, value, number + 1), here))
    return "　".join(near)
