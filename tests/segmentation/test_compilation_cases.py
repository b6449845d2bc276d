"""The cases of compilations are true of their own inputs.

Knows: the cases, and how to decode them without our importers.
Must not know: any stage of the road; these tests pass or fail with the data alone.
"""

from __future__ import annotations

import io
from typing import Final

import docx
import lxml.html
import pytest

from tests.segmentation.boundaries import Case, cases, flatten, positions, squeeze

ALL: Final = cases()
ENCODINGS: Final = {"gb18030": "gb18030", "big5": "big5", "utf16le": "utf-16"}


def visible(case: Case) -> str:
    """The words of the input, decoded without our importers."""
    data = case.path.read_bytes()
    if case.path.suffix == ".docx":
        return "\n".join(p.text for p in docx.Document(io.BytesIO(data)).paragraphs)
    encoding = next((e for word, e in ENCODINGS.items() if word in case.name), "utf-8-sig")
    text = data.decode(encoding)
    return str(lxml.html.document_fromstring(data).xpath("string()")) if case.path.suffix == ".html" else text


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.name)
def test_case_is_sound(case: Case) -> None:
    """The expectations themselves are true of the input: every word stands in it, once, and in order."""
    markdown = case.path.suffix == ".md"
    text = visible(case)
    flat = flatten(text, markdown=markdown)
    at = [positions(place, flat, text, markdown=markdown) for place in case.boundaries]
    assert [len(found) for found in at] == [1] * case.found
    assert case.found == len(case.speeches)
    assert case.note
    starts = [found[0] for found in at]
    ends = [*starts[1:], len(flat.text)]
    for speech, start, end in zip(case.speeches, starts, ends, strict=True):
        first, last = (squeeze(words, markdown=markdown) for words in (speech.first, speech.last))
        assert min(len(first), len(last)) >= 12
        assert flat.text.count(first) == flat.text.count(last) == 1
        assert start <= flat.text.find(first) < flat.text.find(last) < end
        heading = squeeze(speech.heading or "", markdown=markdown)
        assert flat.text.startswith(heading, start)
        assert speech.heading or flat.text.find(first) == start


def test_layouts_are_many() -> None:
    """The acceptance asks for 30 compilations in 30 layouts."""
    assert len(ALL) >= 34
    assert sum(case.found for case in ALL) >= 100
