"""The same sources give the same bytes, whatever the machine, the day and the folder."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Final

import pytest
from docx import Document
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfparser import PDFParser

from tests.faults.variations import BUILDS, VARIATIONS
from tests.faults.workshop import OTHER, SPEECH, WORDS, differing, tree
from tests.site import places

ROOT: Final = Path(__file__).parents[2]
PLACES: Final = ("甲县", "乙县", "丙县", "丁县", "戊县", "己县", "庚县")
FIXED: Final = {"LC_ALL": "C.UTF-8", "TZ": "UTC", "PYTHONHASHSEED": "0", "COLUMNS": "80", "HOME": "/"}
KINDS: Final = "bib bin css docx epub gz html js json jsonl md pdf png ris svg txt xml".split()


def sources(folder: Path) -> None:
    """Nine sources of four kinds, so many that several processes share them; facts, and a speech that is gone."""
    folder.mkdir()
    for number, place in enumerate(PLACES):
        words = SPEECH.format(place=place, words=f"{WORDS}第{number}件事，{OTHER}")
        (folder / f"{place if number == 3 else number}.txt").write_text(words, encoding="utf-8")
    two = "".join(f"{'一二'[at]}、{SPEECH.format(place=place, words=WORDS)}\n" for at, place in enumerate("辛壬"))
    (folder / "two.md").write_text(f"# 讲话二篇\n\n{two}", encoding="utf-8")
    document, whole = Document(), BytesIO()
    for line in SPEECH.format(place="癸县", words=OTHER).splitlines():
        document.add_paragraph(line)
    document.save(whole)
    (folder / "word.docx").write_bytes(whole.getvalue())
    (folder / "0.yml").write_text("proofread_by: 张三\nproofread_on: '2014-05-06'\ndate: '2013'\n", encoding="utf-8")
    (folder / "withdrawn.yml").write_text(
        "withdrawn:\n- {speech: '1-1', date: 2014-01-01, reason: 试}\n", encoding="utf-8"
    )


@pytest.fixture(scope="module")
def given(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sources of all rooms."""
    folder = tmp_path_factory.mktemp("given") / "sources"
    sources(folder)
    return folder


def built(room: Path, given: Path, names: Sequence[str]) -> Path:
    """A room in which the sources were built, in a world that differs in some things."""
    if not room.exists():
        places.copy_docs(room / "docs", sources=False)
        shutil.copytree(given, room / "docs/sources")
    differences = [VARIATIONS[name] for name in names]
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **FIXED}
    words = ["build", "--jobs", "1"]
    for one in differences:
        one.prepare(room)
        environment.update({name: value or "" for name, value in one.given.items()})
        for name in (name for name, value in one.given.items() if value is None):
            environment.pop(name)
        words += one.words
    command = [sys.executable, "-m", "tests.faults.variations", ",".join(names), *words]
    done = subprocess.run(command, cwd=room, env=environment, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode(errors="replace")
    return room


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory, given: Path) -> Path:
    """The room with which all others are compared."""
    return built(tmp_path_factory.mktemp("first") / "a", given, [])


def made(room: Path) -> Mapping[str, str]:
    """All that a build makes: the site with its modes, the pages and the data files it is made of without."""
    found = {f"site/{name}": looks for name, looks in tree(room / "site").items()}
    for folder in ("docs", ".anthology/data"):
        files = (path for path in (room / folder).rglob("*") if path.is_file())
        found |= {path.relative_to(room).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
    return found


def test_all_kinds_of_files_are_compared(first: Path) -> None:
    """What a site is made of is there, and much of it; no PDF tells of a day."""
    files = [path for path in (first / "site").rglob("*") if path.is_file()]
    assert {path.suffix[1:] for path in files} >= {*KINDS}
    assert len(files) > 250
    books = [path for path in files if path.suffix == ".pdf"]
    assert len(books) >= 9
    for book in books:
        with book.open("rb") as stream:
            (about,) = PDFDocument(PDFParser(stream)).info
        assert b"1970" in about.get("CreationDate", b"1970"), book


def test_each_variation_is_in_a_build() -> None:
    """Twelve were asked for."""
    assert sorted(VARIATIONS) == sorted(name for names in BUILDS.values() for name in names)
    assert len(VARIATIONS) >= 12


@pytest.mark.parametrize("folder", BUILDS)
def test_nothing_differs(folder: str, tmp_path: Path, first: Path, given: Path) -> None:
    """Not one byte of one file."""
    room = built(tmp_path / folder, given, BUILDS[folder])
    assert differing(made(room), made(first)) == [], f"because of one of these: {BUILDS[folder]}"


def test_what_was_built_before_leaves_no_trace(first: Path, given: Path) -> None:
    """With other sources in between, in the same folder, from what is remembered."""
    before = made(first)
    folder = first / "docs/sources"
    for name in ("2.txt", "two.md"):
        (folder / name).unlink()
    (folder / "more.txt").write_text(SPEECH.format(place="子县", words=OTHER), encoding="utf-8")
    between = made(built(first, given, []))
    assert len(differing(between, before)) > 50
    (folder / "more.txt").unlink()
    for name in ("2.txt", "two.md"):
        shutil.copy(given / name, folder)
    assert differing(made(built(first, given, [])), before) == []


def test_a_given_day_changes_one_file(first: Path, given: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The map of the site, and that only where the site's address is known."""
    monkeypatch.setitem(FIXED, "SITE_URL", "https://example.org/")
    without = made(built(first, given, []))
    dated = made(built(first, given, ["a day that is given"]))
    assert differing(dated, without) == ["site/sitemap.xml", "site/sitemap.xml.gz"]
