"""The way from a page to the history of its source: on every page about a source, where the repository is known."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser, expect

from tests.pages import volumes
from tests.site import places
from tests.site.searching import opened, violations_in_both_schemes

HOST = "https://github.com/someone/anthology"
ALONE = "同志们：\n今天我们在这里开会，主要是部署冬季的工作。\n一、抓好清淤\n先清后修，不留死角。\n谢谢大家！\n"
OTHER = "同志们：\n这次会议的任务是总结去年的植树，安排今年的植树。\n一、多种树\n春天种，秋天补。\n谢谢大家！\n"
NOBODYS = "hushhush"
GIVER = '张三"><img src=x>'
WORDS = {"来源文件的修改历史": "History of the source file", "附属文件的修改历史": "History of the sidecar"}
GONE = "withdrawn:\n  - {speech: held-1, date: 2026-11-23, reason: 权利人要求撤下}\n"


class Links(HTMLParser):
    """The links of a page that lead to the repository: words → address."""

    def __init__(self, path: Path) -> None:
        """Read a page."""
        super().__init__()
        self.found: dict[str, str] = {}
        self._target = ""
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember where the link leads."""
        if tag == "a":
            self._target = dict(attrs).get("href") or ""

    def handle_data(self, data: str) -> None:
        """Keep the words of a link to a history."""
        if "/commits/" in self._target:
            assert data not in self.found, "no link stands twice"
            self.found[data] = self._target

    def handle_endtag(self, tag: str) -> None:
        """Forget the link."""
        if tag == "a":
            self._target = ""


def repository(folder: Path) -> Path:
    """A repository of three sources: one with a sidecar, one alone, one that holds a withdrawn speech."""
    sources = folder / "docs/sources"
    (sources / "2021").mkdir(parents=True)
    (sources / "2021/甲 乙.txt").write_text(volumes.TWO, encoding="utf-8")
    (sources / "2021/甲 乙.yml").write_text(f"contributor: {json.dumps(GIVER)}\n", encoding="utf-8")
    (sources / "alone.txt").write_text(ALONE, encoding="utf-8")
    (sources / "held.txt").write_text(OTHER, encoding="utf-8")
    (sources / "withdrawn.yml").write_text(GONE, encoding="utf-8")
    return sources


def made(folder: Path, address: str) -> Path:
    """A site whose repository is that folder, and is said to be kept at an address."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REPO_URL", address)
        sources = repository(folder)
        patch.chdir(folder)
        return places.build(folder, sources)


@pytest.fixture(scope="module")
def hosted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site whose repository is known; its address has a password, as on some runners."""
    return made(tmp_path_factory.mktemp("hosted"), HOST.replace("//", f"//me:{NOBODYS}@") + ".git")


@pytest.fixture(scope="module")
def there(hosted: Path) -> Iterator[str]:
    """Where that site is served."""
    with places.served(hosted) as address:
        yield address


def about(site: Path) -> dict[str, list[Path]]:
    """The pages about each source: its compilation's and its speeches'."""
    rows = [json.loads(row) for row in (site / "data/sources.jsonl").read_text(encoding="utf-8").splitlines()]
    return {
        row["path"]: [
            site / "compilations" / row["id"] / "index.html",
            *site.glob(f"speeches/{row['id']}-*/index.html"),
        ]
        for row in rows
    }


def test_every_page_about_a_source_leads_to_its_history(hosted: Path) -> None:
    """Source first, then the sidecar if there is one; the host reads the very paths of the repository."""
    told = about(hosted)
    assert {"2021/甲 乙.txt": 3, "alone.txt": 2, "held.txt": 2} == {path: len(pages) for path, pages in told.items()}
    for path, files in {"2021/甲 乙.txt": ["2021/甲 乙.txt", "2021/甲 乙.yml"], "alone.txt": ["alone.txt"]}.items():
        for page in told[path]:
            links = Links(page).found
            assert list(WORDS)[: len(files)] == list(links)
            for file, target in zip(files, links.values(), strict=True):
                assert target.startswith(f"{HOST}/commits/main/docs/sources/")
                assert unquote(urlsplit(target).path) == f"/someone/anthology/commits/main/docs/sources/{file}"
                assert (hosted.parent / "docs/sources" / file).is_file()


def test_what_was_withdrawn_is_not_led_to(hosted: Path) -> None:
    """A source that holds a withdrawn speech is not offered, nor the way to what it was; lists have no such links."""
    others = {page for page in hosted.rglob("*.html") if "history" not in page.parts}
    others -= {page for path, pages in about(hosted).items() if path != "held.txt" for page in pages}
    assert len(others) > 20
    assert [page for page in others if Links(page).found] == []


def test_no_password_is_published(hosted: Path) -> None:
    """Whatever the address of the repository holds."""
    assert [path for path in hosted.rglob("*") if path.is_file() and NOBODYS.encode() in path.read_bytes()] == []


@pytest.mark.parametrize("address", ["", "https://example.org/someone/anthology"])
def test_where_the_host_is_not_known_there_is_no_link(tmp_path: Path, address: str) -> None:
    """And the page is whole without."""
    site = made(tmp_path, address)
    pages = [page for pages in about(site).values() for page in pages]
    assert len(pages) == 7
    for page in pages:
        words = page.read_text(encoding="utf-8")
        assert not any(name in words for name in WORDS)
        assert "SHA-256" in words or "held" in str(page)


@pytest.mark.parametrize("size", list(places.SIZES))
def test_axe_has_nothing_against_it(browser: Browser, hosted: Path, there: str, size: str) -> None:
    """On a speech and on a compilation, with history and contributor; in English the links are English."""
    compilation, speech = (page.parent.relative_to(hosted).as_posix() for page in about(hosted)["2021/甲 乙.txt"][:2])
    with opened(browser, there, size) as page:
        for path in (f"{speech}/", f"{compilation}/", f"{speech}/?lang=en"):
            page.goto(f"{there}/{path}", wait_until="networkidle")
            for name in WORDS.values() if path.endswith("en") else WORDS:
                expect(page.get_by_role("link", name=name, exact=True)).to_be_visible()
            expect(page.get_by_text(GIVER)).to_be_visible()
            assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
            assert violations_in_both_schemes(page) == []
