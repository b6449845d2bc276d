"""Signatures of proofreaders: what is right is not told, every breach of the rule is, with its place; levels follow."""

from __future__ import annotations

import datetime as dt
import json
from itertools import product
from pathlib import Path

import pytest
from click.testing import CliRunner

from build_tools import checks, pipeline
from build_tools.__main__ import main
from build_tools.description import level
from build_tools.exporters import colophon
from build_tools.exporters.around import Around
from build_tools.model import Bilingual, Edit, Facts, Location, Span, Value
from build_tools.vocabulary import load
from tests.bench.generated import WIDE, speech

TODAY = dt.date(2026, 11, 23)
FIELDS = ("proofread_by", "proofread_on", "validated_by", "validated_on")
EDITS = tuple(
    Edit(Span(0, 1), ",", "，", "regularisation", certainty, "width", Bilingual("", ""))
    for certainty in ("certain", "probable")
)


def facts(*values: str) -> Facts:
    """The four signatures in order, each on its line; nothing for an empty one."""
    return {
        name: Value(value, Location("a.yml", line))
        for line, (name, value) in enumerate(zip(FIELDS, values, strict=False), 1)
        if value
    }


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ((), []),
        (("李四", "2026-11-20"), []),
        (("李四", "2026-11-20", "王五", "2026-11-20"), []),
        (("李四", "2026-11-24"), []),  # where the day begins earlier
        (("李四", "2026-11-25"), ["2 C041"]),
        (("李四", "2026-11-20", "王五", "2027-01-01"), ["4 C041"]),
        (("李四", "2026-11-20", "李四", "2026-11-22"), ["3 C039"]),
        (("Ａnna Li", "2026-11-20", "anna  LI", "2026-11-22"), ["3 C039"]),
        (("李四", "2026-11-20", "李\ufe00四\U000e0100\u3164", "2026-11-22"), ["3 C039"]),  # looks the same
        (("", "", "王五", "2026-11-22"), ["3 C040"]),
        (("李四", ""), ["1 C042"]),
        (("", "2026-11-20"), ["2 C042"]),
        (("李四", "2026-11-20", "王五"), ["3 C042"]),
        (("李四", "2026-11-20", "王五", "2026-11-19"), ["4 C043"]),
    ],
)
def test_rules(values: tuple[str, ...], told: list[str]) -> None:
    """Each breach by its line and code."""
    found = [f"{one.at.line} {one.code}" for one in checks.signatures(facts(*values), TODAY)]
    assert found == told


def test_every_combination_of_signatures() -> None:
    """Of all ways to fill four lines those that two persons may sign are right, and no others."""
    choices = product(("", "李四"), ("", "2026-11-20"), ("", "李四", "王五"), ("", "2026-11-21", "2026-11-19"))
    right = {values for values in choices if not list(checks.signatures(facts(*values), TODAY))}
    assert right == {
        ("", "", "", ""),
        ("李四", "2026-11-20", "", ""),
        ("李四", "2026-11-20", "王五", "2026-11-21"),
    }


@pytest.mark.parametrize(
    ("values", "edits", "expected"),
    [
        ((), (), "as-received"),
        ((), EDITS[1:], "as-received"),
        ((), EDITS, "machine-edited"),
        (("李四", "2026-11-20"), EDITS, "proofread"),
        (("李四", "2026-11-20", "王五", "2026-11-22"), (), "validated"),
        (("李四", "2026-11-20", "李四", "2026-11-22"), (), "proofread"),
        (("", "", "王五", "2026-11-22"), (), "as-received"),
    ],
)
def test_levels(values: tuple[str, ...], edits: tuple[Edit, ...], expected: str) -> None:
    """A level is only told if the one before it is signed too."""
    assert level.describe(facts(*values), edits).level == expected


def test_the_road(tmp_path: Path) -> None:
    """From the sidecar to the data file and the page; a fault that many speeches share is told once."""
    text = "项目建设讲话两篇\n范文【一】\n" + speech(1, 500) + "范文【二】\n" + speech(2, 500)
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.txt").write_text(text, encoding="utf-8")
    (tmp_path / "in/b.txt").write_text(speech(3, 500).translate(WIDE), encoding="utf-8")
    side = tmp_path / "in/a.yml"

    def run(*words: str) -> str:
        words = (*words, "--jobs", "1", "--no-cache")
        return CliRunner().invoke(main, list(words), catch_exceptions=False).output

    side.write_text("validated_by: 王五\nvalidated_on: 2026-01-01\n", encoding="utf-8")
    told = run("check", str(tmp_path / "in"))
    assert told.count(" C040 ") == 1
    assert "a.yml:1:15: C040 " in told
    side.write_text(
        "proofread_by: 李四\nproofread_on: 2026-01-01\n"
        "speeches:\n  2: {validated_by: 王五, validated_on: 2026-01-02}\n",
        encoding="utf-8",
    )
    run("convert", str(tmp_path / "in"), "--output", str(tmp_path / "out"))
    rows = [json.loads(line) for line in (tmp_path / "out/corpus.jsonl").read_text(encoding="utf-8").splitlines()]
    one, two = {"by": "李四", "on": "2026-01-01"}, {"by": "王五", "on": "2026-01-02"}
    assert [(row["id"], row["level"], row["proofread"], row["validated"]) for row in rows] == [
        ("a-1", "proofread", one, None),
        ("a-2", "validated", one, two),
        ("b-1", "as-received", None, None),
    ]
    volume = pipeline.convert_file(tmp_path / "in/a.txt")
    told = "\n".join(colophon.lines(volume.speeches[1], Around("", load())))
    assert "校对程度：已复核；校对 李四，2026-01-01；复核 王五，2026-01-02" in told
    page = (tmp_path / "out/pages/a-2.md").read_text(encoding="utf-8")
    assert '"level": "validated"' in page
    assert "校对：李四，2026-01-01；复核：王五，2026-01-02" in page
    assert "a.yml:4" in page


@pytest.mark.parametrize("more", ["", "date: 2021-13\n"])
def test_a_day_that_came_is_no_fault_any_more(more: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was told of it is not remembered: the next run looks at the day again, whatever else is wrong."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.txt").write_text(speech(1, 500), encoding="utf-8")
    later = dt.datetime.now(tz=dt.UTC).date() + dt.timedelta(days=40)
    (tmp_path / "in/a.yml").write_text(f"proofread_by: 李四\nproofread_on: {later}\n{more}", encoding="utf-8")

    def told() -> bool:
        done = CliRunner().invoke(main, ["check", "in", "--jobs", "1"], catch_exceptions=False)
        return " C041 " in done.output

    assert told()
    assert told()
    real = checks.signatures
    monkeypatch.setattr(checks, "signatures", lambda facts, _today: real(facts, later))
    assert not told()
