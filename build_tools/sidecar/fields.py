"""The one table of what may stand in a sidecar: names, kinds of value, and words and examples that explain them.

Knows: `fields.yml`, and its form.
Must not know: sidecars, or how a value is checked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal, get_args

import yaml

from build_tools.model import DECLARABLE, PART_KINDS, Bilingual

TABLE: Final = Path(__file__).with_name("fields.yml")
SIDECAR, FACTS, SEGMENT, CORRECTION, ACCEPTANCE = "sidecar", "facts", "segment", "correction", "acceptance"

Kind = Literal[
    "words",  # one line
    "long words",  # lines
    "source words",  # as they stand in the source, white space and all
    "any words",  # the same, and may be empty
    "url",
    "day",
    "edtf",
    "choice",  # of the vocabulary, or of `choices`
    "region",
    "number",  # from 1
    "code",  # of a finding
    "digest",  # SHA-256, in hexadecimal digits
    "list",  # of groups of the form `rows`
    "table",  # of groups of the form `rows`, by number
]
LONGEST: Final[Mapping[Kind, int]] = {"any words": 2000, "source words": 2000, "long words": 5000, "url": 2000}
LONGEST_WORDS: Final = 500  # code points, of every other kind


@dataclass(frozen=True, slots=True)
class Field:
    """A key: its kind of value, what it is called, what it means, and an example of its value."""

    name: str
    kind: Kind
    label: Bilingual
    help: Bilingual
    example: str = ""
    required: bool = False
    rows: str = ""  # of a list or table: the form of its groups
    file: str = ""  # of a choice: where the allowed values stand
    choices: tuple[str, ...] = ()  # of a choice that is not of the vocabulary: the values themselves


def _read() -> Mapping[str, tuple[Field, ...]]:
    """Every form with its fields, in order.

    Raises: ValueError: the table is wrong: a bug.
    """
    forms = yaml.load(TABLE.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    made = {form: tuple(_fields(forms, form)) for form in forms if form != "line"}
    if tuple(field.name for field in made[FACTS]) != DECLARABLE:
        message = "fields.yml: the facts are those of the model, in its order"
        raise ValueError(message)
    return made


def _fields(forms: Mapping[str, Any], form: str) -> Iterator[Field]:
    for name, row in forms[form].items():
        if row:
            yield _field(name, **row)
        else:
            yield from _fields(forms, name)


def _field(name: str, *, kind: Kind, label: list[str], help: list[str], **more: Any) -> Field:  # noqa: A002, ANN401
    if kind not in get_args(Kind):
        message = f"fields.yml: {name}: there is no kind {kind}"
        raise ValueError(message)
    zh, en = (words.format(parts=mark.join(PART_KINDS)) for words, mark in zip(help, ("、", ", "), strict=True))
    choices = PART_KINDS if kind == "choice" and "file" not in more else ()
    return Field(name, kind, Bilingual(*label), Bilingual(zh, en), choices=choices, **more)


FORMS: Final = _read()
