"""How a speech ends: thanks, signature, date, and the notes below them.

Knows: the forms of last lines.
Must not know: the header, or headings.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from build_tools.structure import headlines, stage
from build_tools.structure.lines import Line
from build_tools.structure.pieces import Piece
from build_tools.vocabulary.phrases import any_of

MOST_LINES: Final = 40  # lines below the last sentence
LONGEST_CLOSING: Final = 60
_DONE: Final = (
    "(?:我的|我)?(?:讲话|發言|发言|汇报|演讲|致辞|报告|话)?"
    "(?:到此|就到这里|就到這裡|说|讲)?(?:完了|完毕|结束了?)[，,。！!]?"
)
_THANKS: Final = (
    rf"(?:{_DONE}\s*|(?:好|最后|最後|再次|再一次|衷心|非常|真诚|真誠|向大家道一声|在此|也|我)[，,]?\s*)*"
    rf"(?:{any_of('thanks')}|干杯|乾杯|God bless)[^。！!？?；;]{{0,30}}[。！!.~～…]*"
)
# 谢谢大家! · 完了，谢谢。 · 我的讲话完了。 · 巴耶里拉！谢谢！ — not 谢谢大家对我们工作的支持，今后我们要……
_CLOSING: Final = re.compile(rf"(?:[^。！!]{{1,24}}[。！!]\s*)?(?:{_THANKS}|{_DONE})", re.IGNORECASE)
_AT_END: Final = re.compile(rf"(?<=[。！？!?…”’])\s*(?:(?:{_THANKS}){{1,3}}|{_DONE})\Z", re.IGNORECASE)
_AT_END_ENGLISH: Final = re.compile(
    r"(?<=[.!?\"”] )(?:Thank you|Thanks|God bless)[^.!?]{0,60}[.!](?: (?:Thank you|God bless)[^.!?]{0,60}[.!]){0,3}\Z"
)
_OF_SPEECH: Final = re.compile(rf"——.{{2,60}}(?:{headlines.SPEECH})$")
_LONGEST_NOTE: Final = 160


def tail(lines: Sequence[Line]) -> tuple[tuple[Line, ...], tuple[Piece, ...]]:
    """The lines of the body, and the pieces after them; a line that is shared is cut."""
    kept = len(lines)
    pieces: list[Piece] = []
    for step, line in enumerate(reversed(lines[-MOST_LINES:])):
        kind = _kind(line.text, closed=any(piece.kind == "closing" for piece in pieces), aside=line.aside)
        if kind is None or (kind == "signature" and step + 1 < len(lines) and not _ends(lines[-step - 2])):
            break
        kept -= 1
        at = line.start + (stage.apart(line.text) if kind == "closing" else len(line.text))
        pieces += [Piece(at, line.end, "stage direction")] if at < line.end else []
        pieces.append(Piece(line.start, at, kind))
    body = list(lines[:kept])
    if body and not any(piece.kind == "closing" for piece in pieces):
        at = _thanks_at(body[-1].text)
        if at:
            last = body[-1]
            pieces.append(Piece(last.start + at, last.end, "closing"))
            words = last.text[:at].rstrip()
            body[-1] = replace(last, end=last.start + len(words), text=words)
    return tuple(body), tuple(reversed(pieces))


def _kind(text: str, *, closed: bool, aside: bool) -> str | None:
    """What a last line is; None: a line of the speech. Above the thanks only thanks can follow."""
    if stage.is_direction(text):
        return "stage direction"
    if len(text) <= LONGEST_CLOSING and _CLOSING.fullmatch(text, 0, stage.apart(text)):
        return "closing"
    return None if closed else _below_thanks(text, aside=aside)


def _below_thanks(text: str, *, aside: bool) -> str | None:
    if aside or (len(text) <= _LONGEST_NOTE and (headlines.is_note(text) or _OF_SPEECH.match(text))):
        return "note"
    if headlines.is_bare_date(text):
        return "date line"
    signed = headlines.is_byline(text) or (len(text) <= 60 and headlines.ORGANISATION.fullmatch(text))
    return "signature" if signed else None


def _ends(line: Line) -> bool:
    """The line above a signature ends a sentence, or is itself signature."""
    return line.text[-1] in "。！？!?.”…）)" or len(line.text) <= 30


def _thanks_at(text: str) -> int:
    """Where the thanks at a paragraph's end begin; 0 if there are none."""
    start = max(0, len(text) - 200)  # no thanks are longer
    found = _AT_END.search(text, start) or _AT_END_ENGLISH.search(text, start)
    if found is None:
        return 0
    return found.end() - len(found[0].lstrip())
