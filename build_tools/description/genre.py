"""What kind of speech it is: as its title calls it, else as its first and last words go.

Knows: how titles name a kind, and how many signs are enough.
Must not know: the event, the speaker, or any other facet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from build_tools.description.cues import Cues, any_pattern, compile_cues
from build_tools.description.headings import is_compilers, own_words
from build_tools.description.reading import Passage, Reading
from build_tools.model import Evidence, Genre
from build_tools.vocabulary import Vocabulary

ENOUGH: Final = 2  # points: one mark, or two signs
MARK: Final = 3
ENDS: Final = re.compile(r"[稿词]?(?:$|[（：:—\s]|[0-9一二三四五六七八九十]+$)")  # 工作汇报｜会上的讲话 is no report
Rules = tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...]


@lru_cache(maxsize=4)
def _cues(vocabulary: Vocabulary) -> tuple[Cues, Rules]:
    entries = vocabulary.genres.values()
    rules = tuple((e.id, any_pattern(e.marks), any_pattern(e.signs)) for e in entries if e.marks or e.signs)
    return compile_cues(vocabulary.genres), rules


def describe(reading: Reading, vocabulary: Vocabulary) -> tuple[Genre, tuple[Evidence, ...]]:
    """The genre and why."""
    evidence = _from_title(reading, vocabulary) or _from_body(reading, vocabulary)
    return (Genre(evidence.value, evidence.status), (evidence,)) if evidence else (Genre(), ())


def _from_title(reading: Reading, vocabulary: Vocabulary) -> Evidence | None:
    """The last kind that a title of the speech's own names."""
    cues, _ = _cues(vocabulary)
    for line in reading.header:
        own = own_words(line) if line.kind in ("title", "margin") and len(line.text) < 120 else None
        found = [one for one in cues.find(own.text) if ENDS.match(own.text, one[2])] if own else []
        if own and found and not own.text.startswith("来源"):
            entry, begin, end = found[-1]
            status = "inferred" if is_compilers(line) else "stated"
            return reading.evidence("genre", entry, (status, "title-names-genre"), own.start + begin, own.start + end)
    return None


def _from_body(reading: Reading, vocabulary: Vocabulary) -> Evidence | None:
    """The kind for which most speaks in the first and last words; the first of the file if two are even."""
    best, points, place = "", 0, (0, 0)
    for entry, marks, signs in _cues(vocabulary)[1]:
        hits = list(_hits(marks, reading)) if marks.pattern != r"(?!)" else []
        lesser = list(_hits(signs, reading)) if signs.pattern != r"(?!)" else []
        total = MARK * min(len(hits), 2) + len(lesser)
        if total > points:
            best, points, place = entry, total, (hits or lesser)[0]
    if points < ENOUGH:
        return None
    return reading.evidence("genre", best, ("inferred", "words-of-genre"), *place)


def _hits(pattern: re.Pattern[str], reading: Reading) -> Iterator[tuple[int, int]]:
    """Places of the different words found."""
    seen = set[str]()
    for passage in _ends(reading):
        for found in pattern.finditer(passage.text):
            if found[0] not in seen:
                seen.add(found[0])
                yield passage.start + found.start(), passage.start + found.end()


def _ends(reading: Reading) -> tuple[Passage, ...]:
    return (reading.lead, reading.close)
