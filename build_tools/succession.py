"""Paragraphs of a source that was replaced → where each of them is in the new one, or that it is nowhere.

What cannot be told for sure is called gone: a link that says so is better than one that leads to other words.
Knows: texts with their addresses.
Must not know: files, ids' form, speeches.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

LEAST: Final = 0.88  # of the shorter text that must stand in the other
SHORTEST: Final = 8  # characters in common
LONG: Final = 30  # characters of a text that is sought, changed, in one more than twice its length
CLEAR: Final = 0.1  # by which the likeness of a pair must exceed that of another for the same words
SIGNS: Final = "\u3000 \t\n"

Texts = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class _Pair:
    """An old text and a new one with words in common, and from where to where these stand in each."""

    old: int
    new: int
    likeness: float
    in_old: tuple[int, int]
    in_new: tuple[int, int]
    rest: int  # characters that the new text has more than the old one


def succeed(old: Texts, new: Texts) -> dict[str, str]:
    """Old address → new address, for every old text that is found again; both are (address, text), in order."""
    mine, theirs = ([_bare(text) for _, text in texts] for texts in (old, new))
    found = dict(_same(mine, theirs))
    taken = set(found.values())
    left = [at for at in range(len(old)) if at not in found]
    pairs = list(_pairs(mine, theirs, left, [at for at in range(len(new)) if at not in taken]))
    found |= _sure(pairs)
    return {old[one][0]: new[other][0] for one, other in sorted(found.items())}


def _bare(text: str) -> str:
    return "".join(sign for sign in text if sign not in SIGNS)


def _same(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Texts that did not change. Of those that stand several times, all must be there still, or their neighbours."""
    places = defaultdict[str, list[int]](list)
    for at, text in enumerate(new):
        places[text].append(at)
    counts = Counter(old)
    seen = Counter[str]()
    for at, text in enumerate(old):
        there = places.get(text, ())
        if len(there) == counts[text]:
            yield at, there[seen[text]]
        else:
            around = [other for other in there if _around(old, at) == _around(new, other)]
            if len(around) == 1 and sum(_around(old, one) == _around(old, at) for one in range(len(old))) == 1:
                yield at, around[0]
        seen[text] += 1


def _around(texts: Sequence[str], at: int) -> tuple[str, ...]:
    """A text with those beside it."""
    return (texts[at - 1] if at else "", texts[at], texts[at + 1] if at + 1 < len(texts) else "")


def _pairs(old: Sequence[str], new: Sequence[str], left: Sequence[int], free: Sequence[int]) -> Iterator[_Pair]:
    """Every two texts of which the shorter stands, nearly whole, in the other."""
    grams = {at: _grams(new[at]) for at in free}
    for one in left:
        mine = _grams(old[one])
        for other in free:
            least = min(len(mine), len(grams[other]))
            if least and len(mine & grams[other]) >= LEAST / 2 * least:
                yield from _pair(one, other, old[one], new[other])


def _grams(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1)}


def _pair(one: int, other: int, mine: str, theirs: str) -> Iterator[_Pair]:
    matcher = SequenceMatcher(None, mine, theirs, autojunk=False)
    runs = [run for run in matcher.get_matching_blocks() if run.size > 1]
    common = sum(run.size for run in runs)
    least = min(len(mine), len(theirs))
    likeness = common / (least or 1)
    alike = max(len(mine), len(theirs)) <= 2 * least
    if common >= SHORTEST and likeness >= (LEAST if alike or least >= LONG else 1):
        first, last = runs[0], runs[-1]
        yield _Pair(
            one, other, likeness, (first.a, last.a + last.size), (first.b, last.b + last.size), len(theirs) - len(mine)
        )


def _sure(pairs: Sequence[_Pair]) -> Mapping[int, int]:
    """Of each old text the pair that no other contests; of the pieces of a text that was split, the first."""
    of_old, of_new = defaultdict[int, list[_Pair]](list), defaultdict[int, list[_Pair]](list)
    for pair in pairs:
        of_old[pair.old].append(pair)
        of_new[pair.new].append(pair)
    found: dict[int, int] = {}
    for one, mine in of_old.items():
        sure = [
            pair
            for pair in mine
            if _explained(pair, of_new[pair.new])
            and not any(_contests(pair.in_old, other.in_old, pair, other) for other in mine if other is not pair)
            and not any(
                _contests(pair.in_new, other.in_new, pair, other) for other in of_new[pair.new] if other is not pair
            )
        ]
        if sure:
            found[one] = min(sure, key=lambda pair: pair.in_old).new
    return found


def _explained(pair: _Pair, all_of_new: Sequence[_Pair]) -> bool:
    """False of a new text far longer than the old one whose rest comes from nowhere: a template, not a merger."""
    if pair.rest <= pair.in_old[1] - pair.in_old[0]:
        return True
    others = sum(one.in_new[1] - one.in_new[0] for one in all_of_new if one is not pair)
    return 2 * others >= pair.rest


def _contests(here: tuple[int, int], there: tuple[int, int], pair: _Pair, other: _Pair) -> bool:
    """True if another pair lays claim to much the same words, and is not clearly less like."""
    shared = min(here[1], there[1]) - max(here[0], there[0])
    least = min(here[1] - here[0], there[1] - there[0])
    return shared > 0.3 * least and other.likeness > pair.likeness - CLEAR


def named(places: Sequence[str], gone: frozenset[str]) -> list[str]:
    """Ids of paragraphs, made from their places, of which none is one that stood for other words before."""
    names = []
    for place in places:
        name = place
        while name in gone:
            name += "r"
        names.append(name)
    return names
