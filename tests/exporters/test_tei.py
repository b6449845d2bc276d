"""The TEI file: valid by TEI's own schema, and what goes in comes out again, as sent and as edited."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from lxml import etree
from lxml.etree import _Element

from build_tools import pipeline
from build_tools.exporters import tei
from build_tools.exporters.around import Around
from build_tools.exporters.legal import legal
from build_tools.model import Speech
from build_tools.vocabulary import load
from tests import road
from tests.pages import volumes
from tests.pages.test_any_words import ATTACKS
from tests.pages.test_escape import TEXTS

AROUND = Around("讲话汇编", load())
SCHEMA = Path("tests/cases/exporters/tei/tei_all.rng")
CASES = sorted(Path("tests/cases/compilations").glob("*/input.*"))
NAMES = {"t": "http://www.tei-c.org/ns/1.0"}
ID = "{http://www.w3.org/XML/1998/namespace}id"
KINDS = {"salute": "salutation", "dateline": "date line", "closer": "closing", "signed": "signature"}


@cache
def schema() -> etree.RelaxNG:
    """TEI P5, all of it."""
    return etree.RelaxNG(etree.parse(str(SCHEMA)))


def parsed(speech: Speech) -> _Element:
    """A speech's TEI file, read back and found valid."""
    root = etree.fromstring(tei.write(speech, AROUND))
    assert schema().validate(root), schema().error_log
    return root


def found(root: _Element, path: str) -> list[_Element]:
    """The elements that a path leads to."""
    hits = root.xpath(path, namespaces=NAMES)
    assert isinstance(hits, list)
    return [hit for hit in hits if isinstance(hit, _Element)]


def words(element: _Element, *, sent: bool) -> str:
    """The words of an element: those that were sent, or those that are read."""
    text = element.text or ""
    for child in element:
        if etree.QName(child).localname == "choice":
            first, second = child
            text += (first if sent or second.get("cert") != "high" else second).text or ""
        else:
            text += child.text or ""
        text += child.tail or ""
    return text


def kind(element: _Element) -> str:
    """The kind of block that an element stands for."""
    name = etree.QName(element).localname
    if name == "head":
        parent = element.getparent()
        return "title" if parent is not None and parent.get("type") == "speech" else "heading"
    if name == "seg":
        return element.get("type") or "paragraph"
    return KINDS.get(name) or (element.get("rend") or ("paragraph" if name == "p" else name)).replace("-", " ")


def blocks(root: _Element, *, sent: bool = False) -> list[tuple[str, str, str]]:
    """Id, kind and words of every block, in order."""
    return [(str(one.get(ID)), kind(one), words(one, sent=sent)) for one in found(root, "//*[@xml:id]")]


def volume_of(path: Path) -> tuple[Speech, ...]:
    """The speeches of a case, by the road."""
    return pipeline.convert_file(path).speeches


@pytest.mark.parametrize("path", [road.SEED, *CASES], ids=lambda path: path.parent.name)
def test_valid_and_back_again(path: Path) -> None:
    """Each speech is valid TEI, its blocks come back with id, kind and words, and so does what was sent."""
    for speech in volume_of(path):
        root = parsed(speech)
        made = [(block.id, block.kind, legal(block.text)) for block in speech.blocks]
        back = blocks(root)
        assert [(name, text) for name, _, text in back] == [(name, text) for name, _, text in made]
        assert [kind for _, kind, _ in back if kind != "paragraph"] == [
            kind for _, kind, _ in merged(speech) if kind != "paragraph"
        ]
        sent = road.bare("".join(text for _, _, text in blocks(root, sent=True)))
        assert sent == road.bare("".join(legal(original(speech, block.span)) for block in speech.blocks))


def merged(speech: Speech) -> list[tuple[str, str, str]]:
    """The blocks, but that what goes on after a run-in heading is a piece of a paragraph, whatever its kind."""
    made, after = [], False
    for block in speech.blocks:
        made.append(
            (block.id, "paragraph" if after and not block.run_in and block.kind != "heading" else block.kind, "")
        )
        after = block.run_in
    return made


def original(speech: Speech, span: Any) -> str:  # noqa: ANN401 - a span
    """What the source says there."""
    return speech.source.text[span.start : span.end]


def test_the_header_says_what_is_known() -> None:
    """Source, digest and date stand in their elements, with how sure each is."""
    speech = volume_of(road.SEED)[1]
    root = parsed(speech)
    assert [one.text for one in found(root, "//t:sourceDesc//t:idno[@type='sha256']")] == [speech.source.sha256]
    (date,) = found(root, "//t:creation/t:date")
    assert (date.get("when"), date.get("cert")) == ("2021", "medium")
    assert not found(root, "//t:author")
    (title,) = found(root, "//t:titleStmt/t:title")
    assert (title.text, title.get("cert")) == (speech.metadata.title, "low")


def test_edits_and_doubts_are_marked() -> None:
    """Corrections stand beside what was sent, typography apart from words; what is doubted is marked, not changed."""
    roots = [parsed(speech) for speech in volume_of(road.SEED)]
    edits = [edit for speech in volume_of(road.SEED) for edit in speech.edits]
    inside = {
        name: sum(len(found(root, f"//t:{name}")) for root in roots) for name in ("sic", "orig", "unclear", "gap")
    }
    assert inside["orig"] == sum(edit.category == "regularisation" for edit in edits)
    assert inside["sic"] > 0
    assert inside["sic"] <= sum(edit.category != "regularisation" and edit.reading is not None for edit in edits)
    assert inside["unclear"] + inside["gap"] == sum(edit.reading is None for edit in edits)


@given(TEXTS)
@example("".join(ATTACKS))
@example("http://a.b[TOC]")
@example("http://a.bhttp://a.b")
@example("http://a.b/%zz#a#b")
@example("http://a.b\ud800")
@settings(max_examples=60, deadline=None)
def test_any_words_make_valid_tei(words_of_any_kind: str) -> None:
    """Whatever stands wherever in a source or a sidecar, the file is valid and the blocks' words come back."""
    speech = volumes.of_words(words_of_any_kind).speeches[0]
    back = [road.bare(text) for _, _, text in blocks(parsed(speech))]
    assert back == [road.bare(legal(block.text)) for block in speech.blocks]


def test_the_schema_refuses_what_is_no_tei() -> None:
    """A schema that takes anything would prove nothing."""
    root = parsed(volume_of(road.SEED)[0])
    etree.SubElement(found(root, "//t:body")[0], "{http://www.tei-c.org/ns/1.0}speech")
    assert not schema().validate(root)
