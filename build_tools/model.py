"""The nouns of the road: what each stage takes and gives.

Knows: nothing of ours.
Must not know: files, YAML, Markdown, MkDocs, or any rule.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

PART_KINDS: Final = ("front", "speech", "note", "contents", "attribution", "separator", "furniture")
BLOCK_KINDS: Final = (
    "title",  # the heading under which the source prints the speech, and its subtitle
    "byline",  # the speaker's post and name, on a line of their own
    "date line",  # date and place, on a line of their own
    "salutation",
    "heading",
    "paragraph",
    "list item",
    "closing",
    "signature",
    "stage direction",
    "note",  # an editor's or a news agency's words inside the speech's span
)
CERTAINTIES: Final = ("certain", "probable", "unclear")
STATUSES: Final = ("declared", "stated", "inferred", "guessed", "unknown")
SEVERITIES: Final = ("error", "warning", "info")
EDIT_CATEGORIES: Final = (
    "regularisation",  # typography alone: width of punctuation, white space, markup
    "noise",  # what copying or scanning left in the text
    "slip",  # a wrong, missing or doubled character or mark of the writer or typist
    "lacuna",  # words are missing and cannot be known
    "correction",  # a person's, from the sidecar
)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points in `Source.text`."""

    start: int
    end: int

    def __len__(self) -> int:
        """The number of code points."""
        return self.end - self.start

    def holds(self, other: Span) -> bool:
        """True if `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: Span) -> bool:
        """True if the two share at least one code point."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place for people: lines and columns are 1-based, columns count code points."""

    path: str
    line: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True)
class Bilingual:
    """The same words in Chinese and in English."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class RawFile:
    """A source as it lies on the disk. `path` is relative to the folder of sources, with forward slashes."""

    path: str
    data: bytes
    shown_path: str = ""  # what people are told: relative to where they stand; `path` if empty
    sidecar: bytes | None = None
    sidecar_path: str = ""


@dataclass(frozen=True, slots=True)
class Value:
    """A value that a person declared, with its place in the sidecar or the front matter."""

    text: str
    at: Location


Facts = Mapping[str, Value]
"""Declared facts by field. Fields: `DECLARABLE`."""

DECLARABLE: Final = (
    "title",
    "occasion",  # a vocabulary id
    "occasion_name",  # the event's name in words
    "genre",
    "speaker",  # a person's name
    "speaker_role",  # a vocabulary id
    "role_text",  # the post in words
    "organisation",
    "region",  # an administrative code
    "date",  # EDTF
    "audience",
    "state",
    "rights",
    "language",
)


@dataclass(frozen=True, slots=True)
class DeclaredSegment:
    """A boundary set by a person: the part that begins with these words (found once, or once in `line`)."""

    kind: str
    begins: str
    at: Location
    line: int | None = None
    facts: Facts = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Correction:
    """A person's edit: `find` must stand once in the source, or once in line `line`."""

    find: str
    replace: str
    reason: str
    at: Location
    line: int | None = None
    by: str = ""


@dataclass(frozen=True, slots=True)
class Acceptance:
    """A finding that a person looked at and accepts. `words`, if given, must stand in what the finding marks."""

    code: str
    reason: str
    at: Location
    words: str = ""
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Declared:
    """All that a person said about a source. `speeches` is keyed by the speech's number in the source, from 1."""

    facts: Facts = field(default_factory=lambda: MappingProxyType({}))
    url: Value | None = None
    retrieved: Value | None = None
    contributor: Value | None = None
    note: Value | None = None
    speeches: Mapping[int, Facts] = field(default_factory=lambda: MappingProxyType({}))
    segments: tuple[DeclaredSegment, ...] = ()
    corrections: tuple[Correction, ...] = ()
    accepted: tuple[Acceptance, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """What the file format itself says of a span: a heading's level, or that it is no part of the text.

    kind: title | heading | furniture (navigation, advertisement, running head) | markup (to be left out when read).
    """

    span: Span
    kind: str
    level: int = 0


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


@dataclass(frozen=True, slots=True, order=True)
class Part:
    """A piece of a source. Parts cover `Source.text` in order, without gap or overlap."""

    span: Span
    kind: str
    facts: Facts = field(default_factory=lambda: MappingProxyType({}), compare=False)  # of a declared segment


@dataclass(frozen=True, slots=True)
class Segmentation:
    """Parts, and what the source claims of itself: how many speeches it says that it holds."""

    parts: tuple[Part, ...]
    claimed: int | None = None
    claim: Span | None = None
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """A change proposed to a span. Only `certain` ones are applied; `reading` None means: nothing is proposed."""

    span: Span
    original: str
    reading: str | None
    category: str
    certainty: str
    rule: str
    reason: Bilingual = field(compare=False)
    by: str = ""  # a person's name, for corrections


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a speech. `text` is its reading text, white space at both ends dropped; never empty.

    The blocks of a speech, in order, hold every character of its reading text, white space aside.
    """

    kind: str
    span: Span
    text: str
    id: str
    level: int = 0  # of a heading: 1 is the highest
    marker: str = ""  # of a heading or list item: 一、 （一） 第一， 一是 …; the text starts with it
    run_in: bool = False  # of a heading: the block after it continues the same line


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a value is held: the rule, and the words. `span` is None where the words stand outside the source's text."""

    field: str
    value: str
    status: str
    rule: str
    span: Span | None = None
    quote: str = ""
    at: Location | None = None  # of a declared value


@dataclass(frozen=True, slots=True)
class Occasion:
    """The event: a vocabulary id and the name that the text gives it."""

    id: str | None = None
    name: str | None = None
    status: str = "unknown"


@dataclass(frozen=True, slots=True)
class Genre:
    """What kind of speech it is: a vocabulary id."""

    id: str | None = None
    status: str = "unknown"


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks. `role` is a vocabulary id; `role_text` the post in the words of the text."""

    name: str | None = None
    role: str | None = None
    role_text: str | None = None
    organisation: str | None = None
    status: str = "unknown"


@dataclass(frozen=True, slots=True)
class Region:
    """Where the speaker's body has its seat. `code` and `path` are today's, the others those of the speech's time."""

    code: str | None = None
    path: tuple[str, ...] = ()
    status: str = "unknown"
    code_then: str | None = None
    path_then: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Dating:
    """An EDTF date (ISO 8601-2), or None."""

    edtf: str | None = None
    status: str = "unknown"


@dataclass(frozen=True, slots=True)
class Metadata:
    """All that is said of a speech, and why. Every value but `unknown` ones has evidence under its field's name."""

    title: str
    title_status: str  # source | editorial | declared
    language: str
    occasion: Occasion = Occasion()
    genre: Genre = Genre()
    speaker: Speaker = Speaker()
    region: Region = Region()
    date: Dating = Dating()
    audience: str | None = None
    state: str = "unknown"
    rights: str = "unknown"
    evidence: tuple[Evidence, ...] = ()


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
