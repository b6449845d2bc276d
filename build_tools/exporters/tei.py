"""A speech as TEI P5: a header that says what is known and how, and a body in which every edit can be undone.

Knows: the elements of TEI (https://tei-c.org/release/doc/tei-p5-doc/en/html/), and where a division lets them stand.
Must not know: what the header tells.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from lxml import etree
from lxml.etree import _Element

from build_tools.exporters import tei_header
from build_tools.exporters.apart import pieces
from build_tools.exporters.around import Around
from build_tools.exporters.legal import legal
from build_tools.exporters.tei_header import ID, LANGUAGE, TEI
from build_tools.model import Block, Edit, Speech, in_paragraphs

TOP: Final = {"title": "head", "byline": "byline", "date line": "dateline", "salutation": "salute"}
"""What may stand before the first words of a division, by kind of block."""
BOTTOM: Final = ("closing", "signature", "date line")
"""What may stand after its last words."""
CERT: Final = {"certain": "high", "probable": "medium", "unclear": "low"}
RULE: Final = re.compile(r"[\w.-]+")


@dataclass(slots=True)
class _Division:
    """A division that is being filled. `begun` once it holds words of its own."""

    element: _Element
    level: int
    begun: bool = field(default=False)


def write(speech: Speech, around: Around) -> bytes:
    """The file."""
    root = etree.fromstring(f'<TEI xmlns="{TEI[1:-1]}"/>')
    root.set(LANGUAGE, tei_header.tag(speech.metadata.language))
    root.append(tei_header.header(speech, around))
    body = etree.SubElement(etree.SubElement(root, f"{TEI}text"), f"{TEI}body")
    _fill(speech, body)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8") + b"\n"


def _fill(speech: Speech, body: _Element) -> None:
    stack = [_Division(etree.SubElement(body, f"{TEI}div", {"type": "speech"}), 0)]
    groups = list(in_paragraphs(speech.blocks))
    tail = _tail(groups)
    for number, group in enumerate(groups):
        kind = group[-1].kind
        if kind == "heading" and len(group) == 1 and not group[0].run_in:
            _open(stack, group[0].level or 1)
            _put(speech, group, etree.SubElement(stack[-1].element, f"{TEI}head"))
        elif number >= tail and stack[-1].begun:
            _put(speech, group, _bottom(stack[-1].element, kind))
        elif kind in TOP and len(stack) == 1 and not stack[0].begun:
            _put(speech, group, etree.SubElement(stack[0].element, f"{TEI}{TOP[kind]}"))
        else:
            stack[-1].begun = True
            rend = {} if kind == "paragraph" else {"rend": kind.replace(" ", "-")}
            _put(speech, group, etree.SubElement(stack[-1].element, f"{TEI}p", rend))
    if not len(stack[0].element):
        etree.SubElement(stack[0].element, f"{TEI}p")


def _tail(groups: Sequence[Sequence[Block]]) -> int:
    """The number of the first group from which on all is closing words."""
    at = len(groups)
    while at and len(groups[at - 1]) == 1 and groups[at - 1][0].kind in BOTTOM:
        at -= 1
    return at


def _open(stack: list[_Division], level: int) -> None:
    """A division for a heading, within the one whose heading stands higher."""
    while stack[-1].level >= level:
        stack.pop()
    stack[-1].begun = True
    element = etree.SubElement(stack[-1].element, f"{TEI}div", {"type": "section", "n": str(level)})
    stack.append(_Division(element, level))


def _bottom(division: _Element, kind: str) -> _Element:
    closer = etree.SubElement(division, f"{TEI}closer")
    inner = {"signature": "signed", "date line": "dateline"}.get(kind)
    return etree.SubElement(closer, f"{TEI}{inner}") if inner else closer


def _put(speech: Speech, group: Sequence[Block], element: _Element) -> None:
    """The words of one paragraph; a run-in heading is a segment of it."""
    for block in group:
        here = element
        if block.run_in or (block.kind == "heading" and len(group) > 1):
            here = etree.SubElement(element, f"{TEI}seg", {"type": "heading", "n": str(block.level or 1)})
        elif len(group) > 1:
            here = etree.SubElement(element, f"{TEI}seg")
        here.set(ID, block.id)
        for piece in pieces(speech, block):
            if isinstance(piece, str):
                _say(here, piece)
            else:
                _edit(here, piece)


def _say(element: _Element, words: str) -> None:
    """Words behind what an element holds already."""
    said = legal(words)
    last = next(element.iterchildren(reversed=True), None)  # len() counts all children, each time
    if last is not None:
        last.tail = (last.tail or "") + said
    else:
        element.text = (element.text or "") + said


def _edit(here: _Element, edit: Edit) -> None:
    """What was sent and what is read, side by side; a place that is only doubted, marked."""
    if edit.reading is None:
        if edit.original:
            etree.SubElement(here, f"{TEI}unclear", {"cert": CERT[edit.certainty]}).text = legal(edit.original)
        else:
            etree.SubElement(here, f"{TEI}gap", {"reason": "lost"})
        return
    was, now = ("orig", "reg") if edit.category == "regularisation" else ("sic", "corr")
    choice = etree.SubElement(here, f"{TEI}choice")
    etree.SubElement(choice, f"{TEI}{was}").text = legal(edit.original)
    rule = {"type": edit.rule} if RULE.fullmatch(edit.rule) else {}
    etree.SubElement(choice, f"{TEI}{now}", {"cert": CERT[edit.certainty], **rule}).text = legal(edit.reading)
