"""Volumes as the records of sources.jsonl, corpus.jsonl and findings.jsonl: one JSON object a line, UTF-8.

Knows: the keys of the published data files. Keys are added, never renamed: other programs read them.
Must not know: disks, pages, sites.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from build_tools.model import Block, Edit, Evidence, Finding, Metadata, Signature, Speech, Volume
from build_tools.vocabulary import Vocabulary

Record = Mapping[str, Any]


def line(record: Record) -> bytes:
    """A record as one line of JSON, its keys in the order given."""
    return json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def findings(told: Iterable[Finding]) -> bytes:
    """The lines of findings.jsonl."""
    return b"".join(line(finding(here)) for here in told)


def source(volume: Volume) -> Record:
    """A line of sources.jsonl."""
    here = volume.source
    url = here.declared.url
    ids = iter(speech.id for speech in volume.speeches)
    return {
        "id": here.id,
        "path": here.path,
        "sha256": here.sha256,
        "encoding": here.encoding,
        "characters": len(here.text),
        "declared_count": volume.segmentation.claimed,
        "found_count": len(volume.speeches),
        "url": url.text if url else None,
        "parts": [
            {"kind": part.kind, "start": part.span.start, "end": part.span.end}
            | ({"speech": next(ids)} if part.kind == "speech" else {})
            for part in volume.segmentation.parts
        ],
    }


def speech(here: Speech, vocabulary: Vocabulary) -> Record:
    """A line of corpus.jsonl."""
    known = here.metadata
    return {
        "id": here.id,
        "source": here.source.id,
        "start": here.span.start,
        "end": here.span.end,
        "title": known.title,
        "title_status": known.title_status,
        "language": known.language,
        **_facets(known, vocabulary),
        "audience": known.audience,
        "state": known.state,
        "rights": known.rights,
        "level": known.proofreading.level,
        "proofread": _signature(known.proofreading.proofread),
        "validated": _signature(known.proofreading.validated),
        "complete": here.complete,
        "characters": here.characters,
        "minutes": list(here.minutes),
        "outline": [_heading(block) for block in here.blocks if block.kind == "heading"],
        "blocks": [_block(block) for block in here.blocks],
        "edits": [_edit(edit) for edit in here.edits],
        "evidence": [_evidence(evidence) for evidence in known.evidence],
        "findings": [_mark(finding) for finding in here.findings],
    }


def _facets(known: Metadata, vocabulary: Vocabulary) -> Record:
    speaker, region = known.speaker, known.region
    return {
        "occasion": {"id": known.occasion.id, "name": known.occasion.name, "status": known.occasion.status},
        "genre": {"id": known.genre.id, "status": known.genre.status},
        "speaker": {
            "name": speaker.name,
            "role": speaker.role,
            "role_label": vocabulary.roles[speaker.role].label.zh if speaker.role else None,
            "role_text": speaker.role_text,
            "organisation": speaker.organisation,
            "status": speaker.status,
        },
        "region": {
            "code": region.code,
            "path": list(region.path),
            "status": region.status,
            "code_then": region.code_then,
            "path_then": list(region.path_then),
        },
        "date": {"edtf": known.date.edtf, "status": known.date.status},
    }


def _signature(signed: Signature | None) -> Record | None:
    return {"by": signed.by, "on": signed.on} if signed else None


def _heading(block: Block) -> Record:
    words = block.text[len(block.marker) :].strip()
    return {"level": block.level, "marker": block.marker, "text": words, "block": block.id}


def _block(block: Block) -> Record:
    record: dict[str, Any] = {
        "id": block.id,
        "kind": block.kind,
        "start": block.span.start,
        "end": block.span.end,
        "text": block.text,
    }
    if block.level:
        record["level"] = block.level
    if block.marker:
        record["marker"] = block.marker
    if block.run_in:
        record["run_in"] = True
    return record


def _edit(edit: Edit) -> Record:
    record: dict[str, Any] = {
        "start": edit.span.start,
        "end": edit.span.end,
        "original": edit.original,
        "reading": edit.reading,
        "category": edit.category,
        "certainty": edit.certainty,
        "rule": edit.rule,
    }
    return record | ({"by": edit.by} if edit.by else {})


def _evidence(evidence: Evidence) -> Record:
    span = evidence.span
    return {
        "field": evidence.field,
        "value": evidence.value,
        "status": evidence.status,
        "rule": evidence.rule,
        "start": span.start if span else None,
        "end": span.end if span else None,
        "quote": evidence.quote,
    }


def _mark(finding: Finding) -> Record:
    span = finding.span
    return {
        "code": finding.code,
        "severity": finding.severity,
        "start": span.start if span else None,
        "end": span.end if span else None,
        "message": finding.message.zh,
        "message_en": finding.message.en,
    }


def finding(here: Finding) -> Record:
    """A line of findings.jsonl."""
    return {
        "path": here.at.path,
        "line": here.at.line,
        "column": here.at.column,
        "code": here.code,
        "severity": here.severity,
        "message": {"zh": here.message.zh, "en": here.message.en},
        "hint": {"zh": here.hint.zh, "en": here.hint.en},
    }
