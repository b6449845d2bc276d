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
TITLE: Final = re.compile(r"<h1\b[^>]*>[^<]*")
BREAK: Final = re.compile(r"的(?=[\u4e00-\u9fff]{2})|[\u4e00-\u9fff](?=（)")
"""Where a long title may go on in the next line: behind 的, before brackets. Browsers know no Chinese words."""
FOLDED: Final = (
    '<details class="known"><summary>事实与依据 <span lang="en">Facts and their grounds</span></summary>',
    "</details>",
)
"""Around the table of facts: who wants to read a speech is not kept from it, and who doubts a fact opens it."""
LISTS: Final = (*(f"{kind}/" for kind in FACETS), "compilations/")
VALUE: Final = re.compile(rf"({'|'.join(FACETS)})/((?!index[./])[^/]+?)(?:/page-\d+)?\.md")
"""A list of the speeches with one value of a facet, or a further page of it."""


def dress(html: str, uri: str) -> str:
    """A page's body with its tables in boxes that scroll, each of its kind; a facet's list with its way to the search.

    All foreign text is escaped by now, so that a tag in it is never one of these.
    """
    boxes = _boxes(_kinds(uri))
    html = TABLE.sub(lambda _: next(boxes), html)
    html = TITLE.sub(lambda found: BREAK.sub(r"\g<0><wbr>", found[0]), html, count=1)
    return html.replace("</h1>", f"</h1>{_search(uri)}", 1)


def _search(uri: str) -> str:
    """The search among the speeches of a facet's list; nothing on other pages."""
    found = VALUE.fullmatch(uri)
    if found is None:
        return ""
    address = f"{'../' * (uri.count('/') + 1)}search/?{FACETS[found[1]]}={found[2]}"
    return f'\n<p class="order"><a href="{address}">在这些讲话里搜索、筛选</a></p>'


def _boxes(kinds: Iterator[str]) -> Iterator[str]:
    """What stands for each tag of a table, in order: tables do not stand in tables."""
    for kind in kinds:
        before, after = FOLDED if kind == "facts" else ("", "")
        yield f'{before}<div class="table {kind}"><table class="{kind}-rows">'
        yield f"</table></div>{after}"


def _kinds(uri: str) -> Iterator[str]:
    """The kinds of a page's tables, in order."""
    known: tuple[str, ...] = next((kinds for start, kinds in KINDS if uri.startswith(start)), ())
    if uri.startswith("compilations/") and not uri.startswith(("compilations/index.md", "compilations/index/page-")):
        known = ("numbered", "ledger", "marks")
    elif uri.startswith(LISTS):
        known = ("list",)
    return chain(known, repeat("plain"))
