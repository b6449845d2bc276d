"""Weighs all places that a speech names and says which of them is its own, if one is clearly ahead.

Knows: names, their weights, what lies in what, and the kind of unit that the speech calls its own.
Must not know: blocks, titles, date lines.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from build_tools.description import region_contexts
from build_tools.description.region_names import Name, towns
from build_tools.vocabulary import places
from build_tools.vocabulary.places import Unit

OWN: Final = 3  # from here on the words 我市, 全市, 市委 say what kind of unit is the speaker's
ENOUGH: Final = 1.5
AHEAD: Final = 1.5  # times the next one
NAMED_TWICE: Final = 2
LEAD: Final = 400
COUNTIES: Final = 3  # counties of one prefecture that stand for it
TOWNS: Final = 2
SHARE: Final = 0.75
PREFECTURE_SIGNS: Final = re.compile(places.contexts()["prefecture_signs"])
MAGNET: Final = re.compile(places.contexts()["magnets"])
COUNTY_SIGNS: Final = re.compile(places.contexts()["county_signs"])


@dataclass(frozen=True, slots=True)
class Hit:
    """A name with its weight and, if it can be told, the code of the unit that it means and the unit as it was then."""

    name: Name
    weight: float
    unit: Unit | None = None

    @property
    def code(self) -> str:
        """The code of the unit that is meant, or nothing."""
        return places.identity(self.unit) if self.unit else ""


@dataclass(frozen=True, slots=True)
class Choice:
    """A region that was chosen, by which rule, and the names that speak for it."""

    code: str
    rule: str
    status: str
    hits: tuple[Hit, ...]
    city: str = ""  # abroad


def level(unit: Unit) -> str:
    """The kind of unit in the word that its people use for it: 我市, 全县, 自治区."""
    if unit.kind in {"自治区", "特别行政区"}:
        return unit.kind
    return unit.name[-1]


def own_level(selves: Mapping[str, int]) -> str:
    """The kind of unit that the speech calls its own, or nothing."""
    counts = Counter(selves)
    if counts["自治区"] and counts["区"]:
        counts["自治区"] += counts.pop("区")
    ranked = counts.most_common(2)
    if not ranked or ranked[0][1] < OWN or (len(ranked) > 1 and ranked[1][1] == ranked[0][1]):
        return ""
    return ranked[0][0]


def weigh(names: Sequence[Name], text: str, year: int | None, own: str) -> tuple[Hit, ...]:
    """Every name in China with its weight and meaning."""
    hits: list[Hit] = []
    options: list[tuple[Unit, ...]] = []
    for number, name in enumerate(names):
        before = names[number - 1] if number else None
        adjacent = bool(before and before.end == name.start and before.units)
        hits.append(Hit(name, region_contexts.weigh(name, text, after_a_place=adjacent) if name.units else 0.0))
        units = _in_force(name, year)
        if adjacent:
            units = _inside(units, {places.identity(unit) for unit in options[-1]}) or units
        options.append(units)
    sure = {
        places.identity(units[0]) for units, hit in zip(options, hits, strict=True) if len(units) == 1 and hit.weight
    }
    named = sure.union(*map(places.above, sure)) if sure else sure
    return tuple(replace(hit, unit=_one(units, hit.name, own, named)) for hit, units in zip(hits, options, strict=True))


def _in_force(name: Name, year: int | None) -> tuple[Unit, ...]:
    """One unit for each identity that the name had in that year, give or take one; else now; else ever."""
    for years in (year,) if year is None else (year, year - 1, year + 1, None):
        units = {places.identity(unit): unit for unit in name.units if unit.in_force(years)}
        if units:
            return tuple(units.values())
    latest = sorted(name.units, key=lambda unit: unit.last or 0)
    return tuple({places.identity(unit): unit for unit in latest}.values())


def _inside(units: Sequence[Unit], codes: set[str]) -> tuple[Unit, ...]:
    return tuple(unit for unit in units if codes & places.above(places.identity(unit)))


def _one(units: Sequence[Unit], name: Name, own: str, named: set[str]) -> Unit | None:
    """The one unit meant: of the speaker's own kind, or in a unit that is named too, or a province; else none."""
    if len(units) > 1 and not name.full:
        units = [unit for unit in units if level(unit) == own] or units
    if len(units) > 1:
        units = _inside(units, named) or units
    if len(units) > 1 and not name.full:
        units = [unit for unit in units if not unit.parent] or units
    return units[0] if len(units) == 1 else None


def decide(hits: Sequence[Hit], text: str, own: str) -> Choice | None:
    """The region that the speech's words as a whole speak for, if one is clearly ahead."""
    groups: dict[str, list[Hit]] = defaultdict(list)
    for hit in hits:
        if hit.code and hit.weight:
            groups[hit.code].append(hit)
    if represented := _represented(groups, text):
        return represented
    if not own:
        return None
    fit = {code: group for code, group in groups.items() if any(level(h.unit) == own for h in group if h.unit)}
    below = Counter(upper for code in groups for upper in places.above(code))
    scores = {code: _score(code, group, groups, below[code]) for code, group in fit.items() if _good(group, text)}
    best = _best(scores, text)
    if best and _clear(best, scores):
        full = any(hit.name.full and hit.weight >= region_contexts.NEUTRAL for hit in groups[best])
        return Choice(best, "region-named", "stated" if full else "inferred", tuple(groups[best]))
    return None if scores else _from_below(groups, text, own)


def lifted(choice: Choice | None, text: str, own: str) -> Choice | None:
    """What a meeting's place tells of the speaker's body: 全省 in a city means its province; 我县 abroad, nothing."""
    word = own.removeprefix("自治")
    if choice is None or not own or text.count("我" + word) + text.count("全" + word) < NAMED_TWICE:
        return choice
    candidates = (choice.code, *places.above(choice.code))
    code = next((c for c in candidates if (unit := places.place(c)) and level(unit) == own), None)
    if code is None or code == choice.code:
        return choice if code else None
    return replace(choice, code=code, status="inferred")


def _represented(groups: Mapping[str, Sequence[Hit]], text: str) -> Choice | None:
    """我谨代表中共安溪县委: the one place whose body the speaker stands for."""
    found = {
        code: hits
        for code, group in groups.items()
        if (hits := tuple(hit for hit in group if hit.name.full and region_contexts.represented(hit.name, text)))
    }
    lowest = [code for code in found if not _below(code, set(found))]
    return Choice(lowest[0], "region-represented", "stated", found[lowest[0]]) if len(lowest) == 1 else None


def _score(code: str, group: Sequence[Hit], groups: Mapping[str, Sequence[Hit]], below: int) -> float:
    """The weight of the names of a unit, with some support from what lies above and below it."""
    support = 0.5 if places.above(code) & groups.keys() else 0.0
    return sum(hit.weight for hit in group) + support + 0.25 * min(below, 2)


def _good(group: Sequence[Hit], text: str) -> bool:
    """True if the names can carry a decision: two good ones, or a full one that a body or the opening uses."""
    good = [hit for hit in group if hit.weight >= region_contexts.NEUTRAL]
    if not any(hit.name.full or not MAGNET.fullmatch(hit.name.text) for hit in good):
        return False
    if len(good) >= NAMED_TWICE:
        return True
    return any(
        hit.name.full
        and (hit.weight >= region_contexts.STRONG or hit.name.start < LEAD or hit.name.start > len(text) - LEAD)
        for hit in good
    )


def _best(scores: Mapping[str, float], text: str) -> str | None:
    """The first by score; of a prefecture and a county-level city in it, the one that the words for its parts fit."""
    ranked = sorted(scores, key=lambda code: (-scores[code], code))
    if not ranked:
        return None
    first = ranked[0]
    for second in ranked[1:]:
        pair = {first, second}
        upper = next((code for code in pair if (pair - {code}) & _below(code, pair)), None)
        if upper and scores[second] * 2 >= scores[first]:
            signs = len(PREFECTURE_SIGNS.findall(text)) - len(COUNTY_SIGNS.findall(text))
            return first if not signs else upper if signs > 0 else next(iter(pair - {upper}))
    return first


def _below(code: str, codes: set[str]) -> set[str]:
    return {other for other in codes if code in places.above(other)}


def _clear(best: str, scores: Mapping[str, float]) -> bool:
    """True if the score is enough, and well ahead of every unit that does not lie above or below."""
    related = {best, *places.above(best), *_below(best, set(scores))}
    rival = max((score for code, score in scores.items() if code not in related), default=0.0)
    return scores[best] >= max(1.0, AHEAD * rival) and (scores[best] >= ENOUGH or not rival)


def _from_below(groups: Mapping[str, Sequence[Hit]], text: str, own: str) -> Choice | None:
    """A prefecture that is never named, from its counties; a county, from towns that only it has."""
    if own in {"县", "旗", "区"}:
        return _from_towns(text, own)
    counties: dict[str, list[Hit]] = defaultdict(list)
    for code, group in groups.items():
        unit = places.place(code)
        full = [hit for hit in group if hit.name.full]
        if unit and full and unit.name[-1] in "县区旗市" and places.place(unit.parent):
            counties[unit.parent].append(full[0])
    if not counties:
        return None
    best = max(counties, key=lambda code: (len(counties[code]), code))
    unit, total = places.place(best), sum(map(len, counties.values()))
    if unit and level(unit) == own and len(counties[best]) >= max(COUNTIES, SHARE * total):
        return Choice(best, "region-parts", "inferred", tuple(counties[best]))
    return None


def _from_towns(text: str, own: str) -> Choice | None:
    counties = towns(text)
    best = max(counties, key=lambda code: (len(counties[code]), code), default="")
    total = sum(map(len, counties.values()))
    unit = places.place(best)
    if not unit or level(unit) != own or len(counties[best]) < max(TOWNS, SHARE * total):
        return None
    return Choice(best, "region-towns", "inferred", tuple(Hit(name, 1.0, unit) for name in counties[best]))
