"""Front matter of contributed Markdown files, and how it goes together with a sidecar."""

from __future__ import annotations

import pytest

from build_tools import findings, sidecar
from build_tools.model import Location
from tests.sidecar.test_cases import IDS


def test_our_keys_are_declared_and_others_told() -> None:
    """One finding names all keys that are not ours; their values may be anything plain."""
    text = "layout: post\ntitle: 讲话\ntags: [a, {b: c}]\nlayout: page\ndate: 2021\n"
    declared, told = sidecar.front_matter(text, "a.md", 2, IDS)
    assert {"title": "讲话", "date": "2021"} == {name: value.text for name, value in declared.facts.items()}
    assert declared.facts["title"].at == Location("a.md", 3, 8)
    assert [("C019", "info", Location("a.md", 2))] == [(f.code, f.severity, f.at) for f in told]
    assert "layout, tags" in told[0].message.zh


def test_nothing_is_told_of_what_is_ours() -> None:
    """Front matter of our keys alone is silent; so is an empty one."""
    assert ((), ()) == (
        sidecar.front_matter("title: a\n", "a.md", 2, IDS)[1],
        sidecar.front_matter("", "a.md", 2, IDS)[1],
    )


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("layout: post\ndate: 20xx\n", "C011", 3),
        ("title: [a, b]\n", "C006", 2),
        ("speeches:\n  1: {layout: a}\n", "C004", 3),
        ("title: a: b\n", "C002", 2),
        ("# a\n- b\n", "C003", 3),
        ("a: b\nc: *d\n", "C008", 3),
        ("title: 甲\n# \u202e\n", "C023", 3),
        ("title: \ud800\n", "C001", 2),
    ],
)
def test_wrong_values_are_errors_at_their_line_of_the_file(text: str, code: str, line: int) -> None:
    """The first line of the front matter is the second of the file."""
    with pytest.raises(findings.BadInput) as bad:
        sidecar.front_matter(text, "a.md", 2, IDS)
    assert [(code, line)] == [(finding.code, finding.at.line) for finding in bad.value.findings]


def test_the_sidecar_wins() -> None:
    """Fact by fact; what only one of them says is kept."""
    front, _ = sidecar.front_matter(
        "title: 甲\nstate: sample\nurl: http://a.org\nspeeches: {1: {title: 一, date: 2020}, 2: {date: 2019}}\n"
        "accepted: [{code: T101, reason: 一}]\n",
        "a.md",
        2,
        IDS,
    )
    side = sidecar.read(
        b"title: \xe4\xb9\x99\nnote: n\nspeeches: {1: {date: 2021}, 3: {date: 2018}}\n"
        b"accepted: [{code: T102, reason: b}]\n",
        "a.yml",
        IDS,
    )
    both = sidecar.merge(front, side)
    assert {"title": "乙", "state": "sample"} == {name: value.text for name, value in both.facts.items()}
    speeches = {n: {name: value.text for name, value in facts.items()} for n, facts in both.speeches.items()}
    assert speeches == {1: {"title": "一", "date": "2021"}, 2: {"date": "2019"}, 3: {"date": "2018"}}
    assert (both.url, both.note) == (front.url, side.note)
    assert ["T101", "T102"] == [row.code for row in both.accepted]
