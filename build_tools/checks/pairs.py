"""Pairs: every bracket and quotation mark has its other half in the paragraph.

Knows: which marks come in pairs, and that a quotation may run over several paragraphs.
Must not know: which half is missing.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from build_tools.checks.subject import Subject
from build_tools.model import Finding

CLOSING: Final = {
    "“": "”",
    "《": "》",
    "（": "）",
    "【": "】",
    "「": "」",
    "『": "』",
    "〔": "〕",
    "〈": "〉",
    "(": ")",
}
OPENING: Final = {closing: opening for opening, closing in CLOSING.items()}
EITHER: Final = {"(": "（", ")": "）"}
MARK: Final = re.compile("[" + re.escape("".join((*CLOSING, *OPENING))) + "\n]")
# 1) 甲） :) are no halves
ENUMERATOR: Final = re.compile(r"(?:(?:^|[\s。；，、：:;,])[0-9A-Za-z一二三四五六七八九十甲乙丙丁]{1,3}|[:;]-?)\Z")
PARAGRAPH: Final = 2000
INDENT: Final = 8
FAR: Final = 15  # paragraphs that one quotation may run over


def unpaired_marks(subject: Subject) -> Iterator[Finding]:
    """Brackets, quotation marks and title marks come in pairs."""
    text = subject.text
    if all(text.count(opening) == text.count(closing) for opening, closing in CLOSING.items()):
        return
    offered = [edit.span.start for edit in subject.edits if edit.rule == "missing-closing-quotes"]
    for at in sorted(_lone(text)):
        place = subject.place(at, at + 1)
        if text[at] not in "“”" or not _near(offered, place.start):
            yield subject.tell_on(place, "T140", words=text[at])


def _near(places: list[int], at: int) -> bool:
    """True if one of the places is near: what is offered there tells of the mark already."""
    index = bisect_left(places, at)
    return any(abs(place - at) < PARAGRAPH for place in places[max(0, index - 1) : index + 1])


@dataclass(slots=True)
class _Count:
    """What is open while the text is read once: in this paragraph, and quotations left open in earlier ones."""

    lone: list[int] = field(default_factory=list)
    opened: list[tuple[str, int]] = field(default_factory=list)
    kinds: Counter[str] = field(default_factory=Counter)
    carried: list[tuple[int, int]] = field(default_factory=list)  # the paragraph and the place of a “

    def end_paragraph(self, number: int) -> None:
        """Marks left open are lone, but for quotations: they may be closed, or opened anew, further on."""
        self.lone += (place for char, place in self.opened if char != "“")
        self.lone += (place for since, place in self.carried if number - since > FAR)
        self.carried = [pair for pair in self.carried if number - pair[0] <= FAR]
        self.carried += ((number, place) for char, place in self.opened if char == "“")
        self.opened.clear()
        self.kinds.clear()

    def open(self, mark: str, at: int) -> None:
        """One more is open."""
        self.opened.append((mark, at))
        self.kinds[mark] += 1

    def close(self, opening: str) -> bool:
        """True if a mark could be closed; those that were opened inside it are lone."""
        if not self.kinds[opening]:
            return False
        while True:
            char, place = self.opened.pop()
            self.kinds[char] -= 1
            if char == opening:
                return True
            self.lone.append(place)


def _lone(text: str) -> list[int]:
    """Where marks stand alone."""
    count = _Count()
    number = start = 0
    for match in MARK.finditer(text):
        mark, at = EITHER.get(match.group(), match.group()), match.start()
        if mark == "\n":
            number, start = number + 1, at + 1
            count.end_paragraph(number)
        elif mark in CLOSING:
            if mark == "“" and at - start < INDENT and not text[start:at].strip():
                count.carried.clear()  # a quotation that goes on opens anew in each paragraph
            count.open(mark, at)
        elif count.close(OPENING[mark]) or (mark == "）" and ENUMERATOR.search(text[max(0, at - 5) : at])):
            continue
        elif mark == "”" and count.carried:
            count.carried.pop()
        else:
            count.lone.append(at)
    count.end_paragraph(number)
    return count.lone + [place for _, place in count.carried]
