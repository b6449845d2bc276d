"""Copies that were planted are found and nothing else; what is found is what comparing all with all finds."""

from __future__ import annotations

import random
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import combinations

import numpy as np

from build_tools.corpus.alignment import align
from build_tools.corpus.duplicates import SAME, Duplicate, duplicates, judged
from build_tools.corpus.fingerprints import candidates, fingerprints, packed
from build_tools.corpus.texts import Print
from tests.corpus.planted import cut, edited, library, words

Pairs = set[tuple[int, int]]


def found_in(texts: Sequence[str]) -> list[Duplicate]:
    """What is found among texts of no speech."""
    known = [Print(str(number), "s", one.encode(), len(one), packed(one)) for number, one in enumerate(texts)]
    return list(duplicates(known, texts.__getitem__))


def pairs(found: Sequence[Duplicate]) -> Pairs:
    """Their numbers, the smaller first."""
    return {(min(one.first, one.second), max(one.first, one.second)) for one in found}


def test_planted_copies_are_found_and_nothing_else() -> None:
    """A tenth of the characters changed, in whole copies and in passages: recall and precision of 0.98 or more."""
    texts, planted = library(400, 60)
    found = pairs(found_in(texts))
    assert len(found & planted) >= 0.98 * len(planted)
    assert len(found & planted) >= 0.98 * len(found)


def test_short_texts_too() -> None:
    """Of 150 to 300 characters, a twentieth of them changed."""
    dice = random.Random(7)  # noqa: S311 - the same each time
    texts = [words(number, 500)[:length] for number, length in enumerate(range(150, 300))]
    texts += [edited(one, dice, 0.05) for one in texts]
    planted = {(number, number + 150) for number in range(150)}
    found = pairs(found_in(texts))
    assert len(found & planted) >= 0.95 * len(planted)
    assert len(found & planted) >= 0.95 * len(found)


def test_it_finds_what_comparing_all_with_all_finds() -> None:
    """The fingerprints leave out no pair that the alignment would call copies, and add none."""
    texts, _ = library(60, 20, 900)
    every = {(a, b) for a, b in combinations(range(len(texts)), 2) if judged((a, b), (texts[a], texts[b]))}
    assert pairs(found_in(texts)) == every


def test_the_alignment_agrees_with_another() -> None:
    """Python's own differ, which is slow, finds as many characters that two copies share, within a hundredth."""
    dice = random.Random(5)  # noqa: S311 - the same each time
    for number in range(6):
        one = words(number, 800)
        other = edited(one, dice) if number % 2 else edited(cut(one, dice, 0.5), dice)
        own = sum(match.size for match in align(one, other))
        blocks = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
        assert abs(own - sum(block.size for block in blocks)) <= 0.02 * len(other)


def test_a_shared_formula_is_no_copy() -> None:
    """Two lines of the same words in texts that are otherwise their own; also if a hundred have them."""
    formula = words(999, 300)[:120]
    own = [words(number, 1_000) for number in range(100)]
    texts = [one[:300] + formula + one[300:] for one in own]
    assert pairs(found_in(texts)) == pairs(found_in(own)) == set()


def test_many_equal_ones_are_told_with_the_first() -> None:
    """Not each with each."""
    texts = [words(1, 600), words(2, 600), words(1, 600), words(1, 600)]
    assert [("exact", 0, 2), ("exact", 0, 3)] == [(one.kind, one.first, one.second) for one in found_in(texts)]


def test_kinds() -> None:
    """A copy with changes is near; a passage is contained, and the part is named first whichever comes first."""
    dice = random.Random(3)  # noqa: S311 - the same each time
    whole = words(5, 2_000)
    near = found_in([whole, edited(whole, dice, 0.05)])
    assert [("near", 0, 1)] == [(one.kind, one.first, one.second) for one in near]
    assert near[0].share >= 0.9
    for texts, part in (([whole, cut(whole, dice, 0.3)], 1), ([cut(whole, dice, 0.3), whole], 0)):
        (found,) = found_in(texts)
        assert ("contained", part, 1 - part, 1.0) == (found.kind, found.first, found.second, found.share)
        assert texts[part] == texts[1 - part][found.spans[0][1].start : found.spans[0][1].end]


def test_passages_are_the_same_in_both() -> None:
    """Every match is, character for character, and they follow each other."""
    one = words(1, 2_000)
    other = edited(one, random.Random(2))  # noqa: S311 - the same each time
    first = second = 0
    for match in align(one, other):
        assert one[match.first :][: match.size] == other[match.second :][: match.size]
        assert match.first >= first
        assert match.second >= second
        first, second = match.first + match.size, match.second + match.size
    assert first > SAME * len(one)


def test_pairs_are_those_of_a_plain_count() -> None:
    """Of fingerprints that stand in few texts, counted with sets; in pieces as at once."""
    texts, _ = library(120, 30, 600)
    sets = [set(fingerprints(one).tolist()) for one in texts]
    plain = {
        (a, b)
        for a, b in combinations(range(len(sets)), 2)
        if len(sets[a] & sets[b]) >= max(3, 0.05 * min(len(sets[a]), len(sets[b])))
    }
    assert set(candidates([packed(one) for one in texts])) <= plain
    assert pairs(found_in(texts)) <= plain
    assert np.all(np.diff(fingerprints(texts[0]).astype(np.int64)) > 0)
