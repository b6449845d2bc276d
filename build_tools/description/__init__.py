"""The description of one speech: every facet from its blocks, each value with its evidence; declared facts win.

Knows: which facets there are, and which of them another needs.
Must not know: how a facet is found, or what a page shows.
"""

from __future__ import annotations

from dataclasses import replace

from build_tools.description import (
    audience,
    dating,
    declared,
    genre,
    language,
    level,
    occasion,
    region,
    speaker,
    state,
    title,
)
from build_tools.description.reading import lay_out
from build_tools.model import Block, Edit, Facts, Finding, Metadata, Source, Span
from build_tools.vocabulary import Vocabulary

__all__ = ["describe"]


def describe(
    source: Source,
    blocks: tuple[Block, ...],
    edits: tuple[Edit, ...],
    facts: Facts,
    vocabulary: Vocabulary,
    file_title: str = "",
) -> tuple[Metadata, tuple[Finding, ...]]:
    """What is known of a speech, and where what was declared contradicts what the text states.

    `facts`: the speech's own over those of its source. `file_title`: the file's name without its suffix.
    """
    reading = lay_out(source, blocks, file_title)
    event, why_event = occasion.describe(reading, vocabulary)
    kind, why_kind = genre.describe(reading, vocabulary)
    who, why_who = speaker.describe(reading, vocabulary, kind)
    day, why_day = dating.describe(reading)
    year = int(day.edtf[:4]) if day.edtf else None
    around = [Span(line.start, line.start + len(line.text)) for line in reading.margins]
    where, why_where = region.describe(blocks, text=source.text, year=year, around=around)
    whom, why_whom = audience.describe(reading)
    kept, why_kept = state.describe(reading, vocabulary, (event, who, day))
    tongue, why_tongue = language.describe(blocks, source.text)
    name, name_status, why_name = title.describe(reading, (event, kind, who), vocabulary)
    found = Metadata(
        title=name,
        title_status=name_status,
        language=tongue,
        occasion=event,
        genre=kind,
        speaker=who,
        region=where,
        date=day,
        audience=whom,
        state=kept,
        evidence=(*why_name, *why_event, *why_kind, *why_who, *why_where, *why_day, *why_whom, *why_kept, *why_tongue),
    )
    known, doubts = declared.overlay(found, facts)
    return replace(known, proofreading=level.describe(facts, edits)), doubts
