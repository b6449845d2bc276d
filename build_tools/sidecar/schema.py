"""The form of a sidecar as a JSON Schema, for editors that help while one types.

Knows: the table of fields, which the reader reads too.
Must not know: YAML, or the reader.
Source: JSON Schema, draft 2020-12.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from build_tools.sidecar.fields import FORMS, SIDECAR, SPEECH, Field

DRAFT: Final = "https://json-schema.org/draft/2020-12/schema"
EDTF: Final = r"^(\.\.|[0-9]{4}|[0-9]{3}X|[0-9]{2}XX)(-[0-9X]{2}(-[0-9X]{2})?)?[?~%]?(/(\.\.|[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?[?~%]?))?$"
# YAML turns bare numbers and dates into values of their own kinds; the reader takes them as written.
PATTERNS: Final = {"url": "^https?://", "region": "^([0-9]{6}|[A-Z]{2})$", "edtf": EDTF, "day": EDTF}


def schema(ids: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """The schema of a sidecar. `ids` are the allowed values by field."""
    return {"$schema": DRAFT, "title": "讲话来源的附属文件 / sidecar of a source of speeches", **_form(SIDECAR, ids)}


def _form(form: str, ids: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    made: dict[str, Any] = {
        "type": "object",
        "additionalProperties": False,
        "properties": {field.name: _property(field, ids) for field in FORMS[form]},
    }
    required = [field.name for field in FORMS[form] if field.required]
    return made | ({"required": required} if required else {})


def _property(field: Field, ids: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    words = {
        "title": f"{field.label.zh} / {field.label.en}",
        "description": f"{field.help.zh} / {field.help.en}",
    }
    return words | _type(field, ids)


def _type(field: Field, ids: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    if field.kind == "list":
        return {"type": "array", "minItems": 1, "items": _form(field.rows, ids)}
    if field.kind == "table":
        return {
            "type": "object",
            "patternProperties": {"^[1-9][0-9]*$": _form(SPEECH, ids)},
            "additionalProperties": False,
        }
    if field.kind == "number":
        return {"type": "integer", "minimum": 1}
    if field.kind == "choice":
        return {"enum": list(field.choices or ids.get(field.name, ()))}
    if field.kind in PATTERNS:
        return {
            "type": ["string", "integer"] if field.kind in ("edtf", "region") else "string",
            "pattern": PATTERNS[field.kind],
        }
    return {"type": "string"} | ({} if field.kind == "any words" else {"minLength": 1})
