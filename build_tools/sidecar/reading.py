"""A tree of nodes → checked values: every fault of a file is told, with its line.

Knows: the table of fields, and what makes a value of each kind right.
Must not know: what becomes of a value.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import yaml

from build_tools import findings
from build_tools.model import Finding, Location, Value
from build_tools.sidecar import edtf
from build_tools.sidecar.fields import FORMS, SPEECH, VOCABULARY_FILES, Field
from build_tools.sidecar.nodes import hidden, kind_of, where

Ids = Mapping[str, Sequence[str]]
LONGEST: Final = {"words": 500, "any words": 2000, "long words": 5000, "url": 2000}
URL: Final = re.compile(r"https?://[^\s<>\"'`{}|\\^\[\]]+", re.IGNORECASE)
REGION: Final = re.compile(r"[0-9]{6}|[A-Z]{2}")
NUMBER: Final = re.compile(r"[1-9][0-9]{0,6}")


@dataclass(frozen=True, slots=True)
class Row:
    """A checked mapping: its values, its lists of rows, its tables of rows by number, and where it stands."""

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

    def row(self, node: yaml.Node, form: str) -> Row:
        """A mapping of a form."""
        at = where(node, self.path, self.first_line)
        if not isinstance(node, yaml.MappingNode):
            self._fault(node, "C006", key=form, expected="mapping", found=kind_of(node))
            return Row(at)
        fields = {row.name: row for row in FORMS[form]}
        values: dict[str, Value] = {}
        lists: dict[str, tuple[Row, ...]] = {}
        tables: dict[str, Mapping[int, Row]] = {}
        seen: set[str] = set()
        for key, value in node.value:
            known = self._known(key, fields, seen, form)
            if known is None:
                continue
            if known.kind == "list":
                lists[known.name] = self._list(value, known)
            elif known.kind == "table":
                tables[known.name] = self._table(value, known)
            elif (read := self._value(value, known)) is not None:
                values[known.name] = read
        for name in (row.name for row in FORMS[form] if row.required and row.name not in seen):
            self._fault(node, "C015", key=name)
        return Row(at, values, lists, tables)

    def _known(self, key: yaml.Node, fields: Mapping[str, Field], seen: set[str], form: str) -> Field | None:
        name = key.value if isinstance(key, yaml.ScalarNode) else "?"
        if name in seen:
            self._fault(key, "C005", key=name)
            return None
        seen.add(name)
        if name in fields:
            return fields[name]
        if self.lenient and form == "sidecar":
            self.unknown.append(name)
        else:
            self._fault(key, "C004", key=name, nearest=_nearest(name, tuple(fields)))
        return None

    def _list(self, node: yaml.Node, known: Field) -> tuple[Row, ...]:
        if not isinstance(node, yaml.SequenceNode) or not node.value:
            self._fault(node, "C006", key=known.name, expected="list", found=kind_of(node))
            return ()
        return tuple(self.row(item, known.rows) for item in node.value)

    def _table(self, node: yaml.Node, known: Field) -> Mapping[int, Row]:
        rows: dict[int, Row] = {}
        if not isinstance(node, yaml.MappingNode):
            self._fault(node, "C006", key=known.name, expected="mapping", found=kind_of(node))
            return rows
        for key, value in node.value:
            if not (isinstance(key, yaml.ScalarNode) and NUMBER.fullmatch(key.value)):
                self._fault(key, "C018", value=getattr(key, "value", "?"))
            elif int(key.value) in rows:
                self._fault(key, "C005", key=key.value)
            else:
                rows[int(key.value)] = self.row(value, SPEECH)
        return rows

    def _value(self, node: yaml.Node, known: Field) -> Value | None:
        if not isinstance(node, yaml.ScalarNode):
            self._fault(node, "C006", key=known.name, expected="value", found=kind_of(node))
            return None
        text = node.value if known.kind == "any words" else node.value.strip()
        before = len(self.faults)
        self._check(node, known, text)
        return Value(text, where(node, self.path, self.first_line)) if len(self.faults) == before else None

    def _check(self, node: yaml.ScalarNode, known: Field, text: str) -> None:
        if not text and known.kind != "any words":
            self._fault(node, "C007", key=known.name)
        elif code := hidden(text):
            self._fault(node, "C016", key=known.name, code=code)
        elif len(text) > LONGEST.get(known.kind, 500):
            self._fault(node, "C009", limit=f"{LONGEST.get(known.kind, 500)} characters")
        elif known.kind == "choice":
            self._check_choice(node, known, text)
        elif known.kind == "region":
            self._check_region(node, text)
        elif known.kind in ("edtf", "day") and (why := _date_fault(known.kind, text)):
            self._fault(node, "C011", key=known.name, value=text, why=why)
        elif known.kind == "url" and not URL.fullmatch(text):
            self._fault(node, "C012", value=text)
        elif known.kind == "number" and not NUMBER.fullmatch(text):
            self._fault(node, "C020", key=known.name, value=text)
        elif known.kind == "code" and text not in findings.table():
            self._fault(node, "C021", code=text, nearest=_nearest(text, tuple(findings.table())))

    def _check_choice(self, node: yaml.ScalarNode, known: Field, text: str) -> None:
        allowed = known.choices or tuple(self.ids.get(known.name, ()))
        if text not in allowed:
            file = VOCABULARY_FILES[known.name]
            self._fault(node, "C010", key=known.name, value=text, nearest=_nearest(text, allowed), file=file)

    def _check_region(self, node: yaml.ScalarNode, text: str) -> None:
        codes = self.ids.get("region")
        if not REGION.fullmatch(text) or (codes is not None and text not in codes):
            self._fault(node, "C013", value=text)

    def _fault(self, node: yaml.Node, code: str, /, **values: object) -> None:
        self.faults.append(findings.at(where(node, self.path, self.first_line), code, **values))  # type: ignore[arg-type]


def _date_fault(kind: str, text: str) -> str:
    why = edtf.fault(text)
    return why or ("day" if kind == "day" and not edtf.is_day(text) else "")


def _nearest(text: str, allowed: Sequence[str]) -> str:
    """The allowed words nearest to a text, or the first few of them."""
    near = difflib.get_close_matches(text, allowed, n=3, cutoff=0.5)
    return ", ".join(near or allowed[:6]) + ("" if near or len(allowed) <= 6 else " …")
