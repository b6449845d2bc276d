"""What could run, load or lead a reader away on a page, other than what the theme itself puts on every page.

Knows: which elements and attributes of HTML do so.
Must not know: where the pages come from: if foreign text ever becomes markup, this must see it, whoever let it through.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import urlsplit

from lxml.etree import _Element

LOADS: Final = ("src", "srcset", "poster", "data", "formaction", "action", "background", "ping")
NEVER: Final = frozenset({"iframe", "frame", "object", "embed", "applet", "base", "portal"})
RUNS: Final = frozenset({"module", "text/javascript", "application/javascript"})
SAFE: Final = ("", "http", "https", "mailto")
SCOPE: Final = re.compile(r'new URL\("[^"\\]*",location\)')
"""How the theme says where the site's root is: the one thing that differs in its scripts from page to page."""


def script(element: _Element) -> str:
    """The words of a script that stands in the page, without what differs by the page's place; empty for data."""
    if element.tag != "script" or element.get("src") or (element.get("type") or "module") not in RUNS:
        return ""
    return SCOPE.sub("", element.text or "").strip()


def faults(element: _Element) -> Iterator[str]:
    """What an element does that none of ours does."""
    tag = str(element.tag)
    if tag in NEVER or (tag == "meta" and (element.get("http-equiv") or "").lower() == "refresh"):
        yield f"<{tag}>"
    for name, value in ((str(name), str(value)) for name, value in element.items()):
        if name.lower().startswith("on"):
            yield f"<{tag} {name}>"
        elif name in LOADS or (name == "href" and tag != "a"):
            away = urlsplit(value.strip())
            if (away.scheme or away.netloc) and element.get("rel") != "canonical":
                yield f"<{tag} {name}={value}>"
        elif name in ("href", "xlink:href") and _scheme(value) not in SAFE:
            yield f"<{tag} {name}={value}>"


def _scheme(address: str) -> str:
    """The scheme of an address as browsers read it: control characters and white space in it do not count."""
    bare = re.sub(r"[\x00-\x20]", "", address)
    return bare.partition(":")[0].lower() if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", bare) else ""
