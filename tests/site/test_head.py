"""The head of a speech's page, read by parsers: what it says is what the data say, hostile words included."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from lxml import html

from build_tools.site import head
from tests.site import library


def test_every_speech_tells_machines_what_it_is(found: Path) -> None:
    """JSON-LD, Dublin Core, Open Graph and citation_*: title and keywords of the data; nothing that is not known."""
    speeches = library.speeches(found)
    assert any("<script>" in speech["title"] for speech in speeches)
    for speech in speeches:
        page = html.parse(str(found / "speeches" / speech["id"] / "index.html")).getroot()
        (block,) = page.xpath("//head/script[@type='application/ld+json']")
        told = json.loads(block.text)
        assert told["name"] == speech["title"]
        assert told["inLanguage"] == "zh"
        assert "unknown" not in json.dumps(told)
        said = ("declared", "stated")
        name = speech["speaker"]["name"] if speech["speaker"]["status"] in said else None
        assert told.get("author") == ({"@type": "Person", "name": name} if name else None)
        date = speech["date"]["edtf"] if speech["date"]["status"] in said else None
        date = date if date and re.fullmatch(r"\d{4}(-\d\d){0,2}", date) else None
        assert told.get("dateCreated") == date
        assert page.xpath("//head/meta[@name='citation_author']/@content") == ([name] if name else [])
        assert page.xpath("//head/meta[@name='DC.date']/@content") == ([date] if date else [])
        named = {
            one.get("name") or one.get("property"): one.get("content")
            for one in page.xpath("//head/meta[@name or @property]")
        }
        for key in ("DC.title", "citation_title", "og:title"):
            assert named[key] == speech["title"]
        assert set(page.xpath("//head/meta[@name='DC.subject']/@content")) == set(told.get("keywords", []))
        assert set(told.get("keywords", [])) >= set(speech["region"]["path"] or [])


@pytest.mark.parametrize(
    ("front", "said"),
    [
        ({"speaker": "张三", "speaker_status": "stated"}, {"author": "张三"}),
        ({"speaker": "张三", "speaker_status": "inferred"}, {}),
        ({"speaker": "unknown", "speaker_status": "stated"}, {}),
        ({"edtf": "2021-05", "date_status": "declared"}, {"date": "2021-05"}),
        ({"edtf": "2021-05", "date_status": "guessed"}, {}),
        ({"edtf": "2021~", "date_status": "stated"}, {}),
    ],
)
def test_only_what_is_stated_is_told_to_machines(front: dict[str, str], said: dict[str, str]) -> None:
    """They take whatever stands in the head for a fact."""
    meta = {"title": "题", "description": "述", "genre": "address", **front}
    assert head.stated(meta) == said
    told = json.loads(str(head.json_ld(meta, "选集")))
    assert told.get("author") == ({"@type": "Person", "name": said["author"]} if "author" in said else None)
    assert told.get("dateCreated") == said.get("date")


def test_other_pages_are_no_speeches(found: Path) -> None:
    """Lists and tools have no data block."""
    for name in ("index.html", "regions/index.html", "search/index.html"):
        assert "ld+json" not in (found / name).read_text(encoding="utf-8")
