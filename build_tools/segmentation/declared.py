"""Parts as a person set them in the sidecar: they always win.

Knows: how the first words of a segment are found in the source.
Must not know: cues.
"""

from __future__ import annotations

from build_tools import findings
from build_tools.model import DeclaredSegment, Finding, Part, Source, Span, locate


def parts(source: Source) -> tuple[tuple[Part, ...], tuple[Finding, ...]]:
    """The declared parts, and a finding for each segment whose words are missing, ambiguous or out of order."""
    faults: list[Finding] = []
    starts: list[tuple[int, DeclaredSegment]] = []
    for segment in source.declared.segments:
        places = _places(source, segment)
        if len(places) != 1:
            faults.append(_astray(segment, len(places)))
        elif starts and places[0] <= starts[-1][0]:
            faults.append(findings.at(segment.at, "C034", words=segment.begins))
        else:
            starts.append((places[0], segment))
    return _covering(source, starts), tuple(faults)


def _astray(segment: DeclaredSegment, count: int) -> Finding:
    if count:
        return findings.at(segment.at, "C033", words=segment.begins, count=count)
    return findings.at(segment.at, "C032", words=segment.begins)


def _places(source: Source, segment: DeclaredSegment) -> list[int]:
    """Every offset of the segment's first words, in its line if it names one."""
    places, at = [], source.text.find(segment.begins)
    while at >= 0:
        if segment.line is None or locate(source, at).line == segment.line:
            places.append(at)
        at = source.text.find(segment.begins, at + 1)
    return places


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
