"""Text that was read in the wrong encoding and saved again, or whose words became question marks.

Knows: which encodings are taken for which.
Must not know: formats, bytes of files.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from build_tools import findings
from build_tools.importers.encodings import FEW, SURE, share
from build_tools.model import Finding, Source, Span

TAKEN: Final = (
    ("gb18030", "utf-8"),
    ("latin-1", "gb18030"),
    ("cp1252", "gb18030"),
    ("latin-1", "utf-8"),
    ("cp1252", "utf-8"),
)
"""How bytes were read, and what they were: the ways that turn Chinese into signs that are stored without complaint."""
WORDS: Final = re.compile(r"[^\s\x00-\x7f]+")
LINE: Final = re.compile(r"[^\r\n]+")
SHOWN: Final = 12  # characters of what it should read
MARKS: Final = 20  # question marks; fewer may have been written
PLAIN: Final = 0.5  # share of common characters: of words that were read rightly


def examine(source: Source) -> Iterator[Finding]:
    """One finding if more than half of the words are garbled or lost; a line here and there is left to readers.

    A line is garbled if its bytes, in the encoding that it was taken for, give words of common characters in another
    encoding, where it has hardly any. Of Chinese that was read rightly nothing comes out but replacement characters.
    """
    words = sum(len(found[0]) for found in WORDS.finditer(source.text))
    if words >= FEW and share(source.text)[0] < PLAIN and (first := _garbled(source, words)):
        yield first
    marks = source.text.count("?")
    if marks >= MARKS and marks > (count := len("".join(source.text.split()))) / 2:
        at = source.text.index("?")
        yield findings.on(source, Span(at, at + 1), "F020", count=count, marks=marks)


def _garbled(source: Source, words: int) -> Finding | None:
    for wrong, right in TAKEN:
        first, garbled = None, 0
        for line in LINE.finditer(source.text):
            if before := _before(line[0], wrong, right):
                first = first or (line, before)
                garbled += sum(map(len, WORDS.findall(line[0])))
        if first and garbled > words / 2:
            span = Span(*first[0].span())
            shown = first[1].strip()[:SHOWN]
            return findings.on(source, span, "F019", wrong=wrong.upper(), right=right.upper(), words=shown)
    return None


def _before(line: str, wrong: str, right: str) -> str:
    """What a line was before it was read wrongly; nothing if it was not."""
    if line.isascii():
        return ""
    was = line.encode(wrong, "replace").decode(right, "replace")  # some bytes were lost when it was read wrongly
    common, wide = share(was)
    return was if wide >= FEW and common >= max(SURE, share(line)[0]) else ""
