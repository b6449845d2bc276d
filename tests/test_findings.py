"""Findings: how they are made and printed, and that every code of the table is tried by some test."""

from __future__ import annotations

import ast
import re
import unicodedata
from pathlib import Path

import pytest

from build_tools import findings
from build_tools.model import Bilingual, Location, Source, Span
from build_tools.pages.findings_examples import examples
from tests.intake.test_refusals import REFUSED

TESTS = Path(__file__).parent
AT = Location("a.txt", 3, 4)
UNSEEN = re.compile("HANGUL.* FILLER|VARIATION SELECTOR|GRAPHEME JOINER|VOWEL INHERENT")
"""In the names of letters and marks that show nothing."""


CODE = re.compile(r"\b[FCSTDB][0-9]{3}\b")
GOLDEN = ("battery/outcomes.yml", "sidecar/faults/*.txt")  # what was told, letter by letter


def told() -> set[str]:
    """Codes that the program told in a golden file, or tells in the failing cases of the manual."""
    files = [path for pattern in GOLDEN for path in sorted((TESTS / "cases").glob(pattern))]
    assert len(files) > 10
    return {code for path in files for code in CODE.findall(path.read_text(encoding="utf-8"))} | set(examples())


def asserted() -> set[str]:
    """Codes within an `assert` of a test or among its parameters: one that is merely mentioned is not tried."""
    found = {code for _, code in REFUSED.values()}
    for path in sorted(TESTS.rglob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            parts: list[ast.expr] = [node.test] if isinstance(node, ast.Assert) else []
            parts += node.decorator_list if isinstance(node, ast.FunctionDef) else []
            inside = (one.value for part in parts for one in ast.walk(part) if isinstance(one, ast.Constant))
            found.update(code for value in inside if isinstance(value, str) for code in CODE.findall(value))
    return found


def test_every_code_is_tried() -> None:
    """Each is told in a run whose words are kept, or stands in what a test asserts."""
    assert set(findings.table()) - told() - asserted() == set()


def test_names_are_filled_in() -> None:
    """In message and hint, in both languages; severity and place are kept."""
    found = findings.at(AT, "F003", suffix=".exe", accepted=".txt")
    assert (AT, "F003", "error") == (found.at, found.code, found.severity)
    assert ".exe" in found.message.zh
    assert ".exe" in found.message.en
    assert ".txt" in found.hint.zh
    assert ".txt" in found.hint.en


def test_a_value_may_speak_both_languages() -> None:
    """Each sentence gets the words of its language."""
    found = findings.at(AT, "C002", problem=Bilingual("引号没有结束", "a quote is not closed"))
    assert "引号没有结束" in found.message.zh
    assert "quote" not in found.message.zh
    assert "a quote is not closed" in found.message.en


def test_foreign_text_is_safe_to_print() -> None:
    """Controls, overrides and line ends are shown by their numbers, braces are no names, long text is cut."""
    found = findings.at(AT, "C004", key="\x1b[2J\u202e{nearest}\n", nearest="a" * 500)
    unseen = [chr(point) for point in range(0x110000) if UNSEEN.search(unicodedata.name(chr(point), ""))]
    assert len(unseen) > 260
    assert [one for one in unseen if findings.printable(one) != f"⟨U+{ord(one):04X}⟩"] == []
    assert "⟨U+001B⟩[2J⟨U+202E⟩{nearest}⟨U+000A⟩" in found.message.zh
    assert "a" * 79 + "…" in found.hint.en
    assert "a" * 80 not in found.hint.en


def test_a_finding_on_a_span_stands_where_it_begins() -> None:
    """Lines and columns are made from the span."""
    source = Source("a", "a.txt", "docs/a.txt", "", "utf-8", "一二\r\n三四")
    found = findings.on(source, Span(5, 6), "F001", speech="a-1")
    assert (Location("docs/a.txt", 2, 2), Span(5, 6), "a-1") == (found.at, found.span, found.speech)


def test_a_bug_is_no_finding() -> None:
    """A code that is not in the table, or a name that is not given, is our mistake."""
    with pytest.raises(KeyError):
        findings.at(AT, "X001")
    with pytest.raises(KeyError):
        findings.at(AT, "F003", suffix=".exe")


def test_bad_input_tells_all() -> None:
    """The exception carries every finding and names them."""
    both = [findings.at(AT, "F001"), findings.at(AT, "F002")]
    bad = findings.BadInput(both)
    assert tuple(both) == bad.findings
    assert "a.txt:3 F001; a.txt:3 F002" == str(bad)


@pytest.mark.parametrize(
    ("text", "words", "lines"),
    [
        ("水利\n水利水利\r\n防汛", "水利", "1、2"),
        ("水\r水\n\n水", "水", "1、2、4"),
        ("水\n" * 9, "水", "1、2、3…"),
        ("抓好\n落实", "抓好\n落", "1"),
        ("水", "火", ""),
        ("水", "", "1"),
    ],
)
def test_the_lines_in_which_words_stand(text: str, words: str, lines: str) -> None:
    """Each once, however often it holds them; the first three."""
    found = findings.lines_of(Source("a", "a.txt", "a.txt", "", "utf-8", text), words)
    assert Bilingual(lines, lines.replace("、", ", ")) == found


@pytest.mark.parametrize(
    ("text", "at", "after"),
    [
        ("同志们：\n今年水\u200b利", 8, "在“今年水”之后"),
        ("在全县水利工作会议上\u200b", 10, "在“利工作会议上”之后"),
        ("\u200b水利", 0, "在行首"),
        ("水利\n \u200b", 4, "在行首"),
    ],
)
def test_where_a_sign_that_nobody_sees_stands(text: str, at: int, after: str) -> None:
    """Behind the six characters before it, if its line has any."""
    assert text[at] == "\u200b"
    assert after == findings.after(text, at).zh
