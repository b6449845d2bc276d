"""What changed is told: nothing more, nothing less; and what vanishes stops the contribution."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from build_tools import review
from build_tools.review import Comparison
from tests.bench import generated
from tests.review import data

OLD = ("各位来宾：", "今天，我们在这里动工修路。", "谢谢大家！")
NEW = ("各位来宾：", "今天，我们在这里动工修桥。", "谢谢大家！")


def compared(folder: Path, before: Mapping[str, Any], after: Mapping[str, Any]) -> Comparison:
    """The comparison of two states, each given as what its data files hold."""
    pair = data.write(folder / "before", **before), data.write(folder / "after", **after)
    return review.compare(*review.read(*pair))


def test_nothing_changed(tmp_path: Path) -> None:
    """Then nothing is told."""
    state = {"speeches": [data.speech("a-1", OLD)], "findings": [data.finding("T101", "年份被隐去")]}
    found = compared(tmp_path, state, state)
    assert not any(
        (found.added, found.removed, found.changed, found.lost, found.gone, found.new_findings, found.mended)
    )
    assert (1, 1, 1) == (found.before, found.after, found.remaining)
    assert "讲话没有变化" in review.summary(found)


def test_a_new_speech(tmp_path: Path) -> None:
    """It is told with its title; nothing is lost."""
    old, new = data.speech("a-1", OLD), data.speech("b-1", NEW)
    found = compared(tmp_path, {"speeches": [old]}, {"speeches": [old, new]})
    assert ["b-1"] == [row["id"] for row in found.added]
    assert () == found.lost
    assert "题名 b-1" in review.summary(found).replace("&#45;", "-")


def test_a_changed_word_is_shown_between_its_neighbours(tmp_path: Path) -> None:
    """One character of one paragraph."""
    found = compared(tmp_path, {"speeches": [data.speech("a-1", OLD)]}, {"speeches": [data.speech("a-1", NEW)]})
    ((text,),) = [change.texts for change in found.changed]
    assert ("路", "桥") == (text.was, text.now)
    assert text.lead.endswith("修")
    assert text.tail.startswith("。")


def test_a_changed_value_is_told(tmp_path: Path) -> None:
    """Before and after, with how it is known."""
    now = data.speech("a-1", OLD, date={"edtf": "2021", "status": "declared"})
    found = compared(tmp_path, {"speeches": [data.speech("a-1", OLD)]}, {"speeches": [now]})
    assert [("date", "[unknown]", "2021 [declared]")] == list(found.changed[0].values)


@pytest.mark.parametrize(
    ("after", "gone", "lost"),
    [
        ([], {}, {"compilations/a", "speeches/a-1", "speeches/a-1#p0", "speeches/a-1#p6"}),
        ([], {"speeches/a-1": None, "compilations/a": None}, set()),
        ([], {"speeches/a-1": None}, {"compilations/a"}),
        ([("b-1", OLD)], {"speeches/a-1": "speeches/b-1", "compilations/a": "compilations/b"}, set()),
        ([("b-1", OLD)], {"speeches/a-1": "speeches/c-1", "compilations/a": None},
         {"speeches/a-1", "speeches/a-1#p0", "speeches/a-1#p6"}),
        ([], {"speeches/a-1": "speeches/b-1", "speeches/b-1": "speeches/a-1", "compilations/a": None},
         {"speeches/a-1", "speeches/a-1#p0", "speeches/a-1#p6"}),
        ([("a-1", ["各位来宾：谢谢"])], {}, {"speeches/a-1#p6"}),
        ([("a-1", ["各位来宾：谢谢"])], {"speeches/a-1#p6": "speeches/a-1#p0"}, set()),
        ([("a-1", ["各位来宾：谢谢"])], {"speeches/a-1#p6": "speeches/a-1#p9"}, {"speeches/a-1#p6"}),
    ],
)  # fmt: skip
def test_what_vanishes(tmp_path: Path, after: list[Any], gone: Mapping[str, str], lost: set[str]) -> None:
    """An address is kept by being here, by a tombstone, or by leading to what is here; a circle keeps nothing."""
    before = data.speech("a-1", ("各位来宾：", "谢谢"))
    found = compared(
        tmp_path,
        {"speeches": [before]},
        {"speeches": [data.speech(name, blocks) for name, blocks in after], "gone": gone},
    )
    assert lost == set(found.lost)


def test_a_tombstone_must_not_vanish(tmp_path: Path) -> None:
    """Nor a signpost, also one to a paragraph of a speech that nobody touched."""
    here = [data.speech("a-1", OLD)]
    gone = {"speeches/x-1": None, "speeches/a-1#p9": "speeches/a-1#p0"}
    found = compared(tmp_path / "one", {"speeches": here, "gone": gone}, {"speeches": here, "gone": gone})
    assert () == found.lost
    found = compared(tmp_path / "two", {"speeches": here, "gone": gone}, {"speeches": here})
    assert {"speeches/x-1", "speeches/a-1#p9"} == set(found.lost)


def test_what_was_withdrawn_and_comes_back_is_told(tmp_path: Path) -> None:
    """Nothing vanishes and nothing is wrong with it; yet words are published again that somebody had taken away."""
    one, two = data.speech("a-1", OLD), data.speech("b-1", NEW)
    gone = {"speeches/a-1": None, "compilations/a": None, "speeches/b-1#p9": "speeches/b-1#p0", "speeches/c-1": None}
    before = {"speeches": [two], "gone": gone}
    found = compared(tmp_path / "one", before, {"speeches": [one, two], "gone": {"speeches/c-1": None}})
    assert ("compilations/a", "speeches/a-1") == found.returned
    told = review.summary(found)
    assert ("✅" in told, "❌ 不能合并" in told) == (False, True)  # the paragraph's signpost is lost
    found = compared(
        tmp_path / "two",
        before,
        {"speeches": [one, two], "gone": {key: to for key, to in gone.items() if "#" in key or "c-" in key}},
    )
    told = review.summary(found)
    assert (found.lost, "✅" in told, "**⚠️ 2 个" in told, told.count("`speeches/a-1`")) == ((), False, True, 1)
    assert json.loads(review.machine(found))["returned"] == ["compilations/a", "speeches/a-1"]
    found = compared(tmp_path / "three", before, before)
    assert (found.returned, "⚠️" in review.summary(found)) == ((), False)


def test_a_replaced_source_is_told(tmp_path: Path) -> None:
    """Sources never change once they are in."""
    here = [data.speech("a-1", OLD)]
    found = compared(
        tmp_path,
        {"speeches": here, "sources": [data.source("a", "0")]},
        {"speeches": here, "sources": [data.source("a", "1")]},
    )
    assert ("a",) == found.replaced


def test_findings_are_compared_by_their_words(tmp_path: Path) -> None:
    """One that moved to another line is not new; of two equal ones one may go."""
    before = [
        data.finding("T101", "年份被隐去", 3),
        data.finding("T101", "年份被隐去", 9),
        data.finding("T104", "空引号"),
    ]
    after = [data.finding("T101", "年份被隐去", 5), data.finding("F003", "不接受", severity="error")]
    found = compared(tmp_path, {"findings": before}, {"findings": after})
    assert (["F003"], ["T101", "T104"], 1) == (
        [row["code"] for row in found.new_findings],
        [row["code"] for row in found.mended],
        found.remaining,
    )
    assert "1 条新的错误" in review.summary(found)


def test_doubts_are_told_of_new_speeches_alone(tmp_path: Path) -> None:
    """Values that were inferred or are unknown; edits that are not certain."""
    edits = [
        {"original": "化工", "reading": "化肥", "certainty": "probable", "rule": "r1"},
        {"original": "要完成套", "reading": None, "certainty": "unclear", "rule": "r2"},
        {"original": "，,", "reading": "，", "certainty": "certain", "rule": "r3"},
    ]
    old = data.speech("a-1", OLD, edits=edits)
    new = data.speech("b-1", NEW, edits=edits, genre={"id": "address", "status": "inferred"})
    found = compared(tmp_path, {"speeches": [old]}, {"speeches": [old, new]})
    (doubt,) = found.doubts
    assert ["r1", "r2"] == [edit["rule"] for edit in doubt.edits]
    assert ("genre", "inferred", "address") in doubt.values


def test_speeches_of_the_same_words_are_told(tmp_path: Path) -> None:
    """Punctuation and names aside; only if one of them is new."""
    words = ["我们要把每一件事情办好，" * 6, "谢谢大家！"]
    old, new = data.speech("a-1", words), data.speech("b-1", [text.replace("，", " , ") for text in words])
    found = compared(tmp_path / "one", {"speeches": [old]}, {"speeches": [old, new]})
    assert (("a-1", "b-1"),) == found.twins
    assert () == compared(tmp_path / "two", {"speeches": [old, new]}, {"speeches": [old, new]}).twins


def test_who_signed_is_told(tmp_path: Path) -> None:
    """A signature that is new, with its name and day; data files from before signatures have none."""
    now = data.speech("a-1", OLD, level="proofread", proofread={"by": "李四", "on": "2026-11-20"}, validated=None)
    found = compared(tmp_path, {"speeches": [data.speech("a-1", OLD)]}, {"speeches": [now]})
    assert {("level", "", "proofread"), ("proofread", "", "李四 2026-11-20")} == set(found.changed[0].values)


def test_copies_in_a_contribution_stand_apart(tmp_path: Path) -> None:
    """From the sources to the summary: the new speech, the one it is a copy of, and the lines of both."""
    for folder in ("before", "after"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "old.txt").write_text(generated.speech(1, 900), encoding="utf-8")
    (tmp_path / "after/zhuan.txt").write_text(generated.speech(1, 900).replace("工作", "任务"), encoding="utf-8")
    for folder in ("before", "after"):
        run("convert", tmp_path / folder, "--duplicates", "--no-cache", "--output", tmp_path / "data" / folder)
    before, after = tmp_path / "data/before", tmp_path / "data/after"
    run("compare", before, after, "--markdown", tmp_path / "s.md", "--json", tmp_path / "s.json")
    (row,) = json.loads((tmp_path / "s.json").read_text(encoding="utf-8"))["copies"]
    assert row["code"] == "B041"
    assert "zhuan-1 与 old-1" in row["message"]["zh"]
    told = (tmp_path / "s.md").read_text(encoding="utf-8")
    part = told.partition("## ⚠️ 重复的讲话 Copies（1）")[2].partition("## ")[0]
    assert "`B041`" in part
    assert "B041" not in told.replace(part, "")


def run(*words: object) -> subprocess.CompletedProcess[str]:
    """Run the command line."""
    command = [sys.executable, "-m", "build_tools", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_command(tmp_path: Path) -> None:
    """Status 0 or, if an address would vanish, 1; summary and JSON are written."""
    before = data.write(tmp_path / "before", [data.speech("a-1", OLD)])
    after = data.write(tmp_path / "after", [data.speech("b-1", OLD)])
    done = run("compare", before, after, "--markdown", tmp_path / "s.md", "--json", tmp_path / "s.json")
    assert (1, "") == (done.returncode, done.stdout)
    assert "会消失" in (tmp_path / "s.md").read_text(encoding="utf-8")
    told = json.loads((tmp_path / "s.json").read_text(encoding="utf-8"))
    assert "speeches/a-1" in told["lost"]
    assert {"before": 1, "after": 1} == told["speeches"]
    same = run("compare", before, before)
    assert 0 == same.returncode
    assert "讲话没有变化" in same.stdout


def test_a_folder_without_data_is_refused(tmp_path: Path) -> None:
    """With a sentence, not with a traceback."""
    before = data.write(tmp_path / "before")
    (tmp_path / "after").mkdir()
    for broken in ("", "[1]\n", "{\n"):
        if broken:
            (tmp_path / "after/corpus.jsonl").write_text(broken, encoding="utf-8")
        done = run("compare", before, tmp_path / "after")
        assert 2 == done.returncode
        assert "不是数据文件" in done.stderr
        assert "Traceback" not in done.stderr
