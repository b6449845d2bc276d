"""Numbers that a program makes, and the levels of the headings that have them, come out of every kind of file."""

from __future__ import annotations

import io
import zipfile
from pathlib import PurePosixPath

import pytest

from build_tools import pipeline
from build_tools.intake import odt, rtf
from build_tools.intake.converting import take
from build_tools.model import RawFile
from build_tools.vocabulary import load
from tests.importers.test_word import package
from tests.intake.numbered import Case, cases

EVERY = {case.name: case for case in cases()}
HOLDS_NUMBERS = (".rtf",)  # the format has each number beside its paragraph


def stored(case: Case) -> str:
    """The words as they stand in the file."""
    data = case.data()
    if data[:2] != b"PK":
        return data.decode("utf-16-le", "ignore")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return "\n".join(archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml"))


def test_there_are_ten_and_more() -> None:
    """As many files as were asked for, from five kinds of programs and formats."""
    assert len(EVERY) >= 10
    assert {PurePosixPath(case.file).suffix for case in EVERY.values()} == {"", ".doc", ".odt", ".rtf"}
    assert sum("WPS" in name for name in EVERY) >= 2


@pytest.mark.parametrize("name", EVERY)
def test_no_number_stands_in_the_file(name: str) -> None:
    """What is found is made from the lists: of the lines that a reader sees none stands in the file."""
    case = EVERY[name]
    if PurePosixPath(case.file).suffix in HOLDS_NUMBERS:
        assert b"\\listtext" in case.data()
        return
    words = stored(case)
    assert all(row.words in words for row in case.rows)
    assert not [row.line for row in case.seen() if row.line in words]


@pytest.mark.parametrize("name", EVERY)
def test_every_line_and_every_level(name: str) -> None:
    """Each line as a reader of the program sees it, each heading on its level, and nothing is asked."""
    case = EVERY[name]
    taken = take(RawFile(case.file or "a.docx", case.data()))
    volume = pipeline.make_volume(RawFile(f"a{taken.suffix}", taken.data), "a", load())
    assert [line for line in volume.source.text.split("\n") if line.strip()] == case.lines()
    (speech,) = volume.speeches
    headings = [(block.level, block.text) for block in speech.blocks if block.kind == "heading"]
    assert headings == [(row.level, row.line) for row in case.seen()]
    assert taken.cautions == ()


def odt_of(body: str, styles: str) -> RawFile:
    """An OpenDocument text."""
    space = "urn:oasis:names:tc:opendocument:xmlns"
    names = f'xmlns:o="{space}:office:1.0" xmlns:t="{space}:text:1.0" xmlns:s="{space}:style:1.0"'
    names += f' xmlns:b="{space}:table:1.0"'
    xml = (
        f"<o:document-content {names}><o:automatic-styles>{styles}</o:automatic-styles>"
        f"<o:body><o:text>{body}</o:text></o:body></o:document-content>"
    )
    return RawFile(
        "a.odt", package({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": xml.encode()})
    )


def look(name: str, *formats: str) -> str:
    """A list style; each level shows those above it too."""
    return (
        f'<t:list-style s:name="{name}">'
        + "".join(
            f'<t:list-level-style-number t:level="{at}" t:display-levels="{at}" s:num-suffix="." '
            f's:num-format="{form}"/>'
            for at, form in enumerate(formats, 1)
        )
        + "</t:list-style>"
    )


def entry(words: str, inside: str = "", rules: str = "") -> str:
    """An item of a list."""
    return f"<t:list-item{rules}><t:p>{words}</t:p>{inside}</t:list-item>"


def test_odt_lists_count_inside_the_list_that_they_stand_in() -> None:
    """A list inside another counts with it, whatever it looks like; an item may look like another list, and begin."""
    other = entry("丙", rules=' t:start-value="5"') + entry("丁")
    inner = f'<t:list t:style-name="N">{other}</t:list>'
    last = f"<t:list>{entry('己')}</t:list>"
    unlike = ' t:style-override="N"'
    body = (
        f'<t:list xml:id="one" t:style-name="L">{entry("甲")}{entry("乙", inner)}'
        f"{entry('戊', last, unlike)}</t:list>"
        f'<t:list t:style-name="N">{entry("庚")}</t:list>'
        f'<t:list t:continue-list="one" t:style-name="L">{entry("辛")}</t:list>'
    )
    told = odt.read(odt_of(body, look("L", "1", "1") + look("N", "01, 02, 03, ...", "a"))).text
    assert told.split("\n") == ["1. 甲", "2. 乙", "02.e. 丙", "02.f. 丁", "03. 戊", "3.1. 己", "01. 庚", "4. 辛"]


def test_odt_numbers_in_a_table() -> None:
    """Cells may be numbered, on from the list before."""
    cell = "<b:table-cell>{}</b:table-cell>"
    items = [f'<t:list t:continue-numbering="true" t:style-name="L">{entry(words)}</t:list>' for words in ("", "丁")]
    row = cell.format("<t:p>乙</t:p><t:p>丙</t:p>") + "".join(map(cell.format, items)) + "<b:covered-table-cell/>"
    body = f'<t:list t:style-name="L">{entry("甲")}</t:list><b:table><b:table-row>{row}</b:table-row></b:table>'
    assert odt.read(odt_of(body, look("L", "1"))).text.split("\n") == ["1. 甲", "乙 丙\t2. \t3. 丁\t"]


def test_rtf_styles_rest_on_others() -> None:
    """A heading by its outline level, by its name in Chinese, in bytes or by number, or by the style it rests on."""
    styles = (
        rb"{\s1\sbasedon0\outlinelevel1 A;}{\s2\sbasedon1 B;}{\s3\sbasedon2\outlinelevel9 C;}"
        rb"{\s4\ql \'b1\'ea\'cc\'e2 3;}{\s5\sbasedon6 D;}{\s6\sbasedon5 E;}"
        rb"{\s7\ql \u26631\'3f\u-26472? 4;}{\s8\f1 title;}"
    )
    words = b"".join(rb"\pard\s%d x%d\par " % (at, at) for at in range(1, 9))
    told = rtf.read(RawFile("a.rtf", rb"{\rtf1\ansi{\stylesheet" + styles + b"}" + words + b"}"))
    assert [(mark.kind, mark.level, told.text[mark.span.start : mark.span.end]) for mark in told.marks] == [
        ("heading", 2, "x1"), ("heading", 2, "x2"), ("heading", 3, "x4"), ("heading", 4, "x7"), ("title", 1, "x8"),
    ]  # fmt: skip
