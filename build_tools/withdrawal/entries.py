"""The rows of the register, each as the addresses that it speaks of.

Knows: the names that a row may have, and what may stand under them.
Must not know: disks, pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import yaml

from build_tools import findings
from build_tools.model import Bilingual, Finding, Gone, Location
from build_tools.sidecar import edtf
from build_tools.sidecar.fields import CORRECTION, FORMS
from build_tools.sidecar.nodes import compose, is_null, where
from build_tools.sidecar.values import fault

SECTIONS: Final = ("withdrawn", "moved")
SOURCE: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
SPEECH: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*-[1-9][0-9]{0,4}")
BLOCK: Final = re.compile(r"[a-z][a-z0-9-]{0,30}")
COUNT: Final = re.compile(r"[1-9][0-9]{0,3}")
NAMES: Final = ("speech", "source", "speeches", "paragraph", "to", "date", "reason")

UNKNOWN: Final = Bilingual("没有这个名称", "there is no such name")
NOT_ROWS: Final = Bilingual("这里要一个列表，每项是一组“名称: 值”", "this must be a list of groups of names and values")
WHICH: Final = Bilingual("要么写 speech，要么写 source", "either `speech` or `source` must stand here")
WORDS: Final = next(field for field in FORMS[CORRECTION] if field.name == "reason")
"""The reason of a row is of the kind that the reason of a correction is."""
REASON: Final = Bilingual("缺理由（reason）", "the `reason` is missing")
DATE: Final = Bilingual("撤下要写日期（date），如 2026-11-23", "a withdrawal needs its `date`, such as 2026-11-23")
TO: Final = Bilingual("移动要写去处（to），撤下不写", "a move needs `to`, a withdrawal must not have it")
PLAIN: Final = Bilingual("太长，或有看不见的字符", "it is too long, or holds a character that nobody sees")
FORM: Final = Bilingual("写法不对", "this is not its form")
HOW_MANY: Final = Bilingual("整个来源要写原有几篇（speeches）", "for a whole source say how many `speeches` there were")
PARAGRAPH: Final = Bilingual("paragraph 与 speech 同写", "`paragraph` goes with `speech`")


@dataclass(frozen=True, slots=True)
class Row:
    """A row with its values as words."""

    at: Location
    words: Mapping[str, str]

    def get(self, name: str) -> str:
        """A value; nothing if it is not given."""
        return self.words.get(name, "")


def entries(data: bytes, path: str, faults: list[Finding]) -> Iterator[Gone]:
    """Every address of every row that can be understood; `faults` takes what is wrong with the others.

    Raises: BadInput: it is no YAML that we read.
    """
    tree = compose(data, path)
    for key, value in tree.value if tree else ():
        if key.value not in SECTIONS:
            faults.append(_wrong(where(key, path, 1), _shown(key), UNKNOWN))
        elif not isinstance(value, yaml.SequenceNode):
            faults.append(_wrong(where(value, path, 1), key.value, NOT_ROWS))
        else:
            for node in value.value:
                row, problems = _row(node, path, moved=key.value == "moved")
                faults += problems
                if not problems:
                    yield from _addresses(row)


def _row(node: yaml.Node, path: str, *, moved: bool) -> tuple[Row, list[Finding]]:
    at = where(node, path, 1)
    if not isinstance(node, yaml.MappingNode):
        return Row(at, {}), [_wrong(at, _shown(node), NOT_ROWS)]
    faults, words = [], dict[str, str]()
    for key, value in node.value:
        if key.value not in NAMES or key.value in words or not isinstance(value, yaml.ScalarNode):
            faults.append(_wrong(where(key, path, 1), _shown(key), UNKNOWN))
        else:
            words[key.value] = "" if is_null(value) else value.value.strip()
    row = Row(at, words)
    return row, faults or [_wrong(at, what, why) for what, why in _problems(row, moved=moved)]


def _problems(row: Row, *, moved: bool) -> Iterator[tuple[str, Bilingual]]:
    """What a row lacks, or has too much."""
    speech, source = row.get("speech"), row.get("source")
    if bool(speech) == bool(source):
        yield "speech", WHICH
    if not row.get("reason"):
        yield "reason", REASON
    if bool(row.get("to")) != moved:
        yield "to", TO
    if not moved and not row.get("date"):
        yield "date", DATE
    if source and not row.get("speeches"):
        yield "speeches", HOW_MANY
    if row.get("paragraph") and not speech:
        yield "paragraph", PARAGRAPH
    yield from _misspelt(row)


def _misspelt(row: Row) -> Iterator[tuple[str, Bilingual]]:
    """What of a row is not written as it must be."""
    if row.get("reason") and fault(row.get("reason"), WORDS, {}):
        yield "reason", PLAIN
    if row.get("date") and (why := edtf.day_fault(row.get("date"))):
        yield "date", why
    target = BLOCK if row.get("paragraph") else SPEECH if row.get("speech") else SOURCE
    forms = {"speech": SPEECH, "source": SOURCE, "speeches": COUNT, "paragraph": BLOCK, "to": target}
    for name, form in forms.items():
        if row.get(name) and not form.fullmatch(row.get(name)):
            yield name, FORM


def _addresses(row: Row) -> Iterator[Gone]:
    """The addresses of a row without a fault."""
    speech, source, block, to = (row.get(name) for name in ("speech", "source", "paragraph", "to"))
    reason, date = row.get("reason"), row.get("date")
    if block:
        yield Gone(f"speeches/{speech}#{block}", row.at, reason, f"speeches/{speech}#{to}" if to else "", date)
    elif speech:
        yield Gone(f"speeches/{speech}", row.at, reason, f"speeches/{to}" if to else "", date)
    else:
        yield Gone(f"compilations/{source}", row.at, reason, f"compilations/{to}" if to else "", date)
        for number in range(1, int(row.get("speeches")) + 1):
            target = f"speeches/{to}-{number}" if to else ""
            yield Gone(f"speeches/{source}-{number}", row.at, reason, target, date)


def _shown(node: yaml.Node) -> str:
    """What stands there, if it is a word."""
    return str(node.value)[:40] if isinstance(node, yaml.ScalarNode) else "?"


def _wrong(at: Location, what: str, why: Bilingual) -> Finding:
    return findings.at(at, "B030", what=what, why=why)
