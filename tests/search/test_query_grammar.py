"""The grammar of queries in a real browser: golden queries, and strings that nobody would type."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.search.library import READER
from tests.search.server import Host, hosted

GOLDEN = Path(__file__).parents[1] / "cases" / "search" / "queries.txt"
PIECES = (
    *'项目资金ab"“”＂「」『』()（）-－−|｜:： \u3000~0123456789.xOR',
    *(" OR ", " NOT ", " NEAR/3 ", "NEAR", "年:", "场合:", '标题:"', "日期:", "或", "AND ", "..", ">="),
    *("\0", "\ud800", "\udc00", "\u202e", "\u200b", "😀", "≤", "～"),
)
STRINGS = 10_000


@pytest.fixture(scope="module")
def page(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """A page with the grammar as `window.grammar`."""
    room = tmp_path_factory.mktemp("grammar")
    (room / "index.html").write_text("<!doctype html><title>grammar</title>", encoding="utf-8")
    with hosted(Host({"/reader/": READER, "/": room})) as host:
        found = browser.new_page()
        found.goto(host.address)
        found.evaluate("async (at) => { window.grammar = await import(at + 'reader/query.js'); }", host.address)
        yield found
        found.close()


def cases() -> list[tuple[str, str, str]]:
    """Query, its usual form, the codes of its problems: as the file has them."""
    rows = [
        line.split(" ⟶ ")
        for line in GOLDEN.read_text(encoding="utf-8").splitlines()
        if " ⟶ " in line and line[:2] != "# "
    ]
    return [(query, form.strip(), codes.strip()) for query, form, codes in rows]


def test_golden_queries(page: Page) -> None:
    """Each query is read as the file says."""
    assert len(cases()) >= 40
    wrong = []
    for query, form, codes in cases():
        made = page.evaluate(
            """(query) => {
                const { node, problems } = window.grammar.parse(query);
                return [window.grammar.format(node), problems.map(({ code }) => code).join(" ")];
            }""",
            query,
        )
        if made != [form, codes]:
            wrong.append((query, made))
    assert not wrong


def test_any_string_is_a_query(page: Page) -> None:
    """10,000 random strings raise nothing; the usual form of each means the same; problems say where, twice."""
    dice = random.Random(40)  # noqa: S311
    strings = ["".join(dice.choices(PIECES, k=dice.randint(0, 25))) for _ in range(STRINGS)]
    wrong = page.evaluate(
        """(strings) => strings.map((one) => JSON.parse(one)).filter((query) => {
            const { parse, format } = window.grammar;
            const { node, problems } = parse(query);
            const again = parse(format(node)).node;
            const told = problems.every(({ at, zh, en }) => zh && en && at[0] >= 0 && at[1] <= query.length);
            return JSON.stringify(node) !== JSON.stringify(again) || !told;
        })""",
        [json.dumps(one) for one in strings],
    )
    assert wrong == []


@pytest.mark.parametrize("piece", ["(", '"', "“", "-", "a ", "a|", "场合:", "NEAR ", "项"])
def test_long_queries_take_time_in_proportion(page: Page, piece: str) -> None:
    """Sixteen times as long takes far less than the 256 times of a square; both are timed in one run."""
    ratio = page.evaluate(
        """(piece) => {
            const time = (size) => {
                const query = piece.repeat(size / piece.length);
                const tries = [1, 2, 3].map(() => {
                    const began = performance.now();
                    window.grammar.parse(query);
                    return performance.now() - began;
                });
                return Math.min(...tries) + 1;
            };
            return time(640_000) / time(40_000);
        }""",
        piece,
    )
    assert ratio < 200
