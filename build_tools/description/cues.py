"""The cues of a vocabulary's list as one expression, and the entry that what it finds belongs to.

Knows: how cues are combined so that the longest wins and a text is read once.
Must not know: which facet asks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from build_tools.vocabulary import Entry


@dataclass(frozen=True, slots=True)
class Cues:
    """Every cue of a list. `entry_of` a found word is the first entry of the file with a cue that is all of it."""

    pattern: re.Pattern[str]
    plain: Mapping[str, str]
    others: tuple[tuple[re.Pattern[str], str], ...]

    def entry_of(self, word: str) -> str:
        """The id to which a found word belongs."""
        if word in self.plain:
            return self.plain[word]
        return next(name for pattern, name in self.others if pattern.fullmatch(word))

    def find(self, text: str) -> Iterator[tuple[str, int, int]]:
        """What the text holds: id, begin, end; left to right, without overlap."""
        for found in self.pattern.finditer(text):
            yield self.entry_of(found[0]), found.start(), found.end()


def compile_cues(entries: Mapping[str, Entry]) -> Cues:
    """The cues of a list. Longer ones are tried first where two begin alike."""
    every = [(cue, entry.id) for entry in entries.values() for cue in entry.cues]
    plain = dict(reversed([(cue, name) for cue, name in every if re.escape(cue) == cue]))
    others = tuple((re.compile(cue), name) for cue, name in every if cue not in plain)
    words = sorted({cue for cue, _ in every}, key=lambda cue: (-len(cue), cue))
    return Cues(re.compile("|".join(words)), plain, others)


def any_pattern(patterns: tuple[str, ...]) -> re.Pattern[str]:
    """One expression of several; of none, one that matches nothing."""
    return re.compile("|".join(patterns) or r"(?!)")


@lru_cache(maxsize=256)
def one(pattern: str) -> re.Pattern[str]:
    """A cue that is used alone."""
    return re.compile(pattern)
