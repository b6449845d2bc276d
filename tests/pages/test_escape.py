"""Whatever a source holds comes out of Markdown as the same text, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml.html import HtmlElement

from build_tools.pages import escape
from tests.pages.reading import bare, elements, shown

SHAPES = (
    "* - + # 1. 1) > | : = ! ? % / \\ ` ~ ``` ~~~ *** --- ___ !!! ??? === <b> </p> <!-- --> <?x ?> <![CDATA[ &lt; "
    "&#60; &amp; & [a](b) [a]: b ![a](b) {: #x } {.y} *[a]: b [^1] [TOC] http://a.b <http://a.b> a@b.c **粗** _斜_ "
    "\u0002 \u0003 \u0002wzxhzdk:0\u0003 klzzwxh:0000 $x$ ^^ == ++ -- \u2028 \u200b \ufeff \x85 \xa0 \x1f　 "
    "title:值 Note:这 \ud800"
).split(" ")
TEXTS = st.lists(
    st.one_of(
        st.sampled_from([*SHAPES, " ", "  ", "    ", "\n", "\n\n", "\t", "\r"]),
        st.text(max_size=6),
    ),
    max_size=8,
).map("".join)
MANY = settings(max_examples=300, deadline=None)


def made(source: str) -> HtmlElement:
    """The element that Markdown and an HTML reader make of a source."""
    return elements(source)


@given(TEXTS)
@example("1. a")
@example("    代码")
@example("a\n---")
@MANY
def test_paragraph_shows_the_text(text: str) -> None:
    """A line is one paragraph."""
    found = made(escape.line(text))
    assert shown(found) == bare(text)
    assert [element.tag for element in found.iter()] in (["div", "p"], ["div"])


@given(TEXTS)
@MANY
def test_paragraph_keeps_its_attributes(text: str) -> None:
    """The list of attributes behind a paragraph is ours alone."""
    found = made(f"字{escape.inline(text)}\n{{: #b1 .note }}")
    assert [dict(element.attrib) for element in found.iter("p")] == [{"id": "b1", "class": "note"}]
    assert shown(found) == "字" + bare(text)


@given(TEXTS)
@MANY
def test_heading_shows_the_text(text: str) -> None:
    """So is a heading, with the id that we gave."""
    found = made(f"## 字{escape.line(text)} {{: #b2 }}")
    assert [element.tag for element in found.iter()] == ["div", "h2"]
    assert found[0].get("id") == "b2"
    assert shown(found) == "字" + bare(text)


@pytest.mark.parametrize(
    "text",
    [
        "总投资5.4亿元，同比增长42.1%（见附表），“双过半”。",
        "5.4亿元的项目",
        "1.我们要抓紧；2)再抓落实",
        "一、全力以赴——推进项目建设！",
        "《规划》提出：到2025年达到1/3。",
        "（掌声）谢谢大家!",
    ],
)
def test_ordinary_prose_is_left_alone(text: str) -> None:
    """Pages are to be read as files too."""
    assert text == escape.line(text)
    assert shown(made(text)) == bare(text)


@given(TEXTS, TEXTS)
@MANY
def test_table_cells_show_the_text(one: str, two: str) -> None:
    """A cell ends where we end it."""
    found = made(f"| 甲 | 乙 |\n| --- | --- |\n| 字{escape.inline(one)} | 字{escape.inline(two)} |")
    cells = [shown(cell) for cell in found.iter("td")]
    assert cells == ["字" + bare(one), "字" + bare(two)]
    assert {element.tag for element in found.iter()} == {"div", "table", "thead", "tbody", "tr", "th", "td"}


@given(TEXTS)
@MANY
def test_bold_shows_the_text(text: str) -> None:
    """Bold text ends where we end it."""
    found = made(f"**字{escape.inline(text).strip()}字**后")
    assert [element.tag for element in found.iter()] == ["div", "p", "strong"]
    assert shown(found) == "字" + bare(text) + "字后"


@given(TEXTS)
@MANY
def test_link_shows_the_text(text: str) -> None:
    """The words of a link hold no link of their own."""
    found = made(f"[字{escape.inline(text)}](speeches/a.md)")
    assert [element.tag for element in found.iter()] == ["div", "p", "a"]
    assert found[0][0].get("href") == "speeches/a.md"
    assert shown(found) == "字" + bare(text)


@given(TEXTS)
@MANY
def test_address_is_an_address_or_nothing(text: str) -> None:
    """Nothing but a web address becomes a target."""
    address = escape.url("https://example.org/" + text)
    if address:
        found = made(f"[字]({address})")
        assert [element.tag for element in found.iter()] == ["div", "p", "a"]
        assert str(found[0][0].get("href")).startswith("https://example.org/")
    assert escape.url(text) == "" or text.lower().startswith(("http://", "https://"))
