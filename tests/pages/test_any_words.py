"""Whatever words a source or a sidecar holds, wherever: the pages show them, and nothing on the pages comes of them."""

from __future__ import annotations

import re
import time
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from lxml import html

from build_tools.model import Block, Span
from build_tools.pages import entry, escape, facets, home, markdown, render_volume, text
from build_tools.vocabulary import load
from tests.pages import volumes
from tests.pages.reading import Read, bare, elements, read, shown
from tests.pages.test_escape import TEXTS

TAGS = set(
    "h1 h2 h3 h4 h5 h6 p div table thead tbody tr th td a ul li strong small b code details summary em span ol".split()
)
TAGS |= set("svg rect fieldset legend label input".split())  # ours
ATTRIBUTES = {"id", "class", "href", "lang", "aria-label", "aria-hidden", "hidden", "data-views"}
ATTRIBUTES |= {"viewbox", "viewBox", "preserveaspectratio", "preserveAspectRatio", "width", "height"}
ATTRIBUTES |= {"type", "name", "value", "autocomplete", "checked"}
OURS = re.compile(r"https?://|\.\./|#p?[a-z0-9]+$|[a-z]+/[a-z0-9-]+\.md$|[a-z0-9-]+\.md$|[a-z0-9-]+/page-|[0-9]+/$")
"""Links that leave, lead to another folder, to a place on the page, or to a page near."""
ATTACKS = [
    "<script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{: onclick=alert(1) #top .x }",
    "[x](javascript:alert(1))",
    "--8<-- 'mkdocs.yml'",
    "{{ 7*7 }}{% raw %}",
    "key: value\n---\nkey: [",
    "a|b|c\n|-|-|-|",
    "\u202e\u2066\x00\x02klzzwxh:0\x03",
    "!!! note\n    甲",
    "https://example.org/甲(乙)_丙_",
]


def sound(page: Read) -> None:
    """Only our elements and attributes, each id once, links that stay here or go to the web."""
    assert page.tags() <= TAGS
    assert {name for element in page.body.iterdescendants() for name in element.attrib} <= ATTRIBUTES
    ids = page.ids()
    assert len(ids) == len(set(ids))
    for element in page.body.iter("a"):
        assert OURS.match(str(element.get("href")))


@given(TEXTS)
@example("".join(ATTACKS))
@example("\ud800")
@settings(max_examples=60, deadline=None)
def test_pages_of_a_volume(words: str) -> None:
    """Titles, text, facts, apparatus, provenance: each of them takes foreign words."""
    rendered = render_volume(volumes.of_words(words), load())
    for file in rendered.pages:
        page = read(file.data)
        sound(page)
        assert bare(words) in page.text()
        assert all(isinstance(value, str | list) for value in page.front.values())
    speech = read(rendered.pages[0].data)
    assert set(speech.front) >= {"title", "tags", "occasion", "genre", "speaker_role", "region", "edtf", "source"}
    assert escape.visible(words) in speech.front["tags"]
    for block in volumes.of_words(words).speeches[0].blocks:
        (found,) = speech.body.xpath(f"//*[@id='{block.id}']")
        if not block.run_in and block.id != "p21":
            assert shown(found) == bare(block.text)


@pytest.mark.parametrize("words", ATTACKS)
def test_lists_and_front_page(words: str) -> None:
    """The rows of lists, and what the front page says of compilations."""
    row = render_volume(volumes.of_words(words), load()).entries
    source, entries = entry.read(row)
    pages = [*facets.render(entries, load()), *home.compilations([source])]
    pages.append(
        home.render("# 甲\n\n<!-- numbers -->\n\n<!-- ways -->\n\n<!-- compilations -->\n", [source], entries, load())
    )
    seen = ""
    for page in pages:
        made = read(markdown.render(page))
        sound(made)
        seen += made.text()
    assert bare(words) in seen


@pytest.mark.parametrize("kind", ["paragraph", "heading", "closing"])
def test_block_full_of_marks_is_read_in_linear_time(kind: str) -> None:
    """Python-Markdown would take a minute for these; they pass through it as HTML."""
    words = "*<`字" * 20_000
    block = Block(kind, Span(0, len(words)), words, "p0", 1)
    head = replace(block, kind="heading", text="一、抓<好>", id="p9", run_in=True)
    for blocks in ([block], [head, block]):
        began = time.perf_counter()
        found = elements("\n\n".join(text.pieces(blocks)))
        assert time.perf_counter() - began < 2
        (made,) = found.xpath("//*[@id='p0']")
        assert shown(made) == ("" if len(blocks) == 1 else head.text) + words
        assert {str(element.tag) for element in made.iterdescendants()} <= {"strong"}
        assert html.tostring(made, encoding="unicode").count("<") < 6
