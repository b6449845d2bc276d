"""What an importer gives: the text of a file, and what its format says of spans of it.

Knows: Mark, Location, the findings of a whole file.
Must not know: any format.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NoReturn

from build_tools import findings
from build_tools.model import Location, Mark, RawFile, Span


@dataclass(frozen=True, slots=True)
class Reading:
    """The text of a file. `encoding` is a codec's name, or the name of a format that is not text (docx)."""

    text: str
    encoding: str
    marks: tuple[Mark, ...] = ()  # sorted by span


def place(raw: RawFile, line: int = 1, column: int = 1) -> Location:
    """A place in a file, with the path that people are told."""
    return Location(raw.shown_path or raw.path, line, column)


def refuse(raw: RawFile, code: str, **values: object) -> NoReturn:
    """Stop at a file as a whole.

    Raises: BadInput: always.
    """
    raise findings.BadInput([findings.at(place(raw), code, span=None, speech="", **values)])


def trimmed(text: str, start: int, end: int) -> Span:
    """A span without the white space at its ends; empty if there is nothing else."""
    inside = text[start:end]
    front = len(inside) - len(inside.lstrip())
    return Span(start + front, start + max(front, len(inside.rstrip())))
