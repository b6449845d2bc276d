"""What a TEI file says of its speech: title, speaker, date, place, and the source with its digest.

Knows: the elements of a TEI header; metadata and how sure each value is.
Must not know: the body.
"""

from __future__ import annotations

import re
from typing import Final

from lxml import etree
from lxml.etree import _Element

from build_tools.citations.item import ANTHOLOGY
from build_tools.exporters import colophon
from build_tools.exporters.around import Around
from build_tools.exporters.legal import legal
from build_tools.model import Speech

TEI: Final = "{http://www.tei-c.org/ns/1.0}"
XML: Final = "{http://www.w3.org/XML/1998/namespace}"
ID, LANGUAGE = f"{XML}id", f"{XML}lang"
CERT: Final = {"declared": "high", "stated": "high", "inferred": "medium", "guessed": "low"}
WHEN: Final = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?")
"""A date that TEI can hold as it is; others stand in words."""
TAG: Final = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
SIGN: Final = r"(?:%[0-9A-Fa-f]{2}|[^\s<>\"{}|\\^`\[\]#%])"
ADDRESS: Final = re.compile(rf"https?://[^\s<>\"{{}}|\\^`\[\]#%/?:@]+(?::[0-9]{{1,5}})?(?:[/?]{SIGN}*)?(?:#{SIGN}*)?")
"""What a schema takes for an address: host and port, path and query, one fragment (RFC 3986)."""


def header(speech: Speech, around: Around) -> _Element:
    """The header."""
    made = etree.Element(f"{TEI}teiHeader")
    file = _add(made, "fileDesc")
    _title(speech, _add(file, "titleStmt"))
    _publication(speech, around, _add(file, "publicationStmt"))
    _source(speech, around, _add(_add(file, "sourceDesc"), "bibl"))
    _edition(speech, around, made)
    _profile(speech, around, _add(made, "profileDesc"))
    return made


def _add(parent: _Element, name: str, words: str = "", values: dict[str, str] | None = None) -> _Element:
    child = etree.SubElement(parent, f"{TEI}{name}", values)
    if words:
        child.text = legal(words)
    return child


def _cert(status: str) -> dict[str, str]:
    return {"cert": CERT[status]} if status in CERT else {}


def _title(speech: Speech, here: _Element) -> None:
    known = speech.metadata
    _add(here, "title", known.title, {"cert": "low"} if known.title_status == "editorial" else None)
    if known.speaker.name:
        _add(here, "author", known.speaker.name, _cert(known.speaker.status))


def _publication(speech: Speech, around: Around, here: _Element) -> None:
    _add(here, "publisher", ANTHOLOGY)
    _add(here, "idno", speech.id, {"type": "anthology"})
    rights = around.vocabulary.rights
    known = speech.metadata.rights
    _add(_add(here, "availability"), "p", rights[known].label.zh if known in rights else "版权情况未详")


def _source(speech: Speech, around: Around, here: _Element) -> None:
    declared, source = speech.source.declared, speech.source
    if around.compilation:
        _add(here, "title", around.compilation)
    _add(here, "idno", source.path, {"type": "file"})
    _add(here, "idno", source.sha256, {"type": "sha256"})
    span = f"{speech.span.start}-{speech.span.end}"
    _add(here, "biblScope", span, {"unit": "code-points"})
    if declared.url and ADDRESS.fullmatch(declared.url.text) and legal(declared.url.text) == declared.url.text:
        _add(here, "ref", declared.url.text, {"target": declared.url.text})
    if declared.retrieved:
        _add(here, "date", declared.retrieved.text, {"type": "retrieved", **_when(declared.retrieved.text)})


def _edition(speech: Speech, around: Around, made: _Element) -> None:
    told = _add(_add(_add(made, "encodingDesc"), "editorialDecl"), "correction")
    for line in colophon.lines(speech, around):
        _add(told, "p", line)


def _profile(speech: Speech, around: Around, here: _Element) -> None:
    known = speech.metadata
    creation = _add(here, "creation")
    if known.date.edtf:
        _add(creation, "date", known.date.edtf, {**_when(known.date.edtf), **_cert(known.date.status)})
    if known.region.path:
        _add(creation, "placeName", " ".join(known.region.path), _cert(known.region.status))
    languages = _add(here, "langUsage")
    _add(languages, "language", known.language, {"ident": tag(known.language)})
    terms = _terms(speech, around)
    if terms:
        keywords = _add(_add(here, "textClass"), "keywords", "", {"scheme": "#anthology"})
        for kind, word in terms:
            _add(keywords, "term", word, {"type": kind})


def _terms(speech: Speech, around: Around) -> list[tuple[str, str]]:
    """Labels of what kind of speech it is."""
    known, lists = speech.metadata, around.vocabulary
    found = [("occasion", lists.occasions, known.occasion.id), ("genre", lists.genres, known.genre.id)]
    found += [("speaker-role", lists.roles, known.speaker.role), ("state", lists.states, known.state)]
    return [(kind, entries[value].label.zh) for kind, entries, value in found if value and value in entries]


def tag(language: str) -> str:
    """A language tag that XML can hold."""
    return language if TAG.fullmatch(language) else "und"


def _when(edtf: str) -> dict[str, str]:
    return {"when": edtf} if WHEN.fullmatch(edtf) else {}
