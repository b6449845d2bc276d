"""How much a file may hold before it is refused.

Knows: nothing of ours.
Must not know: what a format looks like inside.
"""

from __future__ import annotations

from typing import Final

MEGABYTE: Final = 1024 * 1024

LARGEST: Final = {
    ".txt": 4 * MEGABYTE,
    ".md": 4 * MEGABYTE,
    ".docx": 10 * MEGABYTE,
    ".html": 10 * MEGABYTE,
    ".htm": 10 * MEGABYTE,
}
"""Bytes of a file, by suffix: for text as much as CHARACTERS may take; packages and pages hold more than text."""
CHARACTERS: Final = 1_000_000  # of a text: a book of three hundred speeches
LINES: Final = 100_000  # of a text, blank ones too
SPEECHES: Final = 1_000  # of a source
EDITS: Final = 100_000  # and doubts, of a source; CHARACTERS with every comma mended have fewer

ZIP_ENTRIES: Final = 2_000
ZIP_UNFOLDED: Final = 50 * MEGABYTE
ZIP_RATIO: Final = 100  # unfolded to folded; office XML is about 10
ZIP_SMALL: Final = MEGABYTE  # a blank drawing may fold better than ZIP_RATIO and harm nobody
XML_TAGS: Final = 1_000_000  # of one part, start and end tags; a book has fewer, and they take two seconds
PARAGRAPHS: Final = 10_000  # lines with words: a whole book of speeches has fewer
PAGE_TAGS: Final = 400_000  # start tags of a web page
PAGE_DEPTH: Final = 2_000  # elements inside one another; real pages stay below 100
SHOWN: Final = 20  # findings of one kind in one file; more are counted, not told
