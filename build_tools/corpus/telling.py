"""Duplicates as findings, without those that a person accepted with a reason.

Knows: the codes of the kinds, and how an acceptance names a pair.
Must not know: how duplicates are found.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

from build_tools import findings
from build_tools.corpus.duplicates import CONTAINED, EXACT, NEAR, Duplicate
from build_tools.corpus.texts import Print, Text
from build_tools.model import Acceptance, Finding, Location, Span

KINDS: Final = {EXACT: "B040", NEAR: "B041", CONTAINED: "B042"}
SHOWN: Final = 5  # passages that are told


def tell(found: Iterable[Duplicate], known: Sequence[Print], text: Callable[[int], Text]) -> tuple[Finding, ...]:
    """A finding for each pair that nobody accepts, and one for each acceptance that accepts nothing, by place."""
    used: set[Location] = set()
    told: list[Finding] = []
    for pair in found:
        finding = _finding(pair, text)
        accepted = [*_accepting(pair.first, pair.second, known, finding)]
        accepted += _accepting(pair.second, pair.first, known, finding)
        used.update(row.at for row in accepted)
        if not accepted:
            told.append(finding)
    rows = {row.at: row for one in known for row in one.accepted}
    told += (findings.at(at, "C035", code=row.code) for at, row in rows.items() if at not in used)
    return tuple(sorted(told, key=lambda finding: (finding.at, finding.code, finding.message.zh)))


def _accepting(own: int, other: int, known: Sequence[Print], finding: Finding) -> Iterator[Acceptance]:
    """The acceptances of a speech's source that name the other speech; without `words` they name any."""
    for row in known[own].accepted:
        if row.code == finding.code and row.words in ("", known[other].id) and row.line in (None, finding.at.line):
            yield row


def _finding(pair: Duplicate, text: Callable[[int], Text]) -> Finding:
    """Told of the later of two, and of the part of a whole."""
    own, other, spans = pair.first, pair.second, pair.spans
    if pair.kind != CONTAINED:
        own, other, spans = pair.second, pair.first, tuple((b, a) for a, b in pair.spans)
    mine, theirs = text(own), text(other)
    return findings.at(
        mine.place(spans[0][0].start),
        KINDS[pair.kind],
        speech=mine.id,
        id=mine.id,
        other=theirs.id,
        shared=pair.shared,
        share=f"{pair.share:.0%}",
        lines=_lines(mine, [one for one, _ in spans]),
        there=theirs.path,
        there_lines=_lines(theirs, [one for _, one in spans]),
    )


def _lines(text: Text, spans: Sequence[Span]) -> str:
    """As in "4-9, 12": the lines in which passages stand, the longest ones if there are many."""
    longest = sorted(sorted(spans, key=len)[-SHOWN:])
    rows = dict.fromkeys(text.lines(span) for span in longest)
    words = ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in rows)
    return words + (" …" if len(spans) > SHOWN else "")
