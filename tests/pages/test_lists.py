"""Lists: who stands in which, in which order, on which page, with which count; and the front page."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import replace

import pytest

from build_tools.pages import addresses, entry, facets, home, labels, markdown, paging, render_volume
from build_tools.pages.entry import Entry, SourceEntry
from build_tools.vocabulary import load, places
from tests.pages import volumes
from tests.pages.reading import Read, read

REGIONS = ["360726", "360700", "360000", "210882", "610900", "SG", None]
DATES = ["2021", "2021-05-04", "2009", "1998-12", "20XX", None]


def entries(count: int) -> list[Entry]:
    """Rows of all kinds, each speech in a source of its own."""
    (first, *_) = entry.read(render_volume(volumes.made(), load()).entries)[1]
    occasions, roles = [*load().occasions, None], [*load().roles, None]
    made = []
    for number in range(count):
        code = REGIONS[number % len(REGIONS)]
        made.append(
            replace(
                first,
                id=f"s{number}-1",
                source=f"s{number}",
                title=f"第{number}篇",
                occasion=occasions[number % len(occasions)],
                role=roles[number % len(roles)],
                regions=entry.region_codes(code),
                place=(places.path(code) or ("",))[-1] if code else "",
                edtf=DATES[number % len(DATES)],
                date_status="inferred" if number % 12 == 0 else "stated",
                characters=100,
            )
        )
    return made


def lists(rows: list[Entry]) -> dict[str, Read]:
    """Every page of every facet, by its file."""
    return {page.path: read(markdown.render(page)) for page in facets.render(rows, load())}


def listed(made: dict[str, Read], kind: str, value: str) -> list[str]:
    """The titles in a list, over all its pages, in order."""
    found, number = list[str](), 1
    while (page := made.get(facets.path(kind, value, number))) is not None:
        rows = page.rows(0)
        assert 0 < len(rows) <= paging.PER_PAGE
        found += [row[0] for row in rows]
        number += 1
    return found


def test_each_list_holds_its_members_and_the_index_counts_them() -> None:
    """For every facet, a recount gives the same; what has no members has no page and no row."""
    rows = entries(420)
    made = lists(rows)
    for kind, values in facets.VALUES.items():
        counted = Counter(value for row in rows for value in values(row))
        for value, count in counted.items():
            titles = listed(made, kind, value)
            assert len(titles) == len(set(titles)) == count, (kind, value)
            assert set(titles) == {row.title for row in rows if value in values(row)}
        assert {path.split("/")[1].removesuffix(".md") for path in made if path.startswith(f"{kind}/")} == {
            *counted,
            "index",
        }
        if kind != "regions":
            told = {row[0]: int(row[1]) for row in made[f"{kind}/index.md"].rows(0)}
            assert told == {labels.label(kind, value, load()): count for value, count in counted.items()}


def test_lists_are_sorted_newest_first() -> None:
    """What has no date comes last; what has the same keeps the order of its sources."""
    made = lists(entries(60))
    dates = (
        [row[4].removesuffix("（推定）") for row in made["states/sample.md"].rows(0)]
        if "states/sample.md" in made
        else []
    )
    dates = dates or [row[4].removesuffix("（推定）") for row in made["states/unknown.md"].rows(0)]
    assert dates == sorted(dates, key=lambda date: (date == labels.UNKNOWN, [-ord(c) for c in date]))
    assert dates[0].startswith("20")


def test_masked_years_are_not_years() -> None:
    """20XX stands among the unknown; an inferred year is marked."""
    made = lists(entries(60))
    assert set(facets.group("years", entries(60))) == {"2021", "2009", "1998", "unknown"}
    assert next(iter(facets.group("years", entries(60)))) == "2021"
    assert any("（推定）" in row[4] for row in made["years/2021.md"].rows(0))
    assert [row for row in made["years/index.md"].rows(0) if row[0] == "2021 年" and "其中推定" in row[2]]


def test_regions_are_a_tree() -> None:
    """A province lists all that is said below it; its page leads down, a county's leads up."""
    rows = entries(70)
    made = lists(rows)
    index = made["regions/index.md"].body
    (province,) = [item for item in index.iter("li") if item[0].text_content() == "江西省"]
    assert [str(link.text_content()) for link in province.iter("a")] == ["江西省", "赣州市", "安远县"]
    assert len(listed(made, "regions", "360000")) == 30
    assert "赣州市（20）" in made["regions/360000.md"].text()
    assert "江西省（30）›赣州市（20）" in made["regions/360726.md"].text()


def test_pages_of_a_list_lead_to_each_other() -> None:
    """To the one before and after, the first and the last; the number of the page is told."""
    rows = [replace(row, genre="pledge") for row in entries(420)]
    made = lists(rows)
    assert "第1页，共9页" in made["genres/pledge.md"].text()
    links = made["genres/pledge/page-5.md"].links()
    assert {"上一页", "下一页", "1", "3", "4", "6", "7", "9"} <= set(links)
    assert links["1"] == "../pledge.md"
    assert "下一页" not in made["genres/pledge/page-9.md"].links()


def test_list_sums_up_its_members() -> None:
    """How many, how long, of which years and occasions."""
    text = lists(entries(70))["regions/360726.md"].text()
    assert "合计：10篇，1,000字，1998–2021年。" in text


@pytest.mark.parametrize("count", [2_000, 8_000])
def test_lists_cost_what_their_rows_cost(count: int) -> None:
    """Time grows with the number of rows, and no page with it."""
    rows = entries(count)
    began = time.perf_counter()
    sizes = [len(markdown.render(page)) for page in facets.render(rows, load())]
    assert (time.perf_counter() - began) / count < 0.002
    assert max(sizes) < 40_000


def test_compilations_are_paged() -> None:
    """However many there are, a page holds fifty, and the front page twelve and the way to all."""
    sources = [SourceEntry(f"s{n}", f"s{n}.txt", f"汇编{n}", 10, None, 1) for n in range(120)]
    pages = {page.path: read(markdown.render(page)) for page in home.compilations(sources)}
    assert [len(page.rows(0)) for page in pages.values()] == [50, 50, 20]
    assert list(pages) == [addresses.compilations(n) for n in (1, 2, 3)]
    front = read(markdown.render(home.render("<!-- compilations -->", sources, [], load())))
    assert len(front.rows(0)) == home.MOST
    assert front.links()["全部 120 个"] == "compilations/index.md"


def test_front_page_tells_true_numbers() -> None:
    """Speeches, characters, years, how many are undated and cut short; and ways in."""
    rows = [*entries(6), replace(entries(1)[0], complete=False)]
    sources = [SourceEntry("s", "s.txt", "汇编", 10, 8, 7)]
    page = read(
        markdown.render(
            home.render("<!-- numbers -->\n\n<!-- ways -->\n\n<!-- compilations -->", sources, rows, load())
        )
    )
    assert page.rows(0) == [["7 篇", "700 字", "1 个", "1998–2021（1 篇时间未详）", "1 篇"]]
    assert page.links()["江西省"] == "regions/360000.md"
    assert "声明8篇，实得7篇" in page.text()
    with pytest.raises(KeyError):
        home.render("<!-- nothing -->", sources, rows, load())


def test_empty_anthology_has_pages() -> None:
    """A site without a source is a site: empty lists, and a front page."""
    assert set(lists([])) == {f"{kind}/index.md" for kind in facets.VALUES}
    assert [page.path for page in home.compilations([])] == ["compilations/index.md"]
    page = home.render("<!-- numbers -->\n\n<!-- ways -->\n\n<!-- compilations -->", [], [], load())
    assert "0 篇" in page.body
