"""The form of a sidecar as a JSON Schema, for editors that help while one types.

Knows: the table of fields, which the reader reads too.
Must not know: YAML, or the reader.
Source: JSON Schema, draft 2020-12.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from build_tools import findings
from build_tools.model import Bilingual
from build_tools.sidecar.fields import FORMS, LONGEST, LONGEST_WORDS, SIDECAR, Field, Kind

DRAFT: Final = "https://json-schema.org/draft/2020-12/schema"
TITLE: Final = Bilingual("讲话来源的附属文件", "sidecar of a source of speeches")
# One date, one side of an interval, and both together. Days of the calendar are left to the reader.
MONTH, DAY = "(0[1-9]|1[0-2])", "(0[1-9]|[12][0-9]|3[01])"
DATE: Final = f"([0-9]{{3}}X|[0-9]{{2}}XX|[0-9]{{4}}(-XX(-XX)?|-{MONTH}(-(XX|{DAY}))?)?)[?~%]?"
PATTERNS: Final[Mapping[Kind, str]] = {
    "words": r"^\s*[^\s][^\n\r]*\s*$",
    "long words": r"[^\s]",
    "source words": r"^[\s\S]",
    "url": r"""^\s*[Hh][Tt][Tt][Pp][Ss]?://[^\s<>"'`{}|\\^\[\]]+\s*$""",
    "region": r"^\s*([0-9]{6}|[A-Z]{2})\s*$",
    "edtf": rf"^\s*({DATE}(/(\.\.|{DATE})?)?|(\.\.)?/{DATE})\s*$",
    "day": rf"^\s*[0-9]{{4}}-{MONTH}-{DAY}\s*$",
    "digest": r"^\s*[0-9a-f]{64}\s*$",
    "number": r"^\s*[1-9][0-9]{0,6}\s*$",
}
# YAML takes bare words such as 2021, 1.5 and no for numbers and truths; the reader takes them as they are written.
SCALARS: Final = ("string", "number", "boolean")
NUMBERS: Final[Mapping[Kind, tuple[int, int]]] = {
    "region": (100000, 999999),
    "edtf": (1000, 9999),
    "number": (1, 9999999),
}


def schema(ids: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """The schema of a sidecar. `ids` are the allowed values by field."""
    return {"$schema": DRAFT, "title": _both(TITLE), **_form(SIDECAR, ids)}


def _both(words: Bilingual) -> str:
    return f"{words.zh} / {words.en}"


def _form(form: str, ids: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    made: dict[str, Any] = {
        "type": "object",
        "additionalProperties": False,
        "properties": {field.name: _property(field, ids) for field in FORMS[form]},
    }
    required = [field.name for field in FORMS[form] if field.required]
    return made | ({"required": required} if required else {})


def _property(field: Field, ids: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    words: dict[str, Any] = {"title": _both(field.label), "description": _both(field.help)}
    if field.example:
        words["examples"] = [field.example]
    return words | _type(field, ids)


def _type(field: Field, ids: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    if field.kind == "list":
        return {"type": "array", "minItems": 1, "items": _form(field.rows, ids)}
    if field.kind == "table":
        form = _form(field.rows, ids) | {"minProperties": 1}
        numbered = {"patternProperties": {"^[1-9][0-9]{0,6}$": form}, "additionalProperties": False}
        return {"type": "object", "minProperties": 1, **numbered}
    if field.kind == "code":
        return {"enum": [code for code, row in findings.table().items() if findings.acceptable(row)]}
    if field.kind == "choice" and (allowed := field.choices or ids.get(field.name)):
        return {"enum": list(allowed)}
    return _text(field.kind)


def _text(kind: Kind) -> dict[str, Any]:
    longest = LONGEST.get(kind, LONGEST_WORDS)
    if kind == "any words":
        return {"type": [*SCALARS, "null"], "maxLength": longest}
    made: dict[str, Any] = {"type": "string", "maxLength": longest, "pattern": PATTERNS.get(kind, PATTERNS["words"])}
    if kind in NUMBERS:
        least, most = NUMBERS[kind]
        return made | {"type": ["string", "integer"], "minimum": least, "maximum": most}
    return made if kind in ("url", "day", "digest") else made | {"type": list(SCALARS)}
