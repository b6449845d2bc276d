"""What the styles of a Word file say of paragraphs: heading levels, titles, lists.

Knows: the style part, and the names of headings in Word and WPS.
Must not know: the text of paragraphs, how lists count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from lxml import etree

from build_tools.importers.wordml import child, children, integer, switched_on, value

# "heading 1", "标题 1", "标题1"; not "heading", nor "toc 1".
HEADING: Final = re.compile(r"(?:heading|标题)\s?([1-9])")
TITLES: Final = ("title", "subtitle", "标题", "副标题", "文章标题", "正标题")
BODY_LEVEL: Final = 9  # an outline level of 9 says: body text
DEEPEST: Final = 50  # styles that rest on one another


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style with what it takes from those it rests on."""

    kind: str = ""  # title | heading
    level: int = 0
    number: str = ""  # of a list
    at: int | None = None  # the level in it
    hidden: bool = False


PLAIN: Final = Style()


def read_styles(root: etree._Element | None) -> tuple[Mapping[str, Style], str]:
    """The paragraph styles by id, and the id of the default one."""
    rows = {value(style, "styleId"): style for style in children(root, "style") if value(style, "type") == "paragraph"}
    default = next((key for key, style in rows.items() if value(style, "default") in ("1", "true", "on")), "")
    return {key: _style(list(_chain(key, rows))) for key in rows}, default


def _chain(key: str, rows: Mapping[str, etree._Element]) -> Iterator[etree._Element]:
    """A style, then those that it rests on; a circle is cut."""
    for _ in range(DEEPEST):
        style = rows.get(key)
        if style is None:
            return
        yield style
        key = value(child(style, "basedOn"))


def _style(chain: list[etree._Element]) -> Style:
    kind, level = _heading(chain)
    numbered = [found for style in chain if (found := child(style, "pPr", "numPr")) is not None]
    numbers = [words for found in numbered if (words := value(child(found, "numId")))]
    levels = [words for found in numbered if (words := value(child(found, "ilvl")))]
    hidden = next((one for style in chain if (one := child(style, "rPr", "vanish")) is not None), None)
    return Style(
        kind, level, numbers[0] if numbers else "", integer(levels[0]) if levels else None, switched_on(hidden)
    )


def _heading(chain: list[etree._Element]) -> tuple[str, int]:
    """By the nearest style that says so, in its name or by an outline level."""
    for style in chain:
        named = value(child(style, "name")).strip().lower()
        outline = child(style, "pPr", "outlineLvl")
        if outline is not None:
            return outlined(outline) if named not in TITLES else ("title", 1)
        if found := HEADING.fullmatch(named):
            return "heading", int(found[1])
        if named in TITLES:
            return "title", 1
    return "", 0


def outlined(outline: etree._Element) -> tuple[str, int]:
    """Kind and level of a paragraph by its outline level."""
    level = integer(value(outline), BODY_LEVEL)
    return ("heading", level + 1) if level < BODY_LEVEL else ("", 0)
