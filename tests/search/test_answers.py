"""Answers beyond plain words: the whole grammar against brute force, the order of hits, and files that fail."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from build_tools.search import write_index
from build_tools.vocabulary import load
from tests.bench import prose
from tests.search import brute, library
from tests.search.server import Host

QUERIES = 150
VALUES = {
    "occasion": ("开工仪式", "symposium", "推进"),
    "genre": ("表态", "address"),
    "role": ("市领导", "county-leader"),
    "region": ("辽宁", "陕西省", "大石桥市", "旬阳"),
    "year": ("unknown",),
}


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> library.Corpus:
    """400 speeches."""
    return library.made(tmp_path_factory.mktemp("answers"), 400, 1200)


@pytest.fixture(scope="module")
def asked(
    browser: Browser, corpus: library.Corpus, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Page, Host]]:
    """A page with the search of the corpus, and its host."""
    with library.opened(browser, corpus.index, tmp_path_factory.mktemp("page")) as found:
        yield found


def atom(corpus: library.Corpus, dice: random.Random) -> str:
    """Something to ask for."""
    text = dice.choice(dice.choice(corpus.speeches).record["blocks"])["text"]
    at, size = dice.randrange(max(1, len(text) - 4)), dice.randint(1, 4)
    word = "".join(one for one in text[at : at + size] if one not in "，。、“”（）") or "的"
    other = "".join(one for one in text[at + 5 : at + 7] if one not in "，。、“”（）") or "在"
    field = dice.choice(tuple(VALUES))
    years = sorted(dice.sample(range(2009, 2023), 2))
    return dice.choice(
        (
            *(word,) * 4,
            f'"{word}"',
            f"-{word}",
            f"{word} NEAR/{dice.randint(0, 30)} {other}",
            f"{field}:{dice.choice(VALUES[field])}",
            f"年:{years[0]}..{years[1]}",
            f"日期:{years[0]}-03..",
            f"字数:..{dice.randint(100, 1500)}",
            f"时长:{dice.randint(1, 4)}..",
            f"题:{word[:2]}",
            f"标题:{word[:2]}",
            "讲话人:张",
        )
    )


def query(corpus: library.Corpus, dice: random.Random) -> str:
    """A query of several parts."""
    atoms = [atom(corpus, dice) for _ in range(dice.randint(1, 4))]
    joined = dice.choice((" ", " OR ", " | ")).join(atoms)
    return f"({joined}) {atom(corpus, dice)}" if dice.random() < 0.3 else joined


def test_the_grammar_against_brute_force(corpus: library.Corpus, asked: tuple[Page, Host]) -> None:
    """150 random queries: every hit and no other."""
    page, host = asked
    dice = random.Random(41)  # noqa: S311
    facets = page.evaluate("() => window.search.info.facets")

    def named(facet: str, words: str) -> set[str]:
        values = next(one["values"] for one in facets if one["name"] == facet)
        names = [(value["id"], {brute.fold(value[key]) for key in ("id", "zh", "en")}) for value in values]
        folded = brute.fold(words)
        whole = {name for name, some in names if folded in some}
        begun = {name for name, some in names if any(one.startswith(folded) for one in some)}
        return whole or begun or {name for name, some in names if any(folded in one for one in some)}

    parse = "async ([at, query]) => (await import(at + 'search/reader/query.js')).parse(query).node"
    wrong = []
    for text in (query(corpus, dice) for _ in range(QUERIES)):
        node: Any = page.evaluate(parse, [host.address, text])
        expected = {at for at, here in enumerate(corpus.speeches) if brute.matches(node, here, named) is not False}
        found, _ = library.everyone(page, text)
        if found != expected:
            wrong.append((text, sorted(expected - found)[:3], sorted(found - expected)[:3]))
    assert not wrong


def test_hits_show_the_words_where_they_stand(corpus: library.Corpus, asked: tuple[Page, Host]) -> None:
    """Each passage is of the paragraph that it names, and what is marked folds to what was asked for."""
    page, _ = asked
    dice = random.Random(42)  # noqa: S311
    for _ in range(30):
        text = dice.choice(dice.choice(corpus.speeches).record["blocks"])["text"][3:8]
        for hit in library.ask(page, f'"{text}"')["hits"]:
            record = next(here.record for here in corpus.speeches if here.id == hit["id"])
            blocks = {block["id"]: block["text"] for block in record["blocks"]} | {"": record["title"]}
            for passage in hit["passages"]:
                shown = "".join(segment["text"] for segment in passage["segments"]).strip("…")
                assert shown in blocks[passage["block"]]
                marks = [segment["text"] for segment in passage["segments"] if segment["mark"]]
                assert marks
                assert all(brute.fold(text) in brute.fold(mark) for mark in marks)


def test_counts_are_told_before_texts_are_fetched(browser: Browser, corpus: library.Corpus, tmp_path: Path) -> None:
    """What a click on a facet changes at once are the counts: they are right before the first hit can be shown."""
    code = """async (query) => {
        const early = [];
        const request = { query, filters: {}, minutes: [null, null], sort: "relevance", offset: 0, limit: 10 };
        const told = await window.search.search(request, (some) => early.push(some));
        return { early, told };
    }"""
    with library.opened(browser, corpus.index, tmp_path) as (page, _):
        answer = page.evaluate(code, "在")
    early, told = answer["early"][-1], answer["told"]
    assert early["hits"] is None
    assert (early["total"], early["facets"], early["verified"]) == (told["total"], told["facets"], True)
    assert len(told["hits"]) == 10


def test_orders(corpus: library.Corpus, asked: tuple[Page, Host]) -> None:
    """By length and date as told; what has no date stands last."""
    page, _ = asked
    size = [here.record["characters"] for here in corpus.speeches]
    assert [size[at] for at in library.ask(page, sort="longest")["documents"]] == sorted(size, reverse=True)
    assert [size[at] for at in library.ask(page, sort="shortest")["documents"]] == sorted(size)
    dates = [corpus.speeches[at].record["date"]["edtf"] for at in library.ask(page, sort="newest")["documents"]]
    assert dates[0] == "2021-03"
    assert dates[-1] is None
    assert library.ask(page, sort="oldest")["documents"][0] != library.ask(page, sort="newest")["documents"][0]


def test_occurrences_for_a_concordance(corpus: library.Corpus, asked: tuple[Page, Host]) -> None:
    """Every place of a word, with what stands around it."""
    page, _ = asked
    word = corpus.speeches[0].record["blocks"][1]["text"][:2]
    found = page.evaluate(
        """async (query) => {
            const rows = [];
            const request = { query, filters: {}, minutes: [null, null], sort: "relevance", offset: 0, limit: 10 };
            for await (const row of window.search.occurrences(request)) rows.push(row);
            return rows;
        }""",
        f'"{word}"',
    )
    expected = sum(here.lines[at].count(brute.fold(word)) for here in corpus.speeches for at in range(len(here.lines)))
    assert len(found) == expected
    for row in found[:200]:
        record = next(here.record for here in corpus.speeches if here.id == row["id"])
        text = {block["id"]: block["text"] for block in record["blocks"]}.get(row["block"], record["title"])
        assert row["before"] + row["match"] + row["after"] in text
        assert text[row["offset"] :].startswith(row["match"])


def test_characters_that_stand_in_no_text(browser: Browser, tmp_path: Path) -> None:
    """A speaker and a source whose characters no paragraph has are found all the same, and nothing else is."""
    records = list(prose.write(tmp_path / "first.jsonl", 40, 400))
    records[7]["speaker"] |= {"name": "龘𪚥", "status": "stated"}
    records[9]["source"] = "zq-jxkv-2019"
    with (tmp_path / "corpus.jsonl").open("w", encoding="utf-8") as stream:
        stream.writelines(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    assert not any(char in block["text"] for record in records for block in record["blocks"] for char in "龘𪚥zqjxkv")
    write_index(tmp_path / "corpus.jsonl", tmp_path / "index", tmp_path / "batches", 1, load())
    (tmp_path / "page").mkdir()
    with library.opened(browser, tmp_path / "index", tmp_path / "page") as (page, _):
        for query, expected in (
            ("讲话人:龘", {7}),
            ("讲话人:龘𪚥", {7}),
            ("speaker:𪚥龘", set()),
            ("来源:jxkv", {9}),
            ("来源:ZQ-JXKV", {9}),
            ("来源:jxkx", set()),
            ("龘", set()),
        ):
            assert library.everyone(page, query)[0] == expected, query


def test_an_unknown_value_suggests_the_nearest(asked: tuple[Page, Host]) -> None:
    """Nothing is found, and a sentence says what there is."""
    told = library.ask(asked[0], "地区:大石桥县")
    assert told["total"] == 0
    assert "大石桥市" in told["problems"][0]["zh"]


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ((200, b"<html>not what was asked for</html>"), "corrupt"),
        ((200, b"\x1f\x8b\x08\x00broken"), "corrupt"),
        ((404, b"gone"), "missing"),
        ((0, b"half of it"), "offline"),
    ],
)
@pytest.mark.parametrize("kind", ["/b/", "/t/", "/alphabet.bin"])
def test_files_that_fail(
    browser: Browser, corpus: library.Corpus, tmp_path: Path, kind: str, fault: tuple[int, bytes], code: str
) -> None:
    """A sentence in both languages and no hits; when the file is back, the same search finds."""
    word = corpus.speeches[0].record["blocks"][1]["text"][:3]
    with library.opened(browser, corpus.index, tmp_path) as (page, host):
        host.fault = lambda path, _: fault if kind in path else None
        told = library.ask(page, f'"{word}"')
        assert told["failure"]["code"] == code
        assert told["failure"]["zh"]
        assert told["failure"]["en"]
        host.fault = None
        assert library.everyone(page, f'"{word}"')[0]


def test_a_new_deployment_in_the_middle(browser: Browser, corpus: library.Corpus, tmp_path: Path) -> None:
    """A page that still has the old index finds what is in the new one, and mixes nothing."""
    room = tmp_path / "new"
    room.mkdir()
    other = library.made(room, 60, 600)
    (tmp_path / "page").mkdir()
    with library.opened(browser, corpus.index, tmp_path / "page") as (page, host):
        host.folders["/search/"] = other.index
        word = other.speeches[5].record["blocks"][1]["text"][:4]
        found, _ = library.everyone(page, f'"{word}"')
        assert found == {at for at, here in enumerate(other.speeches) if brute.holds(word, here)}


def test_the_same_corpus_gives_the_same_bytes(corpus: library.Corpus, tmp_path: Path) -> None:
    """With one process or two, and with batches kept from before or not."""
    lines = corpus.index.parent / "corpus.jsonl"
    write_index(lines, tmp_path / "one", tmp_path / "batches", 1, load())
    write_index(lines, tmp_path / "two", tmp_path / "batches", 2, load())
    names = {path.relative_to(corpus.index) for path in corpus.index.rglob("*") if path.is_file()}
    for other in (tmp_path / "one", tmp_path / "two"):
        assert {path.relative_to(other) for path in other.rglob("*") if path.is_file()} == names
        assert all((other / name).read_bytes() == (corpus.index / name).read_bytes() for name in names)
