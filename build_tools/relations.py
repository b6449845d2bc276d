"""What is made of all speeches together, after their sources: kept until the corpus or the rules change.

Knows: where it is kept, and by which key.
Must not know: how relations are found, or what a site is.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from pathlib import Path

from build_tools import disk, memory
from build_tools.model import Attestation, Page
from build_tools.pages import related, terms
from build_tools.vocabulary import load
from build_tools.vocabulary.terms import terms as all_terms


def neighbours(corpus: Path, room: Path) -> Path:
    """The folder of what stands below each speech: as it was last time, if the corpus and the rules are the same."""
    key = _key(corpus)
    last = room / "key"
    if not last.is_file() or last.read_bytes() != key:
        from build_tools.corpus.related import relate  # noqa: PLC0415 - arrays, which most runs do without

        last.unlink(missing_ok=True)
        made = {speech: related.fragment(speech, neighbours, load()) for speech, neighbours in relate(corpus)}
        for speech, html in made.items():
            if html:
                disk.write(room / f"{speech}.html", html.encode())
        disk.sweep(room, {f"{speech}.html" for speech, html in made.items() if html}, ".html")
        disk.write(last, key)
    return room


def glossary(corpus: Path, room: Path) -> Page:
    """The glossary's page, with the first attestations in a corpus."""
    key, kept = _key(corpus).hex(), room / "attested.json"
    told = json.loads(kept.read_bytes()) if kept.is_file() else {}
    if told.get("key") != key:
        from build_tools.corpus.attestations import attest  # noqa: PLC0415 - as above

        found = attest(corpus, {term.id: term.forms for term in all_terms()})
        told = {"key": key, "first": {name: asdict(one) for name, one in found.items()}}
        disk.write(kept, json.dumps(told).encode())
    return terms.render(all_terms(), {name: Attestation(**row) for name, row in told["first"].items()})


def _key(corpus: Path) -> bytes:
    with corpus.open("rb") as stream:
        return memory.rules() + hashlib.file_digest(stream, "sha256").digest()
