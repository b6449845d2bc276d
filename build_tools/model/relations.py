"""What one speech has to do with another.

Knows: nothing of ours.
Must not know: how relations are found, or how they are told.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that two speeches share.

    kind: setting (words: occasion's and role's id) | passage (its words) | outline (headings) | phrases.
    """

    kind: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A related speech, and why."""

    id: str
    title: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Attestation:
    """Where words first stand in the corpus, and in how many speeches they do."""

    speech: str
    title: str
    block: str
    edtf: str | None
    status: str
    count: int = 1
