"""The tables of places: what they say of known units, how they are compiled, how fast they load."""

from __future__ import annotations

import subprocess
import sys
from typing import Final

import pytest

from build_tools.vocabulary import compile_places, places

STARTED: Final = "import time; from build_tools.vocabulary import places; t = time.perf_counter(); "
LOADED: Final = "places.by_code(); places.by_name(); places.by_short(); places.abroad(); print(time.perf_counter() - t)"


@pytest.mark.parametrize(
    ("code", "year", "path"),
    [
        ("210882", None, ("辽宁省", "营口市", "大石桥市")),
        ("610900", None, ("陕西省", "安康市")),
        ("220621", None, ("吉林省", "白山市", "抚松县")),
        ("610981", None, ("陕西省", "安康市", "旬阳市")),
        ("610928", None, ("陕西省", "安康市", "旬阳县")),
        ("610928", 2009, ("陕西省", "安康市", "旬阳县")),
        ("310000", None, ("上海市",)),
        ("310115", None, ("上海市", "浦东新区")),
        ("500101", None, ("重庆市", "万州区")),
        ("469001", None, ("海南省", "五指山市")),
        ("659001", None, ("新疆维吾尔自治区", "石河子市")),
        ("420600", 2008, ("湖北省", "襄樊市")),
        ("420600", 2012, ("湖北省", "襄阳市")),
        ("CG", None, ("刚果共和国",)),
        ("RU", None, ("俄罗斯",)),
        ("000000", None, ()),
    ],
)
def test_path(code: str, year: int | None, path: tuple[str, ...]) -> None:
    """Names from the province or country down, without placeholders, as of the year."""
    assert path == places.path(code, year)


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("安康市", "安康"),
        ("内蒙古自治区", "内蒙古"),
        ("新疆维吾尔自治区", "新疆"),
        ("黔东南苗族侗族自治州", "黔东南"),
        ("积石山保安族东乡族撒拉族自治县", "积石山"),
        ("东乡族自治县", "东乡"),
        ("鄂伦春自治旗", "鄂伦春"),
        ("龙胜各族自治县", "龙胜"),
        ("梅里斯达斡尔族区", "梅里斯"),
        ("浦东新区", "浦东"),
        ("神农架林区", "神农架"),
        ("碑林区", "碑林"),
        ("文县", "文县"),
        ("安康地区", "安康"),
        ("香港特别行政区", "香港"),
    ],
)
def test_short_name(name: str, short: str) -> None:
    """The kind of unit and the peoples of an autonomous one are left out, unless nothing would be left."""
    assert short == places.short_name(name)


@pytest.mark.parametrize(
    ("name", "year", "today"),
    [
        ("旬阳县", 2009, "610981"),
        ("内江市", 1981, "511000"),
        ("涪陵市", 1990, "500102"),
        ("开县", 2010, "500154"),
        ("嵊县", 1990, "330683"),
        ("安康地区", 1995, "610900"),
        ("宣武区", 2005, "110102"),
        ("莱芜市", 2010, "370116"),
        ("大庸市", 1990, "430800"),
        ("渡口市", 1983, "510400"),
        ("昭觉县", 2000, "513431"),
    ],
)
def test_today(name: str, year: int, today: str) -> None:
    """What a unit of the past is today, also where codes were given anew to other units."""
    then = [unit for unit in places.by_name()[name] if unit.in_force(year)]
    assert [today] == [places.identity(unit) for unit in then]


def test_every_unit_lies_in_a_known_one() -> None:
    """Each parent is a unit of its own, and what is in force lies in what is in force."""
    for unit in places.units():
        above = places.place(unit.parent)
        assert (above is not None) == bool(unit.parent)
        assert unit.last is not None or above is None or above.last is None, unit
        assert unit.today is None or places.by_code()[unit.today][-1].last is None


def test_children_and_codes() -> None:
    """What lies directly below, as of today; 31 provinces, two special regions and Taiwan."""
    assert "610981" in places.children("610900")
    assert "610928" not in places.children("610900")
    assert len(places.children("")) == 34
    assert {"610928", "610981", "RU", "810000"} <= places.codes()


def test_countries() -> None:
    """Every country has a Chinese and an English name; no name stands for two places, and China is not among them."""
    names = [name for row in places.countries().values() for name in (*row["zh"], *row["cities"])]
    assert sorted({name for name in names if names.count(name) > 1}) == []
    assert all(row["zh"] and row["en"][0] for row in places.countries().values())
    assert {"CN", "HK", "MO", "TW"}.isdisjoint(places.countries())
    assert places.abroad()["布拉柴维尔"].path == ("刚果共和国", "布拉柴维尔")
    assert (places.label_en("KR"), places.label_en("610900")) == ("South Korea", "")


def test_towns() -> None:
    """A town tells its county only if no other county has one of the name."""
    assert places.towns()["松江河镇"] == "220621"
    assert "城关镇" not in places.towns()


def test_loads_fast() -> None:
    """A fresh process has all lookups in less than 150 milliseconds (towns aside); 600 allow for a busy machine."""
    out = subprocess.run([sys.executable, "-c", STARTED + LOADED], capture_output=True, text=True, check=True)
    assert float(out.stdout) < 0.6


def row(year: int, name: str, code: str, identity: str) -> dict[str, str]:
    """A yearly row of a county in 甲省, 乙市."""
    return {
        "year": str(year),
        "rank": "3",
        "province_name": "甲省",
        "province_adcode": "110000",
        "city_name": "市辖区" if name.endswith("区") else "乙市",
        "city_adcode": "110100",
        "county_name": name,
        "county_adcode": code,
        "county_id": identity,
    }


def test_compile_rows() -> None:
    """Years become periods, changes get their code of today, placeholders are passed over, the newest come last."""
    present = compile_places.Present(
        units={"110181": ("丙市", "110100"), "110102": ("丁区", "110000"), "110199": ("戊市", "110100")},
        since={"110199": 2026},
        until={"110103": 2025},
        heirs={"110103": "110102"},
    )
    history = [row(year, "丙丙县", "110121", "110181") for year in (2020, 2021)]
    history += [row(year, "丙市", "110181", "110181") for year in (2022, 2023, 2024)]
    history += [row(year, "丁区", "110102", "110102") for year in (2020, 2021, 2023, 2024)]
    history += [row(year, "己区", "110103", "110103") for year in (2023, 2024)]
    assert compile_places.compile_rows(history, present) == [
        ("110102", "丁区", "2020", "", "", "110000"),
        ("110103", "己区", "2023", "2025", "110102", "110000"),
        ("110121", "丙丙县", "2020", "2021", "110181", "110100"),
        ("110181", "丙市", "2022", "", "", "110100"),
        ("110199", "戊市", "2026", "", "", "110100"),
    ]


def test_compile_towns() -> None:
    """Only names that one county alone has; streets are left out."""
    counties = {
        "110101000000": {"townships": {"甲甲镇": "1", "城关镇": "2", "东街道": "3"}},
        "110102000000": {"townships": {"城关镇": "4", "乙乙乡": "5"}},
    }
    assert compile_places.compile_towns(counties) == [("110101", "甲甲镇"), ("110102", "乙乙乡")]


def test_read_present() -> None:
    """Units with their parents, and what came and went, from the two lists."""
    divisions = {
        "provinces": {
            "甲省": {
                "code": "110000000000",
                "cities": {"": {"code": None, "counties": {"丁区": "110102000000"}}},
            }
        }
    }
    gone = {"type": "撤销", "year": 2025, "old": {"code": "110103000000", "name": "己区"}}
    came = {"type": "新设", "year": 2026, "old": {"code": None, "name": None}}
    events = [
        gone | {"new": {"code": "110102000000", "name": "丁区"}},
        came | {"new": {"code": None, "name": "丁区"}},
    ]
    present = compile_places.read_present(divisions, events)
    assert present.units == {"110000": ("甲省", ""), "110102": ("丁区", "110000")}
    assert (present.heirs, present.until) == ({"110103": "110102"}, {"110103": 2025})
    assert present.since["110102"] == 2026


def test_ambiguous_names_are_names() -> None:
    """The trap list holds nothing that could not be found anyway, towns and full names included."""
    known = {*places.by_name(), *places.by_short(), *places.towns()}
    assert sorted(places.ambiguous() - known) == []


def test_venues_stand_for_units() -> None:
    """Each hall or city without a code has the code of a unit that is in force."""
    assert {place.last for code in places.venues().values() if (place := places.place(code))} == {None}
