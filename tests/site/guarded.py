"""A server that lets a site do only what its own files say: a Content-Security-Policy on every answer."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from tests.site import places

INLINE = re.compile(rb"<script>(.*?)</script>", re.DOTALL)
POLICY = (
    "default-src 'self'; script-src 'self' {hashes}; worker-src 'self'; connect-src 'self'; img-src 'self' data:; "
    "style-src 'self' 'unsafe-inline'; object-src 'none'; base-uri 'none'; form-action 'self'"
)


def policy(body: bytes) -> str:
    """The policy for an answer: its inline scripts, which are the theme's, may run as they are."""
    hashes = (base64.b64encode(hashlib.sha256(script).digest()).decode() for script in INLINE.findall(body))
    return POLICY.format(hashes=" ".join(f"'sha256-{one}'" for one in sorted(set(hashes))))


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The address of a site behind the policy."""

    class Guarded(SimpleHTTPRequestHandler):
        def do_GET(self) -> None:
            path = Path(self.translate_path(self.path))
            path = path / "index.html" if path.is_dir() else path
            found = path.is_file()
            body = (path if found else site / "404.html").read_bytes()
            self.send_response(200 if found else 404)
            self.send_header("Content-Type", self.guess_type(str(path)))
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Content-Security-Policy", policy(body))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
            pass

    def handler(*given: object) -> Guarded:
        return Guarded(*given, directory=str(site))  # type: ignore[arg-type]

    class Quiet(ThreadingHTTPServer):
        def handle_error(self, request: object, client_address: object) -> None:
            """Pass over it: a page that is left breaks off what it asked for."""

    with places.answering(Quiet(("127.0.0.1", 0), handler)) as address:
        yield address
