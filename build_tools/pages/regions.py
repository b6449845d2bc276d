"""Regions as a tree: provinces, their cities, their counties, each with the number of speeches in it.

Knows: what lies in what, and how a tree is told on a page.
Must not know: speeches; the lists of their members are enough.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Sized
from dataclasses import dataclass
from typing import Final

from build_tools.pages import labels
from build_tools.pages.escape import inline
from build_tools.pages.markdown import link
from build_tools.vocabulary import places

WHOLE: Final = 400  # regions that one page shows; of more than these only provinces and cities
CITIES, DEEPEST = 2, 5  # levels


@dataclass(frozen=True, slots=True)
class Tree:
    """Which of the listed regions lies in which: its nearest listed one above, and those right below, by code."""

    parent: Mapping[str, str]
    below: Mapping[str, Sequence[str]]

    def above(self, code: str) -> list[str]:
        """What a region lies in, from the top down."""
        found: list[str] = []
        while (code := self.parent.get(code, "")) and code not in found:
            found.insert(0, code)
        return found


def tree(lists: Mapping[str, Sized]) -> Tree:
    """The tree of the regions that have speeches."""
    below: dict[str, list[str]] = defaultdict(list)
    parent = {}
    for code in sorted(code for code in lists if code != labels.NOT_KNOWN):
        parent[code] = places.nearest_above(code, lists)
        below[parent[code]].append(code)
    return Tree(parent, below)


def index(regions: Tree, lists: Mapping[str, Sized]) -> Iterator[str]:
    """The tree as nested lists, in pieces; what is unknown comes last."""
    whole = len(regions.parent) <= WHOLE
    lines = list(_branch("", 0, regions, lists, DEEPEST if whole else CITIES))
    if labels.NOT_KNOWN in lists:
        lines.append(f"- {_counted(labels.NOT_KNOWN, lists)}")
    yield "\n".join(lines)
    if not whole:
        yield "县区列在所属市的页面上。"


def around(code: str, regions: Tree, lists: Mapping[str, Sized], here: str) -> str:
    """Where a region lies, and which regions right below it have speeches."""
    told = []
    if above := regions.above(code):
        told.append("属于：" + " › ".join(_counted(other, lists, here) for other in above))
    if below := regions.below.get(code):
        told.append("下辖：" + "、".join(_counted(other, lists, here) for other in below))
    return "\n\n".join(told)


def _branch(parent: str, depth: int, regions: Tree, lists: Mapping[str, Sized], deepest: int) -> Iterator[str]:
    if depth == deepest:
        return
    for code in regions.below.get(parent, ()):
        yield f"{'    ' * depth}- {_counted(code, lists)}"
        yield from _branch(code, depth + 1, regions, lists, deepest)


def _counted(code: str, lists: Mapping[str, Sized], here: str = "regions/index.md") -> str:
    name = labels.UNKNOWN if code == labels.NOT_KNOWN else (places.path(code) or (code,))[-1]
    return f"{link(inline(name), f'regions/{code}.md', here)}（{len(lists[code])}）"
