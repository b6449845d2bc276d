"""What has one certain mending is mended, all else stays as it was, and a second time changes nothing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from build_tools import findings, sidecar
from build_tools.model import Finding
from build_tools.sidecar.certain import meant
from build_tools.sidecar.fields import FACTS, FORMS
from build_tools.sidecar.mending import CODES, Mending
from tests.conftest import Golden
from tests.sidecar.test_cases import CASES, FAULTS, IDS

MENDING = sorted((CASES / "mending").glob("*.yml"))
ROAD = {"C035"}  # told when the source is read; tests/test_check_fix.py
REMARK = re.compile(r"#.*")


def faults(data: bytes) -> tuple[Finding, ...]:
    """What is told of a sidecar."""
    try:
        sidecar.read(data, "a.yml", IDS)
    except findings.BadInput as bad:
        return bad.findings
    return ()


def mend(data: bytes) -> tuple[bytes, tuple[Mending, ...]]:
    """Mend what is told."""
    return sidecar.mended(data, "a.yml", faults(data), IDS)


def remarks(data: bytes) -> list[str]:
    """Every remark, in order."""
    return [found.strip() for found in REMARK.findall(data.decode(errors="replace"))]


@pytest.mark.parametrize("path", MENDING, ids=lambda path: path.stem)
def test_cases(path: Path, golden: Golden) -> None:
    """The mended file, and what is told of the mending."""
    new, changes = mend(path.read_bytes())
    told = "".join(f"{one.line}: {one.code} {one.before} → {one.after}\n" for one in changes)
    left = "".join(f"{one.at.line}:{one.at.column} {one.code}\n" for one in faults(new))
    golden(path.with_suffix(".txt"), f"{told}--- 改后 mended\n{new.decode()}--- 剩下 left\n{left}")
    answers = [one.line for one in changes if one.code == "C046"]
    asked = b"\n".join(line for at, line in enumerate(path.read_bytes().splitlines(), 1) if at not in answers)
    assert remarks(asked) == remarks(new)


def test_what_is_doubtful_stays() -> None:
    """Not a byte of it changes."""
    data = (CASES / "mending" / "doubtful.yml").read_bytes()
    assert mend(data) == (data, ())


@pytest.mark.parametrize("path", [*FAULTS, *MENDING], ids=lambda path: path.stem)
def test_twice_is_once(path: Path) -> None:
    """And there are never more faults than before; one that is told as mended is gone."""
    data = path.read_bytes()
    new, changes = mend(data)
    assert mend(new) == (new, ())
    if changes:
        assert len(faults(new)) < len(faults(data)) or "C024" in {one.code for one in changes}


def test_every_code_that_can_be_mended_has_a_case() -> None:
    """Shown in a file."""
    shown = {one.code for path in (*FAULTS, *MENDING) for one in mend(path.read_bytes())[1]}
    assert shown == CODES - ROAD


def test_what_is_right_is_not_touched() -> None:
    """A sidecar without a fault has nothing to mend."""
    data = (CASES / "good" / "everything.yml").read_bytes()
    assert mend(data) == (data, ())


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("date", "2021年6月", "2021-06"),
        ("date", "２０２１年６月１日", "2021-06-01"),
        ("date", "2021/6", None),  # may be an interval
        ("date", "2021年13月", None),
        ("date", "20xx年", None),
        ("state", "Sample", "sample"),
        ("state", "excerp", "excerpt"),
        ("state", "excer", None),
        ("language", "zh_hans", "zh-Hans"),
        ("region", "大石桥市", "210882"),
        ("region", "朝阳区", None),  # there are two
        ("region", "某市", None),
    ],
)
def test_what_is_meant(name: str, text: str, value: str | None) -> None:
    """Where one reading is left, that; else nothing."""
    field = next(field for field in FORMS[FACTS] if field.name == name)
    assert meant(text, field, IDS) == value


WORDS = st.sampled_from(
    ["sample", "范文", "excerp", "2021年6月10日", "2021.6.10", "大石桥市", "朝阳区", "T101", "t101", "S003", "", "~",
     "'范文'", '"2021年"', "unknown", "某", "groundbreaking_ceremony", "[a]", "{b: c}", "x\u200by"]
)  # fmt: skip
NAMES = st.sampled_from(
    ["title", "题名", "Title", "titel", "date", "state", "region", "genre", "note", "网址", "url", "x"]
)
LINES = st.builds(
    "{}{}{}{}".format, NAMES, st.sampled_from([": ", "：", ":", "： "]), WORDS, st.sampled_from(["", "  # 说明"])
)
ITEMS = st.builds("- code: {}\n    reason: {}".format, WORDS, WORDS)
FILES = st.builds(
    lambda lines, own, items: (
        "\n".join(lines)
        + ("\nspeeches:\n  1:\n" + "\n".join(f"    {line}" for line in own) if own else "")
        + ("\naccepted:\n" + "\n".join(f"  {item}" for item in items) if items else "")
        + "\n"
    ),
    st.lists(LINES, max_size=5),
    st.lists(LINES, max_size=4),
    st.lists(ITEMS, max_size=3),
)


@given(FILES)
def test_any_sidecar(text: str) -> None:
    """Twice is once; remarks stay; what is not told as changed says the same to another reader of YAML."""
    data = text.encode()
    new, changes = mend(data)
    assert mend(new)[0] == new
    assert remarks(new) == remarks(data)
    assert bool(changes) == (new != data)
    if changes and not {one.code for one in changes} & {"C024", "C027", "C007", "C004"}:
        before, after = yaml.safe_load(text), yaml.safe_load(new.decode())
        assert type(before) is type(after)
        assert before.keys() == after.keys()
        assert before.get("title") == after.get("title") or "C016" in {one.code for one in changes}
