"""An item as a line of text, by a CSL processor and the styles that stand beside this module.

Knows: citeproc-py, and how a style is told that a value is not the source's own: by square brackets.
Must not know: what the styles print.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from build_tools.citations.item import Item

if TYPE_CHECKING:
    from citeproc import CitationStylesStyle

STYLES: Final = Path(__file__).parent
PRINTED: Final = ("id", "type", "title", "author", "issued", "container-title", "URL", "accessed", "archive")
"""The variables that our styles print. The processor warns of those that it does not know."""
SPECIAL: Final = re.compile(r"([\\`*_{}\[\]<>#|~&!])")


def markdown(cited: Item, style: str) -> str:
    """An item in a style, as Markdown: what would be markup stands behind a backslash."""
    return SPECIAL.sub(r"\\\1", plain(cited, style))


@cache
def _style(name: str) -> CitationStylesStyle:
    from citeproc import CitationStylesStyle  # noqa: PLC0415 - loaded by those who cite, not by every command

    return CitationStylesStyle(str(STYLES / f"{name}.csl"), validate=False)


def plain(cited: Item, style: str) -> str:
    """An item in a style, as one line of plain text."""
    from citeproc import Citation, CitationItem, CitationStylesBibliography, formatter  # noqa: PLC0415 - as above
    from citeproc.source.json import CiteProcJSON  # noqa: PLC0415 - as above

    shown = _shown(cited)
    shelf = CitationStylesBibliography(_style(style), CiteProcJSON([shown]), formatter.plain)
    shelf.register(Citation([CitationItem(shown["id"])]))
    return str(shelf.bibliography()[0]).strip() + "\n"


def _shown(cited: Item) -> dict[str, Any]:
    """The item for printing: what the source does not say itself stands in square brackets."""
    shown = {name: value for name, value in cited.facts.items() if name in PRINTED}
    shown["title"] = cited.title
    if cited.authors:
        shown["author"] = [{"literal": name} for name in cited.authors]
    return shown
