"""What a person may have meant who wrote a word that is not allowed.

Knows: the labels of the vocabulary and the names of places, for many write them instead of ids and codes.
Must not know: YAML, or where the word stands.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from build_tools.model import Bilingual
from build_tools.vocabulary import Entry, load, places

LONGEST: Final = 40  # code points of a word for which near ones are sought
SHOWN: Final = 6  # allowed words that are shown if none is near …
ROOM: Final = 72  # … as many as have room: a sentence cuts off what is longer, and half a word helps nobody
NOTHING: Final = Bilingual("（没有相近的）", "(nothing near)")


def near(text: str, allowed: Sequence[str], labels: Mapping[str, str] | None = None) -> str:
    """The allowed words nearest to a text, or the first few of them. `labels` stand for allowed words: 题名 → title."""
    labels = labels or {}
    words = [*allowed, *(label for label in labels if labels[label] in allowed)]
    if found := _close(text, words):
        return ", ".join(dict.fromkeys(labels.get(word, word) for word in found))
    shown = [word for at, word in enumerate(allowed[:SHOWN], 1) if len(", ".join(allowed[:at])) <= ROOM]
    return ", ".join(shown) + (" …" if len(allowed) > len(shown) else "")


def near_code(text: str, allowed: Sequence[str]) -> str | Bilingual:
    """The codes that look like a text. If none does, none is offered: their order says nothing of what was meant."""
    return ", ".join(_close(text, allowed)) or NOTHING


def _close(text: str, words: Sequence[str]) -> list[str]:
    return difflib.get_close_matches(text[:LONGEST], words, n=3, cutoff=0.5)


def near_id(text: str, field: str, allowed: Sequence[str]) -> str:
    """The same for the ids of a field: 开工仪式 → groundbreaking-ceremony."""
    return near(text, allowed, {word: name for name, entry in _entries(field).items() for word in _words(entry)})


def labels(field: str) -> Mapping[str, str]:
    """The ids of a field by what they are called, in both languages; without words that several are called by."""
    made: dict[str, str] = {}
    twice = set[str]()
    for name, entry in _entries(field).items():
        for label in {entry.label.zh, entry.label.en}:
            twice |= {label} & made.keys()
            made[label] = name
    return {label: name for label, name in made.items() if label not in twice}


def near_region(text: str) -> str | Bilingual:
    """The codes of today that places of that name have."""
    units = places.by_name().get(text) or places.by_short().get(text) or ()
    codes = dict.fromkeys(unit.code for unit in units if unit.today == unit.code)
    return ", ".join(f"{code} {text}" for code in codes) or NOTHING


def _words(entry: Entry) -> Iterator[str]:
    """What an entry is called: its labels, and those of its cues that are plain words and no patterns."""
    yield from (cue for cue in entry.cues if cue.isalpha())
    yield from (entry.label.zh, entry.label.en)


def _entries(field: str) -> Mapping[str, Entry]:
    known = load()
    return {
        "occasion": known.occasions,
        "genre": known.genres,
        "speaker_role": known.roles,
        "state": known.states,
        "rights": known.rights,
    }.get(field, {})
