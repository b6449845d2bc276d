"""Sources for the tests of the search: many speeches, hostile titles, dates, regions, long lists."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.bench import generated

HOSTILE = "<img src=x onerror=window.__pwn=1>&amp;<script>window.__pwn=1</script>"
DATES = ("2019", "2020-05", "2021-03-12", "2008~", "2010/2012", "1999?")
REGIONS = ("210882", "610900", "220621")
OCCASIONS = ("promotion-meeting", "symposium", "groundbreaking-ceremony", "training", "award-ceremony")
HELD = "青山绿水"
"""Words that stand in the last paragraph of every third speech, once broken by a comma."""


def write(folder: Path, number: int = 48) -> Path:
    """Write the sources into a folder; the folder."""
    for at, path in enumerate(generated.write(folder, number, 300)):
        text = path.read_text(encoding="utf-8")
        more = generated.speech(1000 + at, 300 + 160 * (at % 12)).split("\n", 2)[2]
        held = f"要守住{HELD}，也要把青山，绿水变成群众的好日子。\n" if at % 3 == 0 else ""
        path.write_text(text.replace("谢谢大家!\n", "") + held + more, encoding="utf-8")
        path.with_suffix(".yml").write_text(_sidecar(at), encoding="utf-8")
    return folder


def _sidecar(at: int) -> str:
    lines = [f"date: {json.dumps(DATES[at % 8])}" if at % 8 < len(DATES) else "", "state: sample"]
    lines.append(f"region: {json.dumps(REGIONS[at % 5])}" if at % 5 < len(REGIONS) else "")
    if at % 11 == 3:
        lines.append(f"speeches:\n  1: {{title: '{HOSTILE}'}}")
    return "\n".join(line for line in lines if line) + "\n"


def speeches(site: Path) -> list[dict[str, Any]]:
    """The speeches of a built site, as its data tell them."""
    rows = (site / "data/corpus.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(row) for row in rows]


def holding(site: Path, words: str) -> set[str]:
    """The ids of the speeches that hold some words, punctuation aside."""
    return {
        speech["id"]
        for speech in speeches(site)
        if any(words in plain(text) for text in (speech["title"], *(block["text"] for block in speech["blocks"])))
    }


def plain(text: str) -> str:
    """A text without punctuation and white space."""
    return "".join(one for one in text if one.isalnum())
