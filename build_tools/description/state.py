"""The state of the text: sample, excerpt, minutes, transcript, delivered, script; unknown unless the source says so.

Knows: where a source says it: in headings, and in the notes of a news agency.
Must not know: the body of the speech.
"""

from __future__ import annotations

import re
from functools import lru_cache

from build_tools.description.cues import any_pattern
from build_tools.description.headings import NUMBERED
from build_tools.description.reading import Passage, Reading
from build_tools.model import Dating, Evidence, Occasion, Speaker
from build_tools.vocabulary import Vocabulary

Rules = tuple[tuple[str, re.Pattern[str]], ...]


@lru_cache(maxsize=4)
def _rules(vocabulary: Vocabulary) -> tuple[Rules, Rules]:
    """Words that decide first, and words that speak only if nothing else does."""
    entries = vocabulary.states.values()
    first = tuple((entry.id, any_pattern(entry.marks)) for entry in entries if entry.marks)
    return first, tuple((entry.id, any_pattern(entry.cues)) for entry in entries if entry.cues)


def describe(
    reading: Reading, vocabulary: Vocabulary, known: tuple[Occasion, Speaker, Dating]
) -> tuple[str, tuple[Evidence, ...]]:
    """The state and why. `known`: what header lines said of occasion, speaker and date."""
    first, later = _rules(vocabulary)
    lines = [line for line in reading.header if len(line.text) < 200]
    evidence = _numbered(reading, lines) or _find(reading, lines, first)
    evidence = evidence or _dated(reading, lines, known) or _find(reading, lines, later)
    return (evidence.value, (evidence,)) if evidence else ("unknown", ())


def _numbered(reading: Reading, lines: list[Passage]) -> Evidence | None:
    """A compiler who numbers his pieces 篇三 or 范文【二】 prints samples; 第三篇 may stand in any book."""
    for line in lines:
        found = NUMBERED.search(line.text[:120]) if line.kind == "title" else None
        if found and not found[0].startswith("第") and "篇" in found[0]:
            start = line.start + found.start()
            return reading.evidence("state", "sample", ("inferred", "numbered-sample"), start, line.start + found.end())
    return None


def _find(reading: Reading, lines: list[Passage], rules: Rules) -> Evidence | None:
    for entry, pattern in rules:
        for line in lines:
            found = pattern.search(line.text)
            if found:
                place = (line.start + found.start(), line.start + found.end())
                return reading.evidence("state", entry, ("stated", "header-says-state"), *place)
    return None


def _dated(reading: Reading, lines: list[Passage], known: tuple[Occasion, Speaker, Dating]) -> Evidence | None:
    """A header that tells the day, and the event or the speaker, is that of a speech that was given."""
    occasion, speaker, date = known
    day = date.status == "stated" and date.edtf is not None and len(date.edtf) >= 10
    if not day or "stated" not in (occasion.status, speaker.status):
        return None
    line = next((line for line in lines if line.kind == "date line"), None)
    place = (line.start, line.start + len(line.text)) if line else None
    if place is None:
        return None
    return reading.evidence("state", "delivered", ("inferred", "header-dates-speech"), *place)
