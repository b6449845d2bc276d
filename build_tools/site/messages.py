"""The words of the interface in two languages, made into what browsers load: the search's, and pages' English.

Knows: the catalogue messages.yml, and which tables of ours have English beside their Chinese.
Must not know: how a page is put into another language.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

from build_tools import findings
from build_tools.model import Bilingual
from build_tools.vocabulary import load
from build_tools.vocabulary.downloads import BOOKS, CITATIONS, TEXTS, WHOLE

CATALOGUE: Final = Path(__file__).with_name("messages.yml")
GAP: Final = re.compile(r"\{(\w*)\}")
LISTS: Final = ("occasions", "genres", "roles", "states", "rights", "proofreading")
KINDS: Final = frozenset("ntq")
"""Gaps of the pages' messages: a number, words that are themselves looked up, words that stay."""


@cache
def catalogue() -> Mapping[str, Mapping[str, Any]]:
    """The catalogue.

    Raises: ValueError: the two languages of a message have not the same gaps, or one has gaps of a kind unknown.
    """
    told = yaml.load(CATALOGUE.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    for chinese, english in (*told["pages"].items(), *told["search"].values()):
        if sorted(GAP.findall(chinese)) != sorted(GAP.findall(english)):
            message = f"{CATALOGUE.name}: the gaps differ: {chinese} | {english}"
            raise ValueError(message)
    if wrong := [zh for zh in told["pages"] if not KINDS.issuperset(GAP.findall(zh))]:
        message = f"{CATALOGUE.name}: gaps of a kind unknown: {wrong}"
        raise ValueError(message)
    return told  # type: ignore[no-any-return]


def search() -> str:
    """The search's words, as JSON: by language, then by name."""
    rows = catalogue()["search"]
    told = {language: {name: pair[at] for name, pair in rows.items()} for at, language in enumerate(("zh", "en"))}
    return json.dumps(told, ensure_ascii=False)


def english() -> str:
    """A script that gives the pages' words: Chinese with its gaps → English, the first that fits counts."""
    told = dict(catalogue()["pages"])
    for pair in _labels():
        told.setdefault(pair.zh, pair.en)
    for code in findings.table().values():
        told.setdefault(GAP.sub("{q}", code.message.zh), _in_order(code.message))
    return f"globalThis.AnthologyEnglish = {json.dumps(told, ensure_ascii=False)};\n"


def _labels() -> Iterator[Bilingual]:
    """What the vocabulary and the lists of downloads say in both languages."""
    vocabulary = load()
    for kind in LISTS:
        for entry in getattr(vocabulary, kind).values():
            yield entry.label
            yield entry.definition
    for row in (*TEXTS, *CITATIONS, *BOOKS, *WHOLE):
        yield row.label


def _in_order(message: Bilingual) -> str:
    """The English of a finding, its gaps numbered by where they stand in the Chinese."""
    names = GAP.findall(message.zh)
    return GAP.sub(lambda gap: f"{{{names.index(gap[1])}}}" if gap[1] in names else "…", message.en)
