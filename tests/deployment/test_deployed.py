"""The list of digests is what sha256sum makes of the site, and a site on the web is compared with it file by file."""

from __future__ import annotations

import http.server
import subprocess
import threading
from pathlib import Path

import pytest

from build_tools import deployment
from tests.review.test_compare import run
from tests.site import places


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """A small site with its list."""
    folder = tmp_path / "site"
    files = {
        "index.html": b"<p>a</p>",
        "404.html": b"<p>no</p>",
        "sources/讲话 一.txt": b"x" * 100_000,
        "a/b.json": b"{}",
    }
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    assert 0 == run("manifest", folder).returncode
    return folder


def test_another_program_agrees(built: Path) -> None:
    """Every file is in the list, and sha256sum finds all of them right."""
    done = subprocess.run(
        ["sha256sum", "--check", "--strict", deployment.MANIFEST], cwd=built, capture_output=True, check=True
    )
    assert 4 == done.stdout.count(b": OK\n")
    assert 4 == len(deployment.parse((built / deployment.MANIFEST).read_text(encoding="utf-8")))


def test_it_is_the_same_when_made_again(built: Path) -> None:
    """The list does not list itself."""
    before = (built / deployment.MANIFEST).read_bytes()
    run("manifest", built)
    assert before == (built / deployment.MANIFEST).read_bytes()


def test_the_site_that_was_built_is_told_apart(built: Path, tmp_path: Path) -> None:
    """One byte, one missing file, another list: each is named."""
    kept = tmp_path / "kept.sha256"
    kept.write_bytes((built / deployment.MANIFEST).read_bytes())
    with places.served(built) as address:
        done = run("deployed", f"{address}/", "--manifest", kept)
        assert (0, "") == (done.returncode, done.stdout)
        (built / "a/b.json").write_bytes(b"[]")
        (built / "sources/讲话 一.txt").unlink()
        run("manifest", built)
        done = run("deployed", address, "--manifest", kept, "--attempts", 2, "--pause", 0)
    assert 1 == done.returncode
    wrong = [line.rpartition(": ")[2] for line in done.stdout.splitlines()]
    assert ["a/b.json", deployment.MANIFEST, "sources/讲话 一.txt"] == wrong


class Broken(http.server.BaseHTTPRequestHandler):
    """Says that more comes, and goes."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Half a chunk, or no answer at all that HTTP knows."""
        if self.path.startswith("/a/"):
            self.wfile.write(b"nonsense\r\n\r\n")
        else:
            self.wfile.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nhalf")
        self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the base class's
        """Say nothing."""


def test_an_answer_that_breaks_off_is_a_difference(built: Path) -> None:
    """Each file is named, and asked for again if there are attempts left; there is no traceback."""
    wanted = deployment.parse((built / deployment.MANIFEST).read_text(encoding="utf-8"))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Broken) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        found = deployment.differences(f"http://127.0.0.1:{server.server_port}", wanted, 2, 0)
        server.shutdown()
    assert found == sorted(wanted)


def test_nobody_answers(built: Path) -> None:
    """Then every file differs."""
    done = run("deployed", "http://127.0.0.1:9", "--manifest", built / deployment.MANIFEST)
    assert 1 == done.returncode
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(("address", "words"), [("file:///etc", ""), ("http://127.0.0.1:9", "not a list\n")])
def test_wrong_usage(built: Path, tmp_path: Path, address: str, words: str) -> None:
    """Only the web is asked, and only a list is believed."""
    listed = built / deployment.MANIFEST
    if words:
        listed = tmp_path / "list"
        listed.write_text(words, encoding="utf-8")
    assert 2 == run("deployed", address, "--manifest", listed).returncode
