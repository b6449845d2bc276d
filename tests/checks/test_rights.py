"""What must not be shown is not: a value of the list of rights that nobody heeds would be worse than none."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from build_tools.__main__ import main
from build_tools.vocabulary import load
from tests.bench.generated import speech

TWO = "项目建设讲话两篇\n范文【一】\n" + speech(1, 500) + "范文【二】\n" + speech(2, 500)
GONE = "withdrawn:\n" + "".join(
    f"  - {{speech: a-{number}, date: 2026-11-23, reason: 当事人要求}}\n" for number in (1, 2)
)


def run(folder: Path, *words: str) -> Result:
    """Run a command, nothing remembered."""
    return CliRunner().invoke(main, [*words, str(folder), "--jobs", "1", "--no-cache"], catch_exceptions=False)


def lay(folder: Path, side: str, register: str = "") -> Path:
    """A source of two speeches, its sidecar, and the register if there is one."""
    folder.mkdir(exist_ok=True)
    (folder / "a.txt").write_text(TWO, encoding="utf-8")
    (folder / "a.yml").write_text(side, encoding="utf-8")
    if register:
        (folder / "withdrawn.yml").write_text(register, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("side", "place"),
    [
        ("rights: withheld\n", "a.yml:1:9"),
        ("rights: quoted\nspeeches:\n  2: {rights: withheld}\n", "a.yml:3:15"),
        ("rights: withheld\nspeeches:\n  2: {rights: quoted}\n", "a.yml:1:9"),
        ("rights: withheld\naccepted:\n- code: C045\n  reason: 看过\n", "a.yml:3:9"),
    ],
)
def test_what_is_withheld_is_not_published(tmp_path: Path, side: str, place: str) -> None:
    """An error, told once at its place, for the whole source or for one speech; nobody can accept it."""
    told = run(lay(tmp_path / "in", side), "check")
    code = "C027" if "accepted" in side else "C045"  # the one says that the other cannot be accepted
    assert (told.exit_code, told.output.count(f"{place}: {code} ")) == (1, 1)


def test_what_is_withdrawn_may_be_withheld(tmp_path: Path) -> None:
    """If both of its speeches are registered; with one of them, the other is still told."""
    folder = lay(tmp_path / "in", "rights: withheld\n", GONE)
    assert run(folder, "check").exit_code == 0
    lay(folder, "rights: withheld\n", "\n".join(GONE.splitlines()[:2]))
    assert " C045 " in run(folder, "check").output
    lay(folder, "speeches:\n  1: {rights: withheld}\n  2: {rights: quoted}\n")
    assert run(folder, "check").exit_code == 0


def test_every_other_value_is_published(tmp_path: Path) -> None:
    """The list has one value that forbids."""
    for value in load().rights:
        told = run(lay(tmp_path / "in", f"rights: {value}\n"), "check")
        assert (" C045 " in told.output) == (value == "withheld")


def test_nothing_withheld_is_taken_in(tmp_path: Path) -> None:
    """Nor by the command that takes files in."""
    (tmp_path / "new.txt").write_text(speech(3, 500), encoding="utf-8")
    words = ["add", str(tmp_path / "new.txt"), "--sources", str(tmp_path / "s"), "--rights", "withheld"]
    told = CliRunner().invoke(main, words, catch_exceptions=False)
    assert (told.exit_code, "C045" in told.output, (tmp_path / "s").exists()) == (1, True, False)
