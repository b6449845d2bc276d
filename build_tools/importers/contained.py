"""An importer run where it can do no harm: its reading, or its refusal, comes back from a child process.

Knows: how a reading and findings are packed for the way back, as JSON: nothing that is unpacked can run.
Must not know: any format, how a child is confined.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, Final

from build_tools import findings, sandbox
from build_tools.importers.reading import Reading, refuse
from build_tools.model import Bilingual, Finding, Location, Mark, RawFile, Span

STOPPED: Final = {
    sandbox.TIME: Bilingual("用时过长", "it took too long"),
    sandbox.MEMORY: Bilingual("占用内存过多", "it took too much memory"),
    sandbox.RESULT: Bilingual("展开的内容过多", "it unfolded to too much"),
    sandbox.CRASH: Bilingual("读取程序中途垮掉", "the program that reads it fell"),
}


def read(importer: Callable[[RawFile], Reading], raw: RawFile, limits: sandbox.Limits | None = None) -> Reading:
    """The reading of an importer that ran in a child process.

    Raises: BadInput: the importer refused the file, or the child was stopped.
    """
    try:
        outcome = sandbox.run(lambda: _packed(importer, raw), limits or sandbox.Limits())
    except sandbox.Stopped as stopped:
        refuse(raw, "F030", why=STOPPED[stopped.why])
    told = json.loads(outcome.data)
    if "refused" in told:
        raise findings.BadInput([_finding(row) for row in told["refused"]])
    marks = (Mark(Span(start, end), kind, level) for start, end, kind, level in told["marks"])
    return Reading(told["text"], told["encoding"], tuple(marks))


def _packed(importer: Callable[[RawFile], Reading], raw: RawFile) -> bytes:
    told: dict[str, Any]
    try:
        made = importer(raw)
    except findings.BadInput as bad:
        told = {"refused": [_row(finding) for finding in bad.findings]}
    else:
        marks = [(mark.span.start, mark.span.end, mark.kind, mark.level) for mark in made.marks]
        told = {"text": made.text, "encoding": made.encoding, "marks": marks}
    return json.dumps(told).encode()


def _row(found: Finding) -> list[Any]:
    at, words, hint = found.at, found.message, found.hint
    place = [at.path, at.line, at.column]
    span = [found.span.start, found.span.end] if found.span else None
    return [place, found.code, found.severity, [words.zh, words.en], [hint.zh, hint.en], span]


def _finding(row: list[Any]) -> Finding:
    place, code, severity, words, hint, span = row
    return Finding(Location(*place), code, severity, Bilingual(*words), Bilingual(*hint), Span(*span) if span else None)
