"""The provinces as tiles: how many speeches each has, at a glance; a list of links to whoever does not see it.

Knows: which shade stands for which number.
Must not know: any shape or border.
"""

from __future__ import annotations

from collections.abc import Mapping, Sized
from typing import Final

from build_tools.pages.escape import attribute
from build_tools.vocabulary.tiles import Tile, tiles

SHADES: Final = 4
ABOUT: Final = "方格只表示大致方位和篇数，不是地图，不表示面积和边界。\n{: .note }"


def grid(lists: Mapping[str, Sized]) -> str:
    """Every province-level unit with the number of its speeches, those of its cities and counties included."""
    most = max((len(lists[tile.code]) for tile in tiles() if tile.code in lists), default=0)
    rows = "\n".join(_tile(tile, len(lists.get(tile.code, ())), most) for tile in tiles())
    return f'<ul class="tiles" aria-label="各省级行政区篇数">\n{rows}\n</ul>'


def _tile(tile: Tile, count: int, most: int) -> str:
    words = f'{attribute(tile.name)} <span class="tile-count">{count}<span class="tile-unit"> 篇</span></span>'
    place = f"tile tile-r{tile.row} tile-c{tile.column} shade-{shade(count, most)}"
    inside = f'<a href="{tile.code}/">{words}</a>' if count else f"<span>{words}</span>"
    return f'<li class="{place}">{inside}</li>'


def shade(count: int, most: int) -> int:
    """How dark a tile is: 0 for none, else by how many times the number doubles on its way to the greatest."""
    if not count:
        return 0
    return max(1, SHADES - (most.bit_length() - count.bit_length()))
