"""Long lists in pages of constant size: how rows are cut, and how a reader gets from page to page.

Knows: links.
Must not know: what is listed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final, TypeVar

from build_tools.pages.markdown import link

PER_PAGE: Final = 50
AROUND: Final = 2  # pages that are linked on each side of the one that is read
Row = TypeVar("Row")


def cut(rows: Sequence[Row]) -> Iterator[tuple[int, int, Sequence[Row]]]:
    """The number of each page, the number of the last, and its rows. A list without rows has one page."""
    last = max(1, -(-len(rows) // PER_PAGE))
    for number in range(1, last + 1):
        yield number, last, rows[(number - 1) * PER_PAGE : number * PER_PAGE]


def turn(path: Callable[[int], str], number: int, last: int) -> str:
    """Links to the pages before and after, to those around, the first and the last; nothing if there is but one."""
    if last == 1:
        return ""
    here = path(number)
    near = {1, last, *range(max(1, number - AROUND), min(last, number + AROUND) + 1)}
    told = [link("上一页", path(number - 1), here)] if number > 1 else []
    before = 0
    for other in sorted(near):
        told += ["…"] if other > before + 1 else []
        told.append(f"**{other}**" if other == number else link(str(other), path(other), here))
        before = other
    told += [link("下一页", path(number + 1), here)] if number < last else []
    return "　".join(told) + "\n{: .pages }"


def which(number: int, last: int) -> str:
    """Which page this is, for people: 第 2 页，共 9 页。 Nothing if there is but one."""
    return f"第 {number} 页，共 {last} 页。" if last > 1 else ""
