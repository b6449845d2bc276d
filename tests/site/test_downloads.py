"""Downloads in a built site: where they lie, that every link leads to one, and that unchanged ones are left alone."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Browser

from build_tools import publication
from build_tools.exporters import taken
from build_tools.model import Artifact, Volume
from build_tools.site.build import tree_hash
from build_tools.vocabulary import Vocabulary
from build_tools.vocabulary.downloads import BOOKS, CITATIONS, TEXTS, WHOLE
from tests.bench import generated
from tests.site import places

FIRST = "speeches/project-construction-speeches-1"


def test_every_file_lies_at_its_address(site: Path) -> None:
    """Below the page of the speech, of the compilation, and below /data/."""
    for line in (site / "data/corpus.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        for row in (*TEXTS, *CITATIONS):
            assert (site / "speeches" / record["id"] / row.name).is_file()
        assert json.loads((site / "speeches" / record["id"] / "speech.json").read_bytes()) == record
    for row in BOOKS:
        assert (site / "compilations/project-construction-speeches" / row.name).stat().st_size > 1000
    for row in WHOLE:
        assert (site / "data" / row.name).stat().st_size > 1000


def test_what_the_page_about_the_data_says_holds(site: Path) -> None:
    """Each data file and each key is named; its program runs as it stands, and gives every speech's reading text."""
    told = (places.ROOT / "docs/data/index.md").read_text(encoding="utf-8")
    rows = [json.loads(line) for line in (site / "data/corpus.jsonl").read_text(encoding="utf-8").splitlines()]
    assert {key for row in rows for key in row} <= set(re.findall(r"`([a-z_]+)`", told))
    assert all(f"[{path.name}]({path.name})" in told for path in (site / "data").glob("*.json*"))
    (program,) = re.findall(r"(?ms)^```python\n(.*?)^```", told)
    whole = f"texts = {{}}\n{program}    texts[speech['id']] = text\nprint(json.dumps(texts))"
    command = [sys.executable, "-X", "utf8", "-c", whole]
    ran = subprocess.run(command, cwd=site.parent, capture_output=True, text=True, check=True)
    *lines, last = ran.stdout.splitlines()
    assert len(lines) == len(rows) > 1
    for name, text in json.loads(last).items():
        edited = (site / "speeches" / name / "as-edited.txt").read_text(encoding="utf-8")
        assert "".join(text.split()) == "".join(edited.split())


def test_every_link_leads_to_a_file(site: Path) -> None:
    """Each link that offers a file has one at its end."""
    offered = 0
    for page in site.rglob("index.html"):
        for link in html.parse(str(page)).getroot().iter("a"):
            if link.get("download") is not None:
                assert (page.parent / str(link.get("href"))).is_file(), f"{page}: {link.get('href')}"
                offered += 1
    assert offered > 50


def test_a_reader_gets_the_file(address: str, browser: Browser) -> None:
    """A click on a link of the page saves the file under its name; the keyboard reaches it."""
    page = browser.new_page(accept_downloads=True)
    page.goto(f"{address}/{FIRST}/")
    link = page.locator("a[download][href='speech.docx']")
    link.focus()
    with page.expect_download() as saved:
        page.keyboard.press("Enter")
    assert saved.value.suggested_filename == "speech.docx"
    assert saved.value.path().read_bytes().startswith(b"PK")
    page.close()


def run(folder: Path, docs: Path, *, clean: bool = False) -> str:
    """Build, and the digest of the site."""
    told = publication.build(
        folder / "sources", docs, folder / "site", folder / "store", clean=clean, jobs=1, strict=False
    )
    assert told.published, told.rows
    return tree_hash(folder / "site")


def test_unchanged_is_left_alone_and_the_site_is_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a change only the changed source's files are made; from nothing or from before, the site is the same."""
    docs = places.copy_docs(tmp_path / "docs", sources=False)
    paths = list(generated.write(tmp_path / "sources", 3, 600))
    before = run(tmp_path, docs)
    made: list[str] = []
    of_volume = taken.of_volume

    def watched(volume: Volume, title: str, vocabulary: Vocabulary) -> Iterator[Artifact]:
        made.append(volume.source.id)
        return of_volume(volume, title, vocabulary)

    monkeypatch.setattr(taken, "of_volume", watched)
    assert run(tmp_path, docs) == before
    assert made == []
    words = paths[1].read_text(encoding="utf-8")
    paths[1].write_text(words.replace("同志们", "各位同志"), encoding="utf-8")
    changed = run(tmp_path, docs)
    assert made == ["speech-000001"]
    assert changed != before
    assert run(tmp_path, docs, clean=True) == changed
    paths[1].write_text(words, encoding="utf-8")
    assert run(tmp_path, docs) == before
    paths[2].unlink()
    run(tmp_path, docs)
    assert not list((tmp_path / "site").rglob("speech-000002*"))
