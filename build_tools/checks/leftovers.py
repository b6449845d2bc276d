"""Leftovers: what hardly belongs to a speech, and may be cut away by a person.

Knows: addresses of the web, lines of a contents list, a salutation after the thanks.
Must not know: whether they really are no part of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from build_tools.checks.subject import Subject
from build_tools.model import Finding

ADDRESS: Final = re.compile(r"(?i:https?://|www\.)[!-~]{3,300}")
CONTENTS: Final = re.compile(
    r"(?:^|\n)(?P<line>[^\n….·]{2,40}(?:…{2,}|[.·]{6,})[ \u3000]*[0-9]{1,4})[ \u3000]*(?=\n|\Z)"
)


def leftovers(subject: Subject) -> Iterator[Finding]:
    """Addresses, contents lines and a second salutation are told; they stay where they are."""
    text = subject.text
    if "://" in text or "www." in text:
        for match in ADDRESS.finditer(text):
            yield subject.tell(*match.span(), "T161", words=match.group())
    if "……" in text or "......" in text or "······" in text:
        for match in CONTENTS.finditer(text):
            yield subject.tell(*match.span("line"), "T162", words=match["line"])
    closed = False
    for block in subject.blocks:
        if block.kind == "salutation" and closed:
            yield subject.tell_on(block.span, "T163", words=block.text)
        closed = closed or block.kind == "closing"
