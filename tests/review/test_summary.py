"""The summary: it is short, and nothing that a contributor wrote does anything in it."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html

from build_tools import review
from build_tools.review.inert import cell, code
from tests.conftest import Golden
from tests.review import data

CASES = Path(__file__).parents[1] / "cases/review"
HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[看这里](https://evil.example)",
    "![图](https://evil.example/x.png)",
    "https://evil.example/a",
    "www.evil.example",
    "me@evil.example",
    "@everyone",
    "#1",
    "| 一 | 二 |\n| --- | --- |",
    "```\n::error::x",
    "::set-output name=x::y",
    "\n\n# 伪造的标题",
    "**✅ 可以合并**",
    "<!-- 注释",
    "&lt;b&gt; &#60;script&#62;",
    "$\\unicode{x}$",
    "a\u202eb\u0007c",
    "[^1]: x",
    "`x` ~~y~~ _z_",
]
TAGS = {
    "html",
    "body",
    "div",
    "h1",
    "h2",
    "h3",
    "p",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "strong",
    "em",
    "code",
}

UNSEEN = re.compile("HANGUL.* FILLER|VARIATION SELECTOR|GRAPHEME JOINER|VOWEL INHERENT")
"""In the names of characters that show nothing, though they are letters and marks."""


def words_of(element: etree._Element) -> str:
    """All that is shown of an element."""
    return "".join(map(str, element.itertext()))


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_are_shown_and_do_nothing(tmp_path: Path, words: str) -> None:
    """As title, text, rule, path, message and address; read by a Markdown engine that is not ours."""
    edit = {"original": words, "reading": words, "certainty": "probable", "rule": words}
    bad = data.speech("b-1", [words, "谢谢"], title=words, audience=words, edits=[edit])
    before = data.write(tmp_path / "before", [data.speech("b-1", ["各位", "谢谢"])])
    after = data.write(
        tmp_path / "after",
        [bad, data.speech("c-1", [words], title=words)],
        [data.finding(words, words)],
        {words: words},
    )
    text = review.summary(review.compare(*review.read(before, after)))
    assert not re.search(r"(?m)^::", text)
    tree = html.document_fromstring(markdown.markdown(text, extensions=["tables", "fenced_code"]))
    assert {str(element.tag) for element in tree.iter()} <= TAGS
    assert not any(element.attrib for element in tree.iter() if element.tag not in ("td", "th"))
    assert "伪造" not in "".join(words_of(element) for element in tree.iter("h1"))
    for element in tree.findall(".//code"):  # in code no platform looks for links and names
        element.text = ""
    shown = words_of(tree)
    assert not re.search(r"(https?:|www\.|@\w|#\d)", shown)
    widths = {
        len(row.findall("td")) for table in tree.iter("table") for row in table.iter("tr") if row.find("td") is not None
    }
    assert widths <= {1, 2, 3, 4, 5}


@given(st.text(max_size=300))
def test_any_text_shows_as_it_is(text: str) -> None:
    """Every visible character, and no element."""
    tree = html.document_fromstring(f"<p>{markdown.markdown(cell(text))}</p>")
    assert {"html", "body", "p"} >= {str(element.tag) for element in tree.iter()}
    wanted = " ".join(text.split())
    named = {character for character in wanted if UNSEEN.search(unicodedata.name(character, ""))}
    if wanted.isprintable() and len(wanted) < 100 and not named:
        assert wanted == words_of(tree).replace("\u200b", "").strip()
    assert not named.intersection(words_of(tree))


def test_a_difference_that_nobody_sees_is_told_by_its_number() -> None:
    """A variation selector changes no picture, and is a change of the text."""
    assert "王⟨U+FE00⟩五⟨U+3164⟩" == cell("王\ufe00五\u3164")


@given(st.text(max_size=40))
def test_any_name_is_code_or_plain(text: str) -> None:
    """Never anything else."""
    tree = html.document_fromstring(f"<p>{markdown.markdown(code(text))}</p>")
    assert {"html", "body", "p", "code"} >= {str(element.tag) for element in tree.iter()}


def test_what_a_maintainer_reads(tmp_path: Path, golden: Golden) -> None:
    """A usual contribution, from its first line to its last: read tests/cases/review/summary.md."""
    old = data.speech("lianghui-1", ["各位代表：", "我们要修路，也要修桥。", "谢谢大家！"])
    changed = data.speech("lianghui-1", ["各位代表：", "我们要修路，也要架桥。", "谢谢大家！"], state="delivered")
    edit = {"original": "完成套房", "reading": None, "certainty": "unclear", "rule": "lacuna"}
    new = data.speech(
        "kaigong-1", ["同志们：", "今天开工。"], edits=[edit], date={"edtf": "2021", "status": "inferred"}
    )
    gone = data.speech("chongfu-1", ["同志们：", "不再说了。"])
    before = data.write(tmp_path / "before", [old, gone], [data.finding("T104", "空引号")])
    after = data.write(tmp_path / "after", [changed, new], [data.finding("T101", "年份被隐去：20xx年", 7)])
    golden(CASES / "summary.md", review.summary(review.compare(*review.read(before, after))))


def verdict(before: Path, after: Path) -> str:
    """What stands between the title and the first table."""
    return review.summary(review.compare(*review.read(before, after))).partition("\n\n")[2].partition("\n\n|")[0]


def test_the_verdict_names_all_that_stands_in_the_way(tmp_path: Path) -> None:
    """A changed source and an error elsewhere: both are named, and the first remedy is to restore the file."""
    old, new = (data.speech("lianghui-1", ["各位代表：", words, "谢谢大家！"]) for words in ("我们要修路。", "修。"))
    before = data.write(tmp_path / "before", [old], sources=[data.source("lianghui", "a")])
    wrong = data.finding("C012", "不是网址", severity="error")
    after = data.write(tmp_path / "after", [new], [wrong], sources=[data.source("lianghui", "b")])
    told = verdict(before, after)
    assert told.startswith("**❌ 不能合并。**")
    assert re.findall(r"(?m)^\*\*(?!❌)([^*]+?)[。：]", told) == [
        "已收录的来源被改动",
        "1 个公布过的网址或段落编号会消失",
        "1 条新的错误",
    ]
    assert "`lianghui`" in told
    assert "`docs/sources/a.txt`" in told
    assert told.index("恢复原来的文件") < told.index("withdrawn.yml")


def test_a_word_changed_in_a_source_is_no_green_verdict(tmp_path: Path) -> None:
    """No address is lost, no error told, and yet the words of a source are not what they were."""
    old, new = (data.speech("lianghui-1", ["各位代表：", f"我们要{word}桥。"]) for word in "修架")
    before = data.write(tmp_path / "before", [old], sources=[data.source("lianghui", "a")])
    after = data.write(tmp_path / "after", [new], sources=[data.source("lianghui", "b")])
    told = verdict(before, after)
    assert "✅" not in told
    assert told.startswith("**⚠️ 已收录的来源被改动：`lianghui`。**")


def test_a_new_speech_shows_what_must_be_true_and_how_it_begins(tmp_path: Path) -> None:
    """So that a maintainer need not open the preview to see that it is no speech at all."""
    spoken = "同志们，今天我们在这里召开全县防汛工作会议。" * 9
    new = data.speech("fangxun-1", [spoken], speaker={"name": "李四", "role_text": "县长", "status": "stated"})
    found = review.compare(*review.read(data.write(tmp_path / "before"), data.write(tmp_path / "after", [new])))
    (row,) = [line for line in review.summary(found).splitlines() if line.startswith("| `fangxun-1`")]
    assert "讲话人 李四 县长；时间 未详；场合 未详；文本状态 sample；版权 unknown" in row
    assert spoken[:48] + "…" in row
    assert spoken[:49] not in row


def test_a_large_contribution_has_a_short_summary(tmp_path: Path) -> None:
    """Two thousand speeches: platforms cut a summary off at one megabyte; the JSON has them all."""
    many = [data.speech(f"s{number}-1", [f"第{number}篇" * 40] * 20) for number in range(2000)]
    found = review.compare(*review.read(data.write(tmp_path / "before"), data.write(tmp_path / "after", many)))
    assert len(review.summary(found).encode()) < 300_000
    assert 2000 == len(found.added)
    assert review.machine(found).count('"id": "s1999-1"') == 2
