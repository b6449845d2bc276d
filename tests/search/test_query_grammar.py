"""The grammar of queries in a real browser: golden queries, and strings that nobody would type."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from build_tools.site.reader import MODULES as READER
from tests.search.server import Host, hosted

GOLDEN = Path(__file__).parents[1] / "cases" / "search" / "queries.txt"
EVERYTHING = "（全部）"
PIECES = (
    *'项目资金ab"“”＂「」『』()（）-－−|｜:： \u3000~0123456789.xOR。、',
    *(
        " OR ",
        " NOT ",
        " NEAR/3 ",
        "NEAR",
        "年:",
        "场合:",
        "场和:",
        '标题:"',
        "日期:",
        "或",
        " 或 ",
        "AND ",
        "..",
        ">=",
    ),
    *(
        "\0",
        "\x1b",
        "\n",
        "\ud800",
        "\udc00",
        "\u202e",
        "\u200b",
        "\ufeff",
        "😀",
        "≤",
        "～",
        "字数>",
        "年:2010",
        "-(",
        "or",
    ),
)
STRINGS = 10_000
MILLION = 1_000_000


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
    lines = GOLDEN.read_text(encoding="utf-8").splitlines()
    rows = [line.split(" ⟶ ") for line in lines if " ⟶ " in line and line[0] != "#"]
    return [(query, "" if form == EVERYTHING else form, "".join(codes)) for query, form, *codes in rows]


def parsed(page: Page, query: str) -> Any:  # noqa: ANN401 - a tree as JSON has it
    """A query's tree and problems."""
    return page.evaluate("(query) => window.grammar.parse(query)", query)


def test_golden_queries(page: Page) -> None:
    """Each query is read as the file says, and its usual form is well-formed and means the same."""
    assert len(cases()) >= 150
    read = """(query) => {
        const { parse, format } = window.grammar;
        const { node, problems } = parse(query);
        const again = parse(format(node));
        const same = JSON.stringify(again.node) === JSON.stringify(node) && !again.problems.length;
        return [format(node), problems.map(({ code }) => code).join(" "), same];
    }"""
    wrong = [
        (query, made) for query, form, codes in cases() if (made := page.evaluate(read, query)) != [form, codes, True]
    ]
    assert wrong == []


def test_every_problem_has_a_golden_query() -> None:
    """A sentence that no case shows is a sentence that nobody has read."""
    declared = set(
        re.findall(r'^  "([a-z-]+)": \[', (READER / "query-problems.js").read_text(encoding="utf-8"), re.MULTILINE)
    )
    shown = {code for _, _, codes in cases() for code in codes.split()}
    assert declared - {"too-deep"} == shown


TREES = {
    "": {"type": "all"},
    "项目 “资金 投入”": {
        "type": "and",
        "items": [
            {"type": "term", "text": "项目", "quoted": False},
            {"type": "term", "text": "资金 投入", "quoted": True},
        ],
    },
    "-项目 OR 地区:辽宁": {
        "type": "or",
        "items": [
            {"type": "not", "item": {"type": "term", "text": "项目", "quoted": False}},
            {"type": "field", "field": "region", "value": "辽宁"},
        ],
    },
    "项目 NEAR/5 资金": {
        "type": "near",
        "distance": 5,
        "items": [
            {"type": "term", "text": "项目", "quoted": False},
            {"type": "term", "text": "资金", "quoted": False},
        ],
    },
    "年:2010..": {"type": "range", "field": "year", "from": "2010", "to": None},
    "日期:2010-3-5": {"type": "range", "field": "date", "from": "2010-03-05", "to": "2010-03-05"},
    "字数:1000..2000": {"type": "range", "field": "length", "from": 1000, "to": 2000},
    "时长:..2.5": {"type": "range", "field": "minutes", "from": None, "to": 2.5},
}


@pytest.mark.parametrize(("query", "tree"), TREES.items(), ids=[*TREES])
def test_trees(page: Page, query: str, tree: object) -> None:
    """What the engine is given, one of each kind of node."""
    assert parsed(page, query) == {"node": tree, "problems": []}


FIELDS = {
    "occasion": "场合 occasion", "genre": "体裁 文体 genre", "role": "身份 role", "region": "地区 region",
    "state": "状态 state", "level": "级别 level", "speaker": "讲话人 speaker", "title": "题 题名 title",
    "heading": "标题 小标题 heading", "source": "来源 source",
}  # fmt: skip


@pytest.mark.parametrize("field", FIELDS)
def test_names_of_fields(page: Page, field: str) -> None:
    """Chinese and English, either colon, any case."""
    for name in FIELDS[field].split():
        for written in (f"{name}:甲", f"{name.upper()}：甲", f"{name}: 甲"):
            assert parsed(page, written) == {"node": {"type": "field", "field": field, "value": "甲"}, "problems": []}


def test_a_problem_says_where_and_what(page: Page) -> None:
    """The place in the query, both languages, and what might have been meant."""
    (told,) = parsed(page, "项目 场台:开工")["problems"]
    assert told["at"] == [3, 8]
    assert told["zh"] == "没有“场台”这个栏目，按普通的词处理。是不是：场合？"
    assert told["en"] == "There is no field 场台; it is read as words. Perhaps: 场合?"


def test_any_string_is_a_query(page: Page) -> None:
    """10,000 random strings raise nothing; the usual form of each is well-formed and means the same."""
    dice = random.Random(40)  # noqa: S311
    strings = ["".join(dice.choices(PIECES, k=dice.randint(0, 25))) for _ in range(STRINGS)]
    wrong = page.evaluate(
        """(strings) => strings.filter((one) => {
            const query = JSON.parse(one);
            const { parse, format } = window.grammar;
            const { node, problems } = parse(query);
            const again = parse(format(node));
            const inside = ([from, to]) => 0 <= from && from < to && to <= query.length;
            const told = problems.every(({ at, zh, en }) => zh && en && inside(at));
            return JSON.stringify(node) !== JSON.stringify(again.node) || again.problems.length || !told;
        })""",
        [json.dumps(one) for one in strings],
    )
    assert wrong == []


def test_text_copied_from_a_speech_is_one_word(page: Page) -> None:
    """Without white space and no sign at its start, nothing is an operator: every character is asked for, in order."""
    dice = random.Random(43)  # noqa: S311
    pieces = "项目建设或非和资金，。、；“”「」（）()《》-6.%年题"
    strings = ["项" + "".join(dice.choices(pieces, k=dice.randint(1, 11))) for _ in range(3000)]
    trees = page.evaluate("(strings) => strings.map((one) => window.grammar.parse(one).node)", strings)
    quotes = re.compile("[“”「」]")
    wrong = [
        (text, tree)
        for text, tree in zip(strings, trees, strict=True)
        if tree["type"] != "term" or quotes.sub("", text) != tree["text"]
    ]
    assert wrong == []


def test_brackets_are_nested_to_a_limit(page: Page) -> None:
    """Beyond it they do not group, which is told; the words stay."""
    for depth, codes in ((40, []), (41, ["too-deep"]), (100_000, ["too-deep"])):
        told = page.evaluate(
            """(depth) => {
                const { node, problems } = window.grammar.parse("项目 -(".repeat(depth) + "资金" + ")".repeat(depth));
                return [problems.map(({ code }) => code), window.grammar.format(node).includes("资金")];
            }""",
            depth,
        )
        assert told == [codes, True]


@pytest.mark.parametrize(
    "piece", ["(", ")", '"', "“", "“a”", "-", "a ", "a|", "()", "a(", "场合:", "年:2010 ", "NEAR ", "或 ", "项", "~"]
)
def test_long_queries_take_time_in_proportion(page: Page, piece: str) -> None:
    """A megabyte takes about sixteen times as long as a sixteenth of it, not 256 times; both are timed in one run."""
    ratio = page.evaluate(
        """([piece, million]) => {
            const time = (size) => {
                const query = piece.repeat(Math.floor(size / piece.length));
                const tries = [1, 2, 3].map(() => {
                    const began = performance.now();
                    window.grammar.parse(query);
                    return performance.now() - began;
                });
                return Math.min(...tries) + 1;
            };
            return time(million) / time(million / 16);
        }""",
        [piece, MILLION],
    )
    assert ratio < 120
