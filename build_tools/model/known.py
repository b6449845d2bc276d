"""What is known of a speech, and why.

Knows: spans and places.
Must not know: how anything is found.
"""

from __future__ import annotations

from dataclasses import dataclass

from build_tools.model.text import Location, Span


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
class Signature:
    """Who compared the text with its source, and on which day."""

    by: str
    on: str


@dataclass(frozen=True, slots=True)
class Proofreading:
    """How far people have looked at a text: an id of the list of levels, and who signed."""

    level: str = "as-received"
    proofread: Signature | None = None
    validated: Signature | None = None


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
    proofreading: Proofreading = Proofreading()
