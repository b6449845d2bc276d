"""The words of a page beside the words of the source: what of the one stands for what of the other.

Knows: spans, edits, blocks, and how a page shows white space and characters that nobody sees.
Must not know: HTML, or how a page lets its reader choose.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate
from typing import Final

from build_tools.model import Block, Edit, Speech, in_paragraphs
from build_tools.pages.escape import SHOWN, WHITE, visible

OTHERWISE: Final = re.compile(f"{WHITE.pattern}|{SHOWN.pattern}")
"""What a page may show in another way than the text has it."""
LONG: Final = re.compile("[\U00010000-\U0010ffff]")
LINE_END: Final = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of the source from `start` on, and the words that the page shows for them; `edit` if that is one's work."""

    start: int
    source: str
    sent: str  # as a page shows the source's words: lines and spaces as they are, what nobody sees by its code point
    shown: str
    edit: Edit | None = None

    @property
    def same(self) -> bool:
        """True for words that stand on the page as they were sent."""
        return self.edit is None and self.sent == self.shown


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph or heading of the page, by the id that its element has, and all that was sent for it.

    The paragraphs of a speech, in order, hold every character of its span; white space after the words of one, up to
    the end of the line, is its own, and what stands on the line before the words of the next is the next one's.
    """

    id: str
    pieces: tuple[Piece, ...]
    shown: tuple[int, ...]  # where each piece begins in the shown words, and where the last one ends, in UTF-16 units

    def place(self, offset: int) -> int:
        """Where in the shown words the source's `offset` comes to stand, in UTF-16 code units, as browsers count."""
        at = max(bisect_right(self.pieces, offset, key=lambda piece: piece.start) - 1, 0)
        piece, inside = self.pieces[at], offset - self.pieces[at].start
        if inside <= 0:
            return self.shown[at]
        if piece.same:
            return self.shown[at] + inside + bisect_left(_long(piece.shown), inside)
        return self.shown[at + 1] if inside >= len(piece.source) else self.shown[at]


@lru_cache(maxsize=4)
def _long(text: str) -> tuple[int, ...]:
    """Where the characters are that take two code units: one piece is asked for each of its thousand marks."""
    return () if text.isascii() else tuple(found.start() for found in LONG.finditer(text))


def units(text: str) -> int:
    """The length of a text in UTF-16 code units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def aligned(speech: Speech) -> tuple[Paragraph, ...]:
    """The paragraphs of a speech's page, each with its pieces.

    Nothing if the blocks are not what the edits make of the source: then there is no telling what stands for what.
    """
    atoms = list(_atoms(speech))
    places = _places("".join(read for _, _, read, _ in atoms), speech.blocks)
    if places is None:
        return ()
    groups = [[(block, places[block.id]) for block in group] for group in in_paragraphs(speech.blocks)]
    return tuple(_paragraphs(atoms, groups))


Atom = tuple[int, str, str, Edit | None]
"""Where in the source, the source's words, what is read for them, and the edit that made the difference."""


def _atoms(speech: Speech) -> Iterator[Atom]:
    """The speech's span as runs of unchanged words and applied edits."""
    text, at = speech.source.text, speech.span.start
    for edit in speech.edits:
        if edit.certainty != "certain" or edit.reading is None or edit.span.start < at:
            continue
        if at < edit.span.start:
            yield at, text[at : edit.span.start], text[at : edit.span.start], None
        yield edit.span.start, text[edit.span.start : edit.span.end], edit.reading, edit
        at = edit.span.end
    if at < speech.span.end:
        yield at, text[at : speech.span.end], text[at : speech.span.end], None


def _places(reading: str, blocks: Sequence[Block]) -> dict[str, tuple[int, int]] | None:
    """Where the blocks stand in the reading text; None if they do not."""
    places, at = {}, 0
    for block in blocks:
        start = reading.find(block.text, at)
        if start < 0 or reading[at:start].strip():
            return None
        at = start + len(block.text)
        places[block.id] = (start, at)
    return None if reading[at:].strip() else places


def _paragraphs(atoms: list[Atom], groups: list[list[tuple[Block, tuple[int, int]]]]) -> Iterator[Paragraph]:
    bounds = sorted({bound for group in groups for _, place in group for bound in place})
    words = [(first, end) for group in groups for _, (first, end) in group]
    cut = list(_cut(atoms, bounds))
    firsts = [group[0][1][0] for group in groups]
    starts = [0, *(_turn(cut, firsts[number]) for number in range(1, len(groups))), len(cut)]
    inside = _Inside(words)
    for group, first, end in zip(groups, starts, starts[1:], strict=False):
        pieces = list(
            _one_space(piece for at, atom in cut[first:end] for piece in _pieces(atom, inside.holds(at, atom)))
        )
        shown = accumulate((units(piece.shown) for piece in pieces), initial=0)
        yield Paragraph(group[-1][0].id, tuple(pieces), tuple(shown))


@dataclass(slots=True)
class _Inside:
    """Stretches of the reading text that hold the blocks' words, in order."""

    words: list[tuple[int, int]]

    def holds(self, at: int, atom: Atom) -> bool:
        """True if an atom at a place of the reading text is part of a block's words."""
        number = bisect_right(self.words, at, key=lambda place: place[0]) - 1
        if number < 0:
            return False
        start, end = self.words[number]
        return at < end if atom[2] else start < at < end


def _cut(atoms: list[Atom], bounds: list[int]) -> Iterator[tuple[int, Atom]]:
    """The atoms with their places in the reading text, cut where a block begins or ends, and after each line's end.

    Of an edit that is cut, the first part has the source's words.
    """
    at, number = 0, 0
    for start, source, read, edit in atoms:
        while number < len(bounds) and bounds[number] <= at:
            number += 1
        end, done = at + len(read), 0
        cuts = []
        while number < len(bounds) and bounds[number] < end:
            cuts.append(bounds[number] - at)
            number += 1
        if edit is None:
            cuts = sorted({*cuts, *(found.end() for found in LINE_END.finditer(source))} - {len(source)})
        for cut in (*cuts, len(read)):
            here = source[done:cut] if edit is None else (source if not done else "")
            if here or done < cut or not read:
                yield at + done, (start + (done if edit is None else 0), here, read[done:cut], edit)
            done = cut
        at = end


def _turn(cut: list[tuple[int, Atom]], first: int) -> int:
    """The number of the first atom that belongs to the paragraph whose words begin at `first`."""
    number = bisect_right(cut, first, key=lambda pair: pair[0])
    number = next(here for here in range(number - 1, -1, -1) if cut[here][0] == first and cut[here][1][2])
    back = number
    while back and not cut[back - 1][1][2].strip():
        back -= 1
        if LINE_END.search(cut[back][1][1]):
            return back + 1
    return number


def _pieces(atom: Atom, words: bool) -> Iterator[Piece]:  # noqa: FBT001 - one atom, one answer
    """An atom as a page has it: `words` if it is part of a block's, and not white space around them."""
    start, source, read, edit = atom
    if edit is not None or not words:
        yield Piece(start, source, _as_sent(source), _as_shown(read) if words else "", edit)
        return
    at = 0
    for found in OTHERWISE.finditer(source):
        if at < found.start():
            same = source[at : found.start()]
            yield Piece(start + at, same, same, same)
        yield Piece(start + found.start(), found[0], _as_sent(found[0]), _as_shown(found[0]))
        at = found.end()
    if at < len(source):
        yield Piece(start + at, source[at:], source[at:], source[at:])


def _one_space(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The pieces; where white space stands on both sides of what was taken out, a page shows one space."""
    spaced = False
    for piece in pieces:
        here = replace(piece, shown=piece.shown[1:]) if spaced and piece.shown.startswith(" ") else piece
        spaced = here.shown.endswith(" ") if here.shown else spaced
        yield here


def _as_sent(text: str) -> str:
    return visible(LINE_END.sub("\n", text))


def _as_shown(text: str) -> str:
    return visible(WHITE.sub(" ", text))
