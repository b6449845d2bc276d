"""Parts as a person set them in the sidecar: they always win.

Knows: how the first words of a segment are found in the source.
Must not know: cues.
"""

from __future__ import annotations

import re
from typing import Final

from build_tools import findings
from build_tools.model import DeclaredSegment, Finding, Part, Source, Span

LINE_END: Final = re.compile(r"\r\n|\r|\n")


def parts(source: Source) -> tuple[tuple[Part, ...], tuple[Finding, ...]]:
    """The declared parts, and a finding for each segment whose words are missing, ambiguous or out of order."""
    faults: list[Finding] = []
    starts: list[tuple[int, DeclaredSegment]] = []
    ends = [0, *(found.end() for found in LINE_END.finditer(source.text))]
    for segment in source.declared.segments:
        count, first = _places(source.text, segment, ends)
        if count != 1:
            faults.append(_astray(source, segment, count))
        elif starts and first <= starts[-1][0]:
            faults.append(findings.at(segment.at, "C034", words=segment.begins))
        else:
            starts.append((first, segment))
    return _covering(source, starts), tuple(faults)


def _astray(source: Source, segment: DeclaredSegment, count: int) -> Finding:
    if count:
        lines = findings.lines_of(source, segment.begins)
        return findings.at(segment.at, "C033", words=segment.begins, count=count, lines=lines)
    return findings.at(segment.at, "C032", words=segment.begins)


def _places(text: str, segment: DeclaredSegment, ends: list[int]) -> tuple[int, int]:
    """How many times the segment's first words stand, or begin in the line that it names, and where first."""
    start, last = 0, len(text)
    if segment.line is not None:
        if not 1 <= segment.line <= len(ends):
            return 0, 0
        start = ends[segment.line - 1]
        last = ends[segment.line] - 1 if segment.line < len(ends) else len(text)
    stop = last + len(segment.begins)  # they may run on into the next line
    first = text.find(segment.begins, start, stop)
    if not start <= first <= last:
        return 0, 0
    return max(text.count(segment.begins, start, stop), 1 + (text.find(segment.begins, first + 1, stop) >= 0)), first


def _covering(source: Source, starts: list[tuple[int, DeclaredSegment]]) -> tuple[Part, ...]:
    """The parts; what stands before the first of them is front matter."""
    if not starts:
        return (Part(Span(0, len(source.text)), "front"),) if source.text else ()
    ends = [at for at, _ in starts[1:]] + [len(source.text)]
    made = [Part(Span(at, end), s.kind, s.facts) for (at, s), end in zip(starts, ends, strict=True)]
    if not source.text[: starts[0][0]].strip():
        first = made[0]
        return (Part(Span(0, first.span.end), first.kind, first.facts), *made[1:])
    return (Part(Span(0, starts[0][0]), "front"), *made)
