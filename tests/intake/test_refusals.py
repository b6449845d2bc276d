"""What cannot be trusted is refused with a sentence that helps, and nothing is written."""

from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build_tools import sandbox
from build_tools.findings import BadInput
from build_tools.importers import contained, reading
from build_tools.intake import doc, epub, odt, pdf, rtf
from build_tools.intake.converting import CONVERTERS
from build_tools.model import RawFile
from tests.importers.test_word import package
from tests.intake.beginnings import CASES, book
from tests.intake.test_ten_beginnings import han, run

ODT = {"mimetype": b"application/vnd.oasis.opendocument.text"}
CONTENT = b'<o:c xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0"><o:body><o:text/></o:body></o:c>'


def empty_pdf() -> bytes:
    """A page without words, as a scanner makes it."""
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]>>",
    )
    out, places = io.BytesIO(), []
    out.write(b"%PDF-1.4\n")
    for number, one in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj%bendobj\n" % (number, one))
    start = out.tell()
    out.write(b"xref\n0 4\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % at for at in places))
    out.write(b"trailer<</Size 4/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % start)
    return out.getvalue()


def locked_pdf() -> bytes:
    """A PDF that names a password."""
    encrypt = b"<</Filter/Standard/V 1/R 2/O(" + b"o" * 32 + b")/U(" + b"u" * 32 + b")/P -4>>"
    return empty_pdf().replace(b"trailer<<", b"trailer<</ID[(0123456789abcdef)(0123456789abcdef)]/Encrypt " + encrypt)


def locked_doc() -> bytes:
    """An old Word file whose head says that it is encrypted."""
    data = bytearray((CASES / "water.doc").read_bytes())
    at = data.find(b"\xec\xa5")
    data[at + 0x0B] |= 0x01
    return bytes(data)


REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "a.wps": ((CASES / "water.doc").read_bytes, "F004"),
    "macros.docm": (lambda: b"PK\x03\x04", "F005"),
    "macros.docx": (lambda: package({"word/document.xml": b"<a/>", "word/vbaProject.bin": b""}), "F025"),
    "macros.odt": (lambda: package(ODT | {"Basic/Standard/M.xml": b"<a/>", "content.xml": CONTENT}), "F025"),
    "scan.pdf": (empty_pdf, "F033"),
    "locked.pdf": (locked_pdf, "F032"),
    "locked.doc": (locked_doc, "F032"),
    "locked.odt": (lambda: package(ODT | {"META-INF/manifest.xml": b"<m><encryption-data/></m>"}), "F032"),
    "broken.pdf": (lambda: b"%PDF-1.7\n" + b"nothing" * 40, "F034"),
    "broken.doc": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "F034"),
    "cut.rtf": (lambda: (CASES / "water.rtf").read_bytes()[:-900], "F034"),
    "bomb.odt": (lambda: package(ODT | {"content.xml": b"a" * 60_000_000}), "F023"),
    "bomb.epub": (lambda: book()[:-20], "F022"),
    "entity.odt": (lambda: package(ODT | {"content.xml": b"<!DOCTYPE a>" + CONTENT}), "F026"),
    "empty.odt": (lambda: package(ODT | {"content.xml": CONTENT}), "F036"),
    "empty.txt": (bytes, "F001"),
    "picture.jpg": (lambda: b"\xff\xd8\xff\xe0" + b"\0" * 99, "F017"),
    "program.txt": (lambda: b"\x7fELF" + b"\0" * 99, "F016"),
    "no-speech.txt": ("购物清单：鸡蛋".encode, ""),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused_and_nothing_written(name: str, tmp_path: Path) -> None:
    """The code, a sentence in both languages, status 1, and an empty folder."""
    make, code = REFUSED[name]
    (tmp_path / name).write_bytes(make())
    told = run("add", tmp_path / name, "--sources", tmp_path / "sources")
    if not code:
        assert told.exit_code in (0, 1)
        return
    assert told.exit_code == 1, told.output
    assert f" {code} " in told.output
    assert "怎样改" in told.output
    assert "nothing was written" in told.output
    assert not (tmp_path / "sources").exists() or not list((tmp_path / "sources").iterdir())


def test_an_id_is_taken_or_is_none(tmp_path: Path) -> None:
    """What is here is never overwritten."""
    run("add", CASES / "water.txt", "--sources", tmp_path, "--id", "water")
    before = (tmp_path / "water.txt").read_bytes()
    told = run("add", CASES / "forest.txt", "--sources", tmp_path, "--id", "water")
    assert (told.exit_code, "F041" in told.output) == (1, True)
    told = run("add", CASES / "forest.txt", "--sources", tmp_path, "--id", "Not An Id")
    assert (told.exit_code, "F042" in told.output) == (1, True)
    assert (tmp_path / "water.txt").read_bytes() == before


def test_answers_are_checked_like_a_sidecar(tmp_path: Path) -> None:
    """A false address is told with the code of the sidecar, and nothing is written; right ones are not asked again."""
    told = run("add", CASES / "water.txt", "--sources", tmp_path / "s", "--url", "javascript:alert(1)")
    assert (told.exit_code, "C012" in told.output) == (1, True)
    assert not (tmp_path / "s").exists()
    options = ("--url", "https://example.org/1", "--rights", "unknown", "--state", "script")
    told = run("add", CASES / "water.txt", "--sources", tmp_path / "s", *options)
    assert told.exit_code == 0
    assert "# ?" not in (tmp_path / "s" / "water.yml").read_text(encoding="utf-8")


def test_pasted_text(tmp_path: Path) -> None:
    """From standard input, byte for byte."""
    data = (CASES / "water.txt").read_bytes()
    told = run("add", "-", "--sources", tmp_path, given=data)
    assert told.exit_code == 0, told.output
    (source,) = tmp_path.glob("pasted-*.txt")
    assert source.read_bytes() == data


def test_a_name_that_is_not_ascii_is_kept_in_the_sidecar(tmp_path: Path) -> None:
    """The file gets a name that can be an address; what it was called is not lost."""
    file = tmp_path / "在全县水利工作会议上的讲话.txt"
    file.write_bytes((CASES / "water.txt").read_bytes())
    assert run("add", file, "--sources", tmp_path / "s").exit_code == 0
    (side,) = (tmp_path / "s").glob("s-????????.yml")
    assert 'original_name: "在全县水利工作会议上的讲话.txt"' in side.read_text(encoding="utf-8")


def test_a_missing_library_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """The formats that need one say how to get it."""
    for name, importer, library in (("a.pdf", pdf.read, "pdfminer"), ("a.doc", doc.read, "olefile")):
        monkeypatch.setitem(sys.modules, library, None)
        with pytest.raises(BadInput) as bad:
            importer(RawFile(name, b"x"))
        assert [finding.code for finding in bad.value.findings] == ["F035"]


def test_a_converter_that_hangs_is_stopped() -> None:
    """It is told as a finding of the file."""

    def hangs(_raw: RawFile) -> reading.Reading:
        while True:
            pass

    with pytest.raises(BadInput) as bad:
        contained.read(hangs, RawFile("a.pdf", b""), sandbox.Limits(seconds=1, patience=5.0))
    assert [finding.code for finding in bad.value.findings] == ["F030"]


@settings(max_examples=150, deadline=None)
@given(
    name=st.sampled_from(("water.rtf", "chapters.rtf", "water.doc", "own-styles.doc", "chapters.odt", "water.epub")),
    where=st.floats(0, 1),
    put=st.binary(min_size=1, max_size=6),
    cut=st.booleans(),
)
def test_any_damage_is_a_finding_or_none(name: str, where: float, put: bytes, *, cut: bool) -> None:
    """Whatever bytes change, and wherever a file is cut, it is read or refused: it never falls."""
    data = (CASES / name).read_bytes()
    at = int(where * len(data))
    damaged = data[:at] + put + (b"" if cut else data[at + len(put) :])
    with suppress(BadInput):
        CONVERTERS[f".{name.partition('.')[2]}"](RawFile(name, damaged))


def test_notes_hidden_words_and_double_bytes_of_rtf() -> None:
    r"""What Word and WPS write: fonts with character sets, \u with a stand-in, hidden and deleted words, notes."""
    words = (
        rb"{\rtf1\ansi\ansicpg936{\fonttbl{\f0\fcharset134 \'cb\'ce\'cc\'e5;}{\f1\fcharset0 Arial;}}"
        rb"{\info{\title \'b2\'bb}}\pard\f0 \'cd\'ac\'d6\'be\'c3\'c7{\v \'b2\'d8}{\deleted \'c9\'be}"
        rb"{\footnote \pard \'d7\'a2}\uc1\u65306?\par \uc2\u22909\'ba\'c3{\pict\pngblip 0102}\f1 OK\par}"
    )
    text = rtf.read(RawFile("a.rtf", words)).text
    assert text.split("\n")[:2] == ["同志们[1]：", "好OK"]
    assert han(text).endswith("注")


def test_lists_and_notes_of_odt() -> None:
    """A list that starts anew, one that goes on, a note, a tracked deletion."""
    space = "urn:oasis:names:tc:opendocument:xmlns"
    names = f'xmlns:o="{space}:office:1.0" xmlns:t="{space}:text:1.0" xmlns:s="{space}:style:1.0"'
    level = '<t:list-level-style-number t:level="1" s:num-format="一, 二, 三, ..." s:num-suffix="、"/>'
    entry = "<t:list-item><t:p>{}</t:p></t:list-item>"
    body = (
        f'<t:tracked-changes><t:p>删</t:p></t:tracked-changes><t:list t:style-name="L">{entry.format("甲")}'
        f"{entry.format('乙')}</t:list>"
        f'<t:list t:style-name="L" t:continue-numbering="true">{entry.format("丙")}</t:list>'
        f'<t:list t:style-name="L">{entry.format("丁")}</t:list>'
        "<t:p>正<t:note><t:note-citation>1</t:note-citation><t:note-body><t:p>注</t:p></t:note-body></t:note>文</t:p>"
    )
    head = f'<o:automatic-styles><t:list-style s:name="L">{level}</t:list-style></o:automatic-styles>'
    xml = f"<o:document-content {names}>{head}<o:body><o:text>{body}</o:text></o:body></o:document-content>"
    text = odt.read(RawFile("a.odt", package(ODT | {"content.xml": xml.encode()}))).text
    assert text.split("\n") == ["一、甲", "二、乙", "三、丙", "一、丁", "正[1]文", "[1] 注"]


def test_a_locked_chapter_of_a_book() -> None:
    """Rights management that covers a chapter, not only a font."""
    lock = (
        b'<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><EncryptedData><CipherData>'
        b'<CipherReference URI="OPS/a.xhtml"/></CipherData></EncryptedData></encryption>'
    )
    parts = {"META-INF/encryption.xml": lock}
    with zipfile.ZipFile(io.BytesIO(book())) as archive:
        parts |= {name: archive.read(name) for name in archive.namelist()}
    with pytest.raises(BadInput) as bad:
        epub.read(RawFile("a.epub", package(parts)))
    assert [finding.code for finding in bad.value.findings] == ["F032"]
