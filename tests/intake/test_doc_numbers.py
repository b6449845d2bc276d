"""What the tables of an old Word file say of numbers; where they do not say it, nothing is guessed."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path

import olefile
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build_tools import pipeline
from build_tools.findings import BadInput
from build_tools.intake import doc
from build_tools.intake.doc_file import File, open_file
from build_tools.intake.doc_numbers import read_lists
from build_tools.intake.doc_styles import read_styles, style_of
from build_tools.intake.doc_text import Runs, Sign, read_pieces
from build_tools.intake.lines import NUMBER_LOST, Line
from build_tools.model import RawFile
from tests.intake.beginnings import CASES, NUMBERS, WATER
from tests.intake.old_word import STSH, Change, Lvl, Std, file, nine, prl
from tests.intake.test_ten_beginnings import han, run

COUNTING, DECIMAL, ORDINAL, BULLET = 0x27, 0x00, 0x05, 0x17
CHAPTERS = nine(Lvl(COUNTING, "第\0章", follow=1), Lvl(DECIMAL, "\0.\1", legal=True, follow=0), Lvl(COUNTING, "（\2）"))
ILVL, ILFO, OUTLINE = 0x260A, 0x460B, 0x2640


def shown(told: File, *paragraphs: tuple[int, int]) -> list[str | None]:
    """The numbers of paragraphs of the body, each by its list and level."""
    counting = read_lists(told)
    return [counting.next(str(number), at, 0) for number, at in paragraphs]


def test_levels_restart_and_legal_numbers() -> None:
    """Each level begins anew below a higher one; legal numbers are digits; a space follows where one is shown."""
    told = file([(7, CHAPTERS)], [(7, ())])
    rows = [(1, 0), (1, 1), (1, 2), (1, 2), (1, 1), (1, 0), (1, 1), (1, 2)]
    assert shown(told, *rows) == ["第一章 ", "1.1 ", "（一）", "（二）", "1.2 ", "第二章 ", "2.1 ", "（一）"]


def test_levels_that_do_not_restart() -> None:
    """With ilvlRestartLim 0: never; with 1: only below level 0."""
    levels = nine(Lvl(DECIMAL, "\0."), Lvl(DECIMAL, "(\1)", restart=0), Lvl(DECIMAL, "[\2]", restart=1))
    rows = [(1, 0), (1, 1), (1, 2), (1, 1), (1, 2), (1, 0), (1, 1), (1, 2)]
    assert shown(file([(7, levels)], [(7, ())]), *rows) == ["1.", "(1)", "[1]", "(2)", "[2]", "2.", "(3)", "[1]"]


def test_instances_of_a_list_count_together() -> None:
    """One begins at five the first time, one looks different and begins at its own start, one changes nothing."""
    changes = (Change(0, start=5),), (Change(0, start=9, lvl=Lvl(0x01, "\0．", start=3)),)
    told = file([(7, nine(Lvl(COUNTING, "\0、")))], [(7, ()), (7, changes[0]), (7, changes[1])])
    rows = [(1, 0), (2, 0), (2, 0), (1, 0), (3, 0), (3, 0), (1, 0)]
    assert shown(told, *rows) == ["一、", "五、", "六、", "七、", "III．", "IV．", "五、"]


def test_lists_count_alone() -> None:
    """Two lists, one of a single level."""
    told = file([(7, CHAPTERS), (-8, [Lvl(DECIMAL, "\0)")])], [(-8, ()), (7, ())])
    assert shown(told, (1, 0), (2, 0), (1, 0), (2, 0)) == ["1)", "第一章 ", "2)", "第二章 "]


@pytest.mark.parametrize(
    ("nfc", "number"),
    [(0x00, "12"), (0x01, "XII"), (0x04, "l"), (0x0A, "一二"), (0x12, "⑫"), (0x16, "12"), (0x1A, "⒓"), (0x1E, "12"),
     (0x1F, "亥"), (0x25, "十二"), (0x26, "壹拾贰"), (0x27, "十二"), (0x22, "壹拾貳")],
)  # fmt: skip
def test_formats(nfc: int, number: str) -> None:
    """The twelfth of a list in the formats that Chinese and Latin texts have: [MS-OSHARED] 2.2.1.3."""
    assert shown(file([(7, [Lvl(nfc, "\0", start=12)])], [(7, ())]), (1, 0)) == [number]


def test_what_shows_no_number() -> None:
    """A bullet, and a level without a number, which may have words; neither stands in the numbers of others."""
    levels = nine(Lvl(BULLET, "\uf0b7"), Lvl(0xFF, "附注："), Lvl(DECIMAL, "\0\1\2."))
    assert shown(file([(7, levels)], [(7, ())]), (1, 0), (1, 1), (1, 2)) == ["", "附注：", "1."]


@pytest.mark.parametrize(
    ("name", "levels", "at"),
    [
        ("a format that we do not write", nine(Lvl(ORDINAL, "\0")), 0),
        ("one that nobody knows", nine(Lvl(0xC8, "\0")), 0),
        ("one inside another's number", nine(Lvl(ORDINAL, "\0"), Lvl(DECIMAL, "\0.\1")), 1),
        ("a level that a list does not have", [Lvl(DECIMAL, "\0.")], 1),
        ("a level that there is not", nine(Lvl(DECIMAL, "\0.")), 12),
        ("words that read like a place", nine(Lvl(DECIMAL, "%2\0.")), 0),
        ("a start below zero", nine(Lvl(DECIMAL, "\0.", start=-1)), 0),
    ],
)
def test_what_cannot_be_known_is_not_guessed(name: str, levels: Sequence[Lvl], at: int) -> None:
    """None, and what stands beside it is known all the same."""
    told = file([(7, levels), (8, [Lvl(DECIMAL, "\0.")])], [(7, ()), (8, ())])
    assert shown(told, (1, at), (2, 0), (1, at)) == [None, "1.", None], name


def test_lists_that_no_table_tells_of() -> None:
    """No tables; an instance that is not there; one of a list that is not there."""
    assert shown(file(), (1, 0)) == [None]
    assert shown(file([(7, CHAPTERS)], [(9, ())]), (1, 0), (2, 0), (2047, 0)) == [None] * 3


def test_two_parts_of_the_text_that_count_with_one_list() -> None:
    """A text box counts somewhere among the paragraphs of the body: nobody can say where."""
    counting = read_lists(file([(7, CHAPTERS), (8, CHAPTERS)], [(7, ()), (8, ())]))
    told = [counting.next(number, 0, part) for number, part in (("1", 0), ("1", 6), ("2", 6), ("1", 0))]
    assert told == ["第一章 ", None, "第一章 ", "第三章 "]


def test_styles_rest_on_others() -> None:
    """List, level and heading come from the nearest style that says so; a circle ends; other kinds say nothing."""
    rows = [
        Std(0, "Normal"),
        Std(2, "heading 2", 0, prl(ILVL, 1) + prl(ILFO, 4) + prl(OUTLINE, 1)),
        Std(0xFFE, "我的标题", 1, prl(ILVL, 2)),
        Std(0xFFE, "我的正文", 2, prl(OUTLINE, 9) + prl(ILFO, 0)),
        Std(0xFFE, "标题 3,h3", 0, prl(ILFO, 0xFFFB)),
        Std(62, "标题", 0),
        Std(0xFFE, "甲", 7),
        Std(0xFFE, "乙", 6),
        Std(0xFFE, "字符", 1, prl(ILFO, 4), stk=2),
    ]
    told = [(one.kind, one.level, one.number, one.at) for one in read_styles(file(styles=rows))]
    assert told == [
        ("", 0, "", None),
        ("heading", 2, "4", 1),
        ("heading", 2, "4", 2),
        ("", 0, "", 2),
        ("heading", 3, "5", None),
        ("title", 1, "", None),
        ("", 0, "", None),
        ("", 0, "", None),
        ("", 0, "", None),
    ]


def test_a_file_without_a_style_sheet() -> None:
    """The first nine styles are headings in every file."""
    styles = read_styles(file())
    assert [style_of(styles, number).level for number in (0, 1, 9, 10)] == [0, 1, 9, 0]


Signs = list[Sign]
NO_RUNS = Runs((), ())


def text(*paragraphs: tuple[str, bytes]) -> tuple[Signs, Runs]:
    """The characters of paragraphs, and the properties of these."""
    signs = [Sign(sign, at, b"") for at, sign in enumerate("".join(words for words, _ in paragraphs))]
    starts = [sum(len(words) for words, _ in paragraphs[:at]) for at in range(len(paragraphs))]
    return signs, Runs(tuple(starts), tuple(b"\0\0" + rules for _, rules in paragraphs))


def lines(told: File, given: tuple[Signs, Runs], characters: Runs = NO_RUNS, part: int = 0) -> list[Line]:
    """What is read of a part of a text."""
    signs, paragraphs = given
    story = doc.Story(characters, paragraphs, read_styles(told), read_lists(told))
    return list(doc._part(story, part, iter(signs)))


def words(*given: Line) -> list[str]:
    """The words of lines."""
    return [line.words for line in given]


LIST = prl(ILVL, 0) + prl(ILFO, 1)
TABLES = file([(7, nine(Lvl(COUNTING, "\0、")))], [(7, ())])
MARK = struct.pack("<HB", 0x2417, 1)  # sprmPFTtp


def test_where_a_number_stands() -> None:
    """Behind the end of a page; once where a page ends inside a paragraph; at an empty paragraph too."""
    given = text(
        ("\x0c甲\r", LIST), ("乙\x0c丙\r", LIST), ("丁\x0c", LIST), ("\r", LIST), ("戊\r", b""), ("己\r", LIST)
    )
    assert words(*lines(TABLES, given)) == ["", "一、甲", "二、乙", "丙", "三、丁", "四、", "戊", "五、己"]


def test_numbers_in_a_table() -> None:
    """Each cell may have one, also where the number is all that it shows; the mark of the row has none."""
    row = [("甲\x07", b""), ("\x07", LIST), ("\x07", b""), ("丙\x07", LIST), ("\x07", MARK + LIST)]
    assert words(*lines(TABLES, text(*row, ("丁\r", LIST)))) == ["甲\t一、\t\t二、丙", "三、丁"]


def test_what_is_not_seen_is_not_counted() -> None:
    """A paragraph that was deleted with its end is one with the next; a hidden one leaves an empty line."""
    given = text(("甲\r", LIST), ("删\r", LIST), ("乙\r", LIST), ("藏\r", LIST), ("丙\r", LIST))
    gone, hidden = (struct.pack("<HB", sprm, 1) for sprm in (0x0800, 0x083C))
    characters = Runs((0, 2, 4, 6, 8), (b"", gone, b"", hidden, b""))
    assert words(*lines(TABLES, given, characters)) == ["一、甲", "二、乙", "", "三、丙"]


def test_empty_paragraphs_of_text_boxes_have_no_numbers() -> None:
    """Drawings are full of them."""
    assert words(*lines(TABLES, text(("\r", LIST), ("甲\r", LIST)), part=6)) == ["", "一、甲"]


def test_fields_that_count_are_asked_for() -> None:
    """AUTONUM has no result in the file; of a field that goes on in the next paragraph the command is not shown."""
    given = text(("\x13 AUTONUM \x15甲\r", b""), ('\x13 TOC \\o "1-3" \x14乙\r', b""), ("丙\x15丁\r", b""))
    told = [(line.words.strip(), line.kind) for line in lines(TABLES, given)]
    assert told == [("甲", NUMBER_LOST), ("乙", ""), ("丙丁", "")]


def test_a_level_that_was_changed_after_the_text_was_stored() -> None:
    """Word's fast save leaves the properties and tells of the change in the piece table, in short or in a list."""
    told = file([(7, nine(Lvl(COUNTING, "\0、"), Lvl(COUNTING, "（\1）"), Lvl(DECIMAL, "\2.")))], [(7, ())])
    signs, paragraphs = text(("甲\r", LIST), ("乙\r", LIST), ("丙\r", LIST))
    changes = {3: prl(ILVL, 1), 5: prl(ILVL, 2) + prl(ILFO, 1)}
    signs = [sign._replace(changes=changes.get(sign.at, b"")) for sign in signs]
    assert words(*lines(told, (signs, paragraphs))) == ["一、甲", "（一）乙", "1.丙"]


def test_changes_of_pieces() -> None:
    """Prm0 holds one property, Prm1 the place of a list of them; others do not concern paragraphs."""
    assert [piece.changes for piece in read_pieces(pieced(0x0C << 1 | 1 << 8))] == [prl(ILVL, 1)]
    assert [piece.changes for piece in read_pieces(pieced(1 << 1 | 1, b"other", prl(ILFO, 3)))] == [prl(ILFO, 3)]
    assert [piece.changes for prm in (0, 5 << 1 | 1 << 8, 3) for piece in read_pieces(pieced(prm))] == [b""] * 3


def pieced(prm: int, *prcs: bytes) -> File:
    """A file of one piece that tells of a change."""
    clx = b"".join(b"\x01" + struct.pack("<H", len(prc)) + prc for prc in prcs)
    clx += b"\x02" + struct.pack("<IIIHIH", 16, 0, 9, 0, 0x800, prm)
    return File(bytes(0x1A2) + struct.pack("<II", 0, len(clx)), clx)


def changed(name: str, place: Path, change: dict[int, bytes], stream: str = "WordDocument") -> bytes:
    """A file of tests/cases/intake with other bytes in a stream."""
    path = place / name
    path.write_bytes((CASES / name).read_bytes())
    with olefile.OleFileIO(path, write_mode=True) as ole:
        data = bytearray(ole.openstream(stream).read())
        for at, put in change.items():
            data[at : at + len(put)] = put
        ole.write_stream(stream, bytes(data))
    return path.read_bytes()


def test_a_file_whose_numbers_cannot_be_known_asks(tmp_path: Path) -> None:
    """Its lists are gone: its words arrive, no number is made up, the question says which, the check is green."""
    (tmp_path / "old.doc").write_bytes(changed("water.doc", tmp_path, {0x2EE: bytes(4)}))
    added = run("add", tmp_path / "old.doc", "--sources", tmp_path / "s")
    assert added.exit_code == 0, added.output
    (source,) = (path for path in (tmp_path / "s").iterdir() if path.suffix != ".yml")
    lines = [
        line.removeprefix(next((one for one in NUMBERS if line.startswith(one)), "")) for line in WATER.split("\n")
    ]
    assert han(pipeline.convert_file(source).source.text) == han("".join(lines))
    side = (tmp_path / "s" / "old.yml").read_text(encoding="utf-8")
    assert "# ? numbers：这 5 段在原文件里有自动编号，转换时没有保留：「认清形势" in side
    assert run("check", "--sources", tmp_path / "s", "--no-cache").exit_code == 0


def test_a_file_whose_numbers_are_known_does_not_ask(tmp_path: Path) -> None:
    """The same file as it is."""
    added = run("add", CASES / "water.doc", "--sources", tmp_path)
    assert added.exit_code == 0, added.output
    assert han(pipeline.convert_file(tmp_path / "water.html").source.text) == han(WATER)
    assert "? numbers" not in (tmp_path / "water.yml").read_text(encoding="utf-8")


HUGE = {
    "lists": {0: struct.pack("<H", 0xFFFF)},
    "instances": {0: struct.pack("<I", 0xFFFFFFFF)},
    "changes of an instance": {16: b"\xff"},
}


@pytest.mark.parametrize("name", HUGE)
def test_more_than_a_file_may_tell_of(name: str, tmp_path: Path) -> None:
    """A table that says it holds more than Word writes is refused as broken."""
    told = open_file(RawFile("a.doc", (CASES / "chapters.doc").read_bytes()), olefile)
    start = told.number(0x2E2 if name == "lists" else 0x2EA)
    (at, put) = next(iter(HUGE[name].items()))
    table = "1Table" if told.text[0x0B] & 2 else "0Table"
    with pytest.raises(BadInput) as bad:
        doc.read(RawFile("a.doc", changed("chapters.doc", tmp_path, {start + at: put}, table)))
    assert [finding.code for finding in bad.value.findings] == ["F034"]


def test_half_a_character_is_refused(tmp_path: Path) -> None:
    """A surrogate without its other half stands in no whole file, and in no text that can be written."""
    told = streams("water.doc").text
    place = told.index("同志们".encode("utf-16-le"))
    with pytest.raises(BadInput) as bad:
        doc.read(RawFile("a.doc", changed("water.doc", tmp_path, {place: b"\x0c\xd8"})))
    assert [finding.code for finding in bad.value.findings] == ["F034"]


@cache
def streams(name: str) -> File:
    """The streams of a file of ours."""
    return open_file(RawFile(name, (CASES / name).read_bytes()), olefile)


@settings(max_examples=300, deadline=None)
@given(
    name=st.sampled_from(("chapters.doc", "direct.doc", "own-styles.doc", "water.doc")),
    which=st.sampled_from((STSH, 0x2E2, 0x2EA)),
    changes=st.lists(st.tuples(st.floats(0, 1), st.binary(min_size=1, max_size=4)), min_size=1, max_size=4),
)
def test_any_damage_of_the_tables(name: str, which: int, changes: list[tuple[float, bytes]]) -> None:
    """Whatever the tables say, they are read or told to be broken, and the words come out if they are read."""
    told = streams(name)
    table = bytearray(told.table)
    start = told.number(which)
    end = told.number(0x2EA) if which == 0x2E2 else start + told.number(which + 4)  # levels stand behind the lists
    assert start < end
    for where, put in changes:
        at = start + int(where * (end - start))
        table[at : min(end, at + len(put))] = put[: max(0, end - at)]
    with suppress(struct.error, IndexError, ValueError):
        assert "群众" in "".join(words(*doc._lines(File(told.text, bytes(table)))))
