from __future__ import annotations

from pathlib import Path

import pytest

from build_tools import shelf
from build_tools.shelf import Shelf


def test_only_fresh_files_are_written(tmp_path: Path) -> None:
    """What was made before stays as it lies; what is not put again goes."""
    with Shelf(tmp_path / "s") as first:
        first.put([("speeches/a/x.txt", b"a"), ("speeches/b/x.txt", b"b")], fresh=True)
    before = (tmp_path / "s/speeches/a/x.txt").stat().st_mtime_ns
    with Shelf(tmp_path / "s") as second:
        second.put([("speeches/a/x.txt", b"")], fresh=False)
    assert (tmp_path / "s/speeches/a/x.txt").read_bytes() == b"a"
    assert (tmp_path / "s/speeches/a/x.txt").stat().st_mtime_ns == before
    assert not (tmp_path / "s/speeches/b").exists()


def test_a_site_never_sees_a_file_change(tmp_path: Path) -> None:
    """A site that was laid before keeps the words of then, also where it holds the same file under another name."""
    with Shelf(tmp_path / "s") as first:
        first.put([("speeches/a/x.txt", b"a")], fresh=True)
    shelf.lay(tmp_path / "s", tmp_path / "site")
    with Shelf(tmp_path / "s") as second:
        second.put([("speeches/a/x.txt", b"b")], fresh=True)
    assert (tmp_path / "site/speeches/a/x.txt").read_bytes() == b"a"
    assert (tmp_path / "s/speeches/a/x.txt").read_bytes() == b"b"


def test_an_unfinished_run_is_not_trusted(tmp_path: Path) -> None:
    """A folder is whole only after a run that came to its end."""
    here = Shelf(tmp_path / "s")
    assert not here.whole()
    with here:
        assert not here.whole()
    assert here.whole()
    with pytest.raises(KeyError), here:
        raise KeyError
    assert not here.whole()


def test_files_are_laid_into_a_site(tmp_path: Path) -> None:
    """Each at its address; the shelf's own mark is not among them."""
    with Shelf(tmp_path / "s") as here:
        here.put([("speeches/a/x.txt", b"a"), ("compilations/c/book.epub", b"c")], fresh=True)
    assert shelf.lay(tmp_path / "s", tmp_path / "site") == ["compilations/c/book.epub", "speeches/a/x.txt"]
    assert (tmp_path / "site/speeches/a/x.txt").read_bytes() == b"a"
