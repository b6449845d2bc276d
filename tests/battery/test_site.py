"""One site of all that is taken, odd or hostile: nothing is lost, everything is shown as written, and nothing runs."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

import pytest
import yaml
from lxml import html
from playwright.sync_api import Browser, Dialog, Page

from build_tools import findings, gate
from tests.battery import every, legal
from tests.battery.inputs import Input
from tests.battery.test_hostile import OUTCOMES
from tests.search import brute
from tests.search.library import OPEN, everyone
from tests.site import places, test_conservation
from tests.site.test_browser import watch

LEGAL = 200
PIECE = (
    120  # characters of a paragraph that are asked for at once; pieces overlap, so that none is parted from the next
)
OVERLAP = 20
UNSEEN = re.compile(r"\s|[\u200b-\u200f\ufe0f]")


class Published(NamedTuple):
    """A site, where it is served, and what each of its sources is made from, by id."""

    site: Path
    address: str
    inputs: dict[str, Input]


def taken() -> Iterator[Input]:
    """The legal inputs, and the hostile ones of which no error is told."""
    yield from legal.every()
    severe = {row.code for row in findings.table().values() if row.severity == "error"}
    told = yaml.safe_load(OUTCOMES.read_text(encoding="utf-8"))
    yield from (one for one in every() if one.built and not severe & {row.split()[0] for row in told[one.id]})


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Published]:
    """Each input in a folder of its own; nothing of it is refused."""
    folder = tmp_path_factory.mktemp("battery")
    inputs = {f"x{at}": one for at, one in enumerate(taken())}
    for name, one in inputs.items():
        one.put(folder / "sources" / name)
    with pytest.MonkeyPatch.context() as patch:  # most of them stand in the same speech: that is no finding here
        patch.setattr(gate, "compare", lambda _: ())
        site = places.build(folder, folder / "sources")
    with places.served(site) as address:
        yield Published(site, address, inputs)


def speeches(site: Path) -> list[dict[str, Any]]:
    """All speeches, as corpus.jsonl has them."""
    return [json.loads(row) for row in (site / "data/corpus.jsonl").read_text(encoding="utf-8").splitlines()]


def test_nothing_legal_is_refused(published: Published) -> None:
    """Every one of them is there; the hostile ones that are shown as text are there too."""
    assert len([one for one in published.inputs.values() if one in list(legal.every())]) >= LEGAL
    rows = map(json.loads, (published.site / "data/findings.jsonl").read_text(encoding="utf-8").splitlines())
    assert [] == [row for row in rows if row["severity"] == "error"]
    assert published.inputs.keys() == {row["source"].partition("-")[0] for row in speeches(published.site)}


def test_no_character_is_lost(published: Published) -> None:
    """Sources, pages, both texts, JSON, TEI, Markdown, Word, EPUB."""
    test_conservation.test_pages_and_files_of_speeches(published.site)
    test_conservation.test_books_hold_every_speech(published.site)


def test_what_is_odd_is_shown_as_it_was_written(published: Published) -> None:
    """In the text as it was sent, character for character but for white space and what nobody sees."""
    pages = {
        row["source"].partition("-")[0]: published.site / "speeches" / row["id"] for row in speeches(published.site)
    }
    for name, one in published.inputs.items():
        words = {"piece": legal.PIECES, "lines": legal.LINES}.get(one.klass, {}).get(one.name, "")
        page = html.parse(str(pages[name] / "index.html")).getroot()
        assert UNSEEN.sub("", words) in UNSEEN.sub("", test_conservation.as_sent(page)), one.id


def test_the_search_finds_every_paragraph_whole(browser: Browser, published: Published) -> None:
    """Piece by piece, each speech that holds it and none that does not hold its words: nothing is lost, nothing added.

    The index takes emoji and the like for characters, the brute force that it is held against takes them for marks.
    """
    page = browser.new_page()
    page.goto(f"{published.address}/")
    page.evaluate(OPEN, f"{published.address}/")
    rows = speeches(published.site)
    texts = [brute.speech(row) for row in rows]
    pieces = {piece for row in rows for block in row["blocks"] for piece in _pieces(block["text"].replace('"', ""))}
    wrong = []
    spoken = [[block["text"].replace('"', "") for block in row["blocks"]] for row in rows]
    for piece in sorted(pieces):
        folded = brute.fold(piece)
        possible = {at for at, text in enumerate(texts) if _in(folded, text)}
        certain = {at for at, blocks in enumerate(spoken) if any(piece in block for block in blocks)}
        if folded and not certain <= everyone(page, f'"{piece}"')[0] <= possible:
            wrong.append(piece)
    assert len(pieces) > len(rows)
    assert wrong == []
    page.close()


def _pieces(text: str) -> Iterator[str]:
    yield from (text[at : at + PIECE] for at in range(0, max(1, len(text) - OVERLAP), PIECE - OVERLAP))


def _in(folded: str, speech: brute.Speech) -> bool:
    return any(folded in line for line in speech.lines)


def test_nothing_runs_on_any_page(browser: Browser, published: Published) -> None:
    """Every page is opened: no script of a source runs, no dialog, no other host, no other address."""
    page = browser.new_page()
    wrong = watch(page, published.address)
    page.on("dialog", _dialogs(wrong))
    pages = sorted(path.parent.relative_to(published.site).as_posix() for path in published.site.rglob("index.html"))
    assert len(pages) > len(published.inputs)
    for path in pages:
        address = f"{published.address}/{path}/".replace("/./", "/")
        page.goto(address, wait_until="domcontentloaded")
        assert page.evaluate(LOOK, ALIVE) == [None, 0, address], path
        assert wrong == [], path
    page.wait_for_load_state("load")
    assert wrong == []
    page.close()


def _dialogs(wrong: list[str]) -> Callable[[Dialog], None]:
    def dismiss(dialog: Dialog) -> None:
        wrong.append(dialog.message)
        dialog.dismiss()

    return dismiss


LOOK = "(alive) => [window.__pwn ?? null, document.querySelectorAll(alive).length, location.href]"
ALIVE = "article :is([onclick], [onmouseover], [onerror], [onload], iframe, script), a[href^='javascript:' i]"


def test_nothing_runs_in_any_search_result(browser: Browser, published: Published) -> None:
    """Words that all of them hold are searched for, then those that attack: each speech is shown as a hit."""
    page = browser.new_page()
    wrong = watch(page, published.address)
    page.on("dialog", _dialogs(wrong))
    seen: set[str] = set()
    for words in ("", "认真对待", "window", "script", "onerror", "href", "svg", "css", "a"):
        following: str | None = f"?q={quote(words)}"
        while following is not None:
            page.goto(f"{published.address}/search/{following}", wait_until="load")
            page.wait_for_selector(".find-hits:not([aria-busy]) > li, .find-message > *")
            seen |= _shown(page)
            assert page.evaluate("window.__pwn") is None
            assert page.locator(".find-main :is(script, img, iframe, [onerror], [onload])").count() == 0
            onward = page.locator(".find-pages a[rel='next']")
            following = (onward.get_attribute("href") or "").partition("/search/")[2] if onward.count() else None
    assert seen == {row["id"] for row in speeches(published.site)}
    assert wrong == []
    page.close()


def _shown(page: Page) -> set[str]:
    links = page.locator(".find-hit h2 a").evaluate_all("(all) => all.map((one) => one.href)")
    return {re.findall("speeches/([^/]+)/", link)[0] for link in links}
