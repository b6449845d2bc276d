"""Characters that XML and YAML cannot hold, shown by their code points.

Knows: the characters of XML 1.0 (https://www.w3.org/TR/xml/#charsets).
Must not know: any format that is made of them.
"""

from __future__ import annotations

import re
from typing import Final

# Controls but tab and line ends, half characters, what is no character, and what turns the direction of a text.
ILLEGAL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


def legal(text: str) -> str:
    r"""A text that any format can hold: "a\x00b" → "a⟨U+0000⟩b"."""
    return ILLEGAL.sub(lambda found: f"⟨U+{ord(found[0]):04X}⟩", text)
