"""Reports: every finding has all its parts in every format, and other programs' readers take them as they are meant."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import markdown
import pytest
from click.testing import CliRunner
from jsonschema import Draft4Validator, FormatChecker
from lxml import html

from build_tools import findings, report
from build_tools.__main__ import main
from build_tools.exporters import records
from build_tools.model import Location

SCHEMA = json.loads((Path(__file__).parent / "cases/report/sarif-2.1.0-rtm.5.json").read_text(encoding="utf-8"))
HOSTILE = "甲\n::error::x%0A,a:b|<script>alert(1)</script>`[x](http://e.example)@all"
COMMAND = re.compile(r"::(error|warning|notice)(?: ([^:]*(?:%3A[^:]*)*?))?::(.*)")


def rows(words: str = "某", path: str = "docs/sources/县长 讲话.txt") -> list[report.Row]:
    """A finding of every code, its names filled with some words."""
    made = []
    for line, row in enumerate(findings.table().values(), 1):
        named = set().union(*(findings.names(one) for one in (row.message.zh, row.hint.zh)))
        found = findings.at(Location(path, line, 2), row.code, **dict.fromkeys(named, words))  # type: ignore[arg-type]
        made.append(json.loads(records.line(records.finding(found))))
    return made


@pytest.mark.parametrize("words", ["某", HOSTILE])
def test_sarif_is_valid(words: str) -> None:
    """By the published schema, with a finding of every code; rules and results are those of the table."""
    log = json.loads(report.sarif(rows(words)))
    Draft4Validator(SCHEMA, format_checker=FormatChecker()).validate(log)
    run = log["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == sorted(findings.table())
    for result in run["results"]:
        place = result["locations"][0]["physicalLocation"]
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert place["artifactLocation"]["uri"] == "docs/sources/%E5%8E%BF%E9%95%BF%20%E8%AE%B2%E8%AF%9D.txt"
        assert place["region"]["startColumn"] == 2


def test_sarif_of_nothing_is_valid() -> None:
    """A clean run is told as such."""
    Draft4Validator(SCHEMA).validate(json.loads(report.sarif([])))


def test_every_part_is_in_text_and_json() -> None:
    """Place, code, what, why and how, in Chinese and English."""
    told = rows()
    objects = [json.loads(line) for line in report.jsonl(told).splitlines()]
    paragraphs = re.split(r"(?m)^(?=\S)", report.text(told))[1:]
    assert len(objects) == len(paragraphs) == len(findings.table())
    for row, one, paragraph in zip(told, objects, paragraphs, strict=True):
        why = findings.table()[row["code"]].why
        assert one == {**row, "why": {"zh": why.zh, "en": why.en}}
        parts = [row[name][language] for name in ("message", "hint") for language in ("zh", "en")]
        assert all(
            part in paragraph for part in (*parts, why.zh, why.en, f"{row['path']}:{row['line']}:2: {row['code']}")
        )


def test_what_was_said_in_full_is_not_said_again() -> None:
    """Each place and each sentence is there; why and how stand once for each code, and behind no other code's words."""
    one, other = rows()[:2]
    again = {**one, "path": "docs/sources/zz.txt", "line": 99}
    elsewhere = {**one, "hint": {"zh": "另一种改法", "en": "another remedy"}}
    paragraphs = re.split(r"(?m)^(?=\S)", report.text([one, other, again, elsewhere]))[1:]
    assert [paragraph.count("\n") for paragraph in paragraphs] == [6, 6, 3, 6]
    assert paragraphs[2].startswith("docs/sources/zz.txt:99:")
    assert f"同上面的 {one['code']}" in paragraphs[2]
    assert one["message"]["zh"] in paragraphs[2]
    assert "另一种改法" in paragraphs[3]


def commands(text: str) -> list[tuple[str, dict[str, str], str]]:
    """The workflow commands of a text, read as the runner reads them: each line one, or nothing."""
    made = []
    for line in text.splitlines():
        found = COMMAND.fullmatch(line)
        assert found, line
        values = dict(part.partition("=")[::2] for part in (found[2] or "").split(",") if part)
        made.append((found[1], {name: undone(value) for name, value in values.items()}, undone(found[3])))
    return made


def undone(words: str) -> str:
    """What was escaped."""
    for code, sign in (("%0A", "\n"), ("%0D", "\r"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        words = words.replace(code, sign)
    return words


@pytest.mark.parametrize("words", ["某", HOSTILE])
def test_annotations_are_what_the_platform_shows(words: str) -> None:
    """At most ten of a level, the rest counted by the tenth; no word of a contributor becomes a command."""
    told = rows(words)
    shown = commands(report.github(told))
    levels = Counter(level for level, _, _ in shown)
    real = Counter({"error": "error", "warning": "warning", "info": "notice"}[row["severity"]] for row in told)
    assert levels == {level: min(count, 10) for level, count in real.items()}
    for level, count in real.items():
        left = [message for one, about, message in shown if one == level and "file" not in about]
        assert len(left) == (count > 10)
        assert not left or str(count - 9) in left[0]
    assert [level for level, _, _ in shown] == sorted(
        (level for level, _, _ in shown), key=["error", "warning", "notice"].index
    )
    first = next(about for level, about, _ in shown if level == "error")
    assert first["file"] == "docs/sources/县长 讲话.txt"


def test_few_are_all_shown() -> None:
    """Ten of a level are ten annotations."""
    errors = [row for row in rows() if row["severity"] == "error"][:10]
    assert all("file" in about for _, about, _ in commands(report.github(errors)))
    assert len(commands(report.github(errors))) == 10


@pytest.mark.parametrize("words", ["某", HOSTILE])
def test_the_summary_holds_all_and_does_nothing(words: str) -> None:
    """Read by a Markdown engine that is not ours: a row for each finding, and no tag, link or mention of anybody's."""
    told = rows(words, f"docs/sources/{words}.txt".replace("\n", ""))
    page = html.fromstring(markdown.markdown(report.markdown(told), extensions=["tables"]))
    assert len(page.findall(".//tbody/tr")) == len(told)
    assert not page.findall(".//script") + page.findall(".//a") + page.findall(".//img")
    assert "@all" not in report.markdown(told)
    assert "".join(map(str, page.itertext())).count("错误 ") >= sum(row["severity"] == "error" for row in told)


def test_the_summary_says_every_sentence_to_its_end() -> None:
    """How to mend it too, in both languages: where annotations are cut off, it stands nowhere else."""
    told = rows()
    page = html.fromstring(markdown.markdown(report.markdown(told), extensions=["tables"]))
    cells = [" ".join("".join(map(str, row.itertext())).split()) for row in page.findall(".//tbody/tr")]
    for row, shown in zip(told, cells, strict=True):
        sentences = [row[words][language] for words in ("message", "hint") for language in ("zh", "en")]
        assert [one for one in sentences if " ".join(one.split()) not in shown.replace("\u200b", "")] == []


def test_the_command_line_writes_the_summary(tmp_path: Path) -> None:
    """Whatever the format is."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.exe").write_bytes(b"MZ")
    words: list[Any] = ["check", tmp_path / "in", "--no-cache", "--format", "github", "--summary", tmp_path / "s.md"]
    done = CliRunner().invoke(main, [*map(str, words)], catch_exceptions=False)
    assert (done.exit_code, "::error file=" in done.stdout) == (1, True)
    assert "F003" in (tmp_path / "s.md").read_text(encoding="utf-8")
