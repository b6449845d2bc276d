"""A page as the text of a Markdown file with YAML front matter.

Knows: front matter, tables, and how links lead from page to page.
Must not know: speeches.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import yaml

from build_tools.model import Page

WIDE: Final = 1_000_000  # columns: no value is ever folded


def render(page: Page) -> bytes:
    """The page's file: every string of the front matter is double-quoted by the YAML library."""
    front = yaml.dump(
        dict(page.front_matter),
        Dumper=yaml.CSafeDumper,
        default_style='"',
        allow_unicode=True,
        sort_keys=False,
        width=WIDE,
    )
    return f"---\n{front}---\n\n{page.body}".encode()


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table; cells are Markdown already."""
    lines = ["| " + " | ".join(head) + " |", "|" + " --- |" * len(head)]
    lines += ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join(lines) + "\n"


def link(words: str, target: str, here: str) -> str:
    """A link from one page's file to another's; `words` are Markdown already."""
    path, _, anchor = target.partition("#")
    relative = posixpath.relpath(path, posixpath.dirname(here)) if path else ""
    return f"[{words}]({relative}{'#' + anchor if anchor else ''})"


def page(path: str, front: Mapping[str, object], pieces: Iterable[str]) -> Page:
    """A page of pieces that stand apart by an empty line."""
    return Page(path, front, "\n\n".join(piece.strip("\n") for piece in pieces if piece) + "\n")
