"""What makes a single value right, by its kind.

Knows: the kinds of the table of fields, and the allowed values of the vocabulary.
Must not know: YAML, or where the value stands.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from typing import Final
from urllib.parse import urlsplit

from build_tools import findings
from build_tools.model import Bilingual
from build_tools.sidecar import edtf
from build_tools.sidecar.fields import LONGEST, LONGEST_WORDS, Field, Kind
from build_tools.sidecar.nearest import near, near_code, near_id, near_region

Ids = Mapping[str, Sequence[str]]
Fault = tuple[str, Mapping[str, object]]
"""The code of a finding, and the values of its sentence."""
Check = Callable[[str, Field, Ids], Fault | None]
"""A text of a kind → what is wrong with it."""

URL: Final = re.compile(r"https?://[^\s<>\"'`{}|\\^\[\]]+", re.IGNORECASE)
REGION: Final = re.compile(r"[0-9]{6}|[A-Z]{2}")
NUMBER: Final = re.compile(r"[1-9][0-9]{0,6}")
DIGEST: Final = re.compile(r"[0-9a-f]{64}")
AS_IN_SOURCE: Final = ("source words", "any words")
SEVERAL_LINES: Final = ("long words", *AS_IN_SOURCE)
LINE_ENDS: Final = re.compile(r"[\n\r]")
# Nobody sees these, so that what is stored is not what is shown. Controls and overrides do so in every place.
HIDDEN: Final = ("Cc", "Cf", "Zl", "Zp", "Co")
OVERRIDES: Final = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def fault(text: str, field: Field, ids: Ids) -> Fault | None:
    """What is wrong with a value; None if it is right."""
    if not text:
        return None if field.kind == "any words" else ("C007", {"key": field.name})
    if hidden := _hidden(text, field.kind):
        return "C016", {"key": field.name, "code": hidden}
    if field.kind not in SEVERAL_LINES and LINE_ENDS.search(text):
        return "C025", {"key": field.name}
    longest = LONGEST.get(field.kind, LONGEST_WORDS)
    if len(text) > longest:
        return "C009", {"limit": Bilingual(f"{longest} 字", f"{longest} characters")}
    check = CHECKS.get(field.kind)
    return check(text, field, ids) if check else None


def _hidden(text: str, kind: Kind) -> str:
    """The first character that nobody sees. Words of the source may hold what the source may hold."""
    if text.isprintable() and not findings.FILLERS.search(text):
        return ""
    for character in text:
        category = unicodedata.category(character)
        if not (findings.FILLERS.match(character) or category in HIDDEN) or character in "\n\r\t":
            continue
        if kind not in AS_IN_SOURCE or category == "Cc" or OVERRIDES.match(character):
            return f"U+{ord(character):04X}"
    return ""


def _choice(text: str, field: Field, ids: Ids) -> Fault | None:
    if field.choices:
        told = {"key": field.name, "value": text, "nearest": near(text, field.choices)}
        return None if text in field.choices else ("C022", told)
    allowed = ids.get(field.name)
    if allowed is None or text in allowed:
        return None
    told = {"key": field.name, "value": text, "nearest": near_id(text, field.name, allowed)}
    return "C010", {**told, "file": field.file}


def _region(text: str, _field: Field, ids: Ids) -> Fault | None:
    codes = ids.get("region")
    if REGION.fullmatch(text) and (codes is None or text in codes):
        return None
    return "C013", {"value": text, "nearest": near_region(text)}


def _edtf(text: str, field: Field, _ids: Ids) -> Fault | None:
    why = edtf.day_fault(text) if field.kind == "day" else edtf.fault(text)
    return ("C011", {"key": field.name, "value": text, "why": why}) if why else None


def _url(text: str, _field: Field, _ids: Ids) -> Fault | None:
    try:
        right = URL.fullmatch(text) and urlsplit(text).hostname
    except ValueError:  # characters that would become others in the name of a host
        right = None
    return None if right else ("C012", {"value": text})


def _number(text: str, field: Field, _ids: Ids) -> Fault | None:
    return None if NUMBER.fullmatch(text) else ("C020", {"key": field.name, "value": text})


def _digest(text: str, field: Field, _ids: Ids) -> Fault | None:
    return None if DIGEST.fullmatch(text) else ("C028", {"key": field.name, "value": text})


def _code(text: str, _field: Field, _ids: Ids) -> Fault | None:
    row = findings.table().get(text)
    if row is None:
        acceptable = tuple(code for code, one in findings.table().items() if findings.acceptable(one))
        return "C021", {"code": text, "nearest": near_code(text, acceptable)}
    return None if findings.acceptable(row) else ("C027", {"code": text})


CHECKS: Final[Mapping[Kind, Check]] = {
    "choice": _choice,
    "region": _region,
    "edtf": _edtf,
    "day": _edtf,
    "url": _url,
    "number": _number,
    "code": _code,
    "digest": _digest,
}
