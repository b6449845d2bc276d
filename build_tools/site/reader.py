"""The reader's side of the search, put into a site: the modules without their comments, and joined for a disk.

Knows: which modules a page loads by itself.
Must not know: what is in them.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

import rjsmin

from build_tools.search import offline
from build_tools.site import messages

MODULES: Final = Path(__file__).parents[1] / "search" / "reader"
ENTRIES: Final = ("box", "mark", "page")
"""What theme/assets/javascripts/anthology.js loads: the header's box, the marks on a page, the search page."""


def modules() -> dict[str, str]:
    """The text of every module, by its name; the words of the interface put in from the catalogue."""
    texts = {path.stem: path.read_text(encoding="utf-8") for path in sorted(MODULES.glob("*.js"))}
    return texts | {"strings": texts["strings"].replace("__MESSAGES__", messages.search())}


def publish(texts: Mapping[str, str], folder: Path) -> None:
    """Write modules into a folder, and below `classic/` each entry with all that it needs as one script."""
    (folder / "classic").mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.js").write_text(_short(text), encoding="utf-8")
    for name in ENTRIES:
        (folder / "classic" / f"{name}.js").write_text(_short(offline.joined(texts, name)), encoding="utf-8")


def _short(text: str) -> str:
    """A script without comments and needless white space: a third of what a reader would fetch is comments."""
    return str(rjsmin.jsmin(text)) + "\n"
