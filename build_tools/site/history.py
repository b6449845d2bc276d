"""The HTML of a page about a source → the same, with links to the history of the files that it was made from.

Knows: where on such a page the source is told of.
Must not know: how pages are made, or which host keeps the repository.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence
from typing import Final

from build_tools.pages.history import history_url

SOURCE: Final = re.compile(r'<h2 id="(?:provenance|source)">.*?(?=</ul>)', re.DOTALL)
"""From the heading of the part about the source to the end of its list. In foreign text every tag is escaped by now."""
NAMES: Final = ("来源文件的修改历史", "附属文件的修改历史")


def told(body: str, address: str, files: Sequence[str]) -> str:
    """The page's body with a link for each file: source first, then its sidecar; as it was if there is no history."""
    items = "".join(_items(address, files))
    return SOURCE.sub(lambda found: found[0] + items, body, count=1)


def _items(address: str, files: Sequence[str]) -> Iterable[str]:
    for name, path in zip(NAMES, files, strict=False):
        if target := history_url(address, path):
            yield f'<li><a href="{html.escape(target)}" rel="noopener">{name}</a></li>\n'
