"""Foreign text as Markdown that shows just that text: no markup of any kind can come out of it.

Knows: Markdown, HTML and attribute lists as the site's engine reads them.
Must not know: speeches.
"""

from __future__ import annotations

import html
import re
from typing import Final

INVISIBLE: Final = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    "\ufff0-\uffff\ud800-\udfff\U000e0000-\U000e0fff"
)
SHOWN: Final = re.compile(f"[{INVISIBLE}]")
# Everywhere in a line: what begins inline markup, HTML, entities, cells, attribute lists, footnotes, critic marks.
SPECIAL: Final = re.compile(rf"[\\`*_{{}}\[\]<>&\"#|~^$@{INVISIBLE}]")
# At the start of a line only: lists, headings, quotations, rules, definitions, admonitions, tables, old metadata.
# A number is a list's only before a space: 1.我们 and 5.4亿元 stay as they are.
START: Final = re.compile(r"^(?:(?P<number>\d+)(?P<dot>[.)])(?= |$)|(?P<mark>[-+=:!?%/]))")
ADDRESS: Final = re.compile(rf"https?://[^\s<>\"'`{{}}|\\^\[\](){INVISIBLE}]+", re.IGNORECASE)
WHITE: Final = re.compile(r"[ \t\r\n\v\f\x85\u2028\u2029]+")
ANY: Final = re.compile(rf"{SPECIAL.pattern}|[ \t\r\n]{{2,}}|[\t\r\n]")


def _entity(found: re.Match[str]) -> str:
    """A special character as a numeric entity; one that nobody sees as its code point."""
    character = found[0]
    if SHOWN.match(character):
        return f"⟨U+{ord(character):04X}⟩"
    return f"&#{ord(character)};"


def visible(text: str) -> str:
    """A text whose invisible characters are shown by their code points."""
    return SHOWN.sub(lambda found: f"⟨U+{ord(found[0]):04X}⟩", text)


def inline(text: str) -> str:
    """A text for use inside a line of Markdown: `a*b|<c>` → `a&#42;b&#124;&#60;c&#62;`. Line ends become spaces."""
    return SPECIAL.sub(_entity, WHITE.sub(" ", text)) if ANY.search(text) else text


def line(text: str) -> str:
    """A text for use as a paragraph or heading: safe also at the start of the line, where `1.` makes a list."""
    made = inline(text).strip(" ")
    found = START.match(made)
    if not found:
        return made
    if found["mark"]:
        return f"&#{ord(made[0])};{made[1:]}"
    return f"{found['number']}&#{ord(found['dot'])};{made[found.end() :]}"


def attribute(text: str) -> str:
    """A text for use in HTML that we write ourselves."""
    return html.escape(visible(WHITE.sub(" ", text)))


def url(text: str) -> str:
    """A web address for use as the target of a link; nothing if it is none, or could end the link."""
    if not ADDRESS.fullmatch(text):
        return ""
    return text.replace("&", "&amp;").replace("*", "%2A").replace("_", "%5F").replace("~", "%7E")
