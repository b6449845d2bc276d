"""The HTML of a page's body with what the stylesheet goes by: classes of tables.

Knows: which tables stand on which kind of page.
Must not know: MkDocs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, repeat
from typing import Final

TABLE: Final = re.compile(r"<table>|</table>")
KINDS: Final = (("speeches/", ("facts", "apparatus")), ("index.md", ("numbers", "list")))
LISTS: Final = ("occasions/", "genres/", "roles/", "regions/", "years/", "states/", "compilations/")


def dress(html: str, uri: str) -> str:
    """A page's body with its tables in boxes that scroll, each of its kind.

    All foreign text is escaped by now, so that a tag in it is never one of these.
    """
    kinds = _kinds(uri)
    return TABLE.sub(lambda found: _box(found[0], kinds), html)


def _box(tag: str, kinds: Iterator[str]) -> str:
    if tag == "</table>":
        return "</table></div>"
    kind = next(kinds)
    return f'<div class="table {kind}"><table class="{kind}-rows">'


def _kinds(uri: str) -> Iterator[str]:
    """The kinds of a page's tables, in order."""
    known: tuple[str, ...] = next((kinds for start, kinds in KINDS if uri.startswith(start)), ())
    if uri.startswith("compilations/") and not uri.startswith(("compilations/index.md", "compilations/index/page-")):
        known = ("numbered", "ledger", "marks")
    elif uri.startswith(LISTS):
        known = ("list",)
    return chain(known, repeat("plain"))
