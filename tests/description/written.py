"""Texts of the cases as sources with blocks, cut roughly: a line is a block, its kind stands in brackets before it."""

from __future__ import annotations

import re

from build_tools import description
from build_tools.model import Block, Facts, Finding, Metadata, Source, Span
from build_tools.vocabulary import load

TAG = re.compile(r"\[(?P<kind>[a-z ]+)\] ?")


def source_of(text: str) -> Source:
    """A source that holds the text."""
    return Source("case", "case.txt", "case.txt", "", "utf-8", text)


def written(text: str) -> tuple[Source, tuple[Block, ...]]:
    """The source without the brackets, and a block for each line that is not empty."""
    lines: list[str] = []
    blocks: list[Block] = []
    at = 0
    for line in text.splitlines():
        tag = TAG.match(line)
        words = line[tag.end() :] if tag else line
        if words.strip():
            kind = tag["kind"] if tag else "paragraph"
            blocks.append(Block(kind, Span(at, at + len(words)), words.strip(), f"b{len(blocks)}"))
        lines.append(words)
        at += len(words) + 1
    return source_of("\n".join(lines)), tuple(blocks)


def describe(
    text: str, facts: Facts | None = None, file_title: str = ""
) -> tuple[Source, Metadata, tuple[Finding, ...]]:
    """What is known of a written text."""
    source, blocks = written(text)
    return source, *description.describe(source, blocks, (), facts or {}, load(), file_title)
