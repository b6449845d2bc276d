"""Markdown and web pages: the cases of tests/cases/importers."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import pytest
import yaml

from build_tools import importers
from build_tools.findings import BadInput
from build_tools.model import RawFile, Source

CASES: Final = Path(__file__).parent.parent / "cases" / "importers"


def rows(name: str) -> list[Any]:
    """The cases of a file, each under its name."""
    return [pytest.param(row, id=row["name"]) for row in yaml.safe_load((CASES / name).read_text(encoding="utf-8"))]


def marked(source: Source, kind: str) -> list[str]:
    """The words under the marks of a kind."""
    return [source.text[mark.span.start : mark.span.end] for mark in source.marks if mark.kind == kind]


def words(source: Source) -> str:
    """The text without front matter and markup."""
    kept = list(source.text)
    for mark in source.marks:
        if mark.kind in ("markup", "front matter"):
            kept[mark.span.start : mark.span.end] = [""] * len(mark.span)
    return "".join(kept)


@pytest.mark.parametrize("row", rows("markdown.yml"))
def test_markdown(row: dict[str, Any]) -> None:
    """The text is the file's own; marks tell words from signs."""
    source = importers.read(RawFile("a.md", row["text"].encode()), "a")
    headings = [
        f"{mark.level} {source.text[mark.span.start : mark.span.end]}"
        for mark in source.marks
        if mark.kind == "heading"
    ]
    assert source.text == row["text"]
    assert (words(source), headings) == (row["words"], row["headings"])
    assert list(source.marks) == sorted(source.marks)


def test_front_matter_spans_both_fences_and_the_line_end() -> None:
    """So that the body starts where the mark ends."""
    source = importers.read(RawFile("a.md", "---\r\ntitle: 甲\r\n---\r\n正文".encode()), "a")
    assert marked(source, "front matter") == ["---\r\ntitle: 甲\r\n---\r\n"]


def test_front_matter_that_is_not_closed() -> None:
    """It would be published as text."""
    with pytest.raises(BadInput, match="F014"):
        importers.read(RawFile("a.md", "---\ntitle: 甲\n正文".encode()), "a")


@pytest.mark.parametrize("row", rows("web.yml"))
def test_web_page(row: dict[str, Any]) -> None:
    """The text is what a browser shows; furniture is marked, not dropped."""
    source = importers.read(RawFile("a.html", row["html"].encode()), "a")
    headings = [
        f"{mark.kind} {mark.level} {source.text[mark.span.start : mark.span.end]}"
        for mark in source.marks
        if mark.kind in ("title", "heading")
    ]
    assert source.text == row["text"]
    assert (marked(source, "furniture"), headings) == (row["furniture"], row["headings"])


@pytest.mark.parametrize(
    ("declared", "codec", "told"),
    [
        ("gb2312", "gb18030", "gb18030"),
        ("GBK", "gb18030", "gb18030"),
        ("big5", "big5", "big5"),
        ("utf-8", "utf-8", "utf-8"),
        ("gb2312", "utf-8", "utf-8"),  # saved again, with the old declaration
        ("iso-8859-1", "gb18030", "gb18030"),  # what servers' templates say
    ],
)
def test_encoding_of_a_page(declared: str, codec: str, told: str) -> None:
    """A declaration is believed unless the bytes say otherwise."""
    words = "各位代表，現在我向大家作報告，請予審議。今年的工作要求是好的。"
    page = f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={declared}"></head><p>{words}</p>'
    source = importers.read(RawFile("a.html", page.encode(codec)), "a")
    assert (source.text, source.encoding) == (words, told)


def test_page_that_is_too_deep() -> None:
    """It is refused, and soon."""
    with pytest.raises(BadInput, match="F029"):
        importers.read(RawFile("a.html", b"<div></p>" * 100_000), "a")
