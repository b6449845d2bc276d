"""`make bench-search`: the index of generated corpora of growing size, and queries of them in a browser.

Prints figures, judges nothing. All queries are asked on one page, as a reader does who goes on searching: what a query
needs and one before it has fetched may still be there.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Browser, Page, sync_playwright

from build_tools.site import reader
from tests.bench import measuring, prose
from tests.search import brute, library
from tests.search.server import Host, hosted
from tests.site import places

QUERIES: Final = 200
CLICKS: Final = 100
MEBI: Final = 1 << 20


DRIVE: Final = """import { connect } from "./search/reader/client.js";
const search = await connect(new URL("search/", location.href));
for (const query of QUERIES) {
  const given = { query, filters: {}, minutes: [null, null], sort: "relevance", offset: 0, limit: 10 };
  for (const filters of [{}, { state: ["sample"] }]) await search.search({ ...given, filters });
}
await fetch("done");
"""


@dataclass(frozen=True, slots=True)
class Corpus:
    """A corpus on the disk: where it is, how many speeches, and how many bytes of UTF-8 their texts have."""

    path: Path
    speeches: int
    size: int


def main() -> None:
    """Measure each size in turn, and print a table of how each figure grows."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--sizes", type=int, nargs="+", default=[5_000, 20_000, 100_000], help="speeches")
    options.add_argument("--length", type=int, default=2_000, help="characters of a speech")
    options.add_argument("--jobs", type=int, default=2)
    given = options.parse_args()
    rows = []
    with sync_playwright() as playwright:
        browser = places.start(playwright)
        if browser is None:
            sys.exit(places.MISSING)
        for count in given.sizes:
            with tempfile.TemporaryDirectory() as room:
                rows.append(measured(browser, Path(room), count, given))
            print(json.dumps(rows[-1], ensure_ascii=False), file=sys.stderr)
        browser.close()
    tell(rows)


def measured(browser: Browser, room: Path, count: int, given: argparse.Namespace) -> dict[str, float]:
    """All figures of one size."""
    corpus = generate(room / "corpus.jsonl", count, given.length, given.jobs)
    command = [sys.executable, "-m", "tests.bench.indexing", str(corpus.path), str(room / "index")]
    run = measuring.run([*command, "--jobs", str(given.jobs)], room)
    size = transferred(room / "index")
    told: dict[str, float] = {
        "speeches": count,
        "text MB": corpus.size / 1e6,
        "build s": run.seconds,
        "build MB/s": corpus.size / 1e6 / run.seconds,
        "build peak MiB": run.peak,
        "index / text": size / corpus.size,
    }
    (room / "page").mkdir()
    texts = queries(corpus)
    with library.opened(browser, room / "index", room / "page") as (page, host):
        told |= asked(page, host, texts)
    (room / "alone").mkdir()
    return told | {"tab MiB": tab(room / "index", room / "alone", texts)}


def generate(path: Path, count: int, length: int, jobs: int) -> Corpus:
    """Write a corpus."""
    size = 0
    prose.language()  # before the fork, so that it is made once
    with path.open("wb") as stream, multiprocessing.get_context("fork").Pool(jobs) as pool:
        for line, characters in pool.imap(partial(_line, length), range(count), chunksize=200):
            stream.write(line)
            size += characters
    return Corpus(path, count, size)


def _line(length: int, number: int) -> tuple[bytes, int]:
    record = prose.record(number, length)
    told = "".join((record["title"], *(block["text"] for block in record["blocks"])))
    return json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode() + b"\n", len(told.encode())


def transferred(index: Path) -> int:
    """The bytes of all files that are fetched over HTTP; the scripts for sites on a disk hold the same once more."""
    return sum(path.stat().st_size for path in index.rglob("*") if path.is_file() and path.suffix != ".js")


def queries(corpus: Corpus) -> list[str]:
    """Random queries: spans from anywhere, short and long, single characters, two words, a word in a field."""
    dice = random.Random(7)  # noqa: S311 - the same each time
    found: list[str] = []
    while len(found) < QUERIES:
        first, second = (span(dice, corpus.speeches) for _ in range(2))
        if len(brute.fold(first)) < 2 or len(brute.fold(second)) < 2:
            continue
        way = len(found) % 10
        if way < 5:
            found.append(f'"{first}"')
        elif way < 6:
            found.append(f'"{first[:1]}"')
        elif way < 8:
            found.append(f'"{first[:2]}" "{second[:2]}"')
        else:
            found.append(f'"{first[:3]}" OR 题:"{second[:2]}"')
    return found


def span(dice: random.Random, speeches: int) -> str:
    """2 to 12 characters of a random speech."""
    text = dice.choice(prose.paragraphs(dice.randrange(speeches), 2000))
    at = dice.randrange(max(1, len(text) - 12))
    return text[at : at + dice.randint(2, 12)]


def asked(page: Page, host: Host, texts: Sequence[str]) -> dict[str, float]:
    """What the browser takes: bytes and milliseconds of queries and of clicks on facets, and memory."""
    first = sum(size for path, size in host.asked if path != "/")
    files = len(host.asked) - 1
    answers = list(ask(page, host, [{"query": text} for text in texts]))
    sizes, times = [size for size, _, _ in answers], [time for _, time, _ in answers]
    clicks = [(counted, time) for _, time, counted in ask(page, host, clicked(page, texts))]
    return {
        "first load KB": first / 1e3,
        "first load files": files,
        "query KB p50": statistics.median(sizes) / 1e3,
        "query KB p95": percentile(sizes, 95) / 1e3,
        "query ms p50": statistics.median(times),
        "query ms p95": percentile(times, 95),
        "click counts p50": statistics.median(counted for counted, _ in clicks),
        "click counts p95": percentile([counted for counted, _ in clicks], 95),
        "click hits p50": statistics.median(time for _, time in clicks),
        "click hits p95": percentile([time for _, time in clicks], 95),
    }


def ask(page: Page, host: Host, requests: Iterable[dict[str, Any]]) -> Iterator[tuple[float, float, float]]:
    """Bytes over the wire of each request, milliseconds until all is told, and until the counts are."""
    for request in requests:
        before = len(host.asked)
        told = page.evaluate(library.ASK, request)
        if "failure" in told or not told["verified"]:
            sys.exit(f"{request}: {told}")
        yield float(sum(size for _, size in host.asked[before:])), told["time"], told["counted"]


def clicked(page: Page, texts: Sequence[str]) -> Iterator[dict[str, Any]]:
    """A click on a value of a facet under a query that is there already: the query alone comes before each."""
    dice = random.Random(8)  # noqa: S311 - the same each time
    values = page.evaluate("() => window.search.info.facets.map(({ name, values }) => [name, values.map((v) => v.id)])")
    for text in texts[-CLICKS:]:
        name, ids = dice.choice([row for row in values if row[1]])
        page.evaluate(library.ASK, {"query": text})
        yield {"query": text, "filters": {name: [dice.choice(ids)]}}


def tab(index: Path, room: Path, texts: Sequence[str]) -> float:
    """Mebibytes of a tab that asks all queries by itself, what is mapped from files left out.

    In a browser that nobody watches: one that is driven from outside keeps what it has fetched for those who ask.
    """
    reader.publish(reader.modules(), room / "reader")
    (room / "index.html").write_text('<!doctype html><script type="module" src="drive.js"></script>', encoding="utf-8")
    (room / "drive.js").write_text(DRIVE.replace("QUERIES", json.dumps(list(texts))), encoding="utf-8")
    folders = {"/search/reader/": room / "reader", "/search/": index, "/": room}
    with hosted(Host(folders, library.POLICY)) as host:
        flags = [*places.QUIET, "--headless", f"--user-data-dir={room / 'profile'}", host.address]
        with subprocess.Popen([places.executable(), *flags], stdout=-3, stderr=-3) as browser:
            while not any(path == "/done" for path, _ in host.asked):
                time.sleep(0.5)
            found = measuring.tab(browser.pid)
            browser.kill()
    return found


def percentile(values: Sequence[float], which: int) -> float:
    """The value below which `which` percent of them lie."""
    return statistics.quantiles(values, n=100, method="inclusive")[which - 1]


def tell(rows: Sequence[dict[str, float]]) -> None:
    """A table: a line for each figure, a column for each size; and how often it grew as much as the corpus did."""
    growth: Callable[[float, float], str] = lambda one, other: f"×{other / one:.1f}" if one else "-"  # noqa: E731
    for name in rows[0]:
        cells = [f"{row[name]:>12,.2f}" if row[name] < 1000 else f"{row[name]:>12,.0f}" for row in rows]
        print(f"{name:18}{''.join(cells)}   {growth(rows[0][name], rows[-1][name])}")


if __name__ == "__main__":
    main()
