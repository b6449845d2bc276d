"""What a person declared about a source.

Knows: places in files.
Must not know: YAML, or any rule.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from build_tools.model.text import Location


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
    "proofread_by",  # a person who compared the text with its source
    "proofread_on",  # a day
    "validated_by",  # a second person who did
    "validated_on",
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
    original_name: Value | None = None  # of the file that the source was made from
    original_sha256: Value | None = None
    speeches: Mapping[int, Facts] = field(default_factory=lambda: MappingProxyType({}))
    segments: tuple[DeclaredSegment, ...] = ()
    corrections: tuple[Correction, ...] = ()
    accepted: tuple[Acceptance, ...] = ()
