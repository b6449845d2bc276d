"""What the styles of an old Word file (.doc) say of paragraphs: heading levels, titles, lists.

Knows: the style sheet, and how one style rests on another.
Must not know: the text of paragraphs, how lists count.
Source: [MS-DOC], Word (.doc) Binary File Format, parts 2.9.271 STSH, 2.9.258 STD, 2.9.260 StdfBase.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from build_tools.importers.styles import BODY_LEVEL, DEEPEST, HEADING, PLAIN, TITLES, Style
from build_tools.intake.doc_file import LEVEL, LIST, OUTLINE, File, properties

SHEET: Final = 0xA2  # offset and length, in the table stream, of the style sheet
MOST: Final = 0x0FFE  # styles
OF_PARAGRAPHS: Final = 1
HEADINGS: Final = range(1, 10)  # Word's own styles have numbers that are the same in every language
TITLE_STYLES: Final = (62, 74)  # title, subtitle
NOT_IN_A_LIST: Final = (0, 0xF801)


@dataclass(frozen=True, slots=True)
class Row:
    """A style as it stands in the sheet."""

    known_as: int = MOST  # Word's number for its own styles
    name: str = ""
    rests_on: int = MOST + 1  # none
    told: dict[int, int] = field(default_factory=dict)  # the properties of its paragraphs


def read_styles(file: File) -> Sequence[Style]:
    """The styles by their number in the file; one that is of characters or tables says nothing.

    Raises: struct.error, ValueError: the sheet is broken.
    """
    data = file.block(SHEET)
    if not data:
        return ()
    at, count, head = struct.unpack_from("<HHH", data)
    at += 2
    rows: list[Row] = []
    while len(rows) < min(count, MOST) and at + 2 <= len(data):  # some files tell of more styles than they hold
        size = struct.unpack_from("<H", data, at)[0]
        rows.append(_row(data[at + 2 : at + 2 + size], head))
        at += 2 + size + size % 2
    return [_style(list(_chain(number, rows))) for number in range(len(rows))]


def _row(data: bytes, head: int) -> Row:
    """A style: a head of known length, its name, then what it says of paragraphs, behind its own number."""
    if not data:
        return Row()
    known_as, rest = struct.unpack_from("<HH", data)
    length = struct.unpack_from("<H", data, head)[0]
    name = data[head + 2 : head + 2 + 2 * length].decode("utf-16-le", "replace")
    if rest & 0x0F != OF_PARAGRAPHS:
        return Row(name=name)
    at = head + 4 + 2 * length
    size = struct.unpack_from("<H", data, at)[0]
    told = dict(properties(data[at + 4 : at + 2 + size]))
    return Row(known_as & 0x0FFF, name, rest >> 4, told)


def _chain(number: int, rows: Sequence[Row]) -> Iterator[Row]:
    """A style, then those that it rests on; a circle is cut."""
    for _ in range(DEEPEST):
        if number >= len(rows):
            return
        yield rows[number]
        number = rows[number].rests_on


def _style(chain: Sequence[Row]) -> Style:
    kind, level = _heading(chain)
    number = next((list_number(row.told[LIST]) for row in chain if LIST in row.told), "")
    at = next((row.told[LEVEL] for row in chain if LEVEL in row.told), None)
    return Style(kind, level, number, at)


def _heading(chain: Sequence[Row]) -> tuple[str, int]:
    """By the nearest style that says so: by its number, its name ("标题 1") or an outline level."""
    for row in chain:
        named = row.name.partition(",")[0].strip().lower()
        if row.known_as in TITLE_STYLES or named in TITLES:
            return "title", 1
        if OUTLINE in row.told:
            return outlined(row.told[OUTLINE])
        if row.known_as in HEADINGS:
            return "heading", row.known_as
        if found := HEADING.fullmatch(named):
            return "heading", int(found[1])
    return "", 0


def outlined(level: int) -> tuple[str, int]:
    """Kind and level of a paragraph by its outline level."""
    return ("heading", level + 1) if level < BODY_LEVEL else ("", 0)


def list_number(value: int) -> str:
    """The list that a paragraph says it is in, by its place in the file; nothing if in none."""
    if value in NOT_IN_A_LIST:
        return ""
    return str(0x10000 - value if value & 0x8000 else value)  # below zero: with indents of its own


def style_of(styles: Sequence[Style], number: int) -> Style:
    """A style by its number; the headings' are the same in every file, also in one without a sheet."""
    if number < len(styles):
        return styles[number]
    return Style("heading", number) if number in HEADINGS else PLAIN
