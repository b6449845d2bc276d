"""XML elements written as they nest.

Knows: lxml.
Must not know: any vocabulary of elements.
"""

from __future__ import annotations

from typing import Final

from lxml import etree
from lxml.etree import _Element

Inside = str | _Element
PREFIXED: Final = {"http://purl.org/dc/elements/1.1/": "dc", "http://www.idpf.org/2007/ops": "epub"}
"""Namespaces that readers expect under these prefixes; any other is the default one where it stands."""
for _space, _prefix in PREFIXED.items():
    etree.register_namespace(_prefix, _space)


def element(name: str, *inside: Inside, **attributes: str) -> _Element:
    """An element of a namespace, `{…}p`, with words and elements in it; `class_`, `x__y` stand for `class`, `x-y`."""
    space = name[1:].partition("}")[0]
    made = etree.Element(
        name,
        {key.rstrip("_").replace("__", "-"): value for key, value in attributes.items()},
        nsmap=None if space in PREFIXED else {None: space},  # type: ignore[dict-item] # stubs know no default namespace
    )
    for piece in inside:
        if not isinstance(piece, str):
            made.append(piece)
        elif len(made):
            made[-1].tail = (made[-1].tail or "") + piece
        else:
            made.text = (made.text or "") + piece
    return made


def document(root: _Element, doctype: str = "") -> bytes:
    """A file of its own."""
    etree.cleanup_namespaces(root)
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n{doctype}' + ("\n" if doctype else "")
    return head.encode() + etree.tostring(root, encoding="UTF-8", xml_declaration=False) + b"\n"
