"""The register: what it says, what is wrong with it, and that a wrong one stops everything."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from build_tools import disk, register, withdrawal
from build_tools.__main__ import main
from build_tools.findings import BadInput

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parents[1] / "cases/withdrawal/faults.yml").read_text(encoding="utf-8")
)
GOOD = """\
withdrawn:
  - speech: fuping-1
    date: 2026-11-23
    reason: 版权人要求撤下
  - source: dahui-2020
    speeches: 2
    date: 2026-11-23
    reason: 与另一来源重复
moved:
  - speech: old-name-3
    to: new-name-1
    reason: 来源拆成两个
  - speech: new-name-1
    paragraph: p371
    to: p156
    reason: 两段合为一段
"""


def test_every_address_is_told() -> None:
    """A whole source is its compilation's address and that of each of its speeches."""
    found = {one.address: one.to for one in withdrawal.read(GOOD.encode(), "withdrawn.yml")}
    assert {
        "speeches/fuping-1": "",
        "compilations/dahui-2020": "",
        "speeches/dahui-2020-1": "",
        "speeches/dahui-2020-2": "",
        "speeches/old-name-3": "speeches/new-name-1",
        "speeches/new-name-1#p371": "speeches/new-name-1#p156",
    } == found


def test_an_empty_register_says_nothing() -> None:
    """So does one with comments alone."""
    assert withdrawal.read(b"", "withdrawn.yml") == withdrawal.read(b"# x\n", "withdrawn.yml") == ()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_faults(case: dict[str, Any]) -> None:
    """Each is told by its code, at its line."""
    with pytest.raises(BadInput) as caught:
        withdrawal.read(case["register"].encode(), "withdrawn.yml")
    assert case["codes"] == [finding.code for finding in caught.value.findings]
    assert all(1 <= finding.at.line <= case["register"].count("\n") + 1 for finding in caught.value.findings)
    assert "Node" not in "".join(finding.message.en for finding in caught.value.findings)


def test_numbers_are_those_of_the_source() -> None:
    """The id `a-2` of a source is not the second speech of `a`."""
    register_ = "withdrawn:\n" + "".join(
        f"  - {{speech: {name}, date: 2026-01-01, reason: x}}\n" for name in ("a-2", "a-2-1", "b-11")
    )
    gone = withdrawal.read(register_.encode(), "withdrawn.yml")
    assert [(2,), (1,), (11,), ()] == [withdrawal.numbers(gone, name) for name in ("a", "a-2", "b", "c")]


def test_targets_and_leftovers_are_checked() -> None:
    """A move must lead to what is here; what is gone must not be here."""
    gone = withdrawal.read(GOOD.encode(), "withdrawn.yml")
    fine = {"speeches/new-name-1", "speeches/new-name-1#p156"}
    assert [] == list(withdrawal.faults(gone, fine))
    assert {"B032"} == {finding.code for finding in withdrawal.faults(gone, set())}
    assert ["B033"] == [finding.code for finding in withdrawal.faults(gone, {*fine, "speeches/fuping-1"})]


def test_a_register_that_cannot_be_read_stops_everything(tmp_path: Path) -> None:
    """It is not known what must not be published, so there are no sources."""
    (tmp_path / "a.txt").write_text("各位来宾：\n大家好！\n", encoding="utf-8")
    (tmp_path / disk.REGISTER).write_text("withdrawn: [\n", encoding="utf-8")
    found = register.find([tmp_path])
    assert ([], ["C002"]) == (found.references, [finding.code for finding in found.faults])


def test_a_link_in_its_place_is_refused(tmp_path: Path) -> None:
    """It could read any file."""
    (tmp_path / "elsewhere").write_text("", encoding="utf-8")
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / disk.REGISTER).symlink_to(tmp_path / "elsewhere")
    assert "B002" in [finding.code for finding in register.find([tmp_path / "sources"]).faults]


def test_it_is_no_sidecar_and_no_source(tmp_path: Path) -> None:
    """Nothing is said of a register that is right."""
    (tmp_path / disk.REGISTER).write_text(GOOD, encoding="utf-8")
    found = register.find([tmp_path])
    assert ([], []) == (found.references, found.faults)


@pytest.mark.parametrize(
    "row", ["{speech: a-1, to: a-9, reason: 改}", "{speech: a-1, paragraph: p99, to: p98, reason: 改}"]
)
def test_the_check_tells_what_the_build_would(row: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is here is not gone, and what is moved must be somewhere; also of speeches that are remembered."""
    monkeypatch.chdir(tmp_path)
    sources = tmp_path / "docs/sources"
    sources.mkdir(parents=True)
    (sources / "a.txt").write_text(
        f"同志们：\n{'今天，我们讲讲修渠的事，请大家听仔细。' * 9}\n谢谢大家！\n", encoding="utf-8"
    )
    (sources / "withdrawn.yml").write_text(f"moved:\n- {row}\n", encoding="utf-8")
    for _ in range(2):
        told = CliRunner().invoke(main, ["check", "--jobs", "1"], catch_exceptions=False)
        assert (told.exit_code, " B032 " in told.output) == (1, True)
        assert (" B033 " in told.output) == ("paragraph" not in row)


@pytest.mark.parametrize("row", ["{speech: b-1, to: a-1, reason: 改}", "{source: b, speeches: 1, to: a, reason: 改}"])
def test_what_a_refused_source_has_is_not_told_to_be_missing(
    row: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sidecar's fault alone is told; without it nothing is; and what no source has is told all the same."""
    monkeypatch.chdir(tmp_path)
    sources = tmp_path / "docs/sources"
    sources.mkdir(parents=True)
    (sources / "a.txt").write_text(f"同志们：\n{'今天，我们讲讲修渠的事。' * 9}\n谢谢大家！\n", encoding="utf-8")
    for side, register_, expected in (
        ("state: nonsense\n", row, {"C010"}),
        ("", row, set()),
        ("state: nonsense\n", row.replace("to: a", "to: z"), {"C010", "B032"}),
    ):
        (sources / "a.yml").write_text(side, encoding="utf-8")
        (sources / "withdrawn.yml").write_text(f"moved:\n- {register_}\n", encoding="utf-8")
        told = CliRunner().invoke(main, ["check", "--jobs", "1", "--format", "json"], catch_exceptions=False)
        assert expected == {
            row["code"] for row in map(json.loads, told.stdout.splitlines()) if row["severity"] == "error"
        }


MANUAL = (Path(__file__).parents[2] / "docs/contributing/maintaining.md").read_text(encoding="utf-8")


def test_what_the_manual_shows_is_a_register() -> None:
    """Each of its entries is read; a source that is renamed takes its compilation and all its speeches along."""
    (shown,) = re.findall(r"(?ms)^```yaml\n(withdrawn:.*?)^```", MANUAL)
    gone = {one.address: one.to for one in withdrawal.read(shown.encode(), "withdrawn.yml")}
    assert gone == {
        "speeches/kaigong-yishi-3": "",
        **dict.fromkeys(("compilations/jiu-gao", "speeches/jiu-gao-1", "speeches/jiu-gao-2"), ""),
        **{f"{kind}/jiu-ming{end}": f"{kind}/xin-ming{end}" for kind, end in RENAMED},
        "speeches/heji-3": "speeches/danpian-1",
        "speeches/xin-ming-1#p371": "speeches/xin-ming-1#p156",
    }


RENAMED = (("compilations", ""), ("speeches", "-1"), ("speeches", "-2"))


def test_lines_that_are_added_at_the_end_count_beside_the_others() -> None:
    """The manual says to add what `anthology replaced` prints; it has both headings once more."""
    more = "withdrawn:\n  - {speech: heji-1, paragraph: p4, date: 2026-11-23, reason: 来源更换后没有这一段}\n"
    before, after = (withdrawal.read(text.encode(), "withdrawn.yml") for text in (GOOD, GOOD + more))
    assert {one.address for one in after} == {*(one.address for one in before), "speeches/heji-1#p4"}
