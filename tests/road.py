"""The road run over a few files, for tests: what `anthology convert` writes, read back."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from build_tools.__main__ import main

ROOT = Path(__file__).parents[1]
SOURCES = ROOT / "docs" / "sources"
SEED = SOURCES / "project-construction-speeches.txt"


@dataclass(frozen=True, slots=True)
class Output:
    """The exit status, the three data files, and the pages by name."""

    status: int
    sources: list[dict[str, Any]]
    corpus: list[dict[str, Any]]
    findings: list[dict[str, Any]]
    pages: dict[str, str]
    told: str


def convert(folder: Path, *paths: Path, options: tuple[str, ...] = ()) -> Output:
    """Run `anthology convert` on the paths into a folder."""
    arguments = ["convert", *map(str, paths), "--output", str(folder), "--no-cache", "--jobs", "1", *options]
    result = CliRunner().invoke(main, arguments, catch_exceptions=False)
    lines = {
        name: [json.loads(line) for line in (folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
        for name in ("sources", "corpus", "findings")
    }
    pages = {path.name: path.read_text(encoding="utf-8") for path in sorted((folder / "pages").rglob("*.md"))}
    return Output(result.exit_code, lines["sources"], lines["corpus"], lines["findings"], pages, result.output)


def reading(record: dict[str, Any], text: str) -> str:
    """A speech's reading text, made anew from the source's text and the record's certain edits."""
    pieces, at = [], record["start"]
    for edit in record["edits"]:
        if edit["certainty"] == "certain":
            pieces += [text[at : edit["start"]], edit["reading"]]
            at = edit["end"]
    return "".join([*pieces, text[at : record["end"]]])


def undone(record: dict[str, Any], text: str) -> str:
    """The source's text of a speech, rebuilt from its reading text by undoing the certain edits."""
    read, pieces, at, shift = reading(record, text), [], 0, -record["start"]
    for edit in record["edits"]:
        if edit["certainty"] == "certain":
            start = edit["start"] + shift
            pieces += [read[at:start], edit["original"]]
            at = start + len(edit["reading"])
            shift += len(edit["reading"]) - (edit["end"] - edit["start"])
    return "".join([*pieces, read[at:]])


def bare(text: str) -> str:
    """A text without white space."""
    return "".join(text.split())
