"""Citations say what is known and what is not; other people's parsers read back just that."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from citeproc import CitationStylesStyle
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from pybtex.database import Entry, parse_string
from pylatexenc.latex2text import LatexNodes2Text

from build_tools import citations
from build_tools.model import Speech
from build_tools.vocabulary.downloads import CITATIONS
from tests.pages import volumes

CASES = yaml.safe_load(Path("tests/cases/citations/citations.yml").read_text(encoding="utf-8"))
WHITE = re.compile(r"\s+")


def speech(sidecar: str = "") -> Speech:
    """The first of two speeches, with what a person declared."""
    return volumes.made(sidecar=sidecar).speeches[0]


def written(here: Speech, container: str = "") -> dict[str, str]:
    """Every citation of a speech, by the name of its file."""
    item = citations.item(here, container)
    return {name: write(item) for name, write in citations.FORMATS.items()}


def bibtex(text: str) -> Entry:
    """The one entry, as pybtex reads it."""
    (entry,) = parse_string(text, "bibtex").entries.values()
    return entry


def of_tex(value: str) -> str:
    """The words of a value of BibTeX, as pylatexenc reads TeX."""
    value = value.replace(r"\textbraceleft{}", r"\{").replace(r"\textbraceright{}", r"\}")  # it does not know these
    return str(LatexNodes2Text(strict_latex_spaces=True).latex_to_text(value)).replace("ˆ", "^")


def ris(text: str) -> dict[str, str]:
    """The one record, read by the form of RIS: two characters, two spaces, a hyphen, a space, the value."""
    lines = [re.fullmatch(r"([A-Z][A-Z0-9])  - (.*)", line) for line in text.splitlines()]
    assert all(lines), text
    rows = [(found[1], found[2]) for found in lines if found]
    assert rows[0][0] == "TY"
    assert rows[-1] == ("ER", "")
    return dict(rows[:-1])


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_case(case: dict[str, Any]) -> None:
    """The lines that a person reads are those of the case, and the notes own to what is missing or ours."""
    made = written(speech(case["sidecar"]), case.get("compilation", ""))
    for name in ("gbt7714-2025", "gbt7714-2015", "plain"):
        assert made[f"{name}.txt"] == case[name] + "\n"
    note = json.loads(made["csl.json"])[0]["note"].split("；")
    assert [one for one in note if "讲话人身份" not in one and not one.startswith("来源")] == case["note"]
    for structured in (bibtex(made["bibtex.bib"]).fields["note"], ris(made["ris.ris"])["N1"]):
        assert of_tex(structured) == "；".join(note)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_structured_formats_agree(case: dict[str, Any]) -> None:
    """BibTeX and RIS, read back, hold the facts of the CSL-JSON; what is not known is in none of them."""
    made = written(speech(case["sidecar"]), case.get("compilation", ""))
    (facts,) = json.loads(made["csl.json"])
    entry, record = bibtex(made["bibtex.bib"]), ris(made["ris.ris"])
    assert record["ID"] == entry.key == facts["id"]
    assert of_tex(entry.fields["title"]).strip("[]") == record["TI"].strip("[]") == facts["title"]
    assert ("[" in record["TI"]) == ("题名为编者所拟" in case["note"])
    assert [str(person) for person in entry.persons.get("author", [])] == [
        f"{{{name['literal']}}}" for name in facts.get("author", [])
    ]
    assert record.get("AU") == (facts["author"][0]["literal"] if "author" in facts else None)
    assert record.get("UR") == entry.fields.get("url") == facts.get("URL")
    assert record.get("T2") == facts.get("container-title")
    assert (entry.type == "incollection") == ("container-title" in facts) == (record["TY"] == "CHAP")
    assert ("PY" in record) == ("year" in entry.fields) == ("issued" in facts)
    if facts.get("issued", {}).get("circa"):
        assert record["PY"] == entry.fields["year"] == f"[{facts['issued']['date-parts'][0][0]}]"


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40))
@example(r"50% & #1 {a} $x$ _y_ ^z~ \w 《题》“名”——[注]")
@example("<b>题</b> *名* @article{x, title={y}}")
@example('<span class="nocase">a')
@settings(max_examples=150, deadline=None)
def test_any_title_comes_back(words: str) -> None:
    """Whatever a title holds, the four structured formats give it back, and the others show it."""
    title = WHITE.sub(" ", f"题{words}名")
    here = speech()
    here = replace(here, metadata=replace(here.metadata, title=title, title_status="source"))
    made = written(here)
    assert json.loads(made["csl.json"])[0]["title"] == title
    assert ris(made["ris.ris"])["TI"] == title
    assert of_tex(bibtex(made["bibtex.bib"]).fields["title"]) == title.replace("ˆ", "^")
    (shown,) = MarkdownIt().parseInline(made["markdown.md"])
    assert shown.children
    assert {child.type for child in shown.children} <= {"text", "text_special", "softbreak"}
    assert "".join(child.content for child in shown.children) == made["plain.txt"].strip()


def test_every_citation_is_listed() -> None:
    """What is written and what the pages list are the same files."""
    assert {f"citations/{name}" for name in citations.FORMATS} == {row.name for row in CITATIONS}


@pytest.mark.parametrize("style", sorted(Path("build_tools/citations").glob("*.csl")), ids=lambda path: path.stem)
def test_styles_are_sound(style: Path) -> None:
    """Each style is valid by the schema of CSL; the processor warns if it is not, and a warning fails a test."""
    CitationStylesStyle(str(style), validate=True)
