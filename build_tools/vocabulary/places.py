"""The administrative units of China since 1980, and the countries: codes, names then and now, what lies in what.

Knows: the tables and lists of places beside it.
Must not know: how a text is searched for places.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

import yaml

HERE: Final = Path(__file__).parent
PEOPLES: Final = (
    "蒙古|哈萨克|维吾尔|布依|朝鲜|土家|哈尼|傈僳|高山|拉祜|东乡|纳西|景颇|柯尔克孜|达斡尔|仫佬|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米"
    "|塔吉克|乌孜别克|俄罗斯|鄂温克|德昂|保安|裕固|塔塔尔|独龙|鄂伦春|赫哲|门巴|珞巴|基诺"
)
AUTONOMOUS: Final = re.compile(f"(?<=..)(?:(?:{PEOPLES})族?|[回藏苗彝壮满侗瑶白傣黎佤畲水土羌怒京各]族)+$")
KINDS: Final = (
    "特别行政区",
    "自治区",
    "自治州",
    "自治县",
    "自治旗",
    "地区",
    "新区",
    "省",
    "市",
    "县",
    "区",
    "州",
    "盟",
    "旗",
)
SPECIAL: Final = {"神农架林区": "神农架", "六枝特区": "六枝", "万山特区": "万山", "内蒙古自治区": "内蒙古"}


@dataclass(frozen=True, slots=True, order=True)
class Unit:
    """An administrative unit as it was called, from one year to another. First 1980 means: or earlier."""

    code: str
    name: str
    first: int
    last: int | None  # None: still so
    today: str | None  # the code that stands for it now; None: nothing does
    parent: str  # the code of the unit above; empty for a province

    @property
    def kind(self) -> str:
        """The kind of unit, as the last characters of its name say: 自治县."""
        return next((kind for kind in KINDS if self.name.endswith(kind)), "")

    def in_force(self, year: int | None) -> bool:
        """True if the unit was called so in that year, or is so now if no year is given."""
        return self.last is None if year is None else self.first <= year <= (self.last or year)


@dataclass(frozen=True, slots=True)
class Abroad:
    """A country, or a city in it."""

    code: str  # ISO 3166-1 alpha-2
    country: str
    city: str = ""

    @property
    def path(self) -> tuple[str, ...]:
        """From the country down."""
        return (self.country, self.city) if self.city else (self.country,)


def short_name(name: str) -> str:
    """The name without what kind of unit it is: 安康, 黔东南, 内蒙古; the whole name where nothing would be left.

    东乡族自治县 and 鄂伦春自治旗 are called after their people alone.
    """
    if name in SPECIAL:
        return SPECIAL[name]
    kind = next((kind for kind in KINDS if name.endswith(kind)), "")
    bare = name[: len(name) - len(kind)]
    if kind.startswith("自治") or bare.endswith("族"):
        bare = AUTONOMOUS.sub("", bare).removesuffix("族")
    return bare if len(bare) > 1 else name


@cache
def units() -> tuple[Unit, ...]:
    """Every row of the table, by code and year."""
    return tuple(_unit(line) for line in _lines("places.tsv"))


def _unit(line: str) -> Unit:
    code, name, first, last, today, parent = line.split("\t")
    heir = None if today == "-" else today or code
    return Unit(code, name, int(first), int(last) if last else None, heir, parent)


def _lines(name: str) -> list[str]:
    text = (HERE / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def _grouped(pairs: Iterable[tuple[str, Unit]]) -> Mapping[str, tuple[Unit, ...]]:
    groups: dict[str, list[Unit]] = defaultdict(list)
    for key, unit in pairs:
        groups[key].append(unit)
    return MappingProxyType({key: tuple(group) for key, group in groups.items()})


@cache
def by_code() -> Mapping[str, tuple[Unit, ...]]:
    """The units that ever had a code, oldest first."""
    return _grouped((unit.code, unit) for unit in units())


@cache
def by_name() -> Mapping[str, tuple[Unit, ...]]:
    """The units of a full name: 朝阳区."""
    return _grouped((unit.name, unit) for unit in units())


@cache
def by_short() -> Mapping[str, tuple[Unit, ...]]:
    """The units of a short name: 安康."""
    return _grouped((short_name(unit.name), unit) for unit in units())


@cache
def towns() -> Mapping[str, str]:
    """The county of each town whose name no other county has. Read only when first asked for."""
    return MappingProxyType(
        {
            town: code
            for code, _, names in (line.partition("\t") for line in _lines("places-towns.tsv"))
            for town in names.split()
        }
    )


@cache
def countries() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Each country's names in Chinese (zh; the first is shown), in English (en) and cities, by its code."""
    rows = yaml.load((HERE / "countries.yml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return MappingProxyType(
        {
            code: MappingProxyType({"zh": tuple(row["zh"]), "en": (row["en"],), "cities": tuple(row["cities"])})
            for code, row in rows.items()
        }
    )


@cache
def abroad() -> Mapping[str, Abroad]:
    """Every country and city abroad by its Chinese name."""
    found: dict[str, Abroad] = {}
    for code, row in countries().items():
        shown = row["zh"][0]
        found |= {city: Abroad(code, shown, city) for city in row["cities"]}
        found |= {name: Abroad(code, shown) for name in row["zh"]}
    return MappingProxyType(found)


@cache
def codes() -> frozenset[str]:
    """Every code that may stand for a region: units then and now, and countries."""
    return frozenset(by_code()) | frozenset(countries())


def place(code: str, year: int | None = None) -> Unit | None:
    """The unit of a code in a year, or now; if there is none, the one nearest in time."""
    known = by_code().get(code)
    if not known:
        return None
    if year is None:
        return known[-1] if known[-1].last is None else max(known, key=lambda unit: (unit.last is None, unit.first))
    return min(known, key=lambda unit: max(unit.first - year, year - (unit.last or year), 0))


def path(code: str, year: int | None = None) -> tuple[str, ...]:
    """The names from the province or country down: ("陕西省", "安康市", "旬阳市"). Empty if the code is unknown."""
    if code in countries():
        return (countries()[code]["zh"][0],)
    names: list[str] = []
    unit = place(code, year)
    if unit and year is None:
        year = unit.last  # what is no more is told as it last was
    while unit and unit.name not in names:
        names.append(unit.name)
        unit = place(unit.parent, year)
    return tuple(reversed(names))


@cache
def identity(unit: Unit) -> str:
    """The code under which a unit is known: today's, or its own if nothing stands for it now."""
    return unit.today or unit.code


@cache
def above(code: str) -> frozenset[str]:
    """The codes of all units in which this one lies today (or lay at last)."""
    found: list[str] = []
    unit = place(code)
    while unit and unit.parent and unit.parent not in found:
        found.append(unit.parent)
        unit = place(unit.parent, unit.last)
    return frozenset(found)


def nearest_above(code: str, known: Container[str]) -> str:
    """The lowest of some known regions in which this one lies; nothing if it lies in none of them."""
    return max(
        (other for other in above(code) if other in known), key=lambda other: (len(path(other)), other), default=""
    )


@cache
def ambiguous() -> frozenset[str]:
    """Names that a text may hold without meaning the place."""
    groups = yaml.load((HERE / "ambiguous-places.yml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return frozenset(name for names in groups.values() for name in names)


@cache
def contexts() -> Mapping[str, str]:
    """The lists of places-contexts.yml, each as one alternation, longer entries first."""
    lists = yaml.load((HERE / "places-contexts.yml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return MappingProxyType(
        {name: "(?:" + "|".join(sorted(entries, key=lambda e: (-len(e), e))) + ")" for name, entries in lists.items()}
    )


@cache
def venues() -> Mapping[str, str]:
    """The code for which a hall, or a city without a code, stands."""
    rows = yaml.load((HERE / "places-venues.yml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return MappingProxyType({name: code for code, names in rows.items() for name in names})


@cache
def children(code: str) -> tuple[str, ...]:
    """The codes of the units directly below, as of today."""
    return tuple(unit.code for unit in units() if unit.parent == code and unit.last is None)


def label_en(code: str) -> str:
    """The English name of a country; empty for a unit of China, whose English names no list of ours has."""
    return countries()[code]["en"][0] if code in countries() else ""
