"""Where each kind of page and each published source stands.

Knows: files below the folder of documents.
Must not know: what is on them.
"""

from __future__ import annotations

import posixpath
from typing import Final
from urllib.parse import quote

SITE_RUNS: Final = (".html", ".htm", ".md", ".svg", ".xml", ".xhtml")
"""Suffixes that a web server would run or render as a page: such a source is published with `.txt` behind it."""


def speech(speech_id: str) -> str:
    """The file of a speech's page."""
    return f"speeches/{speech_id}.md"


def compilation(source_id: str) -> str:
    """The file of a compilation's page; that of a source called `index` makes room for the list of all."""
    return f"compilations/{source_id}.md" if source_id != "index" else "compilations/index/index.md"


def compilations(number: int) -> str:
    """The file of a page of the list of all compilations."""
    return "compilations/index.md" if number == 1 else f"compilations/index/page-{number}.md"


def published(source_path: str) -> str:
    """The name under which a source is published below /sources/: `a.html` → `a.html.txt`.

    No two sources get the same: `a.html.txt` → `a.html.txt.txt`.
    """
    bare = source_path.lower()
    while bare.endswith(".txt"):
        bare = bare.removesuffix(".txt")
    return source_path + (".txt" if bare.endswith(SITE_RUNS) else "")


def download(source_path: str, here: str) -> str:
    """The target of a link from a page's file to a source as it was sent."""
    target = posixpath.relpath(f"sources/{published(source_path)}", posixpath.dirname(here))
    return quote(target, errors="surrogateescape")
