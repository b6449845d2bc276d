"""What is taken of a contributed tree: its sources, as bytes; nothing else, and nothing through a link."""

from __future__ import annotations

import os
import socket
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from build_tools import contribution
from build_tools.__main__ import main
from build_tools.contribution.names import collisions, odd
from tests.review.test_compare import run

CASES: dict[str, Any] = yaml.safe_load(
    (Path(__file__).parents[1] / "cases/contribution/names.yml").read_text(encoding="utf-8")
)


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A contributed tree with one source."""
    sources = tmp_path / "tree/docs/sources"
    sources.mkdir(parents=True)
    (sources / "a.txt").write_text("同志们：\n今天开会。\n", encoding="utf-8")
    return tmp_path / "tree"


def taken(tree: Path, target: Path) -> tuple[list[str], list[str]]:
    """The codes that were told, and the names that were copied."""
    codes = [finding.code for finding in contribution.receive(tree, target)]
    return codes, sorted(path.relative_to(target).as_posix() for path in target.rglob("*") if path.is_file())


def test_sources_are_taken_and_nothing_else(tree: Path, tmp_path: Path) -> None:
    """No program, no theme, no configuration, no lock; no mode of a file."""
    for name in (
        "mkdocs.yml",
        "Makefile",
        "build_tools/__init__.py",
        "docs/home.md",
        ".ci/run",
        ".github/workflows/x.yml",
    ):
        (tree / name).parent.mkdir(parents=True, exist_ok=True)
        (tree / name).write_text("x", encoding="utf-8")
    (tree / "docs/sources/2021").mkdir()
    (tree / "docs/sources/2021/b.txt").write_bytes(b"x")
    (tree / "docs/sources/2021/b.txt").chmod(0o777)
    assert ([], ["2021/b.txt", "a.txt"]) == taken(tree, tmp_path / "new")
    assert not os.access(tmp_path / "new/2021/b.txt", os.X_OK)


def test_a_link_is_refused_and_not_copied(tree: Path, tmp_path: Path) -> None:
    """Whatever it leads to: a file, a folder, nothing. What is sound is taken, so that it can be checked too."""
    (tmp_path / "secret").write_text("秘密", encoding="utf-8")
    (tree / "docs/sources/file.txt").symlink_to(tmp_path / "secret")
    (tree / "docs/sources/folder").symlink_to("/etc")
    (tree / "docs/sources/nothing").symlink_to("nowhere")
    assert (["B020"] * 3, ["a.txt"]) == taken(tree, tmp_path / "new")


@pytest.mark.parametrize("place", ["docs", "docs/sources"])
def test_a_link_in_the_place_of_the_folder_is_refused(tree: Path, tmp_path: Path, place: str) -> None:
    """It would make all of another folder a source."""
    (tree / place).rename(tmp_path / "moved")
    (tree / place).symlink_to(tmp_path / "moved")
    assert (["B020"], []) == taken(tree, tmp_path / "new")


def test_pipes_and_sockets_are_refused(tree: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading one would wait for ever."""
    os.mkfifo(tree / "docs/sources/pipe.txt")
    monkeypatch.chdir(tree / "docs/sources")  # a socket's path must be short
    with socket.socket(socket.AF_UNIX) as plug:
        plug.bind("socket.txt")
        assert (["B020", "B020"], ["a.txt"]) == taken(tree, tmp_path / "new")


def test_odd_names_and_look_alikes_are_refused(tree: Path, tmp_path: Path) -> None:
    """All of them in one run."""
    for name in ("$(id).txt", "A.TXT", "::error::x.txt"):
        (tree / "docs/sources" / name).write_bytes(b"x")
    (tree / os.fsdecode(b"docs/sources/\xff.txt")).write_bytes(b"x")
    assert (["B021", "B021", "B021", "B022"], ["A.TXT"]) == taken(tree, tmp_path / "new")


def test_names_that_begin_alike_are_told_apart(tree: Path, tmp_path: Path) -> None:
    """However long they are: the one is refused by its whole name, the other is taken."""
    long = f"{'一' * 30}/{'二' * 30}/{'三' * 20}"
    (tree / "docs/sources" / long).mkdir(parents=True)
    for name in ("好.txt", "坏$.txt"):
        (tree / "docs/sources" / long / name).write_bytes(b"x")
    found = contribution.receive(tree, tmp_path / "new")
    assert [(one.code, one.at.path) for one in found] == [("B021", f"docs/sources/{long}/坏$.txt")]
    assert (tmp_path / "new" / long / "好.txt").read_bytes() == b"x"


def test_a_tree_of_any_depth_is_walked(tree: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is refused for its depth, by the check too, and the rest is taken: no traceback."""
    place = tree / "docs/sources"
    for _ in range(1_100):
        place /= "d"
        place.mkdir()
    (place / "deep.txt").write_bytes(b"x")
    assert (["B021"], ["a.txt"]) == taken(tree, tmp_path / "new")
    monkeypatch.chdir(tree)
    told = CliRunner().invoke(main, ["check", "--no-cache", "--jobs", "1"], catch_exceptions=False)
    assert told.exit_code == 1
    assert " B021 " in told.output
    (place / "deep.txt").unlink()
    while place.name == "d":  # what cleans up after the tests falls on it too
        place.rmdir()
        place = place.parent


def test_too_many_and_too_large(tree: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each limit is told."""
    monkeypatch.setattr(contribution, "MOST", 0)
    monkeypatch.setattr(contribution, "LARGEST", 3)
    assert (["B023", "B023"], []) == taken(tree, tmp_path / "new")
    monkeypatch.undo()
    with (tree / "docs/sources/a.txt").open("ab") as stream:
        stream.truncate(65 * 1024 * 1024)  # a hole: it takes no room on the disk
    assert (["B003"], []) == taken(tree, tmp_path / "new")


def test_a_tree_without_sources_has_none(tmp_path: Path) -> None:
    """All of them may have been removed."""
    assert ([], []) == taken(tmp_path, tmp_path / "new")


@pytest.mark.parametrize("name", CASES["taken"])
def test_names_that_are_taken(name: str) -> None:
    """Chinese names are."""
    assert odd(name) is None


@pytest.mark.parametrize("name", CASES["refused"], ids=ascii)
def test_names_that_are_refused(name: str) -> None:
    """In both languages."""
    why = odd(name)
    assert why is not None
    assert why.zh
    assert why.en


def test_names_that_some_systems_take_for_one() -> None:
    """Case, width, form; folders too."""
    names = ["a.txt", "A.txt", "ｂ.txt", "b.txt", "Dir/x.txt", "dir/y.txt", "c.txt"]
    assert [("A.txt", "a.txt"), ("b.txt", "ｂ.txt"), ("dir", "Dir")] == list(collisions(names))


def test_the_command(tree: Path, tmp_path: Path) -> None:
    """Our pages and their sources; annotations for what is refused, of which no line is a command of theirs."""
    done = run("receive", tree, "--output", tmp_path / "new")
    assert (0, "") == (done.returncode, done.stdout)
    assert (tmp_path / "new/docs/sources/a.txt").read_bytes() == (tree / "docs/sources/a.txt").read_bytes()
    assert (tmp_path / "new/docs/home.md").exists()
    (tree / "docs/sources/x\n::warning::y.txt").write_bytes(b"x")
    done = run("receive", tree, "--output", tmp_path / "other", "--format", "github")
    assert 1 == done.returncode
    assert [line[:20] for line in done.stdout.splitlines()] == ["::error file=docs/so"]
    assert 2 == run("receive", tree, "--output", tmp_path / "new").returncode
