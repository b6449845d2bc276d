"""One list of the vocabulary, read from its file and checked: id → Entry, in the order of the file.

Knows: the form of an entry, and what makes a file of entries wrong.
Must not know: which lists there are, or what the cues are used for.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

import yaml

from build_tools.model import Bilingual

FOLDER: Final = Path(__file__).parent
LANGUAGES: Final = ("zh-Hans", "zh-Hant", "en", "mixed", "und")
ID: Final = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
PATTERNS: Final = ("cues", "marks", "signs")
KEYS: Final = frozenset({"label", "definition", "broader", "level", "body", "bundled", "examples", *PATTERNS})
TABLES: Final = ("groups", "levels", "bodies")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a list. What cues, marks and signs are read in stands at the head of its file."""

    id: str
    label: Bilingual
    definition: Bilingual
    broader: str | None = None
    level: str | None = None  # of roles
    body: str | None = None  # of roles
    cues: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    bundled: bool = True  # of rights: a speech may stand in what holds many


Entries = Mapping[str, Entry]
Labels = Mapping[str, Bilingual]


class OneOfEach(yaml.CSafeLoader):
    """A YAML loader to which the same key twice is a fault, not an overwriting."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:  # noqa: FBT001, FBT002
        """The mapping.

        Raises: ValueError: a key stands twice.
        """
        seen = set[str]()
        for key, _ in node.value:
            if key.value in seen:
                message = f"{key.start_mark.name}: {key.value!r} stands twice"
                raise ValueError(message)
            seen.add(key.value)
        return super().construct_mapping(node, deep)


def read(name: str, text: str | None = None) -> tuple[Entries, Mapping[str, Labels]]:
    """The entries of a file, and its tables of labels (groups, levels, bodies) by name.

    Raises: ValueError: an unknown key, an id twice or malformed, words in one language only, a broken expression.
    """
    words = text if text is not None else (FOLDER / name).read_text(encoding="utf-8")
    loaded = yaml.load(words, Loader=OneOfEach)  # noqa: S506 - a safe loader
    _expect(name, set(loaded) <= {"entries", *TABLES} and "entries" in loaded, f"unknown keys: {sorted(loaded)}")
    tables = {
        table: MappingProxyType({key: _pair(f"{name}: {key}", pair) for key, pair in loaded.get(table, {}).items()})
        for table in TABLES
    }
    made = {key: _entry(f"{name}: {key}", key, row, tables) for key, row in loaded["entries"].items()}
    return MappingProxyType(made), MappingProxyType(tables)


def _entry(place: str, key: str, row: Mapping[str, Any], tables: Mapping[str, Labels]) -> Entry:
    _expect(place, bool(ID.fullmatch(key)), "an id is made of a-z, 0-9 and hyphens")
    _expect(place, set(row) <= KEYS, f"unknown keys: {sorted(set(row) - KEYS)}")
    for field, table in (("broader", "groups"), ("level", "levels"), ("body", "bodies")):
        _expect(place, row.get(field) is None or row[field] in tables[table], f"{field} must be one of {table}")
    for field in PATTERNS:
        _expressions(place, row.get(field, []))
    bundled = row.get("bundled", True)
    _expect(place, isinstance(bundled, bool), f"bundled must be true or false, not {bundled!r}")
    texts = {field: tuple(row.get(field, [])) for field in (*PATTERNS, "examples")}
    return Entry(
        key,
        _pair(place, row.get("label")),
        _pair(place, row.get("definition")),
        row.get("broader"),
        row.get("level"),
        row.get("body"),
        bundled=bundled,
        **texts,
    )


def _pair(place: str, pair: object) -> Bilingual:
    well = isinstance(pair, list) and len(pair) == 2 and all(isinstance(words, str) and words for words in pair)
    _expect(place, well, f"must be [Chinese, English], not {pair!r}")
    assert isinstance(pair, list)
    return Bilingual(*pair)


def _expressions(place: str, words: list[str]) -> None:
    for word in words:
        _expect(place, isinstance(word, str) and bool(word), f"{word!r} is no expression")
        if re.escape(word) == word:  # plain words need no compiling, which is slow
            continue
        try:
            re.compile(word)
        except re.error as fault:
            message = f"{place}: {word!r} is no expression: {fault}"
            raise ValueError(message) from fault


def _expect(place: str, holds: bool, otherwise: str) -> None:  # noqa: FBT001
    if not holds:
        message = f"{place}: {otherwise}"
        raise ValueError(message)
