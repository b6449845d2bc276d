"""Which characters of a text deceive, do harm, or are not seen.

Knows: Unicode's classes of them.
Must not know: formats, encodings.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from typing import Final

from build_tools import findings
from build_tools.importers.limits import SHOWN
from build_tools.model import Finding, Source, Span

# C0 but tab and line ends, DEL and C1, surrogates, noncharacters: they are in no text, and break what reads it.
BROKEN: Final = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff" + "".join(
    f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000)
)
# Overrides and isolates of direction: what is shown is not what is stored ("Trojan Source", CVE-2021-42574).
TURNING: Final = "\u202a-\u202e\u2066-\u2069"
# Not seen, or not the same on every machine: soft hyphen, zero width, line separators, private use, tags, U+FFFD.
UNSEEN: Final = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028\u2029\u2060-\u2065\u206a-\u206f\u3164"
    "\ue000-\uf8ff\ufeff\uffa0\ufff9-\ufffd\U000e0000-\U000e007f\U000f0000-\U000ffffd\U00100000-\U0010fffd"
)
FORBIDDEN: Final = re.compile(f"[{BROKEN}{TURNING}]")
NOTED: Final = re.compile(f"[{BROKEN}{TURNING}{UNSEEN}]")
# A run of what nearly all texts are made of. Thirty times faster than a search for what they are not.
CLEAN: Final = re.compile("[\t\n\r -~\u00a0-\u00ac\u00ae-\u024f\u2010-\u2027\u3000-\u303f\u4e00-\u9fff\uff00-\uff9f]*+")
CONTROLS: Final = {
    0x00: "NULL",
    0x07: "BELL",
    0x08: "BACKSPACE",
    0x0B: "LINE TABULATION",
    0x0C: "FORM FEED",
    0x1A: "SUBSTITUTE",
    0x1B: "ESCAPE",
    0x7F: "DELETE",
    0x85: "NEXT LINE",
}


def name(character: str) -> str:
    """Unicode's name of a character, or what kind of character it is."""
    code = ord(character)
    if 0xE000 <= code <= 0xF8FF or 0xF0000 <= code <= 0x10FFFD:
        return "PRIVATE USE"
    if FORBIDDEN.match(character) and unicodedata.category(character) == "Cn":
        return "NONCHARACTER"
    return unicodedata.name(character, CONTROLS.get(code, "CONTROL" if code < 0xA0 else "UNNAMED"))


def examine(source: Source) -> Iterator[Finding]:
    """Each forbidden character, and each kind of unseen one at its first place. Clean text costs one run."""
    clean = CLEAN.match(source.text)
    known = clean.end() if clean else 0
    if known == len(source.text):
        return
    places = [match.start() for match in NOTED.finditer(source.text, known)]
    wrong = [at for at in places if FORBIDDEN.match(source.text[at])]
    for at in wrong[:SHOWN]:
        yield _on(source, at, "F008")
    if len(wrong) > SHOWN:
        yield _on(source, wrong[SHOWN], "F009", more=len(wrong) - SHOWN)
    yield from _unseen(source, sorted(set(places) - set(wrong)))


def _unseen(source: Source, places: list[int]) -> Iterator[Finding]:
    """One finding for each character, at its first place, most frequent first; the rest are counted."""
    counts = Counter(source.text[at] for at in places)
    first = {source.text[at]: at for at in reversed(places)}
    for character, times in counts.most_common(SHOWN):
        yield _on(source, first[character], "F010", times=times)
    if len(counts) > SHOWN:
        yield _on(source, places[0], "F011", more=len(counts) - SHOWN)


def _on(source: Source, at: int, code: str, **values: int | str) -> Finding:
    character = source.text[at]
    values |= {"point": f"U+{ord(character):04X}", "name": name(character)}
    return findings.on(source, Span(at, at + 1), code, speech="", after=findings.after(source.text, at), **values)
