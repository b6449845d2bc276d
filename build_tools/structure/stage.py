"""Stage directions: （掌声） [Laughter].

Knows: their words and brackets.
Must not know: the lines around them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from build_tools.structure.pieces import Piece

_WORDS: Final = (
    "掌声|掌聲|鼓掌|笑声|笑聲|大笑|欢呼|歡呼|起立|默哀|鞠躬|奏乐|奏樂|奏国歌|哄堂|众笑|眾笑|举杯|"
    "applause|laughter|cheers|laughs"
)
_NO_BRACKET: Final = r"[^（(）)\[\]【】\n]"
_DIRECTION: Final = re.compile(
    rf"[（(\[【〔［](?:{_NO_BRACKET}{{0,16}}(?:{_WORDS}){_NO_BRACKET}{{0,12}}|笑)[）)\]】〕］][。.]?", re.IGNORECASE
)
_LAST: Final = re.compile(rf"(?<=[。！？!?…”.])\s*{_DIRECTION.pattern}\Z", re.IGNORECASE)
_AFTER_SENTENCE: Final = re.compile(r"[。！？!?…”’.）)]\s*\Z")
_BRACKETS: Final = re.compile(r"[（(\[【〔［]")


def is_direction(text: str) -> bool:
    """True if a line is a stage direction and nothing else."""
    return len(text) <= 40 and bool(_DIRECTION.fullmatch(text))


def apart(text: str) -> int:
    """Where the stage direction at a line's end begins: 谢谢。（掌声）; the line's length if there is none."""
    found = _LAST.search(text, max(0, len(text) - 40))
    return found.start() if found else len(text)


def split(text: str, piece: Piece) -> Iterator[Piece]:
    """A piece cut where a stage direction stands between two sentences; within a sentence it stays where it is."""
    at = piece.start
    if _BRACKETS.search(text, piece.start, piece.end):
        for found in _DIRECTION.finditer(text, piece.start, piece.end):
            if found.start() > at and not _AFTER_SENTENCE.search(text, max(at, found.start() - 8), found.start()):
                continue
            if found.start() > at:
                yield _part(piece, at, found.start())
            yield Piece(found.start(), found.end(), "stage direction")
            at = found.end()
    if at < piece.end:
        yield _part(piece, at, piece.end)


def _part(piece: Piece, start: int, end: int) -> Piece:
    """A part of a piece; what follows a direction is a paragraph of its own."""
    if start == piece.start:
        return replace(piece, end=end)
    return Piece(start, end, "paragraph")
