"""The cases of the manual fail and pass as they should; the judge of a trial knows mended files from harmed ones."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from build_tools import findings
from build_tools.pages.findings_examples import examples
from tests.messages import trial
from tests.messages.__main__ import judge
from tests.messages.drawing import told

ROOT = Path(__file__).parents[2]
READERS = Path(__file__).parents[1] / "cases" / "messages" / "readers.yml"
COUNT, SEED = 20, 20


@pytest.mark.parametrize("code", examples())
def test_a_case_fails_and_its_mending_passes(code: str) -> None:
    """The failing one is told of under its code; each passing one of nothing at all; one thing tells them apart."""
    case = examples()[code]
    assert code in [row["code"] for row, _ in told(trial.encoded(case.wrong))]
    assert 1 <= len(case.changed()) <= 2
    for right in (case.right, *case.also):
        assert [] == [row for row, _ in told(trial.encoded(right))]
        assert [] == list(trial.wrong_still(code, trial.encoded(right)))


@pytest.mark.parametrize("code", examples())
def test_doing_nothing_mends_nothing(code: str) -> None:
    """The judge says so."""
    assert f"{code} is told as before" in list(trial.wrong_still(code, trial.encoded(examples()[code].wrong)))


def test_every_family_that_words_can_show_has_cases() -> None:
    """Of sidecars and texts nearly all; the others are made of bytes, and stand in the tests alone."""
    without = {code for code in findings.table() if code[0] in "CST"} - set(examples())
    assert {"C001", "C009", "C026", "S003", "T162", "T163", "T199"} == without


def test_harm_is_seen() -> None:
    """A lost line, a word put into a source, a fact gone, a year that was made up."""
    case = trial.encoded(examples()["T101"].wrong)
    mended = {**case, "a.yml": "accepted:\n- code: T101\n  reason: 不详\n".encode()}
    assert [] == list(trial.wrong_still("T101", mended))
    for harmed in (
        {**mended, "a.txt": case["a.txt"].replace("两座水库".encode(), b"")},
        {"a.txt": case["a.txt"].replace(b"20xx", b"2019")},
        {**case, "a.yml": "corrections:\n- find: 20xx年\n  replace: 2019年\n  reason: 猜的\n".encode()},
    ):
        assert list(trial.wrong_still("T101", harmed))
    assert list(trial.wrong_still("C004", {**trial.encoded(examples()["C004"].wrong), "a.yml": b"state: script\n"}))


def test_the_message_is_what_the_check_prints(tmp_path: Path) -> None:
    """In the folder itself, letter by letter; and the draw is the same each time."""
    trial.write(tmp_path, trial.drawn(COUNT, SEED))
    for place in sorted(tmp_path.iterdir())[::6]:
        words = (place / trial.MESSAGE).read_text(encoding="utf-8")
        (place / trial.MESSAGE).unlink()
        command = [sys.executable, "-m", "build_tools", "check", ".", "--no-cache", "--jobs", "1"]
        env = {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
        done = subprocess.run(command, cwd=place, env=env, capture_output=True, text=True, check=False)
        assert words in done.stdout
    assert trial.drawn(COUNT, SEED) == trial.drawn(COUNT, SEED)


RECORDS = yaml.safe_load(READERS.read_text(encoding="utf-8"))


def test_readers_mended_as_many_cases_as_were_asked_for() -> None:
    """Twenty at least, each of another code."""
    codes = [row["code"] for row in RECORDS]
    assert COUNT <= len(codes) == len(set(codes))


@pytest.mark.parametrize("row", RECORDS, ids=lambda row: str(row["code"]))
def test_what_a_fresh_reader_did(row: Mapping[str, Any]) -> None:
    """The files as a reader handed them in, who saw nothing but the message and the broken ones, are judged again."""
    code = row["code"]
    assert row["shown"] == trial.shown(code), (
        f"what a reader of {code} is shown has changed: try it again with a fresh reader "
        f"(python -m tests.messages write FOLDER --codes {code}), or take the row out of {READERS}"
    )
    assert [] == list(trial.wrong_still(code, trial.encoded(row["files"])))


def test_folders_are_judged_and_recorded_by_what_their_message_says(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Untouched ones are not mended; mended ones are, and their record is the row that the test above reads."""
    codes = trial.drawn(2, SEED)
    trial.write(tmp_path, codes)
    assert judge(tmp_path) == 1
    assert "0 of 2 mended" in capsys.readouterr().out
    for place, code in zip(sorted(tmp_path.iterdir()), codes, strict=True):
        case = examples()[code]
        for name in case.wrong:
            (place / name).unlink()
        for name, data in trial.encoded(case.right).items():
            (place / name).write_bytes(data)
    assert judge(tmp_path) == 0
    rows = yaml.safe_load(trial.record(tmp_path))
    assert [(code, trial.shown(code), dict(examples()[code].right)) for code in codes] == [
        (row["code"], row["shown"], row["files"]) for row in rows
    ]
