"""The help page tells the grammar as it is: every example is read without a problem, and every field has one."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from build_tools.site.reader import MODULES
from tests.search.server import Host, hosted

DOCS = Path(__file__).parents[2] / "docs" / "search"
EXAMPLE = re.compile(r'<a href="(?:\.\./|\./)\?q=([^"]*)">(.*?)</a>')
SAID = {"年:20xx": ["masked-year"]}
"""Examples of what is read otherwise than it looks, and told."""


@pytest.fixture(scope="module")
def grammar(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """A page with the grammar as `window.grammar`."""
    room = tmp_path_factory.mktemp("help")
    (room / "index.html").write_text("<!doctype html><title>help</title>", encoding="utf-8")
    with hosted(Host({"/reader/": MODULES, "/": room})) as host:
        page = browser.new_page()
        page.goto(host.address)
        page.evaluate("async (at) => { window.grammar = await import(at + 'reader/query.js'); }", host.address)
        yield page
        page.close()


def examples(name: str) -> list[str]:
    """The queries of a page; what is shown of each is what its link asks."""
    found = EXAMPLE.findall((DOCS / name).read_text(encoding="utf-8"))
    assert all(html.unescape(shown) == query for query, shown in found), found
    return [query for query, _ in found]


@pytest.mark.parametrize("name", ["help.md", "index.md"])
def test_every_example_is_understood(grammar: Page, name: str) -> None:
    """No problem is told of any, but of those that are there to show one."""
    queries = examples(name)
    assert len(queries) > 8
    told = grammar.evaluate("(all) => all.map((one) => grammar.parse(one).problems.map(({ code }) => code))", queries)
    assert dict(zip(queries, told, strict=True)) == {query: SAID.get(query, []) for query in queries}


def test_every_field_and_operator_has_an_example(grammar: Page) -> None:
    """What can be asked is shown."""
    trees: list[Any] = grammar.evaluate("(all) => all.map((one) => grammar.parse(one).node)", examples("help.md"))

    def parts(node: dict[str, Any]) -> Iterator[str]:
        yield node["type"]
        if "field" in node:
            yield node["field"]
        for inner in (*node.get("items", ()), *([node["item"]] if "item" in node else ())):
            yield from parts(inner)

    shown = {part for tree in trees for part in parts(tree)}
    fields = set(grammar.evaluate("() => [...grammar.FIELDS.values()]"))
    assert shown >= fields | {"term", "and", "or", "not", "near", "field", "range"}
