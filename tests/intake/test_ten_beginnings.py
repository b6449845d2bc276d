"""Ten contributions from ten beginnings: each from the file to a green check, with the questions that it takes."""

from __future__ import annotations

import hashlib
import re
import time
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from build_tools import pipeline
from build_tools.__main__ import main
from tests.intake.beginnings import BEGINNINGS, CASES, NUMBERS

KEPT = (".txt", ".docx", ".html")
MOST_QUESTIONS = 3  # address, state of the text, rights


def run(*arguments: str | Path, given: bytes | None = None) -> Result:
    """Run the command line."""
    return CliRunner().invoke(main, [str(one) for one in arguments], input=given, catch_exceptions=False)


def han(text: str) -> str:
    """The Chinese characters of a text, in order."""
    return "".join(re.findall("[\u3400-\u9fff]", text))


@pytest.mark.parametrize("name", BEGINNINGS)
def test_from_file_to_green_check(name: str, tmp_path: Path) -> None:
    """Every character arrives, in order; the check is green; at most three things are asked; it takes seconds."""
    make, words, count = BEGINNINGS[name]
    file, sources = tmp_path / name, tmp_path / "sources"
    file.write_bytes(make())
    begun = time.monotonic()
    added = run("add", file, "--sources", sources)
    assert added.exit_code == 0, added.output
    checked = run("check", "--sources", sources, "--no-cache", "--jobs", "1")
    assert checked.exit_code == 0, checked.output
    assert time.monotonic() - begun < 20
    (side,) = sources.glob("*.yml")
    (source,) = (path for path in sources.iterdir() if path != side)
    volume = pipeline.convert_file(source)
    assert len(volume.speeches) == count
    if words:
        assert han(volume.source.text) == han(words)
    questions = side.read_text(encoding="utf-8").count("\n# ? ")
    assert questions <= MOST_QUESTIONS
    assert f"questions: {questions}" in added.output
    if file.suffix in KEPT:
        assert source.read_bytes() == file.read_bytes(), "what we read is kept byte for byte"
    else:
        declared = yaml.safe_load(side.read_text(encoding="utf-8"))
        assert declared["original_sha256"] == hashlib.sha256(file.read_bytes()).hexdigest()
        assert declared["original_name"] == name


@pytest.mark.parametrize("name", ["word-numbered.docx", "water.rtf", "water.odt", "book.epub", "word-styled.docx"])
def test_numbers_and_headings_arrive(name: str, tmp_path: Path) -> None:
    """Automatic numbers are written out, and every heading is one."""
    (tmp_path / name).write_bytes(BEGINNINGS[name][0]())
    run("add", tmp_path / name, "--sources", tmp_path / "sources", "--id", "water")
    source = next(path for path in (tmp_path / "sources").iterdir() if path.suffix != ".yml")
    (speech,) = pipeline.convert_file(source).speeches
    headings = [block for block in speech.blocks if block.kind == "heading"]
    assert [block.marker for block in headings] == [*NUMBERS[:2], *NUMBERS[3:], NUMBERS[2]]
    assert [block.level for block in headings] == [1, 1, 2, 2, 1]


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
