"""Two texts in paragraphs → where they differ, with a few words around each place.

Knows: how much of a difference a person needs to see.
Must not know: speeches, Markdown.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

AROUND: Final = 12  # characters shown before and after
LONGEST: Final = 200  # characters shown of what was and what is
LARGEST: Final = 20_000  # characters of a paragraph that are compared one by one


@dataclass(frozen=True, slots=True)
class Difference:
    """One place: the words before it, what was there, what is there now, the words after it."""

    lead: str
    was: str
    now: str
    tail: str


def differences(before: Sequence[str], after: Sequence[str]) -> tuple[Difference, ...]:
    """The places where two sequences of paragraphs differ."""
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    return tuple(
        difference
        for tag, start, end, first, last in matcher.get_opcodes()
        if tag != "equal"
        for difference in _inside("\n".join(before[start:end]), "\n".join(after[first:last]))
    )


def _inside(was: str, now: str) -> Iterator[Difference]:
    if not was or not now or len(was) + len(now) > LARGEST:
        yield Difference("", _cut(was), _cut(now), "")
        return
    for tag, start, end, first, last in difflib.SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if tag != "equal":
            lead, tail = now[max(first - AROUND, 0) : first], now[last : last + AROUND]
            yield Difference(lead, _cut(was[start:end]), _cut(now[first:last]), tail)


def _cut(text: str) -> str:
    """A text with its middle left out if it is long."""
    if len(text) <= LONGEST:
        return text
    return f"{text[: LONGEST // 2]} …（{len(text) - LONGEST} 字）… {text[-LONGEST // 2 :]}"
