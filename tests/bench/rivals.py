"""`make bench-search`: our search beside Material's and Pagefind's on the same speeches, in one run; judges nothing.

The others are installed into a folder of their own (`build/rivals`), which the Makefile makes.
"""

from __future__ import annotations

import argparse
import gzip
import html
import json
import os
import random
import statistics
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Browser, Page, Playwright, sync_playwright

from build_tools.site import reader
from tests.bench import measuring
from tests.bench.measuring import Run
from tests.bench.searching import generate, percentile, transferred
from tests.search import brute
from tests.search.server import Host, hosted
from tests.site import places

QUERIES: Final = 100
COLUMNS: Final = {
    "build s": 10,
    "peak MiB": 10,
    "MB in all": 12,
    "first KB": 10,
    "KB p50": 8,
    "KB p95": 8,
    "ms p50": 8,
    "ms p95": 8,
    "tab MiB": 8,
    "recall": 8,
    "precision": 10,
}
APPEND: Final = "import os, sys; sys.path.append(os.environ['RIVALS']);"
BUILD: Final = f"{APPEND} from mkdocs.__main__ import cli; cli(['build', '-q'])"
PAGES: Final = f"{APPEND} import runpy; sys.argv[1:] = ['--site', '.']; runpy.run_module('pagefind')"
PAGE: Final = '<!doctype html><html lang="zh"><title>x</title><body data-pagefind-body><h1>'
# each answers with the numbers of speeches, and the milliseconds until the first ten hits are told
OURS: Final = """async ([query, at]) => {
    if (!window.search) {
        const { connect } = await import(at + "search/reader/client.js");
        window.search = await connect(at + "search/");
    }
    const given = { query, filters: {}, minutes: [null, null], sort: "relevance", offset: 0, limit: 10 };
    const began = performance.now();
    const told = await window.search.search(given);
    return [Array.from(told.documents), performance.now() - began];
}"""
MATERIAL: Final = """async ([query, at]) => {
    if (!window.worker) {
        const index = await (await fetch(at + "search/search_index.json")).json();
        window.worker = new Worker(at + window.workerPath);
        const ready = new Promise((done) => { window.worker.onmessage = () => done(); });
        window.worker.postMessage({ type: 0, data: { ...index, options: { suggest: false } } });
        await ready;
    }
    const began = performance.now();
    const answer = new Promise((done) => { window.worker.onmessage = ({ data }) => done(data); });
    window.worker.postMessage({ type: 2, data: query });
    const told = await answer;
    const pages = told.data.items.flat().map(({ location }) => parseInt(location.split("/")[0].slice(1), 10));
    return [pages.filter((page) => page >= 0), performance.now() - began];
}"""
PAGEFIND: Final = """async ([query, at]) => {
    if (!window.pagefind) {
        window.pagefind = await import(at + "pagefind/pagefind.js");
        await window.pagefind.init();
    }
    const began = performance.now();
    const { results } = await window.pagefind.search(query);
    const first = await Promise.all(results.slice(0, 10).map((one) => one.data()));
    const time = performance.now() - began;
    window.rest = results.slice(10);
    const number = ({ url }) => parseInt(/s(\\d+)/.exec(url)[1], 10);
    window.number = number;
    return [first.map(number), time];
}"""
REST: Final = "async () => (await Promise.all(window.rest.map((one) => one.data()))).map(window.number)"


@dataclass(frozen=True, slots=True)
class Speeches:
    """A corpus: its records on the disk, and what a brute search looks through."""

    path: Path
    records: Sequence[Mapping[str, Any]]
    size: int  # bytes of UTF-8
    folded: Sequence[str]

    def having(self, query: str) -> set[int]:
        """The speeches that hold a query, found by looking through all of them."""
        return {number for number, text in enumerate(self.folded) if brute.fold(query) in text}


def main() -> None:
    """Measure the three in turn and print a table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--speeches", type=int, default=1_000)
    options.add_argument("--length", type=int, default=2_000, help="characters of a speech")
    options.add_argument("--installed", type=Path, default=Path("build/rivals"), help="where Pagefind and jieba are")
    given = options.parse_args()
    os.environ["RIVALS"] = str(given.installed.resolve())
    if not (given.installed / "pagefind").is_dir():
        sys.exit(f"{given.installed}: Pagefind is not there; `make bench-search` installs it")
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        room = Path(name)
        made = generate(room / "corpus.jsonl", given.speeches, given.length, 2)
        records = [json.loads(line) for line in made.path.read_text(encoding="utf-8").splitlines()]
        speeches = Speeches(made.path, records, made.size, ["\0".join(brute.speech(one).lines) for one in records])
        texts = list(queries(speeches))
        print(f"{given.speeches} speeches, {made.size / 1e6:.1f} MB of UTF-8, {QUERIES} queries")
        print(" " * 16 + "".join(f"{name:>{width}}" for name, width in COLUMNS.items()))
        for rival in (ours, material, pagefind):
            (room / rival.__name__).mkdir()
            ask(playwright, rival(room / rival.__name__, speeches), speeches, texts)


def queries(speeches: Speeches) -> Iterator[str]:
    """Spans of 2 to 8 characters from the middle of anything, without marks."""
    dice = random.Random(11)  # noqa: S311 - the same each time
    left = QUERIES
    while left:
        text = dice.choice(dice.choice(speeches.records)["blocks"])["text"]
        at = dice.randrange(max(1, len(text) - 8))
        span = text[at : at + dice.randint(2, 8)]
        if len(span) > 1 and not set(span) & set("，。、"):
            left -= 1
            yield span


@dataclass(frozen=True, slots=True)
class Built:
    """What one search made of the corpus: its name, its folders by address, the code that asks it, what it took."""

    name: str
    folders: dict[str, Path]
    code: str
    run: Run
    size: int  # bytes of all that it needs, as transferred
    setup: str = ""


def ours(room: Path, speeches: Speeches) -> Built:
    """Our index of the corpus."""
    run = measuring.run([sys.executable, "-m", "tests.bench.indexing", str(speeches.path), str(room / "index")], room)
    reader.publish(reader.modules(), room / "reader")
    folders = {"/search/reader/": room / "reader", "/search/": room / "index", "/": blank(room / "page")}
    return Built("ours", folders, OURS, run, transferred(room / "index"))


def material(room: Path, speeches: Speeches) -> Built:
    """Material's search plugin with jieba; its time is that of a build with it less that of one without."""
    (room / "docs").mkdir()
    for number, record in enumerate(speeches.records):
        lines = [f"## {one['text']}" if one["kind"] == "heading" else one["text"] for one in record["blocks"]]
        (room / "docs" / f"s{number}.md").write_text("\n\n".join([f"# {record['title']}", *lines]), encoding="utf-8")
    (room / "docs" / "index.md").write_text("# x\n", encoding="utf-8")
    plain = "site_name: x\nnav: [index.md]\nvalidation: {nav: {omitted_files: ignore}}\n"
    plain += "theme: {name: material, language: zh, font: false}\n"
    runs = []
    for plugins in ("plugins: []\n", "plugins: [{search: {lang: zh}}]\n"):
        (room / "mkdocs.yml").write_text(plain + plugins, encoding="utf-8")
        runs.append(measuring.run([sys.executable, "-c", BUILD], room))
    site = room / "site"
    files = [site / "search/search_index.json", *site.glob("assets/javascripts/lunr/min/lunr.zh.min.js")]
    worker = next(site.glob("assets/javascripts/workers/search.*.js"))
    size = sum(len(gzip.compress(path.read_bytes())) for path in (*files, worker))
    run = Run(runs[1].seconds - runs[0].seconds, runs[1].peak)
    setup = f"window.workerPath = {json.dumps(worker.relative_to(site).as_posix())}"
    return Built("Material, jieba", {"/": site}, MATERIAL, run, size, setup)


def pagefind(room: Path, speeches: Speeches) -> Built:
    """Pagefind on plain pages."""
    for number, record in enumerate(speeches.records):
        body = "".join(f"<p>{html.escape(block['text'])}</p>" for block in record["blocks"])
        page = (
            f'<!doctype html><html lang="zh"><title>x</title><body data-pagefind-body><h1>{record["title"]}</h1>{body}'
        )
        (room / f"s{number}.html").write_text(page, encoding="utf-8")
    blank(room)
    run = measuring.run([sys.executable, "-c", PAGES], room)
    size = sum(len(gzip.compress(path.read_bytes())) for path in (room / "pagefind").rglob("*") if path.is_file())
    return Built("Pagefind", {"/": room}, PAGEFIND, run, size)


def blank(folder: Path) -> Path:
    """A folder with an empty page."""
    folder.mkdir(exist_ok=True)
    (folder / "index.html").write_text("<!doctype html><title>search</title>", encoding="utf-8")
    return folder


@contextmanager
def page_of(playwright: Playwright, folders: dict[str, Path]) -> Iterator[tuple[Page, Host]]:
    """A page of a host in a browser of its own."""
    browser: Browser | None = places.start(playwright)
    if browser is None:
        sys.exit(places.MISSING)
    with hosted(Host(folders)) as host:
        page = browser.new_page()
        page.goto(host.address)
        yield page, host
    browser.close()


def ask(playwright: Playwright, built: Built, speeches: Speeches, texts: Sequence[str]) -> None:
    """Ask all queries in a browser, and print the line of one search."""
    with page_of(playwright, built.folders) as (page, host):
        if built.setup:
            page.evaluate(built.setup)
        page.evaluate(built.code, [texts[0], host.address])
        first = sum(sent for path, sent in host.asked if path != "/")
        sizes, times, right, told, wanted = [], [], 0, 0, 0
        for text in texts:
            before = len(host.asked)
            numbers, time = page.evaluate(built.code, [text, host.address])
            sizes.append(float(sum(sent for _, sent in host.asked[before:])))
            times.append(float(time))
            found = set(numbers) | set(page.evaluate(REST) if built.code == PAGEFIND else [])
            expected = speeches.having(text)
            right, told, wanted = right + len(found & expected), told + len(found), wanted + len(expected)
        figures = (
            *(f"{built.run.seconds:.1f}", f"{built.run.peak:.0f}", f"{built.size / 1e6:.1f}", f"{first / 1e3:.0f}"),
            *(f"{statistics.median(sizes) / 1e3:.0f}", f"{percentile(sizes, 95) / 1e3:.0f}"),
            *(f"{statistics.median(times):.0f}", f"{percentile(times, 95):.0f}", f"{measuring.tab(os.getpid()):.0f}"),
            *(f"{right / wanted:.2f}", f"{right / max(1, told):.2f}"),
        )
        cells = (f"{cell:>{width}}" for cell, width in zip(figures, COLUMNS.values(), strict=True))
        print(f"{built.name:16}{''.join(cells)}")


if __name__ == "__main__":
    main()
