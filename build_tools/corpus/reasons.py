"""Why two speeches are told to be related: what they share, in words that can be read in both.

Knows: lines of corpus.jsonl.
Must not know: how related speeches are found, and how a reason is worded on a page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from build_tools.corpus.features import SPOKEN
from build_tools.model import Reason

PASSAGE: Final = 16  # Chinese characters in one run, punctuation aside: shorter ones are turns of phrase
PHRASE: Final = 4
PHRASES: Final = 4
ENOUGH: Final = 40  # windows of shared words that are looked into
ALIKE: Final = 0.5  # share of headings that have their like in the other outline
PARTICLES: Final = "的了和在是与及也就把被对为着地得我们要"
EDGES: Final = re.compile(rf"^(?:[一二三四五六七八九十]是|[{PARTICLES}])+|[{PARTICLES}]+$")
WORDS: Final = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+")
MARKS: Final = "，。；：、！？,.;:!? \u3000"
HAN: Final = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """A speech as it is compared: its text, paragraphs apart, and every run of four characters in it as a number."""

    id: str
    title: str
    setting: tuple[str | None, str | None]
    headings: tuple[str, ...]
    text: str
    grams: NDArray[np.uint64]  # by place; 0 where a paragraph ends
    known: NDArray[np.uint64]  # each once, sorted


def read(record: Mapping[str, Any]) -> Reading:
    """What is compared of a line of corpus.jsonl."""
    text = "\0".join(block["text"] for block in record["blocks"] if block["kind"] in SPOKEN)
    codes = np.frombuffer(text.encode("utf-32-le"), np.uint32).astype(np.uint64)
    count = max(0, len(codes) - PHRASE + 1)
    grams, whole = np.zeros(count, np.uint64), np.ones(count, np.bool_)
    for at in range(PHRASE):
        here = codes[at : at + count]
        grams = (grams << np.uint64(16)) ^ here
        whole &= here != 0
    grams *= whole
    level = min((heading["level"] for heading in record["outline"]), default=0)
    headings = tuple(row["text"] for row in record["outline"] if row["level"] == level and row["text"])
    setting = record["occasion"]["id"], record["speaker"]["role"]
    return Reading(record["id"], record["title"], setting, headings, text, grams, np.unique(grams))


def reasons(here: Reading, other: Reading) -> tuple[Reason, ...]:
    """What two speeches share, the weightiest first; nothing if it is nothing that could be named."""
    return tuple(_reasons(here, other))


def _reasons(here: Reading, other: Reading) -> Iterator[Reason]:
    first, second = here.setting
    if first and second and here.setting == other.setting:
        yield Reason("setting", (first, second))
    runs = shared(here, other)
    longest = max(runs, key=lambda run: (_length(run), run), default="")
    if _length(longest) >= PASSAGE:
        yield Reason("passage", (longest,))
    if common := _headings(here.headings, other.headings):
        yield Reason("outline", common)
    phrases = _phrases(runs)
    if len(phrases) >= PHRASES:
        yield Reason("phrases", tuple(phrases[:PHRASES]))


def _phrases(runs: Sequence[str]) -> list[str]:
    """The shared turns of phrase, the longest first: no particle at either end, none part of another."""
    bare = {phrase for run in runs for piece in WORDS.findall(run) if len(phrase := EDGES.sub("", piece)) >= PHRASE}
    chosen: list[str] = []
    for phrase in sorted(bare, key=lambda words: (-len(words), words)):
        if len(phrase) < PASSAGE and not any(phrase in other for other in chosen):
            chosen.append(phrase)
    return chosen


def _length(run: str) -> int:
    return len(HAN.findall(run))


def shared(here: Reading, other: Reading) -> list[str]:
    """The longest runs of characters that stand in both, of at least four; none reaches over a paragraph's end.

    Where much is shared, only the longest windows are looked into, until none that is left could hold a longer run.
    """
    found: list[str] = []
    longest = 0
    for number, (start, end) in enumerate(_windows(here, other)):
        if number >= ENOUGH and end - start <= longest:
            break
        for run in _within(here.text[start:end], other.text):
            longest = max(longest, len(run))
            found.append(run)
    return [run for run in (words.strip(MARKS) for words in found) if _length(run) >= PHRASE]


def _windows(here: Reading, other: Reading) -> Iterator[tuple[int, int]]:
    """The pieces of a text whose every four characters stand in the other too, the longest first."""
    if not len(other.known) or not len(here.grams):
        return
    near = np.minimum(np.searchsorted(other.known, here.grams), len(other.known) - 1)
    places = np.flatnonzero((other.known[near] == here.grams) & (here.grams != 0))
    if len(places):
        breaks = np.flatnonzero(np.diff(places) > 1)
        starts = places[np.concatenate(([0], breaks + 1))]
        ends = places[np.concatenate((breaks, [len(places) - 1]))] + PHRASE
        for at in np.lexsort((starts, starts - ends)):
            yield int(starts[at]), int(ends[at])


def _within(window: str, theirs: str) -> Iterator[str]:
    """The longest shared runs of a piece whose every four characters are shared."""
    if window in theirs:
        yield window
        return
    reached = 0
    for at in range(len(window) - PHRASE + 1):
        least = max(reached + 1, at + PHRASE)
        if least <= len(window) and window[at:least] in theirs:
            reached = _end(window, at, least, theirs)
            yield window[at:reached]


def _end(text: str, at: int, low: int, theirs: str) -> int:
    """Where the run that begins at a place ends: the longest that the other text holds too, `low` or beyond."""
    step = PHRASE
    while low + step <= len(text) and text[at : low + step] in theirs:
        low, step = low + step, step * 2
    while step:
        if low + step <= len(text) and text[at : low + step] in theirs:
            low += step
        else:
            step //= 2
    return low


def _headings(mine: Sequence[str], theirs: Sequence[str]) -> tuple[str, ...]:
    """The headings of one outline that have their like in the other; nothing if that is not most of both."""
    if min(len(mine), len(theirs)) < 2:
        return ()
    alike = [text for text in mine if any(_alike(text, their) for their in theirs)]
    back = [text for text in theirs if any(_alike(text, my) for my in mine)]
    enough = len(alike) >= 2 and len(alike) >= ALIKE * len(mine) and len(back) >= ALIKE * len(theirs)
    return tuple(alike[:3]) if enough else ()


def _alike(one: str, two: str) -> bool:
    mine, theirs = ({text[at : at + 2] for at in range(len(text) - 1)} for text in (one, two))
    return bool(mine and theirs) and 2 * len(mine & theirs) >= len(mine | theirs)
