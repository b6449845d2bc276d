"""A small host for tests, as static hosts are: it compresses text, keeps connections, counts bytes, can be broken."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from tests.site import places

TYPES = {".html": "text/html; charset=utf-8", ".js": "text/javascript", ".json": "application/json"}
PACKED = frozenset(TYPES)
Fault = Callable[[str, bytes], tuple[int, bytes] | None]


@dataclass
class Host:
    """Folders under one address. `fault` may answer a path otherwise, with a status and bytes; 0 breaks off."""

    folders: dict[str, Path]
    policy: str = ""
    address: str = ""
    fault: Fault | None = None
    asked: list[tuple[str, int]] = field(default_factory=list)  # path, bytes of the body as sent

    def file(self, path: str) -> Path | None:
        """The file of a path."""
        for prefix, folder in self.folders.items():
            if path.startswith(prefix):
                found = folder / (path.removeprefix(prefix) or "index.html")
                found = found / "index.html" if found.is_dir() else found
                return found if found.is_file() else None
        return None


def _handler(host: Host) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True
        wbufsize = 1 << 16

        def do_GET(self) -> None:
            path = self.path.partition("?")[0]
            found = host.file(path)
            status, data = (200, found.read_bytes()) if found else (404, b"not here")
            if host.fault and (other := host.fault(path, data)):
                status, data = other
            if status == 0:  # the connection is lost in the middle
                self.send_response(200)
                self.send_header("Content-Length", str(len(data) + 1000))
                self.end_headers()
                self.wfile.write(data[: len(data) // 2])
                self.close_connection = True
                return
            suffix = found.suffix if found else ""
            packed = suffix in PACKED
            data = gzip.compress(data, 6) if packed else data
            self.send_response(status)
            self.send_header("Content-Type", TYPES.get(suffix, "application/octet-stream"))
            self.send_header("Content-Length", str(len(data)))
            if packed:
                self.send_header("Content-Encoding", "gzip")
            if host.policy:
                self.send_header("Content-Security-Policy", host.policy)
            self.end_headers()
            self.wfile.write(data)
            host.asked.append((path, len(data)))

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name of the method we replace
            """Say nothing."""

    return Handler


@contextmanager
def hosted(host: Host) -> Iterator[Host]:
    """A host that answers on loopback while the context lasts."""
    with places.answering(ThreadingHTTPServer(("127.0.0.1", 0), _handler(host))) as address:
        host.address = f"{address}/"
        yield host
