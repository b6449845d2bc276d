"""Where the browser tests get their site and their browser: built once into a folder of its own, served on loopback."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import HTTPServer
from pathlib import Path

from playwright.sync_api import Browser, Error, Playwright

from build_tools import conversion, publication
from build_tools.site.serve import server

ROOT = Path(__file__).parents[2]
SIZES = {"phone": (390, 844), "desktop": (1440, 900)}
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
MISSING = (
    "没有找到 Chromium：请安装（Debian: apt-get install chromium fonts-noto-cjk），或在环境变量 CHROMIUM 里写明路径 / "
    "no Chromium was found: install one, or name it in $CHROMIUM"
)


def executable() -> str:
    """The browser in $CHROMIUM, or one of this machine; nothing if there is neither."""
    return os.environ.get("CHROMIUM", "") or next((path for name in NAMES if (path := shutil.which(name))), "")


def start(playwright: Playwright) -> Browser | None:
    """A browser: the one in $CHROMIUM, one of this machine, or playwright's own; None if there is none."""
    try:
        return playwright.chromium.launch(executable_path=executable() or None, args=QUIET)
    except Error:
        return None


def copy_docs(target: Path, *, sources: bool = True) -> Path:
    """The pages that people write, and the sources if wanted, in a folder of our own."""
    for name in (
        "home.md",
        "data",
        "contributing",
        "search",
        "compare",
        "clippings",
        *(("sources",) if sources else ()),
    ):
        path = ROOT / "docs" / name
        if path.is_dir():
            shutil.copytree(path, target / name)
        else:
            target.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, target / name)
    return target


def build(folder: Path, sources: Path | None = None) -> Path:
    """Build the anthology, or other sources, below a folder; the site's folder."""
    docs = copy_docs(folder / "docs", sources=sources is None)
    told = publication.build(
        sources or docs / "sources", docs, folder / "site", folder / "store", clean=True, jobs=1, strict=False
    )
    assert told.published, told.rows
    return folder / "site"


@contextmanager
def answering(host: HTTPServer) -> Iterator[str]:
    """A host's address on loopback, on which it answers while the context lasts."""
    with host:
        thread = threading.Thread(target=host.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield f"http://127.0.0.1:{host.server_port}"
        finally:
            host.shutdown()
            thread.join()


@contextmanager
def served(site: Path) -> Iterator[str]:
    """A site's address on loopback while the context lasts."""
    with answering(server(site, 0)) as address:
        yield address


def kinds(site: Path) -> dict[str, str]:
    """One address of each kind of page."""
    found = {"home": "", "speech": "", "compilation": "", "missing": "no/such/page/"}
    pages = sorted(path.parent.relative_to(site).as_posix() for path in site.rglob("index.html"))
    found["speech"] = next(name for name in pages if name.startswith("speeches/")) + "/"
    found["compilation"] = next(name for name in pages if name.startswith("compilations/")) + "/"
    for kind in (*conversion.LISTED[2:], "compilations"):
        found[kind] = f"{kind}/"
        one = next((name for name in pages if name.startswith(f"{kind}/") and not name.endswith("/unknown")), None)
        if one and kind != "compilations":
            found[f"{kind}-one"] = f"{one}/"
    return found | {
        "timeline": "timeline/",
        "compare": "compare/",
        "clippings": "clippings/",
        "terms": "glossary/",
        "search": "search/",
        "data": "data/",
        "contributing": "contributing/",
        "glossary": "contributing/glossary/",
    }
