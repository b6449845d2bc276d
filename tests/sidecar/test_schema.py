"""The schema for editors says what the reader says, wherever a schema can say it."""

from __future__ import annotations

from pathlib import Path

import jsonschema
import pytest
import yaml

from build_tools import findings, sidecar
from build_tools.model import DECLARABLE
from build_tools.sidecar.fields import FORMS, SIDECAR, Field
from build_tools.vocabulary import load
from tests.sidecar.test_cases import CASES, GOOD, IDS

SCHEMA = sidecar.schema(IDS)
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
# Beyond a schema: the calendar, hidden characters, what two values have to do with each other, YAML itself.
BEYOND = {"C005", "C016", "C017"}


def as_written(text: str) -> object:
    """What YAML holds, every value as text: the schema sees the words that the reader sees."""
    return yaml.load(text, Loader=yaml.BaseLoader) or {}  # noqa: S506 - it makes texts, lists and mappings only


def verdicts(text: str) -> tuple[bool, bool]:
    """Whether the reader and whether the schema take a sidecar."""
    try:
        sidecar.read(text.encode(), "a.yml", IDS)
        ours = True
    except findings.BadInput:
        ours = False
    return ours, VALIDATOR.is_valid(as_written(text))


def one(field: Field, value: str, form: str) -> str:
    """A sidecar with one value, and what its form requires beside it."""
    rows = {other.name: other.example for other in FORMS[form] if other.required} | {field.name: value}
    flow = ", ".join(f"{name}: {_quoted(text)}" for name, text in rows.items())
    if form == SIDECAR:
        return "".join(f"{name}: {_quoted(text)}\n" for name, text in rows.items())
    lists = {"segment": "segments", "correction": "corrections", "acceptance": "accepted"}
    return f"speeches: {{1: {{{flow}}}}}\n" if form == "facts" else f"{lists[form]}: [{{{flow}}}]\n"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


FIELDS = [(form, field) for form, fields in FORMS.items() for field in fields if field.kind not in ("list", "table")]
VALUES = (
    "", " ", "\n", "汇编", "第一行\n第二行", "x" * 500, "x" * 501, "x" * 2001, "x" * 5001, "2021", "2021-06",
    "2021-06-10", "2021-13", "2021-00-10", "2021-XX", "2021-XX-10", "201X", "201X-06", "20xx", "2021~", "2021?~",
    "2020/2021", "2020/..", "../2021", "../..", "/2021", "2021/", "/", "210882", "21088", "2108822", "JP", "jp",
    "https://a.org/b", "http://a b", "HTTPS://A.org", "ftp://a.org", "a.org",
    "javascript:alert(1)", "https://a.org/<b>", "sample", "Sample",
    "unknown", "zh", "zh-Hans", "speech", "speach", "T101", "T0", "0", "1", "12345678", "-1", "1.5", "no",
)  # fmt: skip


def test_the_schema_is_one() -> None:
    """As the standard has it; with the real vocabulary, without one, and in words of both languages."""
    for ids in (IDS, load().ids, {}):
        jsonschema.Draft202012Validator.check_schema(sidecar.schema(ids))
    assert set(DECLARABLE) < set(SCHEMA["properties"])
    for row in SCHEMA["properties"].values():
        assert " / " in row["title"]
        assert " / " in row["description"]


@pytest.mark.parametrize(("form", "field"), FIELDS, ids=lambda part: part if isinstance(part, str) else part.name)
def test_both_judge_alike(form: str, field: Field) -> None:
    """Every field of every form with every odd value."""
    for value in VALUES:
        text = one(field, value, form)
        if field.name in ("find", "replace") and value == FORMS[form][1 - (field.name == "replace")].example:
            continue
        ours, theirs = verdicts(text)
        assert ours == theirs, f"{field.name}: {value!r}: the reader says {ours}, the schema {theirs}"


@pytest.mark.parametrize(
    "text",
    [
        "titel: a\n", "speeches: {}\n", "speeches: []\n", "speeches: {1: {}}\n", "speeches: {0: {title: a}}\n",
        "speeches: {一: {title: a}}\n", "speeches: {1: {url: http://a.org}}\n", "segments: []\n", "segments: {}\n",
        "segments: [{kind: speech}]\n", "segments: [{kind: speech, begins: a, line: 1, title: b}]\n",
        "corrections: [{find: a, replace: b}]\n", "corrections: [{find: a, replace: '', reason: c}]\n",
        "corrections: [{find: '', replace: a, reason: c}]\n", "accepted: [{code: T101}]\n", "accepted: [T101]\n",
        "accepted: [{code: T101, reason: ' '}]\n", "title: [a]\n", "title: {a: b}\n", "title:\n", "url:\n", "{}\n", "",
    ],
)  # fmt: skip
def test_both_judge_forms_alike(text: str) -> None:
    """Unknown keys, missing ones, empty and wrong kinds."""
    ours, theirs = verdicts(text)
    assert ours == theirs


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_right_sidecars_fit(path: Path) -> None:
    """What is read fits the schema, also as editors see it: with numbers, dates and truths."""
    text = path.read_text(encoding="utf-8-sig")
    assert VALIDATOR.is_valid(as_written(text))


@pytest.mark.parametrize("text", ["title: 2021\n", "title: no\n", "date: 2021\n", "region: 210882\n", "note: 1.5\n"])
def test_bare_words_fit_too(text: str) -> None:
    """An editor takes 2021 for a number; the reader takes it as it is written. Neither complains."""
    sidecar.read(text.encode(), "a.yml", IDS)
    assert VALIDATOR.is_valid(yaml.load(text, Loader=yaml.CSafeLoader))


def test_faults_do_not_fit() -> None:
    """Every faulty case that is YAML of the plain kind is refused by the schema too, unless that is beyond it."""
    for path in sorted((CASES / "faults").glob("*.yml")):
        with pytest.raises(findings.BadInput) as bad:
            sidecar.read(path.read_bytes(), path.name, IDS)
        codes = {finding.code for finding in bad.value.findings}
        if codes & {"C002", "C003", "C008", "C024"} or codes <= BEYOND:
            continue
        assert not VALIDATOR.is_valid(as_written(path.read_text(encoding="utf-8"))), path.name


def test_every_example_is_right() -> None:
    """The examples of the manual and of the schema would be taken."""
    real = load().ids
    for form, field in FIELDS:
        assert field.example
        sidecar.read(one(field, field.example, form).encode(), "a.yml", real)
