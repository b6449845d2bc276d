"""A site as a static host sends it: compressed, many requests over one connection; and what it sent, counted."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type
from pathlib import Path
from urllib.parse import unquote, urlsplit

from tests.site.places import answering

TEXT = ("text/", "application/javascript", "application/json", "image/svg+xml")


@cache
def packed(path: Path) -> bytes:
    """A file, compressed once."""
    return gzip.compress(path.read_bytes(), 6, mtime=0)


def handler(site: Path, sent: dict[str, int]) -> type[BaseHTTPRequestHandler]:
    """Answers for the files of a site; `sent` takes the bytes of every answer, its head included."""

    class Host(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            name = unquote(urlsplit(self.path).path)
            path = site / name.lstrip("/")
            path = path / "index.html" if path.is_dir() else path
            status = 200 if path.is_file() else 404
            path = path if status == 200 else site / "404.html"
            kind = guess_type(path.name)[0] or "application/octet-stream"
            pack = kind.startswith(TEXT) and "gzip" in self.headers.get("Accept-Encoding", "")
            body = packed(path) if pack else path.read_bytes()
            lines = {"Content-Type": f"{kind}; charset=utf-8" if kind.startswith(TEXT) else kind}
            lines |= {"Content-Length": str(len(body)), "Cache-Control": "max-age=600"}
            lines |= {"Content-Encoding": "gzip"} if pack else {}
            self.send_response(status)
            for field, value in lines.items():
                self.send_header(field, value)
            self.end_headers()
            self.wfile.write(body)
            head = sum(len(field) + len(value) + 4 for field, value in lines.items())
            sent[name] = sent.get(name, 0) + len(body) + head

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    return Host


@contextmanager
def served(site: Path) -> Iterator[tuple[str, dict[str, int]]]:
    """A site's address on loopback while the context lasts, and the bytes that it sent, by path."""
    sent: dict[str, int] = {}
    with answering(ThreadingHTTPServer(("127.0.0.1", 0), handler(site, sent))) as address:
        yield address, sent
