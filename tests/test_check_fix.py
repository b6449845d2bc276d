"""`check --fix` on the command line: sidecars are mended, sources never, and a second time changes nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from build_tools.__main__ import main
from tests.bench.generated import speech

SIDECAR = """\
# 说明
网址: https://example.org/1.html
state: 范文
accepted:
  # 看过
  - code: T101
    reason: 原文如此
  - code: T130
    reason: 原文如此
"""
MENDED = """\
# 说明
url: https://example.org/1.html
state: sample
  # 看过
"""


def check(folder: Path, *more: str) -> Result:
    """Check a folder, nothing remembered."""
    words = ["check", str(folder), "--no-cache", "--jobs", "1", *more]
    return CliRunner().invoke(main, words, catch_exceptions=False)


def lay(folder: Path, text: str) -> dict[str, bytes]:
    """A source and its sidecar."""
    (folder / "a.txt").write_text(speech(1, 900), encoding="utf-8")
    (folder / "a.yml").write_text(text, encoding="utf-8")
    return files(folder)


def files(folder: Path) -> dict[str, bytes]:
    """Every file of a folder."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_it_mends_and_a_second_time_changes_nothing(tmp_path: Path) -> None:
    """Also what comes to light only after a first mending: an acceptance without use."""
    before = lay(tmp_path, SIDECAR)
    told = check(tmp_path, "--fix")
    after = files(tmp_path)
    assert told.exit_code == 0
    assert after == {"a.txt": before["a.txt"], "a.yml": MENDED.encode()}
    assert [code for code in ("C004", "C010", "C035") if f": {code} 已改 mended: " in told.stderr] == [
        "C004",
        "C010",
        "C035",
    ]
    again = check(tmp_path, "--fix")
    assert ("mended" in again.stderr, files(tmp_path)) == (False, after)


def test_without_it_nothing_is_written(tmp_path: Path) -> None:
    """A check only tells."""
    before = lay(tmp_path, SIDECAR)
    assert check(tmp_path).exit_code == 1
    assert files(tmp_path) == before


def test_what_cannot_be_mended_is_told(tmp_path: Path) -> None:
    """What is left stands in the output, which machines can read still."""
    lay(tmp_path, "url: nowhere\nstate: 范文\n")
    told = check(tmp_path, "--fix", "--format", "json")
    assert told.exit_code == 1
    assert [json.loads(row)["code"] for row in told.stdout.splitlines()] == ["C012"]
    assert (tmp_path / "a.yml").read_text(encoding="utf-8") == "url: nowhere\nstate: sample\n"


def test_an_acceptance_is_not_taken_out_while_a_value_waits_to_be_mended(tmp_path: Path) -> None:
    """What a person accepts of a date is no finding until the date can be read; then the acceptance has its use."""
    lay(tmp_path, "date: 1999年1月2日\naccepted:\n  - code: C038\n    reason: 印错了\n")
    text = (tmp_path / "a.txt").read_text(encoding="utf-8").replace("\n", "\n（2021年6月10日）\n", 1)
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    told = check(tmp_path, "--fix", "--format", "json")
    mended = (tmp_path / "a.yml").read_text(encoding="utf-8")
    assert mended == "date: 1999-01-02\naccepted:\n  - code: C038\n    reason: 印错了\n"
    assert not {"C011", "C035", "C038"} & {json.loads(row)["code"] for row in told.stdout.splitlines()}
    (tmp_path / "a.yml").write_text("date: 1999-01-02\n", encoding="utf-8")
    assert " C038 " in check(tmp_path).stdout, "the acceptance was of use"


def test_front_matter_is_part_of_a_source(tmp_path: Path) -> None:
    """A Markdown file is never written to, whatever its front matter says."""
    (tmp_path / "a.md").write_text("---\nstate: 范文\n---\n" + speech(1, 900), encoding="utf-8")
    before = files(tmp_path)
    assert check(tmp_path, "--fix").exit_code == 1
    assert files(tmp_path) == before


def test_an_acceptance_of_a_copy_is_for_a_person(tmp_path: Path) -> None:
    """Whether it is still needed is not certain: the other source may come back."""
    text = "accepted:\n  - code: B041\n    words: b-1\n    reason: 两处来历\n"
    lay(tmp_path, text)
    assert " C035 " in check(tmp_path, "--fix").stdout
    assert (tmp_path / "a.yml").read_text(encoding="utf-8") == text
    alone = CliRunner().invoke(main, ["check", str(tmp_path / "a.txt"), "--no-cache"], catch_exceptions=False)
    assert " C035 " not in alone.stdout


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No traceback; the sidecar is as it was."""
    before = lay(tmp_path, "state: 范文\n")

    def full(_path: Path, _data: bytes) -> bool:
        raise OSError(28, "No space left on device", "a.yml")

    monkeypatch.setattr("build_tools.disk.write", full)
    told = check(tmp_path, "--fix")
    assert (told.exit_code, "No space left" in told.stderr) == (2, True)
    assert files(tmp_path) == before
