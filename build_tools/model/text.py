"""Pieces of text, and where they stand.

Knows: nothing of ours.
Must not know: files, YAML, Markdown, MkDocs, or any rule.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from build_tools.model.declared import Facts


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
UNSURE: Final = ("inferred", "guessed")
"""The statuses of a value that is ours, and nobody's word."""
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
    withdrawn: tuple[int, ...] = ()  # numbers of speeches that must not be published
    gone: tuple[tuple[int, str], ...] = ()  # ids that paragraphs of its speeches once had, by number: not given again


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """What the file format itself says of a span: a heading's level, or that it is no part of the text.

    kind: title | heading | furniture (navigation, advertisement, running head) | markup (to be left out when read).
    """

    span: Span
    kind: str
    level: int = 0


@dataclass(frozen=True, slots=True, order=True)
class Part:
    """A piece of a source. Parts cover `Source.text` in order, without gap or overlap."""

    span: Span
    kind: str
    facts: Facts = field(default_factory=lambda: MappingProxyType({}), compare=False)  # of a declared segment


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


def in_paragraphs(blocks: Iterable[Block]) -> Iterator[tuple[Block, ...]]:
    """Blocks that stand in one paragraph: run-in headings with the block that goes on with them, if there is one."""
    group: list[Block] = []
    for block in blocks:
        group.append(block)
        if not block.run_in:
            yield tuple(group)
            group = []
    if group:
        yield tuple(group)
