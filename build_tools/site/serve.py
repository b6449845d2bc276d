"""A built site on this machine's loopback, built again when something changes.

Knows: HTTP as far as a preview needs it.
Must not know: what is watched, or how a site is built.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Final

EVERY: Final = 1.0  # seconds between two looks
HOST: Final = "127.0.0.1"


class Handler(SimpleHTTPRequestHandler):
    """Serves a folder by its name, so that the next request after a swap finds the new site."""

    protocol_version = "HTTP/1.1"

    def end_headers(self) -> None:
        """Tell browsers to ask again each time: the next build may have changed anything."""
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Show the site's own page for an address that leads nowhere."""
        page = Path(self.directory, "404.html")
        if code != HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the base class's
        """Say nothing: a line for each file hides the findings of the next build."""


def server(site_dir: Path, port: int) -> ThreadingHTTPServer:
    """A server of a folder, not yet running; port 0 takes a free one."""
    return ThreadingHTTPServer((HOST, port), partial(Handler, directory=str(site_dir.absolute())))


def serve(site_dir: Path, port: int, watched: Callable[[], Mapping[Path, float]], rebuild: Callable[[], bool]) -> None:
    """Serve a site until interrupted; look each second whether something changed, and build again if so."""
    over = threading.Event()
    watcher = threading.Thread(target=_watch, args=(watched, rebuild, over), daemon=True)
    with server(site_dir, port) as running:
        print(f"http://{HOST}:{running.server_port}/ （按 Ctrl-C 结束 / Ctrl-C ends it）", flush=True)  # noqa: T201
        watcher.start()
        try:
            running.serve_forever(poll_interval=0.2)
        except KeyboardInterrupt:
            print(flush=True)  # noqa: T201 - the shell's prompt goes on a line of its own
        finally:
            over.set()
    watcher.join()


def _watch(watched: Callable[[], Mapping[Path, float]], rebuild: Callable[[], bool], over: threading.Event) -> None:
    """Build again on each change; what fails is told, and the last good site goes on being served."""
    seen = watched()
    while not over.wait(EVERY):
        try:
            now = watched()
            if now == seen:
                continue
            seen = now  # before building: what changes meanwhile is built next time
            told = "已更新 / built again" if rebuild() else "有错误，仍显示上一版 / errors: the last version stays up"
        except Exception as failed:  # noqa: BLE001 - a preview outlives a bad build, whatever was bad
            told = f"未能更新，仍显示上一版 / not built, the last version stays up: {failed}"
        print(told, flush=True)  # noqa: T201
