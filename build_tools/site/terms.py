"""Links from a speech's page to the glossary: each term at its first use, never inside a quotation.

A term that is itself all that stands between quotation marks is named, not quoted: the link then holds the marks too.
The words stay as they are, so that what is copied is what was there.
Knows: the HTML of a speech's paragraphs, whose text is escaped.
Must not know: what the terms mean.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from build_tools.vocabulary.terms import terms

PIECE: Final = re.compile(r"<[^>]*>|[^<]+")
PARAGRAPH: Final = re.compile(r'<p\b[^>]*\bid="p\d[^>]*>')
NAME: Final = re.compile(r"</?([a-z0-9]+)")
NOT_IN: Final = ("a", "button", "del", "ins", "s", "summary")
OPEN, CLOSE = "“‘「『《", "”’」』》"


@cache
def _forms() -> tuple[dict[str, str], re.Pattern[str]]:
    ids = {form: term.id for term in terms() for form in term.forms}
    words = "|".join(sorted(map(re.escape, ids), key=lambda word: (-len(word), word)))
    return ids, re.compile(f"({words})|([{OPEN}])|([{CLOSE}])")


def linked(html: str, glossary: str) -> str:
    """A page's body whose terms lead to the glossary's address, each at its first use."""
    used: set[str] = set()
    made: list[str] = []
    inside, shut, depth = False, 0, 0
    for piece in PIECE.findall(html):
        if piece.startswith("<"):
            if PARAGRAPH.match(piece):
                inside, shut, depth = True, 0, 0
            elif piece == "</p>":
                inside = False
            elif inside and (name := NAME.match(piece)) and name[1] in NOT_IN:
                shut += -1 if piece.startswith("</") else 1
        elif inside:
            piece, depth = _text(piece, glossary, used, depth, free=not shut)  # noqa: PLW2901 - the piece as it is told
        made.append(piece)
    return "".join(made)


def _text(text: str, glossary: str, used: set[str], depth: int, *, free: bool) -> tuple[str, int]:
    """A piece of text with its links, and how many quotations are open after it."""
    ids, any_of = _forms()
    made: list[str] = []
    at = 0
    for found in any_of.finditer(text):
        if found[2]:
            depth += 1
        elif found[3]:
            depth = max(0, depth - 1)
        elif free and ids[found[1]] not in used and (span := _place(text, found.start(), found.end(), depth)):
            used.add(ids[found[1]])
            start, end = span
            made += (text[at:start], f'<a class="term" href="{glossary}#{ids[found[1]]}">{text[start:end]}</a>')
            at = end
    return "".join((*made, text[at:])), depth


def _place(text: str, start: int, end: int, depth: int) -> tuple[int, int] | None:
    """What the link holds: the term, or the term with its own quotation marks; nothing inside a quotation."""
    if depth == 0:
        return start, end
    before, after = text[start - 1 : start], text[end : end + 1]
    named = depth == 1 and before and before in OPEN[:4] and after == CLOSE[OPEN.index(before)]
    return (start - 1, end + 1) if named else None
