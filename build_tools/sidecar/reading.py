"""A tree of nodes → checked values: every fault of a file is told, with its line.

Knows: the table of fields, and how groups, lists and tables of them are written.
Must not know: what makes a single value right, or what becomes of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import yaml

from build_tools import findings
from build_tools.model import Bilingual, Finding, Location, Value
from build_tools.sidecar.fields import FACTS, FORMS, SIDECAR, Field
from build_tools.sidecar.nearest import near
from build_tools.sidecar.nodes import LIST, MAPPING, VALUE, is_null, kind_of, where
from build_tools.sidecar.values import AS_IN_SOURCE, NUMBER, Ids, fault


@dataclass(frozen=True, slots=True)
class Row:
    """A checked group: its values, its lists of groups, its tables of groups by number, and where it stands."""

    at: Location
    values: Mapping[str, Value] = field(default_factory=dict)
    lists: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)
    tables: Mapping[str, Mapping[int, Row]] = field(default_factory=dict)


@dataclass(slots=True)
class Reader:
    """Reads one file. It gathers faults as it goes, so that one run tells all of them."""

    path: str
    first_line: int
    ids: Ids
    lenient: bool = False  # unknown keys at the top are no faults: the front matter of somebody else's tool
    faults: list[Finding] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)

    def row(self, node: yaml.Node, form: str, name: str | Bilingual = "") -> Row:
        """A group of a form.

        Raises: BadInput: there are too many faults to go on.
        """
        at = where(node, self.path, self.first_line)
        if not isinstance(node, yaml.MappingNode):
            self._wrong_kind(node, name, MAPPING)
            return Row(at)
        values: dict[str, Value] = {}
        lists: dict[str, tuple[Row, ...]] = {}
        tables: dict[str, Mapping[int, Row]] = {}
        for known, value in self._known(node, form):
            if known.kind == "list":
                lists[known.name] = self._list(value, known)
            elif known.kind == "table":
                tables[known.name] = self._table(value, known)
            elif (read := self._value(value, known)) is not None:
                values[known.name] = read
        return Row(at, values, lists, tables)

    def tell(self, at: Location, code: str, /, **values: object) -> None:
        """Keep a fault.

        Raises: BadInput: there are too many to go on.
        """
        self.faults.append(findings.at(at, code, **values))  # type: ignore[arg-type]
        if len(self.faults) >= findings.MOST:
            raise findings.BadInput(findings.few(self.faults))

    def _fault(self, node: yaml.Node, code: str, /, **values: object) -> None:
        self.tell(where(node, self.path, self.first_line), code, **values)

    def _known(self, node: yaml.MappingNode, form: str) -> Iterator[tuple[Field, yaml.Node]]:
        """The keys of a group that the form has, each once, and what stands under them."""
        fields = {known.name: known for known in FORMS[form]}
        seen: dict[str, yaml.Node] = {}
        for key, value in node.value:
            name = key.value if isinstance(key, yaml.ScalarNode) else "?"
            if name not in fields:
                self._stranger(key, name, form)
            elif name in seen:
                self._twice(key, name, seen[name])
            else:
                yield fields[name], value
            seen.setdefault(name, key)
        for missing in (known for known in FORMS[form] if known.required and known.name not in seen):
            self._fault(node, "C015", key=missing.name)

    def _twice(self, key: yaml.Node, name: Bilingual | str, first: yaml.Node) -> None:
        self._fault(key, "C005", key=name, first=where(first, self.path, self.first_line).line)

    def _stranger(self, key: yaml.Node, name: str, form: str) -> None:
        if self.lenient and form == SIDECAR:
            self.unknown.append(name)
        elif name == "<<":
            self._fault(key, "C008", what=name)
        elif "：" in name:
            self._fault(key, "C024", key=name.partition("：")[0])
        else:
            labels = {known.label.zh: known.name for known in FORMS[form]}
            self._fault(key, "C004", key=name, nearest=near(name, [known.name for known in FORMS[form]], labels))

    def _list(self, node: yaml.Node, known: Field) -> tuple[Row, ...]:
        if not isinstance(node, yaml.SequenceNode):
            self._wrong_kind(node, known.name, LIST)
            return ()
        if not node.value:
            self._fault(node, "C007", key=known.name)
        item = Bilingual(f"{known.name} 的这一项", f"this item of {known.name}")
        return tuple(self.row(each, known.rows, item) for each in node.value)

    def _table(self, node: yaml.Node, known: Field) -> Mapping[int, Row]:
        rows: dict[int, Row] = {}
        seen: dict[int, yaml.Node] = {}
        if not isinstance(node, yaml.MappingNode):
            self._wrong_kind(node, known.name, MAPPING)
            return rows
        if not node.value:
            self._fault(node, "C007", key=known.name)
        for key, value in node.value:
            number = key.value if isinstance(key, yaml.ScalarNode) else "?"
            if not NUMBER.fullmatch(number):
                self._fault(key, "C018", value=number)
            elif int(number) in rows:
                self._twice(key, _speech(number), seen[int(number)])
            else:
                seen[int(number)] = key
                rows[int(number)] = self._numbered(value, _speech(number))
        return rows

    def _numbered(self, node: yaml.Node, name: Bilingual) -> Row:
        if isinstance(node, yaml.MappingNode) and not node.value:
            self._fault(node, "C007", key=name)
        return self.row(node, FACTS, name)

    def _wrong_kind(self, node: yaml.Node, name: str | Bilingual, expected: Bilingual) -> None:
        if isinstance(node, yaml.ScalarNode) and is_null(node):
            self._fault(node, "C007", key=name)
        else:
            self._fault(node, "C006", key=name, expected=expected, found=kind_of(node))

    def _value(self, node: yaml.Node, known: Field) -> Value | None:
        if not isinstance(node, yaml.ScalarNode):
            self._fault(node, "C006", key=known.name, expected=VALUE, found=kind_of(node))
            return None
        text = node.value if known.kind in AS_IN_SOURCE else node.value.strip()
        wrong = fault("" if is_null(node) else text, known, self.ids)
        if wrong:
            code, told = wrong
            self._fault(node, code, **told)
            return None
        return Value(text, where(node, self.path, self.first_line))


def _speech(number: str) -> Bilingual:
    return Bilingual(f"第 {number} 篇", f"speech {number}")
