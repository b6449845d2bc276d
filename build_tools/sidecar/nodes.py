"""YAML as a tree of nodes with places: only its plain part, so that nothing in it can surprise.

Knows: YAML, and the place of every node.
Must not know: speeches, fields.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import yaml

from build_tools import findings
from build_tools.model import Finding, Location

LARGEST: Final = 256 * 1024  # bytes
DEEPEST: Final = 8
HIDDEN: Final = re.compile("[\u202a-\u202e\u2066-\u2069\u200b-\u200f\u2060\ufeff\u2028\u2029]")
PLAIN_TAGS: Final = {"!", "tag:yaml.org,2002:str", "tag:yaml.org,2002:map", "tag:yaml.org,2002:seq"}


def compose(data: bytes, path: str, first_line: int = 1) -> yaml.MappingNode | None:
    """The mapping that a file holds; None if it is empty.

    Raises: BadInput: it is not UTF-8, not YAML, too large or too deep, or uses more of YAML than plain mappings.
    """
    if len(data) > LARGEST:
        raise findings.BadInput([findings.at(Location(path), "C009", limit=f"{LARGEST} bytes")])
    text = _decoded(data, path)
    try:
        faults = list(_refused(text, path, first_line))
        if faults:
            raise findings.BadInput(faults)
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        at = Location(path, first_line + mark.line, mark.column + 1) if mark else Location(path, first_line)
        raise findings.BadInput([findings.at(at, "C002", problem=error.problem or error.context or "?")]) from error
    except yaml.YAMLError as error:
        place = text[: getattr(error, "position", 0) or 0].count("\n")
        problem = getattr(error, "reason", "?")
        raise findings.BadInput([findings.at(Location(path, first_line + place), "C002", problem=problem)]) from error
    if node is None:
        return None
    if not isinstance(node, yaml.MappingNode):
        raise findings.BadInput([findings.at(where(node, path, first_line), "C003")])
    return node


def _decoded(data: bytes, path: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise findings.BadInput([findings.at(Location(path, line), "C001", offset=error.start)]) from error


def _refused(text: str, path: str, first_line: int) -> Iterator[Finding]:
    """Anchors, aliases, tags, several documents, great depth: what a sidecar does not need and an attacker does."""
    depth = documents = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        mark = event.start_mark
        at = Location(path, first_line + mark.line, mark.column + 1) if mark else Location(path, first_line)
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents == 2:
                yield findings.at(at, "C008", what="---")
        anchor = getattr(event, "anchor", None)
        if anchor:
            yield findings.at(at, "C008", what=f"{'*' if isinstance(event, yaml.AliasEvent) else '&'}{anchor}")
        tag = getattr(event, "tag", None)
        if tag and tag not in PLAIN_TAGS:
            yield findings.at(at, "C008", what=tag)
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            raise findings.BadInput([findings.at(at, "C009", limit=f"{DEEPEST} levels")])


def where(node: yaml.Node, path: str, first_line: int) -> Location:
    """Where a node begins."""
    return Location(path, first_line + node.start_mark.line, node.start_mark.column + 1)


def kind_of(node: yaml.Node) -> str:
    """What a node is, in the words of the manual."""
    if isinstance(node, yaml.MappingNode):
        return "mapping"
    return "list" if isinstance(node, yaml.SequenceNode) else "value"


def hidden(text: str) -> str:
    """The first character of a text that nobody sees, as U+XXXX; nothing if there is none."""
    found = HIDDEN.search(text) or re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", text)
    return f"U+{ord(found[0]):04X}" if found else ""
