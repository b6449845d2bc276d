"""Data files for the tests of the review, written by hand: rows as the contract says, without our own exporters."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

Row = Mapping[str, Any]
UNKNOWN = {"status": "unknown"}


def speech(name: str, blocks: Sequence[str], **more: Any) -> Row:  # noqa: ANN401 - JSON
    """A row of corpus.jsonl; blocks are named by where they begin."""
    rows, at = [], 0
    for text in blocks:
        rows.append({"id": f"p{at}", "kind": "paragraph", "start": at, "end": at + len(text), "text": text})
        at += len(text) + 1
    row: dict[str, Any] = {
        "id": name,
        "source": name.rpartition("-")[0],
        "title": f"题名 {name}",
        "title_status": "source",
        "language": "zh-Hans",
        "characters": at,
        "complete": True,
        "state": "sample",
        "rights": "unknown",
        "audience": None,
        "blocks": rows,
        "edits": [],
        "findings": [],
        **dict.fromkeys(("occasion", "genre", "speaker", "region", "date"), UNKNOWN),
    }
    return row | more


def source(name: str, digest: str = "0") -> Row:
    """A row of sources.jsonl."""
    return {"id": name, "path": f"{name}.txt", "sha256": digest * 64}


def finding(code: str, words: str, line: int = 1, severity: str = "warning") -> Row:
    """A row of findings.jsonl."""
    told = {"zh": words, "en": words}
    place = {"path": "docs/sources/a.txt", "line": line, "column": 1}
    return {**place, "code": code, "severity": severity, "message": told, "hint": told}


def write(
    folder: Path,
    speeches: Iterable[Row] = (),
    findings: Iterable[Row] = (),
    gone: Mapping[str, str | None] | None = None,
    sources: Iterable[Row] | None = None,
) -> Path:
    """A folder of data files."""
    folder.mkdir(parents=True)
    speeches = list(speeches)
    listed = [source(name) for name in sorted({row["source"] for row in speeches})] if sources is None else sources
    lost = [{"address": address, "to": to} for address, to in (gone or {}).items()]
    files = {"corpus": speeches, "sources": listed, "findings": findings, "withdrawn": lost}
    for name, rows in files.items():
        lines = [json.dumps(row, ensure_ascii=False) + "\n" for row in rows]
        (folder / f"{name}.jsonl").write_text("".join(lines), encoding="utf-8")
    return folder
