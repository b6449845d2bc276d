"""Timeline and tiles: every speech is counted once, where it belongs, and every unit has a tile of its own."""

from __future__ import annotations

from collections import Counter

from lxml import etree

from build_tools.pages import labels, markdown, tiles, timeline
from build_tools.vocabulary import places
from build_tools.vocabulary.tiles import tiles as all_tiles
from tests.pages.reading import read
from tests.pages.test_lists import entries


def test_every_speech_stands_in_its_lane() -> None:
    """Numbers of each year's lanes are those of a recount; what has no year stands under unknown."""
    rows = entries(240)
    made = read(markdown.render(timeline.render(rows)))
    stated, inferred = Counter[str](), Counter[str]()
    for row in rows:
        year = (row.edtf or "")[:4]
        if year.isdigit():
            (inferred if row.date_status == "inferred" else stated)[year] += 1
    told = {cells[0]: cells[1:] for cells in made.rows(0)}
    for year in ("2021", "2009", "1998"):
        for lane, counted in zip(told[f"{year} 年"], (stated, inferred), strict=True):
            assert lane.startswith(f"{counted[year]} 篇" if counted[year] else "—")
    assert told["2010–2020"] == ["—", "—"]
    assert next(iter(told)) == "2021 年"
    unknown = len(rows) - stated.total() - inferred.total()
    assert f"未详的{unknown}篇" in made.text()
    assert made.links()[f"全部 {unknown} 篇"] == f"../years/{labels.NOT_KNOWN}.md"


def test_its_length_does_not_grow_with_the_speeches() -> None:
    """Ten times the speeches, the same number of links."""
    few, many = (len(read(markdown.render(timeline.render(entries(count)))).links()) for count in (600, 6000))
    assert many == few


def test_an_anthology_without_dates_has_a_timeline_too() -> None:
    """No table, no year."""
    made = read(markdown.render(timeline.render([])))
    assert "table" not in made.tags()


def test_every_province_has_one_tile() -> None:
    """34 units, each once, no two in one place; short names are the beginnings of the names."""
    units = all_tiles()
    assert len({tile.code for tile in units}) == len({(tile.row, tile.column) for tile in units}) == len(units) == 34
    assert all(tile.code.endswith("0000") and places.path(tile.code)[0].startswith(tile.name) for tile in units)


def test_tiles_tell_the_counts_and_lead_to_the_lists() -> None:
    """Each tile is told in words; one with speeches is a link, one without is none."""
    html = etree.fromstring(tiles.grid({"210000": range(40), "610000": range(3), "210882": range(9)}).encode())
    told = {"".join(map(str, row.itertext())): [link.get("href") for link in row.iter("a")] for row in html}
    assert told["辽宁 40 篇"] == ["210000/"]
    assert told["陕西 3 篇"] == ["610000/"]
    assert told["北京 0 篇"] == []
    assert len(told) == 34
    assert [tiles.shade(count, 40) for count in (0, 1, 9, 20, 40)] == [0, 1, 2, 3, 4]
