"""A speech as the search sees it: words to find, words to show, and facets.

Knows: the records of `corpus.jsonl`.
Must not know: arrays, files.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from build_tools.model import Bilingual
from build_tools.vocabulary import Entry, Vocabulary, places

UNKNOWN: Final = "unknown"
FIELDS: Final = ("title", "heading", "speaker", "source")
"""What can be searched apart from the text, in the order of the index of fields."""
LENGTHS: Final = (500, 1000, 2000, 3000, 5000)
"""Han characters: the upper ends of the classes of length."""
FACETS: Final = ("occasion", "genre", "role", "region", "year", "state", "length", "level")
LISTS: Final = {"occasion": "occasions", "genre": "genres", "role": "roles", "state": "states", "level": "proofreading"}
"""The list of the vocabulary that rules a facet."""
KINDS: Final = {
    "title": "t",
    "heading": "h",
    "paragraph": "p",
    "list item": "l",
    "salutation": "s",
    "closing": "c",
    "signature": "g",
    "date line": "d",
    "stage direction": "x",
    "byline": "b",
    "note": "n",
}
BREAKS: Final = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]")
"""What parts the lines of a stored text; in a text, a space takes its place, and the index folds it away as well."""


@dataclass(frozen=True, slots=True)
class Document:
    """One speech. `lines` are its title and its blocks' texts: a match lies within one line."""

    id: str
    lines: tuple[str, ...]
    fields: tuple[str, ...]  # as FIELDS; the headings of a speech parted by NUL
    stored: str  # what the reader's side shows and verifies
    facets: tuple[str, ...]  # as FACETS
    date: str  # EDTF, or nothing
    characters: int


def document(record: Mapping[str, Any]) -> Document:
    """A speech from its record in `corpus.jsonl`."""
    title = _line(record["title"])
    blocks = [(block["kind"], block["id"], _line(block["text"])) for block in record["blocks"]]
    speaker = record["speaker"]
    who = " ".join(_line(word) for word in (speaker["name"], speaker["role_text"], speaker["organisation"]) if word)
    edtf = record["date"]["edtf"] or ""
    meta = "\t".join((record["id"], title, who, record["source"], edtf))
    return Document(
        record["id"],
        (title, *(text for _, _, text in blocks)),
        (title, "\0".join(text for kind, _, text in blocks if kind == "heading"), who, _line(record["source"])),
        "\n".join((meta, *(f"{KINDS.get(kind, 'p')}{name}\t{text}" for kind, name, text in blocks))),
        (
            record["occasion"]["id"] or UNKNOWN,
            record["genre"]["id"] or UNKNOWN,
            speaker["role"] or UNKNOWN,
            record["region"]["code"] or UNKNOWN,
            year(edtf) or UNKNOWN,
            record["state"] or UNKNOWN,
            length(record["characters"]),
            record.get("level") or UNKNOWN,
        ),
        edtf,
        record["characters"],
    )


def _line(text: str) -> str:
    return BREAKS.sub(" ", text)


def year(edtf: str) -> str:
    """The year of an EDTF date, of an interval's first, if all its digits are known."""
    return edtf[:4] if re.match(r"[0-9]{4}", edtf) else ""


def bounds(edtf: str) -> tuple[int, int]:
    """The first and the last day that a date may mean, as numbers to compare: 2010-03 → 20100300, 20100399."""
    first, _, last = edtf.partition("/")
    low, high = _digits(first, "0"), _digits(last or first, "9")
    return (low or high, high or low)


def _digits(date: str, fill: str) -> int:
    digits = date.rstrip("?~%").replace("-", "").replace("X", fill)
    return int(digits.ljust(8, fill)) if digits[:1].isdigit() and digits.isascii() and digits.isdigit() else 0


def length(characters: int) -> str:
    """The class of length: the number that it goes up to, or `more`."""
    return next((f"to-{most}" for most in LENGTHS if characters <= most), "more")


def length_label(name: str) -> Bilingual:
    """A class of length in words."""
    bounds = [0, *LENGTHS]
    if name == "more":
        return Bilingual(f"{LENGTHS[-1]} 字以上", f"over {LENGTHS[-1]} characters")
    top = int(name.removeprefix("to-"))
    low = bounds[bounds.index(top) - 1]
    if not low:
        return Bilingual(f"{top} 字以内", f"up to {top} characters")
    return Bilingual(f"{low + 1}–{top} 字", f"{low + 1}–{top} characters")


def label(facet: str, value: str, vocabulary: Vocabulary) -> Bilingual:
    """A value of a facet in words; a year, or what no vocabulary holds, names itself."""
    if value == UNKNOWN and facet != "state":
        return Bilingual("未详", "not known")
    if facet == "length":
        return length_label(value)
    if facet == "region":
        name = (places.path(value) or (value,))[-1]
        return Bilingual(name, name)
    if facet == "year":
        return Bilingual(f"{value} 年", value)
    entries: Mapping[str, Entry] = getattr(vocabulary, LISTS.get(facet, ""), {})
    return entries[value].label if value in entries else Bilingual(value, value)
