"""Findings that a person looked at and accepts in the sidecar.

Knows: codes, words and lines.
Must not know: why a finding was made.
"""

from __future__ import annotations

from collections.abc import Sequence

from build_tools import findings
from build_tools.model import Acceptance, Finding, Source


def accept(found: Sequence[Finding], source: Source) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """The findings that nobody accepts, and one for each acceptance that accepts nothing. Errors cannot be accepted."""
    rows = source.declared.accepted
    if not rows:
        return tuple(found), ()
    used: set[int] = set()
    left: list[Finding] = []
    for finding in found:
        fitting = [
            index for index, row in enumerate(rows) if finding.severity != "error" and _fits(row, finding, source)
        ]
        used.update(fitting)
        if not fitting:
            left.append(finding)
    unused = (row for index, row in enumerate(rows) if index not in used and row.code not in findings.ACROSS)
    return tuple(left), tuple(findings.at(row.at, "C035", code=row.code) for row in unused)


def _fits(row: Acceptance, finding: Finding, source: Source) -> bool:
    if row.code != finding.code or (row.line is not None and row.line != finding.at.line):
        return False
    if finding.span is None:
        return not row.words or row.words in finding.message.zh
    return row.words in source.text[finding.span.start : finding.span.end] or row.words in finding.message.zh
