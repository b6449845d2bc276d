"""The layout of official documents after GB/T 9704—2012: measures and typefaces, one home for Word and PDF.

Knows: the figures of the standard, and which kind of block is set in which face.
Must not know: any file format.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from build_tools.model import Block, in_paragraphs

PAGE: Final = (210, 297)  # millimetres: A4
MARGINS: Final = (37, 26, 35, 28)  # millimetres: top, right, bottom, left; they leave 156 × 225
LINES, CHARACTERS = 22, 28  # a page, a line
LINE: Final = 28.95  # points: 225 mm / 22, rounded down so that 22 lines fit
TEXT, TITLE, FOLIO, SMALL = 16, 22, 14, 14  # points: 三号, 二号, 四号, 四号

XIAOBIAOSONG: Final = "方正小标宋简体"
FANGSONG: Final = "仿宋_GB2312"
HEITI: Final = "黑体"
KAITI: Final = "楷体_GB2312"
SONGTI: Final = "宋体"


@dataclass(frozen=True, slots=True)
class Face:
    """How words are set."""

    font: str = FANGSONG
    bold: bool = False


HEADINGS: Final = (Face(HEITI), Face(KAITI), Face(FANGSONG, bold=True))
"""By level; those below the third are set as the third."""
CENTRED: Final = ("title", "byline", "date line")
FLUSH: Final = ("salutation",)
RIGHT: Final = ("signature",)
BESIDE: Final = (*CENTRED, "stage direction", "note")
"""Kinds that are set in 楷体: words about the speech, not of it."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Runs of words with their faces. align: both | center | right | left; `indent` of the first line."""

    runs: tuple[tuple[str, Face], ...]
    align: str = "both"
    indent: bool = True
    level: int = 0  # of a heading


def face(block: Block) -> Face:
    """The face of a block's words."""
    if block.kind == "heading":
        return HEADINGS[min(max(block.level, 1), len(HEADINGS)) - 1]
    return Face(KAITI) if block.kind in BESIDE else Face()


def paragraphs(blocks: Sequence[Block], title: str) -> Iterator[Paragraph]:
    """The blocks as paragraphs; run-in headings begin the paragraph that goes on with them.

    The heading under which the source prints a speech is not repeated below a title that says the same.
    """
    shown = (block for block in blocks if block.kind != "title" or _bare(block.text) != _bare(title))
    for group in in_paragraphs(shown):
        runs = tuple((" ".join(block.text.split()), face(block)) for block in group)
        yield Paragraph(runs) if group[-1].run_in else _paragraph(runs, group[-1])


def _paragraph(runs: tuple[tuple[str, Face], ...], block: Block) -> Paragraph:
    if block.kind in CENTRED:
        return Paragraph(runs, "center", indent=False)
    if block.kind in RIGHT:
        return Paragraph(runs, "right", indent=False)
    alone = block.kind == "heading" and len(runs) == 1
    return Paragraph(runs, indent=block.kind not in FLUSH, level=max(block.level, 1) if alone else 0)


def _bare(text: str) -> str:
    return "".join(text.split())
