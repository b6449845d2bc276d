"""What is made of all speeches together, after their sources: kept until the corpus or the rules change.

Knows: where it is kept, and by which key.
Must not know: how relations are found, or what a site is.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from build_tools import disk, memory
from build_tools.model import Attestation, Page
from build_tools.pages import related, terms
from build_tools.vocabulary import load
from build_tools.vocabulary.terms import terms as all_terms


def neighbours(corpus: Path, room: Path) -> Path:
    """The folder of what stands below each speech: as it was last time, if the corpus and the rules are the same."""
    key, rules = _key(corpus).hex(), memory.rules().hex()
    last = room / "known.json"
    told = json.loads(last.read_bytes()) if last.is_file() else {}
    if told.get("corpus") != key:
        last.unlink(missing_ok=True)
        keys, shown = _update(corpus, room, told if told.get("rules") == rules else {})
        disk.sweep(room, shown, ".html")
        disk.write(last, json.dumps({"corpus": key, "rules": rules, "keys": keys, "shown": sorted(shown)}).encode())
    return room


def _update(corpus: Path, room: Path, told: Mapping[str, Any]) -> tuple[dict[str, str], set[str]]:
    """Write what is new below speeches; the digest of every speech's neighbours, and the files that are to be kept."""
    from build_tools.corpus.related import relate  # noqa: PLC0415 - arrays, which most runs do without

    known = {speech: bytes.fromhex(key) for speech, key in told.get("keys", {}).items()}
    before = set(told.get("shown", ()))
    keys, shown = dict[str, str](), set[str]()
    for speech, key, near in relate(corpus, known):
        keys[speech], file = key.hex(), f"{speech}.html"
        html = related.fragment(speech, near, load()) if near else ""
        if html:
            disk.write(room / file, html.encode())
        if html or (near is None and file in before):
            shown.add(file)
    return keys, shown


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
