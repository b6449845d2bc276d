"""The book of everything is made when something changed, and only then."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest

from build_tools import binding
from build_tools.exporters import pdf, records, taken
from build_tools.model import Artifact
from build_tools.shelf import Shelf
from build_tools.vocabulary import Vocabulary
from tests import road

TITLES = {"project-construction-speeches": "讲话汇编"}
NAMES = {"data/anthology.epub", "data/anthology.pdf"}


def bound(room: Path, data: Path, characters: int = 9) -> frozenset[str]:
    """One run."""
    with Shelf(room) as shelf:
        return binding.bind(data, TITLES, characters, shelf)


def test_unchanged_is_not_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second run makes nothing; a changed corpus, or a run that broke off, makes all anew."""
    road.convert(tmp_path / "data", road.SEED)
    assert bound(tmp_path / "shelf", tmp_path / "data") == NAMES
    made: list[Sequence[Artifact]] = []
    of_all = taken.of_all

    def watched(titled: Iterable[tuple[str, records.Record]], vocabulary: Vocabulary) -> Sequence[Artifact]:
        made.append(list(of_all(titled, vocabulary)))
        return made[-1]

    monkeypatch.setattr(taken, "of_all", watched)
    assert bound(tmp_path / "shelf", tmp_path / "data") == NAMES
    assert not made
    assert all((tmp_path / "shelf" / name).is_file() for name in NAMES)
    corpus = tmp_path / "data" / "corpus.jsonl"
    lines = [json.loads(line) for line in corpus.read_text(encoding="utf-8").splitlines()]
    lines[0]["title"] = "另一题名"
    corpus.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    bound(tmp_path / "shelf", tmp_path / "data")
    assert len(made) == 1
    (tmp_path / "shelf" / ".unfinished").touch()
    bound(tmp_path / "shelf", tmp_path / "data")
    assert len(made) == 2


def test_a_run_that_publishes_nothing_binds_nothing(tmp_path: Path) -> None:
    """The books stay on the shelf; if they may be half written, they are forgotten, and bound anew next time."""
    road.convert(tmp_path / "data", road.SEED)
    room = tmp_path / "shelf"
    with Shelf(room) as shelf:
        assert binding.keep(shelf) == frozenset()
    bound(room, tmp_path / "data")
    before = {name: (room / name).read_bytes() for name in NAMES}
    with Shelf(room) as shelf:
        assert binding.keep(shelf) == NAMES
    assert {name: (room / name).read_bytes() for name in NAMES} == before
    (room / ".unfinished").touch()
    with Shelf(room) as shelf:
        assert binding.keep(shelf) == frozenset()
    assert not any((room / name).exists() for name in NAMES)
    assert bound(room, tmp_path / "data") == NAMES
    assert {name: (room / name).read_bytes() for name in NAMES} == before


def test_what_is_too_large_is_not_bound(tmp_path: Path) -> None:
    """Nor is nothing."""
    road.convert(tmp_path / "data", road.SEED)
    assert bound(tmp_path / "shelf", tmp_path / "data", binding.LARGEST + 1) == frozenset()
    assert not (tmp_path / "shelf/data/anthology.epub").exists()
    with Shelf(tmp_path / "shelf") as shelf:
        assert binding.bind(tmp_path / "data", {}, 0, shelf) == frozenset()


def test_missing_typefaces_are_told() -> None:
    """Only where there are books, and none of them is a PDF."""
    assert binding.wanting(["compilations/a/book.epub"]) == [binding.NO_FACES]
    assert binding.wanting(["compilations/a/book.epub", "compilations/a/book.pdf"]) == []
    assert binding.wanting([]) == []
    assert pdf.faces() is not None
