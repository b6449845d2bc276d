"""What readers may take away of a speech and of a compilation: each file with its name and what people call it.

Knows: names of files, and the libraries without which a file cannot be made.
Must not know: how a file is made, or where it lies.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from typing import Final

from build_tools.model import Bilingual


@dataclass(frozen=True, slots=True)
class Download:
    """One file: its name below the page's address, its label, and the library that it needs."""

    name: str
    label: Bilingual
    needs: str = ""


TEXTS: Final = (
    Download("as-sent.txt", Bilingual("原文（TXT）", "As sent (TXT)")),
    Download("as-edited.txt", Bilingual("校订本（TXT）", "As edited (TXT)")),
    Download("speech.md", Bilingual("Markdown", "Markdown")),
    Download("speech.docx", Bilingual("Word（公文版式）", "Word (official layout)"), "docx"),
    Download("speech.xml", Bilingual("TEI XML", "TEI XML")),
    Download("speech.json", Bilingual("JSON", "JSON")),
)
"""The text of a speech."""
CITATIONS: Final = (
    Download("citations/gbt7714-2025.txt", Bilingual("GB/T 7714—2025", "GB/T 7714—2025"), "citeproc"),
    Download("citations/gbt7714-2015.txt", Bilingual("GB/T 7714—2015", "GB/T 7714—2015"), "citeproc"),
    Download("citations/plain.txt", Bilingual("一句话", "Plain"), "citeproc"),
    Download("citations/markdown.md", Bilingual("Markdown", "Markdown"), "citeproc"),
    Download("citations/bibtex.bib", Bilingual("BibTeX", "BibTeX"), "bibtexparser"),
    Download("citations/ris.ris", Bilingual("RIS", "RIS"), "rispy"),
    Download("citations/csl.json", Bilingual("CSL-JSON", "CSL-JSON")),
)
"""How a speech is cited."""
BOOKS: Final = (
    Download("book.epub", Bilingual("EPUB（全部各篇）", "EPUB (all its speeches)")),
    Download("book.pdf", Bilingual("PDF（公文版式）", "PDF (official layout)"), "typst"),
)
"""A compilation as a book."""
WHOLE: Final = (
    Download("anthology.epub", Bilingual("EPUB（全部讲话）", "EPUB (every speech)")),
    Download("anthology.pdf", Bilingual("PDF（全部讲话，公文版式）", "PDF (every speech, official layout)"), "typst"),
)
"""Everything as a book, below /data/."""


@cache
def possible(download: Download) -> bool:
    """True if the library that a file needs is installed."""
    return not download.needs or find_spec(download.needs) is not None


def missing() -> tuple[Download, ...]:
    """The files that cannot be made here."""
    return tuple(download for download in (*TEXTS, *CITATIONS, *BOOKS) if not possible(download))
