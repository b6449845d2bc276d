"""Whichever command meets a full disk, or one that may not be written, says so: status 2, both languages."""

from __future__ import annotations

import errno
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from build_tools.trouble import MACHINE, Telling
from tests.site.test_robust import mounted, told_in_a_sentence

ROOT = Path(__file__).parents[1]
WORDS = "同志们：\n" + "".join(f"第{at}件事是修渠，第{at * 7}件事是修路。\n" for at in range(1, 1500))
COMMANDS = {
    "convert": ("convert", "in", "--output", "small/out", "--no-cache"),
    "check with a summary": ("check", "in", "--no-cache", "--summary", "small/summary.md"),
    "add": ("add", "new.txt", "--sources", "small"),
    "receive": ("receive", "tree", "--output", "small/received"),
    "manifest": ("manifest", "small/site"),
    "build": ("build", "--sources", "in", "--docs-dir", "small/docs", "--site-dir", "site"),
}


@pytest.fixture
def room(tmp_path: Path) -> Path:
    """Sources, a contribution, and a folder on which a small disk can be mounted."""
    for name in ("in", "tree/docs/sources", "small", "docs"):
        (tmp_path / name).mkdir(parents=True)
    for name in ("in/a.txt", "tree/docs/sources/a.txt", "new.txt"):
        (tmp_path / name).write_text(WORDS, encoding="utf-8")
    (tmp_path / "docs/home.md").write_text("# 讲话选集\n", encoding="utf-8")
    return tmp_path


def run(room: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """A command, as people run it."""
    command = [sys.executable, "-m", "build_tools", *words]
    env = {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "PATH": "/usr/bin:/bin"}
    return subprocess.run(command, cwd=room, env=env, capture_output=True, text=True, check=False)


def site(small: Path) -> None:
    """What `manifest` and `build` need to find on the disk."""
    (small / "site").mkdir()
    (small / "site/index.html").write_text("x", encoding="utf-8")
    (small / "docs").mkdir()
    (small / "docs/home.md").write_text("# 讲话选集\n", encoding="utf-8")


@pytest.mark.parametrize("name", COMMANDS)
def test_a_disk_that_is_full(name: str, room: Path) -> None:
    """Nothing but whole files is left on it."""
    with mounted(room / "small", "64k"):
        site(room / "small")
        with pytest.raises(OSError, match="No space"):
            (room / "small/filled").write_bytes(bytes(1 << 20))
        done = run(room, *COMMANDS[name])
        left = [path.name for path in (room / "small").rglob("*.part")]
    assert told_in_a_sentence(done, "磁盘已满", "the disk is full"), (done.returncode, done.stderr)
    assert left == []


@pytest.mark.parametrize("name", COMMANDS)
def test_a_disk_that_may_not_be_written(name: str, room: Path) -> None:
    """The sentence says that, and names the file."""
    with mounted(room / "small", "4m"):
        site(room / "small")
        subprocess.run(["mount", "-o", "remount,ro", str(room / "small")], check=True)
        done = run(room, *COMMANDS[name])
    assert told_in_a_sentence(done, "没有读写的权限", "is not allowed here"), (done.returncode, done.stderr)
    assert "small" in done.stderr


def test_a_source_is_taken_in_with_its_sidecar_or_not_at_all(room: Path) -> None:
    """The disk has room for the one, and not for the other."""
    with mounted(room / "small", "76k"):
        done = run(room, *COMMANDS["add"])
        left = [path.name for path in (room / "small").iterdir()]
    assert told_in_a_sentence(done, "磁盘已满", "the disk is full"), (done.returncode, done.stderr)
    assert left == []


def failing(failure: Exception) -> click.Command:
    """Commands of which one fails."""

    def fail() -> None:
        raise failure

    group = Telling()
    group.add_command(click.Command("fail", callback=fail))
    return group


@pytest.mark.parametrize("number", sorted(MACHINE))
def test_errors_of_the_machine(number: int) -> None:
    """Both languages; what the system calls it, and the file."""
    done = CliRunner().invoke(failing(OSError(number, "the system's word", "a/file")), ["fail"])
    assert (done.exit_code, "the system's word: a/file" in done.output) == (2, True)
    assert "已发布的未动" in done.output


@pytest.mark.parametrize(
    "make", [lambda: OSError(errno.EBADF, "bad number"), lambda: ValueError("x"), lambda: OSError("no number")]
)
def test_a_bug_stays_an_exception(make: Callable[[], Exception]) -> None:
    """Its traceback is wanted."""
    failure = make()
    assert CliRunner().invoke(failing(failure), ["fail"]).exception is failure
