"""The manual of the sidecar, docs/contributing/sidecar.md: manual.md with the tables of fields and words put in.

Knows: the table of fields, the labels of the vocabulary, and the marks of manual.md.
Must not know: how a sidecar is read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

from build_tools.model import Bilingual
from build_tools.sidecar.fields import FACTS, FORMS, Field
from build_tools.vocabulary import Entry, Vocabulary, load

ROOM: Final = Path(__file__).parent
PATH: Final = "contributing/sidecar.md"
MARK: Final = re.compile(r"^<!-- (?P<what>[a-z]+)(?: (?P<form>[a-z]+) (?P<language>zh|en))? -->$", re.MULTILINE)
HEADS: Final[Mapping[str, Sequence[str]]] = {
    "zh": ("名称", "意思", "例"),
    "en": ("name", "meaning", "example"),
}


def manual(vocabulary: Vocabulary) -> str:
    """The page. Raises: KeyError: manual.md holds a mark that stands for nothing: a bug."""
    made: Mapping[str, Callable[[re.Match[str]], str]] = {
        "example": lambda _: _example(),
        "fields": lambda found: _fields(found["form"], found["language"]),
        "vocabulary": lambda _: _vocabulary(vocabulary),
    }
    words = (ROOM / "manual.md").read_text(encoding="utf-8")
    return MARK.sub(lambda found: made[found["what"]](found), words)


def _example() -> str:
    lines = (ROOM / "example.yml").read_text(encoding="utf-8").splitlines()
    return "\n".join(f"    {line}".rstrip() for line in lines)


def _fields(form: str, language: str) -> str:
    """A form's fields; the facts of speeches have a table of their own."""
    rows = (_row(field, language) for field in FORMS[form] if form == FACTS or field not in FORMS[FACTS])
    return _table(HEADS[language], rows)


def _row(field: Field, language: str) -> tuple[str, ...]:
    must = {"zh": "（必写）", "en": " (required)"}[language] if field.required else ""
    meaning = f"{_in(field.label, language)}{must}{'：' if language == 'zh' else ': '}{_in(field.help, language)}"
    return f"`{field.name}`", meaning, f"`{field.example}`" if field.example else ""


def _in(words: Bilingual, language: str) -> str:
    return words.zh if language == "zh" else words.en


def _vocabulary(vocabulary: Vocabulary) -> str:
    lists: Mapping[str, Mapping[str, Entry]] = {
        "occasion": vocabulary.occasions,
        "genre": vocabulary.genres,
        "speaker_role": vocabulary.roles,
        "state": vocabulary.states,
        "rights": vocabulary.rights,
    }
    fields = {field.name: field for field in FORMS[FACTS]}
    return "\n\n".join(_words(fields[name], entries) for name, entries in lists.items())


def _words(field: Field, entries: Mapping[str, Entry]) -> str:
    rows = ((f"`{entry.id}`", entry.label.zh, entry.label.en) for entry in entries.values())
    head = f"### {field.label.zh} `{field.name}` {{: #{field.name.replace('_', '-')} }}"
    return f"{head}\n\n{_table(('编号 id', '中文', 'English'), rows)}\n\n要增加新值，请改 `{field.file}`。"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


if __name__ == "__main__":
    (ROOM.parents[1] / "docs" / PATH).write_text(manual(load()), encoding="utf-8")
