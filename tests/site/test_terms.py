"""Terms on speeches' pages: linked once, never in a quotation, no word changed; and the glossary they lead to."""

from __future__ import annotations

import json
import random
import re
from pathlib import Path

import pytest
from lxml import html as reader

from build_tools.corpus.attestations import attest
from build_tools.model import Attestation
from build_tools.pages import markdown
from build_tools.pages import terms as glossary
from build_tools.site.terms import linked
from build_tools.vocabulary.terms import terms
from tests.pages.reading import read

CASES = (Path(__file__).parents[1] / "cases/site/terms.txt").read_text(encoding="utf-8").split("\n", 1)[1]


@pytest.mark.parametrize("case", CASES.strip().split("\n\n"))
def test_cases(case: str) -> None:
    """Each case of the file."""
    plain, expected = case.split("\n")
    made = linked(f'<p id="p1">{plain}</p>', "../../glossary/")
    assert re.sub(r"<a [^>]*>|</a>", lambda found: "[" if found[0] != "</a>" else "]", made) == (
        f'<p id="p1">{expected}</p>'
    )


def test_nothing_but_links_is_added() -> None:
    """Any soup of terms, quotation marks and elements keeps its words, its elements and their order."""
    dice = random.Random(7)  # noqa: S311 - the same each time
    pieces = [
        *(term.name.zh for term in terms()),
        "“",
        "”",
        "‘",
        "’",
        "<b>",
        "</b>",
        "的",
        "&amp;",
        '<a href="#x">甲',
        "</a>",
    ]
    for _ in range(300):
        soup = "".join(dice.choices(pieces, k=30))
        body = f'<h2 id="p0">双过半</h2><p id="p1">{soup}</p><p>双过半</p>'
        made = linked(body, "g/")
        assert re.sub(r'<a class="term" href="g/#[a-z-]+">([^<]*)</a>', r"\1", made) == body
        ids = re.findall(r'href="g/#([a-z-]+)"', made)
        assert len(ids) == len(set(ids))


def test_terms_of_the_real_site(site: Path) -> None:
    """Every link leads to an entry; outside of the links the page says the same as the data."""
    entries = {str(one) for one in reader.parse(str(site / "glossary/index.html")).xpath("//h3/@id")}
    assert entries == {term.id for term in terms()}
    found = set()
    for row in (site / "data/corpus.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(row)
        page = reader.parse(str(site / f"speeches/{record['id']}/index.html"))
        links = [str(one).partition("#")[2] for one in page.xpath("//a[@class='term']/@href")]
        assert len(links) == len(set(links))
        assert set(links) <= entries
        found |= set(links)
        for block in record["blocks"]:
            if block["kind"] == "paragraph":
                (paragraph,) = page.xpath(f"//*[@id='{block['id']}']")
                assert block["text"] in paragraph.text_content()
    assert {"shuang-guo-ban", "san-jia-ma-che", "si-ge-yi"} <= found


def test_first_attestation_is_the_earliest(tmp_path: Path) -> None:
    """By date, those without a date last; counted as a recount counts."""
    rows = [("a-1", None, "双过半"), ("b-1", "2012-03", "甲双过半"), ("c-1", "2010", "双过半乙"), ("d-1", "2001", "无")]
    lines = [
        {
            "id": name,
            "title": name,
            "date": {"edtf": edtf, "status": "stated"},
            "blocks": [{"id": "p0", "text": "题"}, {"id": "p9", "text": text}],
        }
        for name, edtf, text in rows
    ]
    corpus = tmp_path / "corpus.jsonl"
    corpus.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
    found = attest(corpus, {"x": ("双过半",), "y": ("没有",)})
    assert found == {"x": Attestation("c-1", "c-1", "p9", "2010", "stated", 3)}
    assert attest(corpus, {}) == {}


def test_page_says_where_and_how_often() -> None:
    """Used terms come first, with their first speech; a local one says that it differs."""
    made = read(
        markdown.render(glossary.render(terms(), {"san-nong": Attestation("s-1", "题<b>", "p4", None, "unknown", 2)}))
    )
    assert made.links()["题<b>"] == "../speeches/s-1.md#p4"
    assert made.links()["2 篇"].startswith("../search/?q=%E4%B8%89%E5%86%9C")
    assert "时间未详" in made.text()
    assert made.ids()[2] == "san-nong"


def test_definitions_are_whole() -> None:
    """Each term has its own words in both languages, and is written in no other's way."""
    forms = [form for term in terms() for form in term.forms]
    assert len(forms) == len(set(forms))
    for term in terms():
        assert len(term.definition.zh) > 9
        assert term.definition.zh.endswith("。")
        assert term.definition.en.endswith(".")
        if term.local:
            assert "不同" in term.definition.zh
