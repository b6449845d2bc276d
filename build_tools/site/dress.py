"""The HTML of a page's body with what the stylesheet goes by: classes of tables; the way from lists to the search.

Knows: which tables stand on which kind of page, and which facet a list is of.
Must not know: MkDocs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, repeat
from typing import Final

TABLE: Final = re.compile(r"<table>|</table>")
KINDS: Final = (("speeches/", ("facts", "apparatus")), ("index.md", ("numbers", "list")))
FACETS: Final = {
    "occasions": "occasion",
    "genres": "genre",
    "roles": "role",
    "regions": "region",
    "years": "year",
    "states": "state",
    "proofreading": "level",
}
LISTS: Final = (*(f"{kind}/" for kind in FACETS), "compilations/")
VALUE: Final = re.compile(rf"({'|'.join(FACETS)})/((?!index[./])[^/]+?)(?:/page-\d+)?\.md")
"""A list of the speeches with one value of a facet, or a further page of it."""


def dress(html: str, uri: str) -> str:
    """A page's body with its tables in boxes that scroll, each of its kind; a facet's list with its way to the search.

    All foreign text is escaped by now, so that a tag in it is never one of these.
    """
    kinds = _kinds(uri)
    html = TABLE.sub(lambda found: _box(found[0], kinds), html)
    return html.replace("</h1>", f"</h1>{_search(uri)}", 1)


def _search(uri: str) -> str:
    """The search among the speeches of a facet's list; nothing on other pages."""
    found = VALUE.fullmatch(uri)
    if found is None:
        return ""
    address = f"{'../' * (uri.count('/') + 1)}search/?{FACETS[found[1]]}={found[2]}"
    return f'\n<p class="order"><a href="{address}">在这些讲话里搜索、筛选</a></p>'


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
