"""Old Word files (.doc, Word 97 to 2003) → their paragraphs in order, with the numbers that Word showed, and headings.

Knows: how characters make paragraphs and cells, and what of them is shown.
Must not know: any other format, what a speech is, where in the file anything lies.
Source: [MS-DOC], Word (.doc) Binary File Format, parts 2.4.2, 2.4.3, 2.4.6.3, 2.6.

What was deleted or hidden stays out. A paragraph whose number cannot be known is marked, and shown without it.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import Final

from build_tools.importers import limits
from build_tools.importers.reading import Reading, refuse
from build_tools.importers.styles import Style
from build_tools.intake.doc_file import LEVEL, LIST, OUTLINE, STYLE, File, open_file, properties
from build_tools.intake.doc_numbers import Counting, read_lists
from build_tools.intake.doc_styles import list_number, outlined, read_styles, style_of
from build_tools.intake.doc_text import CHARACTERS, PARAGRAPHS, Runs, Sign, read_pieces, read_runs, signs
from build_tools.intake.lines import NUMBER_LOST, Line, reading
from build_tools.model import RawFile

COUNTS: Final = 0x4C  # how many characters each part of the text has
BODY, NOTES, ENDNOTES, BOXES = 0, 1, 5, 6  # the parts that are read
DELETED, HIDDEN = 0x0800, 0x083C  # properties of characters
ROW, ELSEWHERE = 0x2417, (0x6645, 0x6646)  # … of paragraphs: they end a table's row; they are too many to stand here
FIELD: Final = re.compile("\x13[^\x13\x14\x15]*(?:\x14([^\x13\x14\x15]*))?\x15")
OPEN_FIELD: Final = re.compile("\x13[^\x13\x14\x15]*\x14")  # what it shows goes on in the next paragraph
COUNTED: Final = re.compile(r"\x13\s*(?:AUTONUM|LISTNUM)", re.IGNORECASE)  # fields whose numbers Word makes
SIGNS: Final = str.maketrans({"\x07": "\t", "\x0b": "\n", "\x0c": "\n", "\x1e": "\u2011", "\x1f": None, "\xad": None})
NOISE: Final = re.compile("[\x00-\x06\x08\x0e-\x1d]")
NO_SIGN: Final = Sign("", -1, b"")


@dataclass(frozen=True, slots=True)
class Rules:
    """What holds for a paragraph: by what it says itself, else by its style."""

    told: Mapping[int, int]
    style: Style

    def heading(self) -> tuple[str, int]:
        """Kind and level."""
        if OUTLINE in self.told and self.style.kind != "title":
            return outlined(self.told[OUTLINE])
        return self.style.kind, self.style.level

    def ends_row(self, words: Sequence[str]) -> bool:
        """True for the mark after the last cell of a table's row."""
        return self.told.get(ROW) == 1 or (any(one in self.told for one in ELSEWHERE) and words[-2:-1] == ["\x07"])

    def number(self) -> tuple[str, int]:
        """The list, if it is in one, and the level in it."""
        name = list_number(self.told[LIST]) if LIST in self.told else self.style.number
        return name, self.told.get(LEVEL, self.style.at or 0)


@dataclass(frozen=True, slots=True)
class Story:
    """What is known of the properties in a file, and how far its lists have counted."""

    characters: Runs
    paragraphs: Runs
    styles: Sequence[Style]
    counting: Counting

    def rules(self, sign: Sign) -> Rules:
        """The rules of the paragraph that ends with a character."""
        stored = self.paragraphs.at(sign.at)
        told = dict(properties(stored[2:])) | dict(properties(sign.changes))
        return Rules(told, style_of(self.styles, told.get(STYLE, int.from_bytes(stored[:2], "little"))))

    def number(self, rules: Rules, part: int) -> str | None:
        """The number of a paragraph; nothing if it has none; None if it cannot be known."""
        name, level = rules.number()
        return self.counting.next(name, level, part) if name else ""


def read(raw: RawFile) -> Reading:
    """The words of an old Word file.

    Raises: BadInput: it is locked, holds macros, is broken, or none; or the library is not installed.
    """
    try:
        import olefile  # noqa: PLC0415 - an extra: only who adds an old Word file needs it
    except ImportError:
        refuse(raw, "F035", format="DOC", extra="doc")
    try:
        lines = list(_lines(open_file(raw, olefile)))
        "".join(line.words for line in lines).encode()  # halves of characters stand in broken files only
    except (struct.error, IndexError, ValueError, KeyError, OSError, RecursionError) as error:
        refuse(raw, "F034", format="DOC", why=str(error) or type(error).__name__)
    if len(lines) > limits.PARAGRAPHS:
        refuse(raw, "F023", what="paragraphs", found=len(lines), limit=limits.PARAGRAPHS)
    return reading(lines, "doc")


def _lines(file: File) -> Iterator[Line]:
    """The body, then notes and text boxes."""
    pieces = read_pieces(file)
    story = Story(read_runs(file, CHARACTERS), read_runs(file, PARAGRAPHS), read_styles(file), read_lists(file))
    start = 0
    for part in range(7):
        end = start + file.number(COUNTS + 4 * part)
        if part in (BODY, NOTES, ENDNOTES, BOXES):
            yield from _part(story, part, signs(file, pieces, start, end))
        start = end


def _part(story: Story, part: int, text: Iterator[Sign]) -> Iterator[Line]:
    """The paragraphs of a part of the text; a table's row is one line, and each of its cells may have a number."""
    words: list[str] = []
    begin, lost = 0, False  # of the paragraph or cell; of the line
    for sign, after in pairwise(chain(text, (NO_SIGN,))):
        told = dict(properties(story.characters.at(sign.at)))
        hidden = told.get(HIDDEN) == 1
        if told.get(DELETED) == 1 or (hidden and sign.word != "\r"):
            continue
        words.append(sign.word)
        if not _ends(sign, after, story.paragraphs):
            continue
        rules, cell = story.rules(sign), sign.word == "\x07"
        row = cell and rules.ends_row(words)
        empty = len(words) == begin + 1
        if not row and not (empty and (hidden or part != BODY)):  # text boxes of pictures are full of empty ones
            shown = story.number(rules, part)
            lost |= shown is None
            words.insert(_first(words, begin), shown or "")
        if row or not cell:
            yield from _paragraph("".join(words), rules, lost=lost)
            words, lost = [], False
        begin = len(words)
    if words:
        yield from _paragraph("".join(words), story.rules(NO_SIGN), lost=lost)


def _ends(sign: Sign, after: Sign, paragraphs: Runs) -> bool:
    """True for the end of a paragraph or cell; that of a page is one only if another paragraph follows."""
    if sign.word == "\x0c":
        return after is NO_SIGN or paragraphs.place(sign.at) != paragraphs.place(after.at)
    return sign.word in ("\r", "\x07")


def _first(words: Sequence[str], begin: int) -> int:
    """The place of a paragraph's first word: a number does not stand before the end of a page."""
    return next((at for at in range(begin, len(words)) if words[at] not in ("\x0b", "\x0c")), begin)


def _paragraph(words: str, rules: Rules, *, lost: bool) -> Iterator[Line]:
    """The lines of a paragraph."""
    kind, level = rules.heading()
    lost = lost or COUNTED.search(words) is not None
    while FIELD.search(words):
        words = FIELD.sub(lambda found: found[1] or "", words)
    words = OPEN_FIELD.sub("", words)
    shown = NOISE.sub("", words.rstrip("\r\x0c\x07").translate(SIGNS))
    for line in shown.split("\n"):
        yield Line(line, (NUMBER_LOST if lost else kind) if line.strip() else "", level)
        lost = lost and not line.strip()
