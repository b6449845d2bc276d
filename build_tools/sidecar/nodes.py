"""YAML as a tree of nodes with places: only its plain part, so that nothing in it can surprise.

Knows: YAML, and the place of every node.
Must not know: speeches, fields.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

import yaml

from build_tools import findings
from build_tools.model import Bilingual, Finding, Location
from build_tools.sidecar.complaints import in_plain_words

LARGEST: Final = 256 * 1024  # bytes
DEEPEST: Final = 6
# Wherever they stand, comments too: controls, direction overrides, line ends that only some programs see, a BOM inside.
REFUSED: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
)
# `url：https://…`, but not a line of prose with a colon in it
WIDE_COLON: Final = re.compile(r"^[ \t]*(?:- )?(?P<key>[a-z_]{2,20})[ \t]*：", re.MULTILINE)
PLAIN_TAGS: Final = {"!", "tag:yaml.org,2002:str", "tag:yaml.org,2002:map", "tag:yaml.org,2002:seq"}
NULL: Final = "tag:yaml.org,2002:null"

VALUE: Final = Bilingual("一个值", "a value")
LIST: Final = Bilingual("列表", "a list")
MAPPING: Final = Bilingual("一组“名称: 值”", "a group of names and values")
TOO_LARGE: Final = Bilingual(f"{LARGEST} 字节", f"{LARGEST} bytes")
TOO_DEEP: Final = Bilingual(f"{DEEPEST} 层", f"{DEEPEST} levels")


def compose(data: bytes, path: str, first_line: int = 1) -> yaml.MappingNode | None:
    """The mapping that a file holds; None if it is empty.

    Raises: BadInput: it is not UTF-8, not YAML, too large or too deep, or uses more of YAML than plain mappings.
    """
    if len(data) > LARGEST:
        raise findings.BadInput([findings.at(Location(path, first_line), "C009", limit=TOO_LARGE)])
    text = _decoded(data, path, first_line)
    _stop_at(_characters(text, path, first_line))
    wide = [
        findings.at(_place(text, found.start("key"), path, first_line), "C024", key=found["key"])
        for found in islice(WIDE_COLON.finditer(text), findings.MOST)
    ]
    try:
        _stop_at(_unwanted(text, path, first_line))
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        words, line, column = in_plain_words(error, text)
        fault = findings.at(Location(path, first_line + line, column + 1), "C002", problem=words)
        raise findings.BadInput(wide or [fault]) from error
    if wide and not isinstance(node, yaml.MappingNode):
        raise findings.BadInput(wide)
    if node is None or isinstance(node, yaml.MappingNode):
        return node
    raise findings.BadInput([findings.at(where(node, path, first_line), "C003")])


def where(node: yaml.Node, path: str, first_line: int) -> Location:
    """Where a node begins."""
    return Location(path, first_line + node.start_mark.line, node.start_mark.column + 1)


def kind_of(node: yaml.Node) -> Bilingual:
    """What a node is, in the words of the manual."""
    if isinstance(node, yaml.MappingNode):
        return MAPPING
    return LIST if isinstance(node, yaml.SequenceNode) else VALUE


def is_null(node: yaml.ScalarNode) -> bool:
    """True if nothing stands there, or what YAML takes for nothing: `~`, `null`."""
    return node.tag == NULL or not node.value


def _decoded(data: bytes, path: str, first_line: int) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = first_line + len(re.findall(rb"\r\n|\r|\n", data[: error.start]))
        raise findings.BadInput([findings.at(Location(path, line), "C001", offset=error.start)]) from error


def _stop_at(faults: Iterator[Finding]) -> None:
    """Raises: BadInput: there are any."""
    if every := findings.few(faults):
        raise findings.BadInput(every)


def _place(text: str, offset: int, path: str, first_line: int) -> Location:
    before = text[:offset]
    count = before.count("\n") + before.count("\r") - before.count("\r\n")
    start = max(before.rfind("\n"), before.rfind("\r")) + 1
    return Location(path, first_line + count, offset - start + 1)


def _characters(text: str, path: str, first_line: int) -> Iterator[Finding]:
    """What may stand nowhere, neither in a value nor in a comment, for it hides what is written."""
    for found in REFUSED.finditer(text):
        point, after = f"U+{ord(found[0]):04X}", findings.after(text, found.start())
        yield findings.at(_place(text, found.start(), path, first_line), "C023", point=point, after=after)


def _unwanted(text: str, path: str, first_line: int) -> Iterator[Finding]:
    """Anchors, aliases, tags, several documents, great depth: what a sidecar does not need and an attacker does.

    Raises: BadInput: it is too deep.
    """
    depth = documents = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        mark = event.start_mark
        at = Location(path, first_line + mark.line, mark.column + 1) if mark else Location(path, first_line)
        documents += isinstance(event, yaml.DocumentStartEvent)
        if isinstance(event, yaml.DocumentStartEvent) and documents > 1:
            yield findings.at(at, "C008", what="---")
        if anchor := getattr(event, "anchor", None):
            yield findings.at(at, "C008", what=f"{'*' if isinstance(event, yaml.AliasEvent) else '&'}{anchor}")
        tag = getattr(event, "tag", None)
        if tag and tag not in PLAIN_TAGS:
            yield findings.at(at, "C008", what=tag)
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            raise findings.BadInput([findings.at(at, "C009", limit=TOO_DEEP)])
