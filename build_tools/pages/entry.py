"""What lists know of a speech and of a source: light rows, from which facet pages and the front page are made.

Knows: Speech and Volume.
Must not know: Markdown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from build_tools.model import Speech, Volume
from build_tools.vocabulary import places


@dataclass(frozen=True, slots=True)
class Entry:
    """One speech in a list. Ids are of the vocabulary, None where not known."""

    id: str
    source: str
    number: int
    title: str
    occasion: str | None
    occasion_name: str | None
    genre: str | None
    role: str | None
    speaker: str | None
    regions: tuple[str, ...]  # codes from the province or country down
    place: str
    edtf: str | None
    date_status: str
    state: str
    level: str
    complete: bool
    characters: int
    minutes: tuple[float, float]


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """One source in a list."""

    id: str
    path: str
    title: str
    characters: int
    declared: int | None
    found: int


def of_volume(volume: Volume) -> Mapping[str, Any]:
    """The rows of a volume, as JSON can hold them."""
    return {
        "source": asdict(_source(volume)),
        "speeches": [asdict(_speech(speech)) for speech in volume.speeches],
    }


def read(rows: Mapping[str, Any]) -> tuple[SourceEntry, list[Entry]]:
    """The rows that `of_volume` gave."""
    speeches = [
        Entry(**{**row, "regions": tuple(row["regions"]), "minutes": tuple(row["minutes"])}) for row in rows["speeches"]
    ]
    return SourceEntry(**rows["source"]), speeches


def source_title(volume: Volume) -> str:
    """The title that a person declared for the source, else its only speech's, its first line, or its name."""
    declared = volume.source.declared.facts.get("title")
    if declared:
        return declared.text
    if len(volume.speeches) == 1:
        return volume.speeches[0].metadata.title
    first = volume.segmentation.parts[0] if volume.segmentation.parts else None
    if first and first.kind == "front":
        words = volume.source.text[first.span.start : first.span.end].strip().splitlines()
        if words and 2 <= len(words[0].strip()) <= 60:
            return words[0].strip()
    return volume.source.path


def _source(volume: Volume) -> SourceEntry:
    here = volume.source
    claimed = volume.segmentation.claimed
    return SourceEntry(here.id, here.path, source_title(volume), len(here.text), claimed, len(volume.speeches))


def _speech(speech: Speech) -> Entry:
    known = speech.metadata
    return Entry(
        id=speech.id,
        source=speech.source.id,
        number=speech.number,
        title=known.title,
        occasion=known.occasion.id,
        occasion_name=known.occasion.name,
        genre=known.genre.id,
        role=known.speaker.role,
        speaker=known.speaker.name,
        regions=region_codes(known.region.code),
        place=known.region.path[-1] if known.region.path else "",
        edtf=known.date.edtf,
        date_status=known.date.status,
        state=known.state,
        level=known.proofreading.level,
        complete=speech.complete,
        characters=speech.characters,
        minutes=speech.minutes,
    )


def region_codes(code: str | None) -> tuple[str, ...]:
    """The codes of a region and of what it lies in, from the top down: 210882 → 210000, 210800, 210882."""
    if not code:
        return ()
    return (*sorted(places.above(code), key=lambda above: (len(places.path(above)), above)), code)
