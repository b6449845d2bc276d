"""Speech → its citations: GB/T 7714 in two editions, plain words, Markdown, BibTeX, RIS and CSL-JSON.

Knows: which citations there are, each as a file of its own.
Must not know: disks, pages, sites.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from build_tools.citations import bibtex, formatted, ris
from build_tools.citations.item import Item, as_json, item

__all__ = ["FORMATS", "Item", "item"]

Format = Callable[[Item], str]
"""An item → the whole text of a file."""

FORMATS: Final[Mapping[str, Format]] = {
    "gbt7714-2025.txt": lambda cited: formatted.plain(cited, "gbt7714-2025"),
    "gbt7714-2015.txt": lambda cited: formatted.plain(cited, "gbt7714-2015"),
    "plain.txt": lambda cited: formatted.plain(cited, "words"),
    "markdown.md": lambda cited: formatted.markdown(cited, "words"),
    "bibtex.bib": bibtex.write,
    "ris.ris": ris.write,
    "csl.json": as_json,
}
"""Name of the file → what writes it."""
