"""What may be suggested to one who types pinyin or part of a name: facets' values, frequent headings, titles.

Knows: labels, lines, pypinyin.
Must not know: queries.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from pypinyin import Style, lazy_pinyin

from build_tools.search import coding

MOST: Final = 4000  # terms
LONGEST: Final = 14  # characters of a term
AGAIN: Final = 2  # speeches in which a heading stands, at least
MARKER: Final = re.compile(r"^[（(]?[一二三四五六七八九十百0-9]+[)）、.．,，\s]+|^第[一二三四五六七八九十]+[，、,]")
EDGES: Final = "　 。，；：！？、,.;:!?“”\"'（）()《》"
HAN: Final = re.compile(r"[㐀-鿿]{2,}")


def terms(headings: Iterable[Sequence[str]]) -> Counter[str]:
    """In how many speeches each heading stands, without its number; long ones, and such as have no words, left out."""
    counted: Counter[str] = Counter()
    for some in headings:
        plain = {MARKER.sub("", heading).strip(EDGES) for heading in some}
        counted.update(term for term in plain if HAN.search(term) and len(term) <= LONGEST)
    return counted


def suggestions(facets: Iterable[Mapping[str, Any]], counted: Counter[str]) -> bytes:
    """The file: a list of [text, kind, field, value, English, pinyin, initials], facets' values first."""
    rows = []
    for facet in facets:
        rows += [
            _row(value["zh"], "facet", facet["name"], value["id"], value["en"])
            for value in facet["values"]
            if HAN.search(value["zh"]) and value["id"] != "unknown" and facet["name"] not in ("length", "year")
        ]
    often = sorted((-count, term) for term, count in counted.items() if count >= AGAIN)
    rows += [_row(term, "term", "", "", "") for _, term in often[:MOST]]
    return coding.squeezed(json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode())


def _row(text: str, *told: str) -> list[str]:
    syllables = lazy_pinyin(text, style=Style.NORMAL, errors="ignore")
    return [text, *told, "".join(syllables), "".join(syllable[:1] for syllable in syllables)]
