"""Of what the base has as it is, a contribution's check tells errors alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from build_tools.__main__ import main
from tests.test_bad_input import DOUBTFUL


def told(folder: Path, *options: str) -> set[str]:
    """Paths and codes of what the check prints."""
    words = ["check", str(folder), "--no-cache", "--jobs", "1", "--format", "github", *options]
    done = CliRunner().invoke(main, words, catch_exceptions=False)
    rows = [line.partition("::")[2].partition("::")[0] for line in done.output.splitlines() if line.startswith("::")]
    parts = [dict(pair.split("=", 1) for pair in row.partition(" ")[2].split(",")) for row in rows]
    return {f"{Path(part['file']).relative_to(folder)} {part['title']}" for part in parts}


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """A base, and a contribution: a source as it is, one whose sidecar changed, a new one, a broken old one."""
    base, new = tmp_path / "base", tmp_path / "new"
    for folder in (base, new):
        (folder / "sub").mkdir(parents=True)
        for name in ("same", "sub/same", "noted"):
            (folder / f"{name}.txt").write_text(DOUBTFUL.replace("时间", name), encoding="utf-8")
        (folder / "broken.txt").write_bytes(b"")
    (new / "noted.yml").write_text("rights: unknown\n", encoding="utf-8")
    (new / "fresh.txt").write_text(DOUBTFUL, encoding="utf-8")
    return base, new


def test_what_is_known_is_not_told_again(folders: tuple[Path, Path]) -> None:
    """The new, the changed, the errors; what compares sources is left in too."""
    base, new = folders
    everything = told(new)
    assert {"same.txt T101", "noted.txt T101", "fresh.txt T101", "broken.txt F001"} <= everything
    news = told(new, "--known", str(base))
    assert {row for row in everything if not row.startswith(("same.txt", "sub/")) or " B04" in row} == news


def test_it_goes_with_one_folder(folders: tuple[Path, Path]) -> None:
    """Of single files it is not known where they stand in the base."""
    base, new = folders
    done = CliRunner().invoke(main, ["check", str(new / "same.txt"), "--known", str(base)])
    assert (done.exit_code, "--known" in done.output) == (2, True)
