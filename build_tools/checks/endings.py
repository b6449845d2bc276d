"""The end of a speech: does it have one? And is there enough of it?

Knows: how a spoken text may end.
Must not know: what is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from build_tools.checks.subject import HAN, Subject
from build_tools.model import Finding, Span
from build_tools.vocabulary.phrases import any_of

HAN_RUN: Final = re.compile(f"[{HAN}]+")
WORD: Final = re.compile(r"[A-Za-z]+")
CLOSED: Final = re.compile(r"(?:[。！？!?…~～.]|——|[。！？!?…；;][”’」』）)】》*_]+|[”’」』）)】])[\s\u3000]*\Z")
OPEN: Final = re.compile(r"[，、；：,;:]\Z")
THANKS: Final = re.compile(any_of("thanks"), re.IGNORECASE)
LAST: Final = re.compile(r"[^，。！？；：、,!?;:\s]{1,20}[，、；：,;:]?\Z")
SHORTEST: Final = 50  # Han characters
A_LINE: Final = 20  # a last line shorter than this, without a comma, may do without a full stop


def ending(subject: Subject) -> Iterator[Finding]:
    """The last words are the end of a sentence, or of thanks; no heading stands last."""
    if not subject.spoken:
        return
    last = subject.spoken[-1]
    text = last.text.rstrip()
    if last.kind == "heading" and not CLOSED.search(text):
        yield subject.tell_on(last.span, "T121", words=text)
    elif last.kind == "salutation" or CLOSED.search(text) or not _breaks_off(last.kind, text):
        return
    else:
        found = LAST.search(text[-30:])
        words = found.group() if found else text[-1:]
        span = subject.words_at(last, len(text) - len(words), len(text))
        yield subject.tell_on(span, "T120", words=words)


def _breaks_off(kind: str, text: str) -> bool:
    if OPEN.search(text):
        return True
    if kind == "closing" or THANKS.search(text[-20:]):
        return False
    return len(text) >= A_LINE or "，" in text


def length(subject: Subject) -> Iterator[Finding]:
    """A speech has at least fifty Han characters, or as many words of another language."""
    if not subject.blocks:
        return
    texts = [block.text for block in subject.spoken]
    count = sum(len(run) for text in texts for run in HAN_RUN.findall(text))
    if count < SHORTEST and sum(len(WORD.findall(text)) for text in texts) < SHORTEST:
        span = Span(subject.blocks[0].span.start, subject.blocks[-1].span.end)
        yield subject.tell_on(span, "T160", count=count)
