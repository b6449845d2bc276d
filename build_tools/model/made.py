"""What the stages make of a file: source, segmentation, speech, volume, finding, page.

Knows: the smaller nouns.
Must not know: how any of them is made.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from build_tools.model.declared import Declared
from build_tools.model.known import Metadata
from build_tools.model.text import Bilingual, Block, Edit, Location, Mark, Part, Span


@dataclass(frozen=True, slots=True)
class Finding:
    """A contributor's mistake or a doubt about a text, told so that it can be mended."""

    at: Location
    code: str
    severity: str
    message: Bilingual
    hint: Bilingual
    span: Span | None = None
    speech: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A file as received. `sha256` is of its bytes; `text` is exactly what they decode to."""

    id: str
    path: str  # relative to the folder of sources
    shown_path: str  # for findings
    sha256: str
    encoding: str
    text: str
    declared: Declared = field(default_factory=Declared)
    marks: tuple[Mark, ...] = ()  # sorted by span
    withdrawn: tuple[int, ...] = ()  # numbers of speeches in it that must not be published: nor may the file itself
    gone: tuple[tuple[int, str], ...] = ()  # ids that paragraphs of its speeches once had, by number: not given again


@dataclass(frozen=True, slots=True)
class Segmentation:
    """Parts, and what the source claims of itself: how many speeches it says that it holds."""

    parts: tuple[Part, ...]
    claimed: int | None = None
    claim: Span | None = None
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Speech:
    """All that is known of one speech, and how it is known."""

    id: str
    source: Source
    number: int  # its place in the source, from 1
    span: Span
    metadata: Metadata
    blocks: tuple[Block, ...]
    edits: tuple[Edit, ...]
    findings: tuple[Finding, ...]
    complete: bool
    characters: int  # Han characters of the reading text; notes, bylines, date lines, stage directions left out
    minutes: tuple[float, float]  # at 200 and at 160 Han characters a minute


@dataclass(frozen=True, slots=True)
class Volume:
    """One source with all that was made of it: the unit that is cached and worked on in parallel."""

    source: Source
    segmentation: Segmentation
    speeches: tuple[Speech, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A Markdown page. `path` is relative to the folder of documents, with forward slashes."""

    path: str
    front_matter: Mapping[str, object]
    body: str


@dataclass(frozen=True, slots=True)
class Artifact:
    """A file to be written."""

    path: str
    data: bytes


def read(text: str, span: Span, edits: tuple[Edit, ...]) -> str:
    """The reading text of a span: the source's words with the certain edits applied.

    Edits that do not lie wholly inside the span are left out. Edits never overlap.
    """
    pieces: list[str] = []
    at = span.start
    for edit in edits:
        if edit.certainty != "certain" or edit.reading is None or not span.holds(edit.span):
            continue
        pieces += (text[at : edit.span.start], edit.reading)
        at = edit.span.end
    pieces.append(text[at : span.end])
    return "".join(pieces)


def locate(source: Source, offset: int) -> Location:
    """The line and column of an offset of the source's text. Lines end at LF, CR or CRLF."""
    before = source.text[:offset]
    line = before.count("\n") + before.count("\r") - before.count("\r\n") + 1
    start = max(before.rfind("\n"), before.rfind("\r")) + 1
    return Location(source.shown_path or source.path, line, offset - start + 1)
