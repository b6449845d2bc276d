"""The manual of the sidecar is what the table of fields gives, and what it says is true."""

from __future__ import annotations

import re
from pathlib import Path

import markdown
import pytest

from build_tools import sidecar
from build_tools.sidecar import manual
from build_tools.sidecar.fields import FORMS, TABLE, Field
from build_tools.vocabulary import load, places
from tests.conftest import Golden

DOCS = Path(__file__).parents[2] / "docs"
FIELDS = [field for fields in FORMS.values() for field in fields]
REAL = {**load().ids, "region": tuple(places.codes())}


def test_the_page_is_what_the_table_gives(golden: Golden) -> None:
    """Whoever changes a field or a word of the vocabulary runs pytest --update-golden."""
    golden(DOCS / manual.PATH, manual.manual(load()))


def test_the_page_reads_well() -> None:
    """Every mark is replaced, every table a table, and no attribute list is printed."""
    body = manual.manual(load()).split("---\n", 2)[2]
    html = markdown.markdown(body, extensions=["attr_list", "tables", "toc"])
    shown = re.sub(r"<[^>]+>", "", html)
    assert "<!--" not in html
    assert "{:" not in shown
    assert html.count("<table>") == 2 * (len(FORMS)) + 5
    for field in FIELDS:
        assert f"<code>{field.name}</code>" in html
        assert field.help.zh in shown.replace("&quot;", '"').replace("&amp;", "&")


def test_links_lead_somewhere() -> None:
    """Within the page, and to the pages beside it."""
    words = manual.manual(load())
    anchors = set(re.findall(r"\{: #([a-z-]+)", words))
    for target in re.findall(r"\]\(([^)]+)\)", words):
        assert target[1:] in anchors if target.startswith("#") else (DOCS / "contributing" / target).exists()


def test_the_examples_are_right() -> None:
    """The long one and the short one, and the sidecar of the first source."""
    sidecar.read((manual.ROOM / "example.yml").read_bytes(), "example.yml", REAL)
    short = re.search(r"\n\n((?:    .+\n)+)", manual.manual(load()))
    assert short
    sidecar.read(re.sub("^ {4}", "", short[1], flags=re.MULTILINE).encode(), "short.yml", REAL)
    for path in (DOCS / "sources").glob("*.yml"):
        sidecar.read(path.read_bytes(), path.name, REAL)


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
def test_a_field_is_explained_in_both_languages(field: Field) -> None:
    """Each in its own script, with an example unless it holds groups, and with no markup."""
    for words in (field.label, field.help):
        assert re.search("[\u4e00-\u9fff]", words.zh)
        assert not re.search("[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]", words.en)
        assert not re.search(r"[<>{}*`|\[\]]", words.zh + words.en)
    assert bool(field.example) == (field.kind not in ("list", "table"))


def test_the_table_of_fields_is_refused_if_it_is_wrong() -> None:
    """A kind that there is none of is our mistake."""
    assert TABLE.exists()
    from build_tools.sidecar import fields

    with pytest.raises(ValueError, match="no kind"):
        fields._field("x", kind="colour", label=["一", "a"], help=["一", "a"])  # type: ignore[arg-type]
