"""Files joined from new bytes and stretches of an older one."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from build_tools import joining


@pytest.fixture(params=["kernel", "plain"])
def _copying(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """With what the system copies by itself, and without."""
    if request.param == "plain":
        for name in ("copy_file_range", "posix_fallocate"):
            monkeypatch.delattr(os, name, raising=False)


@pytest.mark.usefixtures("_copying")
def test_stretches_of_an_older_file_are_joined_with_new_bytes(tmp_path: Path) -> None:
    """In any order, and larger than one piece; the older file is replaced only at the end."""
    path, big = tmp_path / "a.jsonl", bytes(range(256)) * 5000
    path.write_bytes(b"012" + big + b"tail")
    with joining.joined(path, os.open(path, os.O_RDONLY)) as file:
        file.write(b"new")
        file.take(0, 3)
        file.take(3, len(big))
        file.write(b"")
        file.take(1, 2)
        assert path.read_bytes().endswith(b"tail")
    assert path.read_bytes() == b"new012" + big + b"12"


@pytest.mark.usefixtures("_copying")
def test_a_file_that_has_lost_its_end_is_not_taken_from(tmp_path: Path) -> None:
    """What would be written is not what was meant; the older file stays."""
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"012")
    with pytest.raises(EOFError), joining.joined(path, os.open(path, os.O_RDONLY)) as file:
        file.take(0, 4)
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("a.jsonl", b"012")]
