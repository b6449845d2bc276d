"""What a person meant beyond doubt who wrote a value that is not allowed: only where one reading is left.

Knows: spellings of dates, labels of the vocabulary, names of places.
Must not know: YAML, or where the value stands.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from build_tools import findings
from build_tools.sidecar.fields import Field
from build_tools.sidecar.nearest import labels
from build_tools.sidecar.values import Ids, fault
from build_tools.vocabulary import places

SHORTEST: Final = 5  # characters: a shorter word is near too many others
DATE: Final = re.compile(
    r"(?P<year>[0-9]{4}) ?(?:"
    r"年(?: ?(?P<month>[0-9]{1,2}) ?月(?: ?(?P<day>[0-9]{1,2}) ?[日号])?)?"
    r"|(?P<mark>[-/.])(?P<m>[0-9]{1,2})(?P=mark)(?P<d>[0-9]{1,2})"
    r")"
)
HIDDEN: Final = re.compile("[\u00ad\u200b\u2060\ufeff]")
"""Nobody sees these and nothing changes without them."""


def meant(text: str, field: Field, ids: Ids) -> str | None:
    """The value that a person meant; None if that is not certain. It is always an allowed one."""
    clean = HIDDEN.sub("", text).strip()
    for reading in (clean, _read(clean, field, ids)):
        if reading and reading != text and fault(reading, field, ids) is None:
            return reading
    return None


def meant_key(text: str, fields: Iterable[Field]) -> str | None:
    """The name of a field that a person meant: by its Chinese or English label, another case, one slip of the hand."""
    known = list(fields)
    return _one(
        text,
        [field.name for field in known],
        {label: field.name for field in known for label in (field.label.zh, field.label.en)},
    )


def _read(text: str, field: Field, ids: Ids) -> str | None:
    reader = READERS.get(field.kind)
    return reader(unicodedata.normalize("NFKC", text), field, ids) if reader else None


def _choice(text: str, field: Field, ids: Ids) -> str | None:
    return _one(text, field.choices or ids.get(field.name, ()), labels(field.name))


def _code(text: str, _field: Field, _ids: Ids) -> str | None:
    return text.upper() if text.upper() in findings.table() else None


def _digest(text: str, _field: Field, _ids: Ids) -> str:
    return text.lower()


def _date(text: str, _field: Field, _ids: Ids) -> str | None:
    """2021年6月10日, 2021/6/10, 2021.6.10 → 2021-06-10. Year and month with a stroke may be an interval: left alone."""
    found = DATE.fullmatch(text)
    if not found:
        return None
    numbers = [found["year"], found["month"] or found["m"], found["day"] or found["d"]]
    return "-".join(number.zfill(2) for number in numbers if number)


def _region(text: str, _field: Field, _ids: Ids) -> str | None:
    """The code of a full name that one place only has or had."""
    units = {unit.today or unit.code for unit in places.by_name().get(text, ())}
    return units.pop() if len(units) == 1 else None


READERS: Final[Mapping[str, Callable[[str, Field, Ids], str | None]]] = {
    "choice": _choice,
    "code": _code,
    "digest": _digest,
    "edtf": _date,
    "day": _date,
    "region": _region,
}


def _one(text: str, allowed: Iterable[str], named: Mapping[str, str]) -> str | None:
    """The only word that is spelled so but for case and joints, or is so called; else the only one a slip away."""
    words = list(allowed)
    same = {word for word in words if _plain(word) == _plain(text)}
    same |= {word for label, word in named.items() if _plain(label) == _plain(text) and word in words}
    if not same and len(text) >= SHORTEST:
        same = {word for word in words if len(word) >= SHORTEST and word in set(_slips(text, "".join(words)))}
    return same.pop() if len(same) == 1 else None


def _plain(text: str) -> str:
    return re.sub(r"[\s_-]+", "-", text.strip().casefold())


def _slips(text: str, letters: str) -> Iterator[str]:
    """The words that a text becomes by one character left out, put in or changed, or two exchanged."""
    alphabet = sorted(set(letters))
    for at in range(len(text) + 1):
        head, tail = text[:at], text[at:]
        yield from (head + letter + tail for letter in alphabet)
        if tail:
            yield head + tail[1:]
            yield from (head + letter + tail[1:] for letter in alphabet)
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
