"""The checks room: a speech → what a careful reader would ask about it. It judges and never repairs.

Knows: the order of the checks.
Must not know: how blocks or edits were made, how findings are shown.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import Final

from build_tools.checks.acceptance import accept
from build_tools.checks.counts import announced_counts
from build_tools.checks.endings import ending, length
from build_tools.checks.figures import figures
from build_tools.checks.leftovers import leftovers
from build_tools.checks.markers import marker_order
from build_tools.checks.masked import masked_text
from build_tools.checks.pairs import unpaired_marks
from build_tools.checks.proofreading import signatures
from build_tools.checks.rights import shown
from build_tools.checks.subject import Check, Subject
from build_tools.model import Block, Edit, Finding, Source, Span

__all__ = ["CHECKS", "accept", "complete", "examine", "shown", "signatures"]

CHECKS: Final[tuple[Check, ...]] = (
    masked_text,
    announced_counts,
    ending,
    length,
    marker_order,
    unpaired_marks,
    figures,
    leftovers,
)
"""Every check. None depends on another; findings are told in the order of the text."""

MOST: Final = 200  # findings of one kind in one speech; who has that many is not helped by more
INCOMPLETE: Final = frozenset(("T120", "T121"))


def examine(
    source: Source, span: Span, blocks: tuple[Block, ...], edits: tuple[Edit, ...], speech_id: str
) -> tuple[Finding, ...]:
    """What is to be said of a speech, in the order of its text. What is an edit already is not told again."""
    subject = Subject(source, span, blocks, edits, speech_id)
    found: list[Finding] = []
    for check in CHECKS:
        told = list(islice(check(subject), MOST + 1))
        found += told[:MOST]
        if len(told) > MOST and told[MOST].span:
            found.append(subject.tell_on(told[MOST].span, "T199", code=told[MOST].code))
    return tuple(sorted(found, key=lambda finding: (finding.at, finding.code)))


def complete(found: Iterable[Finding]) -> bool:
    """True unless a finding says that the speech breaks off."""
    return not any(finding.code in INCOMPLETE for finding in found)
