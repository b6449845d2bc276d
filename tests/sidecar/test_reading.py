"""What a sidecar says, value by value, and what stops it before it is read."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable

import pytest
import yaml

from build_tools import findings, sidecar
from build_tools.model import Declared, Finding, Location
from build_tools.sidecar.nearest import near
from build_tools.vocabulary import load
from tests.sidecar.test_cases import CASES, IDS


def read(text: str) -> Declared:
    """What a sidecar of this text declares."""
    return sidecar.read(text.encode(), "a.yml", IDS)


def faults(data: bytes | str) -> tuple[Finding, ...]:
    """Every finding of a sidecar with faults."""
    with pytest.raises(findings.BadInput) as bad:
        sidecar.read(data.encode() if isinstance(data, str) else data, "a.yml", IDS)
    return bad.value.findings


def test_everything_lands_where_it_belongs() -> None:
    """Each key has its place, and keeps its line and column."""
    path = CASES / "good" / "everything.yml"
    declared = sidecar.read(path.read_bytes(), "a.yml", IDS)
    assert len(declared.facts) == 14
    assert declared.facts["region"].text == "210882"
    assert declared.facts["title"].at == Location("a.yml", 5, 8)
    assert (declared.url and declared.url.at) == Location("a.yml", 2, 6)
    assert (declared.note and declared.note.text) == "第一行\n第二行：有全角冒号，url：也可以"
    assert {1: "2021~"} == {n: facts["date"].text for n, facts in declared.speeches.items() if "date" in facts}
    assert [("front", None, 0), ("speech", 3, 1)] == [(s.kind, s.line, len(s.facts)) for s in declared.segments]
    assert [("的’感谢", "的感谢", 5, "李四"), ("隐\u200b形", "隐形", None, ""), (" 。", "", None, "")] == [
        (c.find, c.replace, c.line, c.by) for c in declared.corrections
    ]
    assert [("T101", "20xx年", None), ("T110", "", 7)] == [(a.code, a.words, a.line) for a in declared.accepted]


def test_bare_words_stay_as_they_are_written() -> None:
    """No number, truth or date is made of them: `no` is a name, `012` has three digits."""
    declared = sidecar.read((CASES / "good" / "bare-words.yml").read_bytes(), "a.yml", IDS)
    words = {name: value.text for name, value in declared.facts.items()}
    assert words == {
        "title": "012",
        "speaker": "no",
        "audience": "1_000",
        "organisation": "2021-01-01",
        "occasion_name": "0x1F",
        "role_text": "on",
    }
    assert (declared.note and declared.note.text, declared.contributor and declared.contributor.text) == ("1e3", "=")


@pytest.mark.parametrize("name", ["empty", "only-a-remark"])
def test_an_empty_sidecar_declares_nothing(name: str) -> None:
    """An empty file is no fault: nothing is declared yet."""
    assert sidecar.read((CASES / "good" / f"{name}.yml").read_bytes(), "a.yml", IDS) == Declared()


def test_a_bom_moves_no_column() -> None:
    """A BOM is no character of the first line, and CRLF is one line end."""
    declared = sidecar.read((CASES / "good" / "bom-and-crlf.yml").read_bytes(), "a.yml", IDS)
    assert declared.facts["title"].at == Location("a.yml", 1, 8)
    assert declared.facts["state"].at == Location("a.yml", 2, 8)


def test_other_encodings_are_refused_with_the_place() -> None:
    """C001 tells the byte and the line."""
    (found,) = faults("title: a\nnote: 汇编\n".encode("gb18030"))
    assert ("C001", 2) == (found.code, found.at.line)
    assert "15" in found.message.en


@pytest.mark.parametrize("character", "\x00\x07\x1b\x7f\x85\x9b\u2028\u202e\u2066\u200f\ufeff\uffff")
def test_characters_that_hide_are_refused_wherever_they_stand(character: str) -> None:
    """C023: in a comment too, for a comment is read by people."""
    (found,) = faults(f"title: 汇编\n# 说{character}明\n")
    assert ("C023", 2, 4) == (found.code, found.at.line, found.at.column)
    assert f"U+{ord(character):04X}" in found.message.zh


@pytest.mark.parametrize(
    "escape",
    [
        "\\0",
        "\\a",
        "\\e",
        "\\u202e",
        "\\u2028",
        "\\uFEFF",
        "\\u200d",
        "\\ue000",
        "\\N",
        "\\u3164",
        "\\u034F",
        "\\uFFA0",
    ],
)
def test_characters_that_hide_are_refused_when_escaped(escape: str) -> None:
    """C016: YAML can write any character by its number."""
    assert ["C016"] == [found.code for found in faults(f'title: "汇{escape}编"\n')]


def test_a_variant_of_a_character_may_be_chosen() -> None:
    """Names are written so, and nothing is hidden by it."""
    declared = read('contributor: "葛\\U000E0100西"\n')
    assert (declared.contributor and declared.contributor.text) == "葛\U000e0100西"


@pytest.mark.parametrize("escape", ["\\u202e", "\\0", "\\x9b"])
def test_words_of_the_source_hold_no_overrides(escape: str) -> None:
    """Zero-width characters can be looked for, since sources hold them; controls cannot, since sources may not."""
    row = f'corrections:\n  - {{find: "汇{escape}编", replace: 汇编, reason: 无}}\n'
    assert ["C016"] == [found.code for found in faults(row)]


def test_size_is_limited() -> None:
    """C009: a file, a value, a list of faults (C026)."""
    assert ["C009"] == [found.code for found in faults("note: " + "长" * 100_000)]
    assert ["C009"] == [found.code for found in faults("title: " + "长" * 501)]
    assert ["C009"] == [found.code for found in faults("note: " + "长" * 5001)]
    many = faults("".join(f"key{number}: x\n" for number in range(5000)))
    assert (201, "C026") == (len(many), many[-1].code)


@pytest.mark.parametrize(
    "text",
    [
        "[" * 260_000,
        "{a: " * 60_000,
        "- " * 130_000,
        "&a " * 80_000,
        "? " * 130_000,
        "\n" * 262_144,
        " " * 262_144,
        "\u202e" * 80_000,
        "a：\n" * 50_000,
        "".join(f"q{n}: {'x' * 9}\n" for n in range(15_000)),
        "title: " + "x" * 262_000,
        "'" * 262_144,
        'title: "' + "\\u0041" * 40_000 + '"',
        "occasion: " + "ab" * 130_000,
    ],
    ids=lambda text: repr(text[:6]),
)
def test_no_file_takes_long(text: str) -> None:
    """The worst that fits into the limit is refused, or read, in a moment."""
    begin = time.perf_counter()
    with contextlib.suppress(findings.BadInput):
        read(text)
    assert time.perf_counter() - begin < 5


@pytest.mark.parametrize(
    "url",
    [
        "https://例子.中国/路径",
        "http://localhost",
        "HTTPS://EXAMPLE.org/a?b=c&d=e#f",
        "https://a.org:8080/%E8",
        "http://a.org/(b)",
    ],
)
def test_web_addresses(url: str) -> None:
    """Addresses of web pages are taken as they are."""
    declared = read(f"url: {url}\n")
    assert url == (declared.url and declared.url.text)


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "data:text/html,x", "//example.org", "example.org", "https://", "http:///a", "https://a b", "ftp://a.org",
     "file:///etc/passwd", 'https://a.org/\\"><script>', "https://a.org/<b>", "https://a℀b.org", "https:\\\\\\\\a.org"],
)  # fmt: skip
def test_what_is_no_web_address(url: str) -> None:
    """C012: it becomes a link, and links lead to web pages only."""
    assert ["C012"] == [found.code for found in faults(f'url: "{url}"\n')]


def test_without_a_list_of_ids_any_word_goes() -> None:
    """What is not given cannot be checked: codes of regions by their form alone."""
    declared = sidecar.read(b"region: '999999'\noccasion: anything\n", "a.yml", {})
    assert {"region": "999999", "occasion": "anything"} == {k: v.text for k, v in declared.facts.items()}


def test_a_label_or_a_place_leads_to_the_id() -> None:
    """Who writes 开工典礼 or 安康市 is told the id and the code."""
    found = faults("occasion: 开工典礼\nregion: 安康市\nspeaker_role: Mayor of a county\n")
    assert "groundbreaking-ceremony" in found[0].hint.zh
    assert "build_tools/vocabulary/occasions.yml" in found[0].hint.en
    assert "610900 安康市" in found[1].hint.zh


def test_speed() -> None:
    """A sidecar is read in half the time that YAML's parser in Python takes for it; both are timed in one run."""
    data = (CASES / "good" / "everything.yml").read_bytes()
    assert len(data) > 1000
    ours = _best(lambda: sidecar.read(data, "a.yml", IDS))
    theirs = _best(lambda: yaml.compose(data, Loader=yaml.SafeLoader))
    assert ours / theirs < 0.5, f"{ours * 1000:.2f} ms, {theirs * 1000:.2f} ms"


def _best(work: Callable[[], object]) -> float:
    """Seconds of the fastest of some runs, after one that warms up."""
    work()
    return min(_timed(work) for _ in range(20))


def _timed(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


@pytest.mark.parametrize("field", ["state", "rights", "occasion", "genre", "speaker_role", "language"])
def test_ids_that_are_offered_are_whole(field: str) -> None:
    """Where nothing is near, the first few of the real list that have room; the sentence cuts off none of them."""
    ids = load().ids
    with pytest.raises(findings.BadInput) as bad:
        sidecar.read(f"{field}: 〇〇〇〇〇〇\n".encode(), "a.yml", ids)
    (found,) = bad.value.findings
    offered = near("〇〇〇〇〇〇", ids[field])
    assert offered in found.hint.zh
    assert offered in found.hint.en
    shown = offered.removesuffix(" …").split(", ")
    assert shown == list(ids[field])[: len(shown)]
    assert len(shown) >= 2
    assert offered.endswith(" …") == (len(shown) < len(ids[field]))
