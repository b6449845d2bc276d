"""A sidecar with its faults mended where one mending is certain: words exchanged at their places, all else as it was.

Knows: which findings have one certain mending, and how YAML writes a value, a key and an item of a list.
Must not know: disks, sources, what the values are for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import yaml

from build_tools import findings
from build_tools.model import Finding
from build_tools.sidecar.certain import meant, meant_key
from build_tools.sidecar.fields import FORMS, SIDECAR, Field
from build_tools.sidecar.nodes import WIDE_COLON
from build_tools.sidecar.values import Ids

LINES: Final = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
PLAIN: Final = re.compile(r"[\w][\w./~?%:-]*")
REMARK: Final = re.compile(r"#[ \t]*")
BLANK: Final = re.compile(r"[ \t\u3000]*")
QUOTED: Final = re.compile(r"[^'\"\\\r\n]*")
EMPTY: Final = re.compile(r"(?P<indent>\s*)[a-z_]+\s*:\s*(?:~|null|\"\"|'')?[ \t]*(?P<remark>#[^\r\n]*)?(?P<end>\s*)")
MOST: Final = 20  # rounds: what one mending uncovers the next mends


@dataclass(frozen=True, slots=True, order=True)
class Mending:
    """What was changed: the line, the code of the finding, the words before and after (nothing: taken out)."""

    line: int
    code: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class _Place:
    """A value or key: its node, its field or the form in which it stands, the group that holds it, and its item."""

    node: yaml.Node
    field: Field | None
    form: str
    group: yaml.MappingNode
    key: yaml.Node
    items: yaml.SequenceNode | None
    holder: tuple[yaml.Node, yaml.Node] | None  # key and value of the list that the item is of


_Edit = tuple[int, int, str, Mending]


def mend(text: str, told: Collection[Finding], ids: Ids, read: Callable[[str], Collection[Finding]]) -> _Mended:
    """The text with the findings mended that can be, and those that come to light then; and what was changed.

    `read` tells the faults of a text. A mending that leaves more faults than there were is taken back.
    """
    made: list[Mending] = []
    for _ in range(MOST):
        edits = _apart(_edits(text, told, ids))
        if not edits:
            break
        new = text
        for start, end, words, _mending in reversed(edits):
            new = new[:start] + words + new[end:]
        left = read(new)
        if len(left) > max(len(told), len(read(text))):
            break
        made += [mending for *_, mending in edits]
        text, told = new, left
    return text, tuple(sorted(made))


_Mended = tuple[str, tuple[Mending, ...]]


def _edits(text: str, told: Collection[Finding], ids: Ids) -> Iterator[_Edit]:
    starts = _starts(text)
    wide = [finding for finding in told if finding.code == "C024"]
    for finding in wide:
        yield from _colon(text, starts, finding)
    answered = [finding for finding in told if finding.code == "C046"]
    for finding in answered:
        yield from _answer(starts, text, finding)
    wanted = [finding for finding in told if finding.code in MENDERS]
    if wide or answered or not wanted:
        return
    try:
        root = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError:
        return
    places: dict[tuple[int, int], list[_Place]] = {}
    for place in _places(root, SIDECAR) if isinstance(root, yaml.MappingNode) else ():
        mark = place.node.start_mark
        places.setdefault((mark.line + 1, mark.column + 1), []).append(place)
    for finding in wanted:
        for place in places.get((finding.at.line, finding.at.column), ()):
            yield from MENDERS[finding.code](_Page(text, starts, ids), place, finding)


def _apart(edits: Iterator[_Edit]) -> list[_Edit]:
    """The edits in order, without those that touch one before."""
    kept: list[_Edit] = []
    for edit in sorted(edits):
        if not kept or edit[0] >= kept[-1][1]:
            kept.append(edit)
    return kept


@dataclass(frozen=True, slots=True)
class _Page:
    text: str
    starts: list[int]
    ids: Ids

    def offset(self, mark: yaml.Mark) -> int:
        return self.starts[mark.line] + mark.column if mark.line < len(self.starts) else len(self.text)

    def line(self, number: int) -> str:
        end = self.starts[number + 1] if number + 1 < len(self.starts) else len(self.text)
        return self.text[self.starts[number] : end]


def _starts(text: str) -> list[int]:
    """Where each line begins."""
    return [found.start() for found in LINES.finditer(text)]


def _places(group: yaml.MappingNode, form: str, items: yaml.SequenceNode | None = None,
            holder: tuple[yaml.Node, yaml.Node] | None = None) -> Iterator[_Place]:  # fmt: skip
    """Every key and every value of a group and of what is below it."""
    fields = {field.name: field for field in FORMS[form]}
    for key, value in group.value:
        field = fields.get(key.value) if isinstance(key, yaml.ScalarNode) else None
        yield _Place(key, None, form, group, key, items, holder)
        yield _Place(value, field, form, group, key, items, holder)
        if field and field.kind == "list" and isinstance(value, yaml.SequenceNode):
            for item in value.value:
                if isinstance(item, yaml.MappingNode):
                    yield from _places(item, field.rows, value, (key, value))
        elif field and field.kind == "table" and isinstance(value, yaml.MappingNode):
            for _, row in value.value:
                if isinstance(row, yaml.MappingNode):
                    yield from _places(row, field.rows)


def _colon(text: str, starts: list[int], finding: Finding) -> Iterator[_Edit]:
    """A full-width colon behind a name, and what white space follows it, becomes a colon and a space."""
    line = starts[finding.at.line - 1]
    found = WIDE_COLON.match(text, line)
    if found:
        blank = BLANK.match(text, found.end())
        end = blank.end() if blank else found.end()
        words = ":" if text[end : end + 1] in ("", "\r", "\n") else ": "
        yield (
            found.end("key"),
            end,
            words,
            Mending(finding.at.line, finding.code, f"{found['key']}：", f"{found['key']}:"),
        )


def _answer(starts: list[int], text: str, finding: Finding) -> Iterator[_Edit]:
    """An answer behind a # becomes a line that is read."""
    start = starts[finding.at.line - 1]
    found = REMARK.match(text, start)
    if found:
        yield start, found.end(), "", Mending(finding.at.line, finding.code, "#", "")


def _value(page: _Page, place: _Place, finding: Finding) -> Iterator[_Edit]:
    """Another value in the place of one on one line."""
    node = place.node
    if place.field is None or not isinstance(node, yaml.ScalarNode) or node.start_mark.line != node.end_mark.line:
        return
    new = meant(node.value, place.field, page.ids)
    quote = node.style or ""
    if new and (PLAIN if not quote else QUOTED).fullmatch(new) and quote in ("", "'", '"'):
        words = f"{quote}{new}{quote}"
        yield page.offset(node.start_mark), page.offset(node.end_mark), words, _mending(finding, node.value, new)


def _key(page: _Page, place: _Place, finding: Finding) -> Iterator[_Edit]:
    """The name that was meant, if the group does not have it yet."""
    node = place.node
    if node is not place.key or not isinstance(node, yaml.ScalarNode):
        return
    new = meant_key(node.value, FORMS[place.form])
    if new and new not in [key.value for key, _ in place.group.value]:
        yield page.offset(node.start_mark), page.offset(node.end_mark), new, _mending(finding, node.value, new)


def _nothing(page: _Page, place: _Place, finding: Finding) -> Iterator[_Edit]:
    """A name without a value goes; a remark behind it stays. What must be there is left to the person."""
    if place.node is place.key or not isinstance(place.node, yaml.ScalarNode):
        return
    line = place.key.start_mark.line
    found = EMPTY.fullmatch(page.line(line))
    alone = len(place.group.value) < 2 and (place.items is not None or place.form != SIDECAR)
    if not found or alone or (place.field and place.field.required) or place.group.flow_style:
        return
    words = f"{found['indent']}{found['remark']}{found['end']}" if found["remark"] else ""
    start = page.starts[line]
    yield start, start + len(page.line(line)), words, _mending(finding, place.key.value, "")


def _item(page: _Page, place: _Place, finding: Finding) -> Iterator[_Edit]:
    """An item of a list goes, and with the last one the list; lines of remarks stay."""
    if place.items is None or place.holder is None or place.items.flow_style or place.node is place.key:
        return
    code = str(getattr(place.node, "value", ""))
    if code in findings.ACROSS or place.field is None or place.field.kind != "code":
        return
    alone = len(place.items.value) == 1
    first = place.holder[0].start_mark.line if alone else place.group.start_mark.line
    head = page.line(place.group.start_mark.line)[: place.group.start_mark.column]
    if head.strip() != "-" or (alone and place.holder[0].start_mark.column):
        return
    start, last = page.starts[first], _last_line(place.group)
    end = page.starts[last] + len(page.line(last))
    remarks = "".join(line for line in map(page.line, range(first, last + 1)) if line.lstrip().startswith("#"))
    yield start, end, remarks, _mending(finding, code, "")


def _last_line(node: yaml.Node) -> int:
    """The last line on which something of a node stands."""
    if not isinstance(node, yaml.CollectionNode) or node.flow_style or not node.value:
        mark = node.end_mark
        return int(mark.line - 1 if mark.column == 0 and mark.line > node.start_mark.line else mark.line)
    last = node.value[-1]
    return _last_line(last[1] if isinstance(last, tuple) else last)


def _mending(finding: Finding, before: str, after: str) -> Mending:
    return Mending(finding.at.line, finding.code, findings.printable(before), after)


_Mender = Callable[[_Page, _Place, Finding], Iterator[_Edit]]
MENDERS: Final[Mapping[str, _Mender]] = {
    "C004": _key,
    "C007": _nothing,
    "C010": _value,
    "C011": _value,
    "C013": _value,
    "C016": _value,
    "C021": _value,
    "C022": _value,
    "C027": _item,
    "C028": _value,
    "C035": _item,
}
CODES: Final = frozenset({*MENDERS, "C024", "C046"})
"""The findings that have one certain mending, mostly."""
