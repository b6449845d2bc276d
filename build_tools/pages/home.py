"""The front page: what people wrote in docs/home.md, with what the anthology holds put in its places.

Knows: the marks in home.md, and which numbers and lists stand for them.
Must not know: how entries came to be.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Final

from build_tools.model import Page
from build_tools.pages import addresses, facets, labels, paging
from build_tools.pages.entry import Entry, SourceEntry
from build_tools.pages.escape import inline
from build_tools.pages.markdown import link, page, table
from build_tools.pages.takeaway import whole
from build_tools.vocabulary import Vocabulary, places

MARK: Final = re.compile(r"^<!-- (?P<name>[a-z]+) -->$", re.MULTILINE)
HERE: Final = "index.md"
MOST: Final = 12  # values or compilations shown on the front page


def render(words: str, sources: Sequence[SourceEntry], entries: Sequence[Entry], vocabulary: Vocabulary) -> Page:
    """The front page. Raises: KeyError: home.md holds a mark that stands for nothing."""
    made: Mapping[str, Callable[[], str]] = {
        "numbers": lambda: _numbers(sources, entries),
        "ways": lambda: _ways(entries, vocabulary),
        "compilations": lambda: _some(sources),
    }
    body = MARK.sub(lambda found: made[found["name"]](), words)
    front = {"title": "讲话选集", "description": f"讲话 {len(entries)} 篇，来源 {len(sources)} 个"}
    return page(HERE, front, [body])


def compilations(sources: Sequence[SourceEntry], taken: Collection[str] = ()) -> Iterator[Page]:
    """The list of all compilations, in pages, by their ids; `taken` are the files that hold everything."""
    for number, last, rows in paging.cut(sources):
        here = addresses.compilations(number)
        pieces = [
            "# 汇编 {: #top }",
            "Compilations, each in the order of its source.\n{: .english lang=en }" if number == 1 else "",
            paging.which(number, last),
            _compilations(rows, here),
            paging.turn(addresses.compilations, number, last),
            *(whole(taken) if number == 1 else ()),
        ]
        title = f"汇编（第 {number} 页）" if number > 1 else "汇编"
        yield page(here, {"title": title, "description": f"来源 {len(sources)} 个"}, pieces)


def _some(sources: Sequence[SourceEntry]) -> str:
    """The first compilations, and the way to all of them."""
    more = f"[全部 {len(sources):,} 个](compilations/index.md)" if len(sources) > MOST else ""
    return _compilations(sources[:MOST], HERE) + ("\n" + more if more else "")


def _numbers(sources: Sequence[SourceEntry], entries: Sequence[Entry]) -> str:
    characters = sum(entry.characters for entry in entries)
    years = sorted({year for entry in entries if (year := (entry.edtf or "")[:4]).isdigit()})
    span = f"{years[0]}–{years[-1]}" if len(years) > 1 else (years[0] if years else labels.UNKNOWN)
    undated = sum(entry.edtf is None for entry in entries)
    rows = [
        ("讲话", f"{len(entries):,} 篇"),
        ("字数", f"{characters:,} 字"),
        ("来源", f"{len(sources):,} 个"),
        ("年份", f"{span}（{undated} 篇时间未详）" if undated else span),
        ("不全", f"{sum(not entry.complete for entry in entries):,} 篇"),
    ]
    return table(tuple(name for name, _ in rows), [tuple(value for _, value in rows)])


def _ways(entries: Sequence[Entry], vocabulary: Vocabulary) -> str:
    lines = []
    for kind, (name, _) in labels.KINDS.items():
        lists = facets.group(kind, entries)
        if kind == "regions":  # the provinces and countries alone: the rest is a click away
            lists = {code: members for code, members in lists.items() if not lies_in_another(code)}
        shown = [
            f"{link(inline(labels.label(kind, value, vocabulary)), facets.path(kind, value), HERE)}（{len(members)}）"
            for value, members in list(lists.items())[:MOST]
        ]
        more = link("全部", f"{kind}/index.md", HERE)
        lines.append(f"**{link(name, f'{kind}/index.md', HERE)}**　{'、'.join(shown)}　{more}")
    return "\n\n".join(lines)


def lies_in_another(code: str) -> bool:
    """True for a region that lies in another."""
    return code != labels.NOT_KNOWN and bool(places.above(code))


def _compilations(sources: Sequence[SourceEntry], here: str) -> str:
    rows = [
        (
            link(inline(source.title), addresses.compilation(source.id), here),
            f"声明 {source.declared} 篇，实得 {source.found} 篇"
            if source.declared is not None
            else f"{source.found} 篇",
            f"{source.characters:,} 字符",
        )
        for source in sources
    ]
    return table(("汇编", "篇数", "大小"), rows)
