"""Every file, whatever its format: encodings, characters, what is refused."""

from __future__ import annotations

import codecs
import hashlib
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build_tools import importers
from build_tools.findings import BadInput, table
from build_tools.importers import encodings
from build_tools.importers.encodings import frequent
from build_tools.model import Finding, RawFile

SIMPLIFIED: Final = (
    "各位代表、同志们：现在，我代表县人民政府向大会报告工作，请予审议。去年以来，我们坚持稳中求进，实施重点项目四十二个，"
    "完成投资六十亿元，增长百分之九。城乡居民收入稳步提高，群众的日子一天比一天好。今年要办好十件实事，做到件件有着落。\n"
)
TRADITIONAL: Final = (
    "各位代表、同志們：現在，我代表縣人民政府向大會報告工作，請予審議。去年以來，我們堅持穩中求進，實施重點項目四十二個，"
    "完成投資六十億元，增長百分之九。城鄉居民收入穩步提高，群眾的日子一天比一天好。今年要辦好十件實事，做到件件有著落。\n"
)
CANTONESE: Final = TRADITIONAL + "大家話係唔係呀？我哋咁樣做嘢，嗰個嘅問題喺邊度，佢哋睇得好清楚㗎，仲有啲咩講啫。\n"
RARE: Final = SIMPLIFIED + "村民𠮷某、𣇈某发言。\n"
FORMS: Final = {
    "utf-8": ("utf-8", SIMPLIFIED),
    "utf-8-sig": ("utf-8-sig", SIMPLIFIED),
    "utf-16": ("utf-16", SIMPLIFIED),
    "utf-16-le": ("utf-16-le", SIMPLIFIED),
    "utf-16-be": ("utf-16-be", TRADITIONAL),
    "gbk": ("gb18030", SIMPLIFIED),
    "gb18030": ("gb18030", RARE),
    "hz": ("hz", SIMPLIFIED),
    "big5": ("big5", TRADITIONAL),
    "big5hkscs": ("big5hkscs", CANTONESE),
}
LENGTHS: Final = (40, 150, 1_000, 10_000)


def read(data: bytes, path: str = "a.txt") -> tuple[str, str]:
    """Text and encoding of a file."""
    source = importers.read(RawFile(path, data), "a")
    assert source.sha256 == hashlib.sha256(data).hexdigest()
    return source.text, source.encoding


def refused(data: bytes, path: str = "a.txt") -> tuple[Finding, ...]:
    """The findings of a file that is not taken."""
    with pytest.raises(BadInput) as bad:
        importers.read(RawFile(path, data), "a")
    return bad.value.findings


@pytest.mark.parametrize("length", LENGTHS)
@pytest.mark.parametrize("form", FORMS)
def test_encoding_is_told(form: str, length: int) -> None:
    """Forty of the forty-one cases."""
    told, words = FORMS[form]
    tail = words[-40:] if form == "big5hkscs" else words  # so that the short ones hold what only this form has
    text = (tail + words * (length // len(words) + 1))[:length]
    data = text.encode(form)
    assert read(data) == (text, told)


def test_big_endian_with_mark() -> None:
    """The forty-first."""
    assert read(codecs.BOM_UTF16_BE + SIMPLIFIED.encode("utf-16-be")) == (SIMPLIFIED, "utf-16")


def test_english_without_mark() -> None:
    """UTF-16 of English is valid UTF-8, full of NUL."""
    words = "Fellow citizens, we meet today to give thanks.\r\n"
    assert read(words.encode("utf-16-le")) == (words, "utf-16-le")
    assert read(words.encode()) == (words, "utf-8")


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r", "\n\r\n\r"])
def test_line_ends_stay(ends: str) -> None:
    """The text is exactly what the bytes decode to."""
    text = ends.join(["甲", "乙", "丙"])
    assert read(text.encode())[0] == text


def test_digest_tells_whether_the_codec_gives_the_bytes_back() -> None:
    """HZ may begin and end its Chinese anywhere; the codec writes it in one way."""
    lax = b"~{VPVP~}~{9z9z~}~{5D5D~}~{9$9$~}\n"
    source = importers.read(RawFile("a.txt", lax), "a")
    assert source.encoding == "hz"
    assert [finding.code for finding in importers.inspect(source)] == ["F013"]
    exact = importers.read(RawFile("a.txt", SIMPLIFIED.encode("gb18030")), "a")
    assert encodings.restores(exact)
    assert importers.inspect(exact) == ()


def test_bad_byte_has_a_place() -> None:
    """Each encoding tried is named, with the line, the column and the byte where it failed."""
    data = SIMPLIFIED.encode() + "第二行".encode() + b"\xff\xff\xfe" + SIMPLIFIED.encode()
    (finding,) = refused(data)
    assert (finding.code, finding.at.line, finding.at.column) == ("F006", 2, 4)
    assert "utf-8 ✗ 2:4 0xFF" in finding.message.en
    for name in ("gb18030 ✗", "big5 ✗", "utf-16-le"):
        assert name in finding.message.en


def test_ambiguous_bytes_are_not_guessed_at() -> None:
    """Two bytes may be anything."""
    (finding,) = refused("你".encode("gb18030"))
    assert finding.code == "F007"


def test_lone_surrogate() -> None:
    """It can come from UTF-16 alone, and is no text."""
    data = codecs.BOM_UTF16_LE + "甲\ud800乙".encode("utf-16-le", "surrogatepass")
    assert [finding.code for finding in refused(data)] == ["F006"]


def test_common_characters_are_few_and_of_both_scripts() -> None:
    """The list is short, and each character stands for what is common."""
    assert set("的國国們们嘅") <= frequent()
    assert len(frequent()) < 2_000


def test_forbidden_characters_are_all_told() -> None:
    """Each with its place, code point and name."""
    found = refused("甲\x00乙\n丙\u202e丁\u0085\ufdd0\U0001ffff".encode())
    told = [(finding.code, finding.at.line, finding.at.column) for finding in found]
    assert told == [("F008", 1, 2), ("F008", 2, 2), ("F008", 2, 4), ("F008", 2, 5), ("F008", 2, 6)]
    assert "U+202E (RIGHT-TO-LEFT OVERRIDE)" in found[1].message.en
    assert "U+1FFFF (NONCHARACTER)" in found[4].message.en


def test_many_forbidden_characters_are_counted() -> None:
    """Twenty are listed, the rest are counted."""
    found = refused(b"a" + b"\x1b" * 50)
    assert [finding.code for finding in found] == ["F008"] * 20 + ["F009"]
    assert "30" in found[-1].message.en


def test_unseen_characters_are_warned_of() -> None:
    """Once for each kind; the source is kept as it is."""
    text = "项\u200b目建\u200b设\ue000\ufeff"
    source = importers.read(RawFile("a.txt", text.encode()), "a")
    found = importers.inspect(source)
    assert source.text == text
    assert [(finding.code, finding.severity, finding.at.column) for finding in found] == [
        ("F010", "warning", 2),
        ("F010", "warning", 7),
        ("F010", "warning", 8),
    ]


def test_many_kinds_of_unseen_characters_are_counted() -> None:
    """Twenty kinds are listed, the rest are counted; twenty are just listed."""
    kinds = "".join(map(chr, range(0xE000, 0xE019)))
    found = importers.inspect(importers.read(RawFile("a.txt", f"讲话{kinds}全文".encode()), "a"))
    assert sorted(finding.code for finding in found) == ["F010"] * 20 + ["F011"]
    (more,) = [finding for finding in found if finding.code == "F011"]
    assert "另有 5 种" in more.message.zh
    assert "U+E000" in more.message.zh
    found = importers.inspect(importers.read(RawFile("a.txt", f"讲话{kinds[:20]}全文".encode()), "a"))
    assert [finding.code for finding in found] == ["F010"] * 20


def test_legal_rarities_are_silent() -> None:
    """Rare characters, full-width signs, emoji, numbers in circles: nothing to say."""
    text = "𠮷〇①〔2011〕15号　“”‘’—…·㊀ＡＢé ́🎉葛\U000e0100"
    assert importers.inspect(importers.read(RawFile("a.txt", text.encode()), "a")) == ()


def test_web_page_in_a_text_file() -> None:
    """It is taken as text, with a warning."""
    source = importers.read(RawFile("a.txt", b"<!DOCTYPE html><html><p>abc</p>"), "a")
    assert [finding.code for finding in importers.inspect(source)] == ["F012"]


@pytest.mark.parametrize(
    ("path", "data", "code"),
    [
        ("a.txt", b"", "F001"),
        ("a.txt", " \n　\t".encode(), "F002"),
        ("a.html", b"<p> </p>", "F002"),
        ("a.xyz", b"abc", "F003"),
        ("a", b"abc", "F003"),
        ("a.doc", b"abc", "F031"),
        ("a.WPS", b"abc", "F004"),
        ("a.docm", b"PK\x03\x04", "F005"),
        ("a.pdf", b"%PDF-1.4", "F031"),
        ("a.ofd", b"PK", "F017"),
        ("a.txt", b"PK\x03\x04abc", "F016"),
        ("a.md", b"%PDF-1.4", "F016"),
        ("a.txt", b"{\\rtf1 abc}", "F016"),
        ("a.docx", "同志们".encode(), "F016"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "F021"),
        ("a.html", b"x" * (10 * 1024 * 1024 + 1), "F015"),
        ("a.txt", b"x" * (4 * 1024 * 1024 + 1), "F015"),
        ("a.txt", b"x" * 1_000_001, "F037"),
        ("a.txt", b"x\n" * 10_001, "F037"),
        ("a.txt", b"x" + b"\r\n" * 50_001, "F037"),
        ("a.txt", b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n", "F018"),
        ("a.docx", b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n", "F018"),
        ("a.txt", b"abc\x00", "F008"),
    ],
)
def test_refused(path: str, data: bytes, code: str) -> None:
    """Each bad file gives one finding, with a hint in both languages."""
    (finding,) = refused(data, path)
    assert (finding.code, finding.severity, finding.at.path) == (code, "error", path)
    assert finding.hint.zh
    assert finding.hint.en


def test_a_million_characters_on_one_line() -> None:
    """They are taken; so are as many lines as a text may have."""
    text, _ = read(("项目建设" * 250_000).encode())
    assert len(text) == 1_000_000
    text, _ = read(("项\n" * 10_000 + "\n" * 90_000).encode())
    assert len(text) == 110_000


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(importers.SUFFIXES))
def test_any_bytes(data: bytes, suffix: str) -> None:
    """Any bytes under any suffix are a source or findings, and the bytes can be had back if nothing else is said."""
    try:
        source = importers.read(RawFile(f"a{suffix}", data), "a")
    except BadInput as bad:
        codes = {finding.code for finding in bad.findings}
        assert codes
        return
    codes = {finding.code for finding in importers.inspect(source)}
    if suffix in (".txt", ".md"):
        assert encodings.restores(source) or "F013" in codes


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200), st.sampled_from((".txt", ".md", ".html")))
def test_any_text(text: str, suffix: str) -> None:
    """Any text in UTF-8 is a source with that very text, or findings."""
    data = text.encode("utf-8", "surrogatepass")
    try:
        source = importers.read(RawFile(f"a{suffix}", data), "a")
    except BadInput:
        return
    assert suffix == ".html" or source.text == text.removeprefix("\ufeff") or source.encoding != "utf-8"
    assert all(0 <= mark.span.start < mark.span.end <= len(source.text) for mark in source.marks)


def test_codes_are_in_the_table() -> None:
    """Every suffix that is refused with advice has a row."""
    assert set(importers.REFUSED.values()) <= set(table())
