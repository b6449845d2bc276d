"""The switch of each value of the list of rights: what is switched off stands in nothing that holds many speeches."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from zipfile import ZipFile

import pytest
from pdfminer.high_level import extract_text

from build_tools.site.build import tree_hash
from build_tools.vocabulary import load
from build_tools.vocabulary.entries import read
from tests.site import places

BEGUN = "各位领导、同志们：\n今天，我们召开全县{0}工作会议，主要任务是总结去年的{0}工作，部署今年的{0}任务。\n"
MARKS = {"two-1": "石龙渠首", "two-2": "柳林苗圃", "known-1": "青峰茶场", "alone-1": "白沙码头"}
RIGHTS = {"two-1": "unknown", "two-2": "quoted", "known-1": "official-document", "alone-1": "unknown"}


def speech(name: str, subject: str) -> str:
    """A speech that says where it was, in words that no other has."""
    return BEGUN.format(subject) + f"一、抓好{MARKS[name]}\n要把{MARKS[name]}的{subject}抓实抓好。\n谢谢大家！\n"


def built(folder: Path) -> Path:
    """A site of three sources: one with both kinds of rights, one of each."""
    sources = folder / "sources"
    sources.mkdir()
    two = f"讲话汇编\n范文【一】\n{speech('two-1', '水利')}范文【二】\n{speech('two-2', '造林')}"
    (sources / "two.txt").write_text(two, encoding="utf-8")
    (sources / "two.yml").write_text("speeches:\n  2: {rights: quoted}\n", encoding="utf-8")
    (sources / "known.txt").write_text(speech("known-1", "茶叶"), encoding="utf-8")
    (sources / "known.yml").write_text("rights: official-document\n", encoding="utf-8")
    (sources / "alone.txt").write_text(speech("alone-1", "航运"), encoding="utf-8")
    return places.build(folder, sources)


def words(file: Path) -> str:
    """All that a file says, white space aside: of a book, of each part of it."""
    if file.suffix == ".epub":
        with ZipFile(file) as book:
            told = "".join(book.read(name).decode() for name in book.namelist() if name.endswith("html"))
    else:
        told = extract_text(file) if file.suffix == ".pdf" else file.read_text(encoding="utf-8")
    return re.sub(r"\s", "", told)


def holding(file: Path) -> set[str]:
    """Which of the speeches stand in a file, told by words of their own."""
    told = words(file) if file.exists() else ""
    return {name for name, mark in MARKS.items() if mark in told}


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Mapping[bool, Path]:
    """The site as it stands, and with the switch off for rights that are not known, as the file would do it."""
    entry, sites = load().rights["unknown"], {}
    for bundled in (True, False):
        object.__setattr__(entry, "bundled", bundled)
        try:
            sites[bundled] = built(tmp_path_factory.mktemp("bundled"))
        finally:
            object.__setattr__(entry, "bundled", True)
    return sites


@pytest.mark.parametrize("bundled", [True, False])
def test_what_holds_many_speeches(both: Mapping[bool, Path], *, bundled: bool) -> None:
    """All of them, or all but those whose rights are not known."""
    site = both[bundled]
    wanted = {name for name, rights in RIGHTS.items() if bundled or rights != "unknown"}
    assert len(wanted) == (4 if bundled else 2)
    for name in ("data/corpus.jsonl", "data/anthology.epub", "data/anthology.pdf"):
        assert holding(site / name) == wanted, name
    for source in ("two", "known", "alone"):
        own = {name for name in wanted if name.startswith(source)}
        for name in ("book.epub", "book.pdf"):
            assert holding(site / "compilations" / source / name) == own
            assert (site / "compilations" / source / name).exists() == bool(own)
    rows = [json.loads(row) for row in (site / "data/corpus.jsonl").read_text(encoding="utf-8").splitlines()]
    assert {row["id"]: row["rights"] for row in rows} == {name: RIGHTS[name] for name in wanted}


def test_what_stays(both: Mapping[bool, Path]) -> None:
    """The page and the files of each speech, with its rights; the sources; the search, byte for byte."""
    for site in both.values():
        for name, mark in MARKS.items():
            folder = site / "speeches" / name
            assert load().rights[RIGHTS[name]].label.zh in words(folder / "index.html")
            for file in ("index.html", "as-sent.txt", "speech.json", "speech.xml"):
                assert mark in words(folder / file)
        assert holding(site / "sources/alone.txt") == {"alone-1"}
    assert tree_hash(both[True] / "search") == tree_hash(both[False] / "search")


def test_a_book_says_what_it_leaves_out(both: Mapping[bool, Path]) -> None:
    """How many speeches, and on what terms each of the others stands in it."""
    told = words(both[False] / "compilations/two/book.epub")
    assert "收讲话1篇。另有1篇因版权情况未收" in told
    assert f"版权：{load().rights['quoted'].label.zh}" in told
    assert "未收" not in words(both[True] / "compilations/two/book.epub")


def test_the_switch_is_yes_or_no() -> None:
    """Anything else is our mistake, told when the list is read; as it stands all is bundled."""
    row = "entries:\n  a: {label: [甲, A], definition: [乙, B], bundled: %s}\n"
    assert [read("rights.yml", row % value)[0]["a"].bundled for value in ("true", "false")] == [True, False]
    with pytest.raises(ValueError, match="bundled"):
        read("rights.yml", row % "maybe")
    assert all(one.bundled for one in load().rights.values())
