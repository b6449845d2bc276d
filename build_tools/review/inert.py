"""Foreign text for a summary in GitHub's or GitLab's Markdown: it shows just its characters, and does nothing.

Knows: what those platforms make of text: markup, HTML, links, mentions, issue numbers, emoji, formulas.
Must not know: what the text is about.
"""

from __future__ import annotations

import re
from typing import Final

from build_tools.findings import seen

LONGEST: Final = 240  # characters of one piece
WHITE: Final = re.compile(r"\s+")
PLAIN: Final = re.compile(r"[^\W_]| ")
"""Letters and digits of any script, and the space, stand as they are; everything else becomes an entity."""
HARMLESS: Final = frozenset("，。、；：？！“”‘’（）《》〈〉【】〔〕—…·％∅　")
BARE: Final = re.compile(r"www(?=&#46;)|(?:https?|ftp|mailto|xmpp)(?=&#58;)", re.IGNORECASE)
APART: Final = "&#8203;"
"""Nothing to see; it keeps a name from its @ and a number from its #, which platforms look for in what is shown."""
CODE: Final = re.compile(r"[0-9A-Za-z./:#_\-]+")


def cell(text: object, longest: int = LONGEST) -> str:
    """A text for a cell of a table or a heading, on one line."""
    words = WHITE.sub(" ", str(text)).strip()
    short = words if len(words) <= longest else words[: longest - 1] + "…"
    made = "".join(_shown(character) for character in short)
    return BARE.sub(lambda found: f"{found[0][0]}{APART}{found[0][1:]}", made)


def code(text: object) -> str:
    """A name in the type of code if it is plain, else as any other text."""
    words = str(text)
    return f"`{words}`" if CODE.fullmatch(words) and len(words) <= LONGEST else cell(words)


def _shown(character: str) -> str:
    if character not in HARMLESS and not seen(character):
        return f"⟨U+{ord(character):04X}⟩"
    if character in HARMLESS or PLAIN.fullmatch(character):
        return character
    return f"&#{ord(character)};" + (APART if character in "@#" else "")
