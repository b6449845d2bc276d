"""What is kept of all speeches together: the same bytes as if made anew, whatever came and went between."""

from __future__ import annotations

from pathlib import Path

from build_tools import relations
from tests.corpus.planted import words
from tests.corpus.test_related import record, write


def files(folder: Path) -> dict[str, bytes]:
    """The pieces of HTML in a folder."""
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*.html"))}


def test_kept_and_made_anew_are_the_same(tmp_path: Path) -> None:
    """Speeches come, change and go; a piece of what is gone is gone; nothing is written when nothing changed."""
    corpus, room = tmp_path / "corpus.jsonl", tmp_path / "kept"
    rows = [record(f"s-{n}", [words(n, 300) + words(n % 6, 200)]) for n in range(18)]
    for edition in (rows, [*rows, record("t-1", [words(3, 300)])], rows[2:], [record("s-0", ["别的话"]), *rows[3:]]):
        write(corpus, edition)
        relations.neighbours(corpus, room)
        anew = tmp_path / f"anew-{len(edition)}-{edition[0]['id']}"
        assert files(relations.neighbours(corpus, anew)) == files(room)
        assert len(files(room)) > 10
        before = {path: path.stat().st_mtime_ns for path in room.iterdir()}
        relations.neighbours(corpus, room)
        assert {path: path.stat().st_mtime_ns for path in room.iterdir()} == before
