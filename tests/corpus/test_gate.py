"""The gate on the command line: copies are told with the lines of both, and a reason lets them pass."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from build_tools.__main__ import main
from tests.bench.generated import speech


def run(*words: str | Path) -> Result:
    """Run a command, in one process."""
    return CliRunner().invoke(main, [*map(str, words), "--jobs", "1"], catch_exceptions=False)


def check(folder: Path) -> Result:
    """Check a folder, nothing remembered."""
    return run("check", folder, "--no-cache")


def lay(folder: Path, **texts: str) -> None:
    """Write sources and sidecars: `a` is a.txt, `a_yml` is a.yml."""
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        stem, _, suffix = name.partition("_")
        (folder / f"{stem}.{suffix or 'txt'}").write_text(text, encoding="utf-8")


def test_an_exact_copy_stops_the_check(tmp_path: Path) -> None:
    """An acceptance with a reason lets it pass; one that is not needed is told; one without a reason is none."""
    lay(tmp_path, a=speech(1, 900), b=speech(1, 900))
    told = check(tmp_path)
    assert (told.exit_code, told.output.count(" B040 ")) == (1, 1)
    assert "b-1" in told.output
    assert "a.txt:2-" in told.output
    lay(tmp_path, b_yml="accepted:\n  - code: B040\n    words: a-1\n    reason: 两处来历不同，都留\n")
    told = check(tmp_path)
    assert (told.exit_code, "B040" in told.output) == (0, False)
    lay(tmp_path, b_yml="accepted:\n  - code: B040\n    words: a-1\n")
    assert (check(tmp_path).exit_code, " C015 " in check(tmp_path).output) == (1, True)
    lay(tmp_path, a=speech(2, 900), b_yml="accepted:\n  - code: B040\n    words: a-1\n    reason: 都留\n")
    told = check(tmp_path)
    assert (told.exit_code, " C035 " in told.output) == (1, True)


def test_an_acceptance_is_not_called_useless_while_the_other_source_is_refused(tmp_path: Path) -> None:
    """The copy is there again once the other's sidecar is mended; a conversion says the same."""
    lay(tmp_path / "in", a=speech(1, 900), b=speech(1, 900), a_yml="state: nonsense\n")
    lay(tmp_path / "in", b_yml="accepted:\n  - code: B040\n    words: a-1\n    reason: 两处来历不同，都留\n")
    for told in (check(tmp_path / "in"), run("convert", tmp_path / "in", "--duplicates", "--output", tmp_path / "out")):
        assert (told.exit_code, " C010 " in told.output, " C035 " in told.output) == (1, True, False)
    assert "C035" not in (tmp_path / "out/findings.jsonl").read_text(encoding="utf-8")


def test_an_acceptance_of_another_pair_does_not_count(tmp_path: Path) -> None:
    """It names the other speech."""
    lay(tmp_path, a=speech(1, 900), b=speech(1, 900))
    lay(tmp_path, b_yml="accepted:\n  - code: B040\n    words: c-1\n    reason: 都留\n")
    told = check(tmp_path)
    assert (told.exit_code, " B040 " in told.output, " C035 " in told.output) == (1, True, True)


def test_near_and_contained_are_told(tmp_path: Path) -> None:
    """As warnings, with the lines of both; none of a text that shares two lines of formula only."""
    whole = speech(3, 1_600)
    part = whole.split("\n")
    formula = "\n".join(part[3:5])
    lay(tmp_path, a=whole, b=whole.replace("工作", "任务"), c="\n".join([*part[:2], *part[3:8], "谢谢大家!\n"]))
    lay(tmp_path, d=speech(4, 1_600).replace("谢谢大家!", formula + "\n谢谢大家!"))
    told = check(tmp_path).output
    assert " B041 " in told
    assert " B042 " in told
    assert "d-1" not in told


def test_another_script_and_other_marks_are_no_other_text(tmp_path: Path) -> None:
    """Full-width marks and traditional characters are folded."""
    text = speech(1, 900)
    lay(tmp_path, a=text, b=text.translate(str.maketrans(",们设会", "，們設會")))
    assert " B040 " in check(tmp_path).output


def test_a_withdrawn_copy_is_not_compared(tmp_path: Path) -> None:
    """What is not published is not there twice."""
    lay(tmp_path, a=speech(1, 900), b=speech(1, 900))
    register = "withdrawn:\n  - speech: b-1\n    date: 2026-01-02\n    reason: 重复\n"
    (tmp_path / "withdrawn.yml").write_text(register, encoding="utf-8")
    assert " B040 " not in check(tmp_path).output


def test_what_is_remembered_is_told_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second run tells the same; after a change, what is true then."""
    monkeypatch.chdir(tmp_path)
    lay(tmp_path / "in", a=speech(1, 900), b=speech(1, 900), c=speech(3, 900))
    first = run("check", "in")
    assert (first.exit_code, " B040 " in first.output) == (1, True)
    assert run("check", "in").output == first.output
    lay(tmp_path / "in", b=speech(5, 900))
    assert " B040 " not in run("check", "in").output
    lay(tmp_path / "in", c=speech(5, 900))
    again = run("check", "in")
    assert " B040 " in again.output
    assert "c-1" in again.output
    (tmp_path / "in" / "c.txt").unlink()
    assert " B040 " not in run("check", "in").output


def test_a_conversion_tells_of_copies_when_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also if it was not asked the first time; the data file of findings has them for the review."""
    monkeypatch.chdir(tmp_path)
    lay(tmp_path / "in", a=speech(1, 900), b=speech(1, 900))
    assert run("convert", "in", "--output", "out").exit_code == 0
    assert run("convert", "in", "--output", "out", "--duplicates").exit_code == 1
    rows = [json.loads(row) for row in Path("out/findings.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [row["path"] for row in rows if row["code"] == "B040"] == ["in/b.txt"]
    lay(tmp_path / "in", b=speech(5, 900))
    assert run("convert", "in", "--output", "out").exit_code == 0
    assert run("convert", "in", "--output", "out", "--duplicates").exit_code == 0
