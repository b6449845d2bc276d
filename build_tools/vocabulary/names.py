"""Chinese family names as a piece of a regular expression that finds personal names.

Knows: names.yml beside it.
Must not know: who is looked for.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

import yaml

TABLE: Final = Path(__file__).with_name("names.yml")


@cache
def family() -> str:
    """A family name: `(?:欧阳|…|[王李…])`."""
    rows = yaml.load(TABLE.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return f"(?:{'|'.join(rows['compound'])}|[{rows['single']}])"
