"""What is remembered is what was put, and nothing is remembered of what is gone."""

from __future__ import annotations

from pathlib import Path

from build_tools import memory
from build_tools.memory import Memory


def test_what_was_put_is_there_the_next_time(tmp_path: Path) -> None:
    """Under its name, with its key."""
    path = tmp_path / "x" / "made.sqlite"
    with Memory(path) as store:
        store.put("a", b"key", b"seen", b"data")
    with Memory(path) as store:
        assert store.keys() == {"a": (b"key", b"seen")}
        assert store.get("a") == b"data"
        store.forget(["a"])
        assert store.keys() == {}


def test_damaged_file_is_thrown_away(tmp_path: Path) -> None:
    """It holds nothing that cannot be made again."""
    path = tmp_path / "made.sqlite"
    path.write_bytes(b"this is no database, and long enough to look at" * 100)
    with Memory(path) as store:
        assert store.keys() == {}
        store.put("a", b"key", b"seen", b"data")
    with Memory(path) as store:
        assert store.get("a") == b"data"


def test_key_tells_pieces_apart() -> None:
    """The same bytes cut elsewhere are another source."""
    assert memory.key(b"ab", b"c") != memory.key(b"a", b"bc")
    assert memory.key(b"ab", b"c") == memory.key(b"ab", b"c")
