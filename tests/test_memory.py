"""What is remembered is what was put, and nothing is remembered of what is gone."""

from __future__ import annotations

import os
import sqlite3
import time
from contextlib import closing
from pathlib import Path

from build_tools import memory
from build_tools.memory import Known, Memory


def test_what_was_put_is_there_the_next_time(tmp_path: Path) -> None:
    """Under its name, with its key."""
    path = tmp_path / "x" / "made.sqlite"
    with Memory(path) as store:
        store.put("a", Known(b"key", b"seen", b"brief"), b"data")
    with Memory(path) as store:
        assert store.known() == {"a": Known(b"key", b"seen", b"brief")}
        assert store.get("a") == b"data"
        store.forget(["a"])
        assert store.known() == {}


def test_damaged_file_is_thrown_away(tmp_path: Path) -> None:
    """It holds nothing that cannot be made again."""
    path = tmp_path / "made.sqlite"
    path.write_bytes(b"this is no database, and long enough to look at" * 100)
    with Memory(path) as store:
        assert store.known() == {}
        store.put("a", Known(b"key", b"seen", b"brief"), b"data")
    with Memory(path) as store:
        assert store.get("a") == b"data"


def test_tables_of_another_form_are_thrown_away(tmp_path: Path) -> None:
    """An older version of the program may have left them."""
    path = tmp_path / "made.sqlite"
    with closing(sqlite3.connect(path)) as rows:
        rows.execute("CREATE TABLE known (name TEXT)")
    with Memory(path) as store:
        assert store.known() == {}


def test_what_was_kept_on_a_day_to_come_is_forgotten(tmp_path: Path) -> None:
    """A clock that was fast and was set right: what was made then may rest on a day that has not come."""
    path = tmp_path / "made.sqlite"
    for days, kept in ((0.5, {"a"}), (3650, set())):
        with Memory(path) as store:
            store.put("a", Known(b"key", b"seen", b"brief"), b"data")
        os.utime(path, (0, time.time() + days * 86_400))
        with Memory(path) as store:
            assert store.known().keys() == kept
            assert store.since == 0, "what was written since may have been touched since"


def test_lines_are_found_in_the_file_as_it_was_left(tmp_path: Path) -> None:
    """And not in one that somebody has touched."""
    path, data = tmp_path / "made.sqlite", tmp_path / "corpus.jsonl"
    data.write_bytes(b"onethree")
    with Memory(path) as store:
        store.wrote(data, [("a", 3), ("none", 0), ("b", 5)])
    with Memory(path) as store:
        lines = store.lines(data)
        assert lines is not None
        assert [lines.get(name) for name in ("a", "none", "b")] == [b"one", b"", b"three"]
        os.close(lines.number)
        data.write_bytes(b"onethrex")
        assert store.lines(data) is None


def test_key_tells_pieces_apart() -> None:
    """The same bytes cut elsewhere are another source."""
    assert memory.key(b"ab", b"c") != memory.key(b"a", b"bc")
    assert memory.key(b"ab", b"c") == memory.key(b"ab", b"c")
