"""How each value of a speech is known, told in lines: the value, its status, the rule, the words and their place.

Knows: what a speech's metadata holds.
Must not know: how it was found.
"""

from __future__ import annotations

import difflib
from collections.abc import Sequence

from build_tools import disk, pipeline
from build_tools.disk import Reference
from build_tools.findings import printable
from build_tools.model import Evidence, Source, Speech, locate
from build_tools.vocabulary import load

STATUS = {
    "declared": "声明 declared",
    "stated": "明言 stated",
    "inferred": "推断 inferred",
    "guessed": "猜测 guessed",
    "unknown": "未详 unknown",
}


def of(speech_id: str, references: Sequence[Reference]) -> str:
    """All that is known of a speech, and how.

    Raises: KeyError: no source holds a speech of this id. BadInput: its source cannot be read.
    """
    source_id, _, number = speech_id.rpartition("-")
    ref = next((ref for ref in references if ref.id == source_id), None)
    if ref is None:
        raise KeyError(speech_id)
    volume = pipeline.make_volume(disk.read(ref), ref.id, load())
    speech = next((speech for speech in volume.speeches if str(speech.number) == number), None)
    if speech is None:
        raise KeyError(speech_id)
    return "\n".join(_lines(speech)) + "\n"


def meant(speech_id: str, references: Sequence[Reference]) -> list[str]:
    """What may be meant by an id that there is not: the first speech of that source, or of some of like names."""
    ids = [ref.id for ref in references]
    source_id = speech_id if speech_id in ids else speech_id.rpartition("-")[0] or speech_id
    near = [source_id] if source_id in ids else difflib.get_close_matches(source_id, ids)
    return [f"{name}-1" for name in near]


def _lines(speech: Speech) -> list[str]:
    known = speech.metadata
    place = locate(speech.source, speech.span.start)
    told = [
        f"{speech.id}  {printable(known.title)}",
        f"{place.path}:{place.line}:{place.column}  {speech.span.start}–{speech.span.end}",
        "",
        *_field("场合 occasion", (known.occasion.id, known.occasion.name), known.occasion.status),
        *_field("文体 genre", (known.genre.id,), known.genre.status),
        *_field(
            "讲话人 speaker", (known.speaker.name, known.speaker.role, known.speaker.role_text), known.speaker.status
        ),
        *_field("地区 region", (known.region.code, " ".join(known.region.path)), known.region.status),
        *_field("时间 date", (known.date.edtf,), known.date.status),
        *_field("文本状态 state", (known.state,), ""),
        *_field("校对程度 level", (known.proofreading.level,), ""),
        "",
        "依据 evidence",
    ]
    told += [_evidence(speech.source, evidence) for evidence in known.evidence]
    told += ["", f"校改 edits: {len(speech.edits)}；发现 findings: {len(speech.findings)}"]
    return told


def _field(name: str, values: Sequence[str | None], status: str) -> list[str]:
    shown = " · ".join(printable(value) for value in values if value) or "—"
    return [f"{name}: {shown}  {STATUS.get(status, '')}".rstrip()]


def _evidence(source: Source, evidence: Evidence) -> str:
    at = evidence.at or (locate(source, evidence.span.start) if evidence.span else None)
    where = f"{at.path}:{at.line}:{at.column}" if at else "—"
    quote = f"  「{printable(evidence.quote)}」" if evidence.quote else ""
    value = printable(evidence.value)
    return f"  {evidence.field} = {value}  [{STATUS[evidence.status]}] {evidence.rule}\n      {where}{quote}"
