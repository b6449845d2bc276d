"""The file that a reader's side loads first: what there is to choose from, the facet columns, the directories.

Knows: facets, their labels, columns.
Must not know: lists.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Final

import numpy as np

from build_tools.search import coding
from build_tools.search.documents import FACETS, LENGTHS, LISTS, UNKNOWN, bounds, label
from build_tools.vocabulary import Vocabulary, places

MAGIC: Final = b"AGI1"
NAMES: Final = {
    "occasion": ("场合", "Occasion"),
    "genre": ("文体", "Genre"),
    "role": ("讲话人身份", "Speaker's role"),
    "region": ("地区", "Region"),
    "year": ("年份", "Year"),
    "state": ("文本状态", "State of the text"),
    "length": ("篇幅", "Length"),
    "level": ("校对程度", "Proofreading"),
}


def start(
    facts: Iterable[Any], directories: Sequence[bytes], about: Mapping[str, object], vocabulary: Vocabulary
) -> tuple[bytes, list[dict[str, Any]]]:
    """The bytes of the file, and the facets in it. `facts` are those of all batches; `about` is told as it is."""
    rows: list[Sequence[str]] = []
    dates: list[str] = []
    characters: list[int] = []
    for batch in facts:
        rows += batch["facets"]
        dates += batch["dates"]
        characters += batch["characters"]
    head: dict[str, object] = dict(about)
    sections: list[bytes] = list(directories)
    facets: list[dict[str, Any]] = []
    head["facets"] = facets
    for column, name in enumerate(FACETS):
        values = _values(name, {row[column] for row in rows}, vocabulary)
        facets.append({"name": name, "zh": NAMES[name][0], "en": NAMES[name][1], "values": values})
        sections.append(_column([str(value["id"]) for value in values], [row[column] for row in rows]))
    known = sorted(set(dates) - {""}, key=lambda date: (*bounds(date), date))
    head["dates"] = [[date, *bounds(date)] for date in known]
    sections.append(_column(["", *known], dates))
    sections.append(np.minimum(np.array(characters, dtype=np.int64), 0xFFFF).astype("<u2").tobytes())
    head["sections"] = [len(section) for section in sections]
    told = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode()
    return coding.squeezed(b"".join((struct.pack("<4sI", MAGIC, len(told)), told, *sections))), facets


def _values(facet: str, used: Collection[str], vocabulary: Vocabulary) -> list[dict[str, object]]:
    """The values of a facet in the order in which they are shown, what is unknown last."""
    known = set(used)
    if facet == "region":
        known |= _above(known)
    order = _order(facet, vocabulary)
    out: list[dict[str, object]] = []
    for value in sorted(known, key=lambda one: (one == UNKNOWN, order.get(one, len(order)), _rising(facet, one))):
        words = label(facet, value, vocabulary)
        out.append({"id": value, "zh": words.zh, "en": words.en})
        if facet == "region" and (above := places.nearest_above(value, known)):
            out[-1]["parent"] = above
    return out


def _above(codes: Collection[str]) -> set[str]:
    """All regions in which some lie."""
    return {above for code in codes for above in places.above(code)}


def _rising(facet: str, value: str) -> tuple[int, str]:
    """Years from the newest back, all else as it is written."""
    return (-int(value), "") if facet == "year" and value.isdigit() else (0, value)


def _order(facet: str, vocabulary: Vocabulary) -> dict[str, int]:
    """The order of a controlled list, as its file has it."""
    if facet == "length":
        return {name: place for place, name in enumerate([*(f"to-{most}" for most in LENGTHS), "more"])}
    return {value: place for place, value in enumerate(getattr(vocabulary, LISTS.get(facet, ""), ()))}


def _column(values: Sequence[str], cells: Sequence[str]) -> bytes:
    """Cells as places in the list of values: a byte each, or two if there are many; the low bytes first."""
    place = {value: number for number, value in enumerate(values)}
    column = np.array([place[cell] for cell in cells], dtype=np.uint16)
    if len(values) <= 1 << 8:
        return column.astype(np.uint8).tobytes()
    return (column & 255).astype(np.uint8).tobytes() + (column >> 8).astype(np.uint8).tobytes()
