"""Elements of WordprocessingML by their plain names.

Knows: the two namespaces of the format, and how it writes attributes.
Must not know: what the elements are for.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from lxml import etree

NAMESPACES: Final = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",  # "strict"
)
OFF: Final = ("0", "false", "off", "none")


def name(element: etree._Element) -> str:
    """`p` for <w:p>; for an element of another namespace its last letters and its name: `math:t`; else nothing."""
    return _plain(element.tag) if isinstance(element.tag, str) else ""


@lru_cache(maxsize=1_000)
def _plain(tag: str) -> str:
    if not tag.startswith("{"):
        return ""
    space, _, local = tag[1:].partition("}")
    return local if space in NAMESPACES else f"{space.rpartition('/')[2]}:{local}"


def children(element: etree._Element | None, wanted: str) -> Iterator[etree._Element]:
    """The children of that name."""
    return (one for one in (() if element is None else element) if name(one) == wanted)


def child(element: etree._Element | None, *path: str) -> etree._Element | None:
    """The first child of that name, or the first of its first …; None if there is none."""
    for step in path:
        element = next(children(element, step), None)
    return element


def value(element: etree._Element | None, attribute: str = "val") -> str:
    """An attribute of the format's own namespace; nothing if there is none."""
    if element is None:
        return ""
    return next(
        (str(found) for space in NAMESPACES if (found := element.get(f"{{{space}}}{attribute}")) is not None), ""
    )


def switched_on(element: etree._Element | None) -> bool:
    """True for <w:b/> and <w:b w:val="1"/>; not for <w:b w:val="0"/>, nor if there is none."""
    return element is not None and value(element) not in OFF


def integer(words: str, otherwise: int = 0) -> int:
    """A whole number of at most nine digits."""
    return int(words) if words.isascii() and words.isdigit() and len(words) < 10 else otherwise
