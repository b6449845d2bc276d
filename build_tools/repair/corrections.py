"""A person's corrections from the sidecar, as edits.

Knows: that the words must stand once in the source, or once in the line that is named.
Must not know: any rule; how a sidecar is written.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from build_tools import findings
from build_tools.model import Bilingual, Correction, Edit, Finding, Source, Span

LINE_END: Final = re.compile(r"\r\n|\r|\n")


def corrections(source: Source) -> tuple[tuple[Edit, ...], tuple[Finding, ...]]:
    """The corrections as certain edits, in order, and a finding for each that cannot be applied.

    The whole `find` is marked, as the person wrote it, so that the list of changes reads as the sidecar does.
    """
    ends = [found.span() for found in LINE_END.finditer(source.text)] if source.declared.corrections else []
    placed: list[tuple[Span, Correction]] = []
    faults: list[Finding] = []
    for correction in source.declared.corrections:
        count, first = _places(source.text, correction, ends)
        if count == 1:
            placed.append((first, correction))
        else:
            faults.append(_misplaced(source, correction, count))
    edits: list[Edit] = []
    for span, correction in sorted(placed, key=lambda pair: pair[0]):
        if edits and span.start < edits[-1].span.end:
            faults.append(findings.at(correction.at, "T001", words=correction.find, other=edits[-1].original))
        else:
            edits.append(_edit(span, correction))
    return tuple(edits), tuple(faults)


def _places(text: str, correction: Correction, ends: Sequence[tuple[int, int]]) -> tuple[int, Span]:
    """How many times the words stand in the line that is named, or anywhere, and where first."""
    start, end = 0, len(text)
    if correction.line is not None:
        start, end = _line(text, correction.line, ends)
    first = text.find(correction.find, start, end) if correction.find else -1
    if first < 0:
        return 0, Span(0, 0)
    again = text.find(correction.find, first + 1, end) >= 0  # they may overlap, which `count` does not see
    return max(text.count(correction.find, start, end), 1 + again), Span(first, first + len(correction.find))


def _line(text: str, number: int, ends: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """Where a line begins and ends, by the ends of all; an empty place at the text's end if there is no such line."""
    if number > len(ends) + 1:
        return len(text), len(text)
    return ends[number - 2][1] if number > 1 else 0, ends[number - 1][0] if number <= len(ends) else len(text)


def _misplaced(source: Source, correction: Correction, count: int) -> Finding:
    if count:
        lines = findings.lines_of(source, correction.find)
        return findings.at(correction.at, "C031", words=correction.find, count=count, lines=lines)
    return findings.at(correction.at, "C030", words=correction.find)


def _edit(span: Span, correction: Correction) -> Edit:
    reason = Bilingual(correction.reason, correction.reason)
    return Edit(span, correction.find, correction.replace, "correction", "certain", "correction", reason, correction.by)
