"""Contributions from many beginnings: each from the file to a green check, with the questions that it takes."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from build_tools import pipeline
from build_tools.__main__ import main
from tests.intake.beginnings import BEGINNINGS, CASES, MENU, WATER
from tests.intake.trying import ROOT, tried, wrong


def run(*arguments: str | Path, given: bytes | None = None) -> Result:
    """Run the command line."""
    return CliRunner().invoke(main, [str(one) for one in arguments], input=given, catch_exceptions=False)


def han(text: str) -> str:
    """The Chinese characters of a text, in order."""
    return "".join(re.findall("[\u3400-\u9fff]", text))


@pytest.mark.parametrize("name", BEGINNINGS)
def test_from_file_to_green_check(name: str, tmp_path: Path) -> None:
    """Every character arrives, in order, every heading with its number; the check is green; three questions at most."""
    file, sources = tmp_path / name, tmp_path / "sources"
    file.write_bytes(BEGINNINGS[name].make())
    added = run("add", file, "--sources", sources)
    assert added.exit_code == 0, added.output
    checked = run("check", "--sources", sources, "--no-cache", "--jobs", "1")
    assert checked.exit_code == 0, checked.output
    (source,) = (path for path in sources.iterdir() if path.suffix != ".yml")
    assert list(wrong(BEGINNINGS[name], file, source, added.output)) == []


def test_the_menu_of_a_page_is_in_no_speech(tmp_path: Path) -> None:
    """It is kept in the source as what stands around."""
    (tmp_path / "a.html").write_bytes(BEGINNINGS["big5.html"].make())
    (speech,) = pipeline.convert_file(tmp_path / "a.html").speeches
    assert MENU not in "".join(block.text for block in speech.blocks)


def test_the_command_tells_what_fails(tmp_path: Path) -> None:
    """`python -m tests.intake` judges by what it finds: another truth, and it says so."""
    beginning = BEGINNINGS["water.doc"]
    other = replace(beginning, text=WATER.replace("水利", "交通"), headings=beginning.headings[1:], speeches=2)
    outcome = tried("water.doc", other, tmp_path)
    assert (outcome.check, outcome.speeches, outcome.headings) == ("green, 0 warnings", "1 of 2", "4 of 4")
    assert outcome.characters == f"{378 - 2 * WATER.count('水利')} of 378"
    assert [told.partition(":")[0] for told in outcome.broken] == ["text", "speeches", "headings"]


def test_the_command() -> None:
    """It prints a row for each beginning that is asked for, and ends as they do."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.intake", "wps-numbered", "water.rtf again"],
        cwd=ROOT, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    head, *rows, tally = done.stdout.splitlines()
    assert head.split() == ["beginning", "seconds", "questions", "characters", "speeches", "headings", "check"]
    assert [row.split()[0] for row in rows] == ["wps-numbered.docx", "water.rtf"]
    assert rows[0].split()[2:] == "2 378 of 378 1 of 1 5 of 5 green, 0 warnings".split()
    assert "F040" in rows[1]
    assert tally == "2 of 2 as they should be"


def test_the_preview_speaks_in_labels_and_says_how_to_get_a_better_address(tmp_path: Path) -> None:
    """No id of a list stands where a person reads; only a file whose name gives no address is told of --id."""
    named = run("add", CASES / "water.odt", "--sources", tmp_path / "named").output
    assert "文体 genre: 部署讲话" in named
    assert "--id" not in named
    assert f"anthology check {tmp_path / 'named' / 'water.html'}" in named
    (tmp_path / "县长讲话.odt").write_bytes((CASES / "water.odt").read_bytes())
    unnamed = run("add", tmp_path / "县长讲话.odt", "--sources", tmp_path / "unnamed")
    assert unnamed.exit_code == 0
    assert "--id kaigong-yishi-2021" in unnamed.output
    side = next((tmp_path / "named").glob("*.yml")).read_text(encoding="utf-8")
    assert '"deployment"  # 部署讲话，' in side


def test_an_answer_left_behind_its_mark_is_told_and_mended(tmp_path: Path) -> None:
    """Whoever does not know YAML fills in the line and leaves the #: nothing would read it."""
    answers = {"url": "https://example.org/water.html", "rights": "公有领域"}
    run("add", CASES / "water.odt", "--sources", tmp_path, "--id", "water")
    side = tmp_path / "water.yml"
    words = side.read_text(encoding="utf-8")
    assert "C046" not in run("check", "--sources", tmp_path, "--no-cache", "--jobs", "1").output
    for name, answer in answers.items():
        words, count = re.subn(rf"^# {name}:.*$", f"# {name}: {answer}", words, flags=re.MULTILINE)
        assert count == 1
    side.write_text(words, encoding="utf-8")
    told = run("check", "--sources", tmp_path, "--no-cache", "--jobs", "1")
    assert (told.exit_code, told.output.count(" C046 [")) == (1, len(answers))
    run("check", "--fix", "--sources", tmp_path, "--no-cache", "--jobs", "1")
    declared = yaml.safe_load(side.read_text(encoding="utf-8"))
    assert (declared["url"], declared["rights"]) == (answers["url"], "public-domain")


def test_the_tenth_is_a_duplicate(tmp_path: Path) -> None:
    """The same bytes again, under another name, in the source's own format or not: told, and nothing done."""
    for name in ("water.rtf", "forest.txt"):
        sources = tmp_path / "sources"
        run("add", CASES / name, "--sources", sources)
        before = {path.name: path.read_bytes() for path in sources.iterdir()}
        again = tmp_path / f"again-{name}"
        again.write_bytes((CASES / name).read_bytes())
        second = run("add", again, "--sources", sources)
        assert second.exit_code == 0
        assert "F040" in second.output
        assert {path.name: path.read_bytes() for path in sources.iterdir()} == before
