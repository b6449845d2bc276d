"""From docs/sources to data files and pages: the seed is published as a careful reader would publish it."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from tests.road import SEED, Output, bare, convert, reading, undone


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Output:
    """The seed, converted once."""
    return convert(tmp_path_factory.mktemp("out"), SEED)


@pytest.fixture(scope="module")
def text() -> str:
    """The seed's text."""
    return SEED.read_bytes().decode()


def test_ends_clean(out: Output) -> None:
    """Doubts about a text are warnings; none of them is an error."""
    assert out.status == 0
    assert {finding["severity"] for finding in out.findings} <= {"warning", "info"}


def test_bytes_of_the_first_source_are_as_received(out: Output) -> None:
    """A source is never changed by anybody."""
    digest = "57c8342e"
    assert hashlib.sha256(SEED.read_bytes()).hexdigest().startswith(digest)
    assert out.sources[0]["sha256"].startswith(digest)


def test_declares_eight_holds_five(out: Output) -> None:
    """Both numbers are told; none is made up."""
    source = out.sources[0]
    assert (source["declared_count"], source["found_count"], len(out.corpus)) == (8, 5, 5)


def test_parts_account_for_every_character(out: Output) -> None:
    """10,270 of 10,270."""
    source = out.sources[0]
    edges = [part["end"] for part in source["parts"]]
    assert [part["start"] for part in source["parts"]] == [0, *edges[:-1]]
    assert edges[-1] == source["characters"] == 10_270


@pytest.mark.parametrize(
    ("number", "first", "last"),
    [
        (1, "各位来宾、同志们", "谢谢大家"),
        (2, "尊敬的各位领导、同志们", "谢谢"),
        (3, "同志们", "目标任务圆满完成。"),
        (4, "各位领导、同志们", "谢谢大家"),
        (5, "同志们", "向上申报，确保"),
    ],
)
def test_speech_has_its_first_and_last_words(out: Output, number: int, first: str, last: str) -> None:
    """The one that starts in mid-line and the one that is cut off included."""
    spoken = [block["text"] for block in out.corpus[number - 1]["blocks"] if block["kind"] != "title"]
    assert spoken[0].startswith(first)
    assert spoken[-1].rstrip("！!").endswith(last)


def test_undoing_the_edits_gives_the_source(out: Output, text: str) -> None:
    """Byte for byte, for every speech and for the whole file."""
    whole = "".join(
        undone(next(r for r in out.corpus if r["id"] == part["speech"]), text)
        if part["kind"] == "speech"
        else text[part["start"] : part["end"]]
        for part in out.sources[0]["parts"]
    )
    assert whole.encode() == SEED.read_bytes()


def test_blocks_in_order_are_the_reading_text(out: Output, text: str) -> None:
    """White space aside."""
    for record in out.corpus:
        assert bare("".join(block["text"] for block in record["blocks"])) == bare(reading(record, text))


def test_evidence_quotes_the_source(out: Output, text: str) -> None:
    """Every value that is known has evidence, and its words stand where it says."""
    for record in out.corpus:
        for evidence in record["evidence"]:
            if evidence["start"] is not None:
                assert evidence["quote"] == text[evidence["start"] : evidence["end"]]
        known = {field for field in ("occasion", "genre", "region", "date") if record[field]["status"] != "unknown"}
        assert known <= {evidence["field"] for evidence in record["evidence"]}


def test_occasions_are_those_of_the_texts(out: Output) -> None:
    """The compilation's title, which names another for two of them, is not evidence."""
    ids = [record["occasion"]["id"] for record in out.corpus]
    names = [record["occasion"]["name"] for record in out.corpus]
    assert ids[0] == "groundbreaking-ceremony"
    assert ids[1] == ids[4] == "promotion-meeting"
    assert ids[2] == "symposium"
    for name, words in zip(
        names, ("开工仪式", "项目建设推进大会", "项目建设座谈会", "大会", "全县项目建设推进大会"), strict=True
    ):
        assert name is not None
        assert name.endswith(words)
    assert "推进" not in names[3]


def test_regions_are_known_or_said_to_be_unknown(out: Output) -> None:
    """A stripped place is not guessed."""
    assert [record["region"]["code"] for record in out.corpus] == [None, "210882", "610900", None, "220621"]
    assert out.corpus[1]["region"]["path"] == ["辽宁省", "营口市", "大石桥市"]
    assert [record["region"]["status"] == "unknown" for record in out.corpus] == [True, False, False, True, False]


def test_no_year_is_invented(out: Output) -> None:
    """2021 is said, 2010 follows from the five-year plan's last year; the others are not known."""
    years = [record["date"]["edtf"] for record in out.corpus]
    assert years[1] == "2021"
    assert (years[4] or "").rstrip("~?%") == "2010"
    assert years[0] is None
    assert years[3] is None
    assert all(year is None or len(year.rstrip("~?%")) == 4 for year in years)


def test_no_name_is_invented(out: Output) -> None:
    """光照同志 and 洪涛县长 are other people; no speaker is named."""
    assert [record["speaker"]["name"] for record in out.corpus] == [None] * 5
    assert out.corpus[1]["speaker"]["role"] == "development-zone-leader"
    assert out.corpus[3]["speaker"]["role"] == "bureau-head"


def test_the_last_is_incomplete(out: Output) -> None:
    """And only that one."""
    assert [record["complete"] for record in out.corpus] == [True, True, True, True, False]


def test_length_and_time(out: Output) -> None:
    """Han characters under the title, at 200 and at 160 a minute; counted by hand."""
    assert [record["characters"] for record in out.corpus] == [524, 921, 3851, 749, 2890]
    assert out.corpus[1]["minutes"] == [4.6, 5.8]


def test_two_runs_are_alike(out: Output, tmp_path: Path) -> None:
    """Also in another folder."""
    again = convert(tmp_path / "elsewhere", SEED)
    assert (again.sources, again.corpus, again.findings) == (out.sources, out.corpus, out.findings)
    assert again.pages == out.pages


def test_a_bad_source_stops_no_other(tmp_path: Path) -> None:
    """It is told with its place; the others are converted."""
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "good.txt").write_bytes(SEED.read_bytes())
    (folder / "empty.txt").write_bytes(b"")
    (folder / "broken.txt").write_bytes(b"\xff\xfe\x00")
    (folder / "side.txt").write_text("同志们：\n今天开会。\n谢谢大家！\n", encoding="utf-8")
    (folder / "side.yml").write_text("titel: x\n", encoding="utf-8")
    (folder / "lonely.yml").write_text("title: x\n", encoding="utf-8")
    made = convert(tmp_path / "out", folder)
    assert made.status == 1
    assert [source["id"] for source in made.sources] == ["good"]
    assert {Path(f["path"]).name for f in made.findings if f["severity"] == "error"} == {
        "empty.txt",
        "broken.txt",
        "side.yml",
        "lonely.yml",
    }
