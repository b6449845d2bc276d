"""`make lighthouse`: every kind of page on a simulated phone, with few speeches and with many; fails below the bounds.

A machine that does other things as well measures worse than it is: a page that misses its bounds is measured up to five
times, and the median of its runs counts.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import sync_playwright

from tests.bench import generated
from tests.site import packed, places

HOME: Final = Path(__file__).parent
BOUNDS: Final = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100}
BYTES, REQUESTS, PAINTED = 70_000, 6, 1_500  # of a speech's first load; the last in milliseconds
RUNS: Final = 5
FLAGS: Final = "--chrome-flags=--headless=new --no-sandbox --disable-dev-shm-usage"


@dataclass(frozen=True, slots=True)
class Score:
    """One run over one page: the scores of Lighthouse's categories, what was sent, and when the most was painted."""

    categories: Mapping[str, int]
    sent: int
    requests: int
    painted: float
    faults: tuple[str, ...]


def main() -> None:
    """Build both sites, measure every kind of page, print a table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--speeches", type=int, default=5_000, help="how many the large site has; 0: no large site")
    options.add_argument("--length", type=int, default=2_000, help="characters of each of them")
    options.add_argument("--program", type=Path, default=HOME / "node_modules/lighthouse/cli/index.js")
    given = options.parse_args()
    if shutil.which("node") is None or not given.program.is_file():
        sys.exit("Node.js and Lighthouse are needed: `make lighthouse` installs Lighthouse where Node.js is")
    missed: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        for name, sources in sites(Path(folder), given.speeches, given.length):
            site = places.build(Path(folder, name), sources)
            missed += [f"{name}: {line}" for line in measured(name, site, given.program)]
    print("\n".join(["", *missed] if missed else ["", "all within the bounds"]))
    sys.exit(bool(missed))


def sites(folder: Path, speeches: int, length: int) -> list[tuple[str, Path | None]]:
    """The anthology's own sources, and a folder of generated ones."""
    if not speeches:
        return [("own", None)]
    many = folder / "many-sources"
    list(generated.write(many, speeches, length))
    return [("own", None), ("many", many)]


def measured(name: str, site: Path, program: Path) -> list[str]:
    """What falls short on a site; each page's line is printed as it is known."""
    missed: list[str] = []
    print(f"\n{name}: performance / accessibility / best practices / SEO, LCP, sent")
    for kind, path in places.kinds(site).items():
        if kind == "missing":
            continue  # Lighthouse does not judge a page that answers 404
        scores = [run(site, path, program)]
        while short(kind, scores) and len(scores) < RUNS:
            scores.append(run(site, path, program))
        wrong = short(kind, scores)
        told = " / ".join(str(median(scores, category)) for category in BOUNDS)
        print(
            f"{kind:18} {told}  {statistics.median(one.painted for one in scores):5.0f} ms  "
            f"{scores[-1].sent / 1000:5.1f} KB in {scores[-1].requests}  ({len(scores)} runs)",
            flush=True,
        )
        missed += [f"{kind}: {line}" for line in wrong]
    return missed


def median(scores: list[Score], category: str) -> int:
    """The middle one of the runs."""
    return int(statistics.median_low([one.categories[category] for one in scores]))


def short(kind: str, scores: list[Score]) -> list[str]:
    """What of a page is below its bounds."""
    wrong = [
        f"{name} {median(scores, name)} < {least}" for name, least in BOUNDS.items() if median(scores, name) < least
    ]
    if kind == "speech":
        last, painted = scores[-1], statistics.median(one.painted for one in scores)
        wrong += [f"{last.sent} bytes"] if last.sent > BYTES else []
        wrong += [f"{last.requests} requests"] if last.requests > REQUESTS else []
        wrong += [f"LCP {painted:.0f} ms"] if painted > PAINTED else []
    return [*wrong, *scores[-1].faults] if wrong else []


def run(site: Path, path: str, program: Path) -> Score:
    """One run of Lighthouse, by its stock settings: a phone of the middle class on a slow mobile network."""
    with packed.served(site) as (address, _), tempfile.NamedTemporaryFile(suffix=".json") as out:
        command = ["node", str(program), f"{address}/{path}", "--output=json", f"--output-path={out.name}", "--quiet"]
        subprocess.run([*command, FLAGS], env={**os.environ, "CHROME_PATH": browser()}, check=True)
        told = json.loads(Path(out.name).read_bytes())
    audits = told["audits"]
    loaded = audits["network-requests"]["details"]["items"]  # not what Lighthouse asks for by itself: robots.txt …
    return Score(
        {name: round(category["score"] * 100) for name, category in told["categories"].items()},
        sum(int(one["transferSize"]) for one in loaded),
        len(loaded),
        float(audits["largest-contentful-paint"]["numericValue"]),
        tuple(fault(name, audit) for name, audit in audits.items() if counts(audit)),
    )


def counts(audit: Mapping[str, Any]) -> bool:
    """True for a check that a page fails, as against one that only advises."""
    return audit["scoreDisplayMode"] in ("binary", "numeric") and (audit["score"] or 0) < 0.9


def fault(name: str, audit: Mapping[str, Any]) -> str:
    """A failed check, and the first places where it fails."""
    items = (audit.get("details") or {}).get("items", [])
    where = [str(item.get("node", {}).get("selector", "")) for item in items[:2] if isinstance(item, dict)]
    return f"  {name} {audit.get('displayValue', '')} {' '.join(filter(None, where))}"


def browser() -> str:
    """The browser that the tests use."""
    if found := places.executable():
        return found
    with sync_playwright() as playwright:
        return str(playwright.chromium.executable_path)


if __name__ == "__main__":
    main()
