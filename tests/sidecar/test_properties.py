"""Whatever is put in: a sidecar is read or refused with findings, and what is read is what was written."""

from __future__ import annotations

import contextlib

import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from build_tools import findings, sidecar
from build_tools.model import Declared
from build_tools.sidecar.fields import FORMS
from tests.sidecar import made
from tests.sidecar.test_cases import FAULTS, GOOD, IDS

CASES = [path.read_bytes() for path in (*FAULTS, *GOOD)]
KEYS = sorted({field.name for fields in FORMS.values() for field in fields})
PIECES = st.sampled_from(
    [*KEYS, ": ", ":", "\n", "\n  ", "- ", "{", "}", "[", "]", ", ", "1", "0", '"', "'", "#", "|", "&a", "*a", "!x",
     "---", "\t", "讲话", "2021", "：", "\\u202e", "?", "T101", "sample", "\x00", "\u200b", "...", "%", "<<"]
)  # fmt: skip
# What a value may hold: every character that is seen.
SEEN = st.text(st.characters(exclude_categories=("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")), min_size=1, max_size=80)


def judge(data: bytes) -> None:
    """Read, or refused with findings of places that exist."""
    lines = data.count(b"\n") + data.count(b"\r") + 1
    try:
        read: object = sidecar.read(data, "a.yml", IDS)
    except findings.BadInput as bad:
        read = bad.findings
    if isinstance(read, tuple):
        assert read
        assert all(1 <= f.at.line <= lines + 1 and f.at.column >= 1 and f.severity == "error" for f in read)
    else:
        assert isinstance(read, Declared)


@given(st.binary(max_size=300))
def test_any_bytes(data: bytes) -> None:
    """No bytes make it stumble."""
    judge(data)


@given(st.lists(PIECES, max_size=40).map("".join))
def test_any_pieces_of_yaml(text: str) -> None:
    """Nor do pieces of YAML in any order."""
    judge(text.encode())


@given(st.sampled_from(CASES), st.integers(0, 4000), st.integers(0, 40), st.binary(max_size=4))
def test_any_damage(data: bytes, at: int, length: int, put: bytes) -> None:
    """Nor does a case with a piece cut out and another put in."""
    judge(data[:at] + put + data[at + length :])


@given(st.text(max_size=200))
def test_any_front_matter(text: str) -> None:
    """Nor does any text between the fences."""
    with contextlib.suppress(findings.BadInput):
        sidecar.front_matter(text, "a.md", 2, IDS)


@given(made.sidecars(["范文【一】", "的’感谢", "20xx年"]))
@settings(max_examples=200, deadline=None)
def test_any_fields_with_any_values(data: bytes) -> None:
    """Nor do the fields of the table, wherever they stand and whatever they hold."""
    judge(data)


@settings(suppress_health_check=[HealthCheck.filter_too_much])
@given(SEEN, SEEN, SEEN.filter(lambda text: text.strip()))
def test_what_is_read_is_what_was_written(find: str, new: str, title: str) -> None:
    """Words of the source to the last space; other words without the white space around them."""
    rows = [{"find": find, "replace": new + "x" if find == new else new, "reason": title}]
    text = yaml.dump({"title": title, "corrections": rows}, allow_unicode=True, default_style='"', width=9999)
    declared = sidecar.read(text.encode(), "a.yml", IDS)
    (row,) = declared.corrections
    assert (row.find, row.replace) == (rows[0]["find"], rows[0]["replace"])
    assert declared.facts["title"].text == title.strip() == row.reason
