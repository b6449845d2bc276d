"""Indexes made for tests, hosted, and a page that asks them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

from build_tools.search import write_index
from build_tools.site import reader
from build_tools.vocabulary import load
from tests.bench import prose
from tests.search import brute
from tests.search.server import Host, hosted

POLICY = "default-src 'none'; script-src 'self'; worker-src 'self'; connect-src 'self'; base-uri 'none'"
OPEN = """async (address) => {
    const { connect } = await import(address + "search/reader/client.js");
    window.search = await connect(address + "search/");
    return window.search.info;
}"""
ASK = """async (given) => {
    const usual = { query: "", filters: {}, minutes: [null, null], sort: "relevance", offset: 0, limit: 10 };
    const request = { ...usual, ...given };
    const began = performance.now();
    try {
        let counted = null;
        const told = await window.search.search(request, () => (counted ??= performance.now() - began));
        const time = performance.now() - began;
        return { ...told, documents: Array.from(told.documents), time, counted: counted ?? time };
    } catch (failure) {
        return { failure: { name: failure.name, code: failure.code, zh: failure.zh, en: failure.en } };
    }
}"""
ASK_EACH = f"""async (all) => {{
    const told = [];
    for (const one of all) told.push(await ({ASK})(one));
    return told;
}}"""


@dataclass(frozen=True)
class Corpus:
    """A generated corpus: its speeches as brute force sees them, and the folder of its index."""

    speeches: Sequence[brute.Speech]
    index: Path


def made(room: Path, count: int, length: int) -> Corpus:
    """A corpus of generated speeches with its index, in a folder."""
    records = list(prose.write(room / "corpus.jsonl", count, length))
    write_index(room / "corpus.jsonl", room / "index", room / "batches", 2, load())
    return Corpus([brute.speech(record) for record in records], room / "index")


@contextmanager
def opened(browser: Browser, index: Path, room: Path) -> Iterator[tuple[Page, Host]]:
    """A page on which `window.search` is the search of an index, under a strict policy; nothing may fail on it."""
    (room / "index.html").write_text("<!doctype html><title>search</title>", encoding="utf-8")
    (room / "favicon.ico").write_bytes(b"")
    reader.publish(reader.modules(), room / "reader")
    folders = {"/search/reader/": room / "reader", "/search/": index, "/": room}
    with hosted(Host(folders, POLICY)) as host:
        page = browser.new_page()
        wrong: list[str] = []
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.goto(host.address)
        page.evaluate(OPEN, host.address)
        yield page, host
        page.close()
        assert not wrong


def ask(page: Page, query: str = "", **more: object) -> Any:  # noqa: ANN401 - what JavaScript answers
    """What a search answers: a response, or a failure."""
    return page.evaluate(ASK, {"query": query, **more})


def everyone(page: Page, query: str, filters: Mapping[str, Sequence[str]] | None = None) -> tuple[set[int], Any]:
    """The numbers of all hits of a query, and the response."""
    return _whole(ask(page, query, filters=filters or {}))


def each(page: Page, queries: Sequence[str]) -> list[set[int]]:
    """The numbers of all hits of each of some queries, which the page asks one after the other."""
    told = page.evaluate(ASK_EACH, [{"query": query} for query in queries])
    return [_whole(one)[0] for one in told]


def _whole(told: Any) -> tuple[set[int], Any]:  # noqa: ANN401 - what JavaScript answers
    assert "failure" not in told, told
    assert told["verified"], told["problems"]
    numbers = told["documents"]
    assert len(numbers) == len(set(numbers)) == told["total"]
    assert len(told["hits"]) == min(10, told["total"])
    return set(numbers), told
