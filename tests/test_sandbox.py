"""What a child process may not do: use the network, write, take more time or memory than it is given."""

from __future__ import annotations

import os
import signal
import socket
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from build_tools import sandbox

SMALL = sandbox.Limits(seconds=1, patience=4.0, memory=200 * sandbox.MEGABYTE, result=sandbox.MEGABYTE)


def test_it_gives_back_bytes() -> None:
    """All of them, also more than a pipe holds."""
    assert sandbox.run(lambda: b"ab" * 300_000).data == b"ab" * 300_000


def endless() -> bytes:
    """Never comes back."""
    while True:
        pass


def asleep() -> bytes:
    """Uses no processor, and never comes back."""
    time.sleep(60)
    return b""


def killed() -> bytes:
    """Is ended from outside."""
    os.kill(os.getpid(), signal.SIGTERM)
    return b""


def fallen() -> bytes:
    """Ends without a word."""
    os._exit(9)


@pytest.mark.parametrize(
    ("work", "why"),
    [
        (endless, sandbox.TIME),
        (asleep, sandbox.TIME),
        (lambda: bytes(400 * sandbox.MEGABYTE), sandbox.MEMORY),
        (lambda: bytes(3 * sandbox.MEGABYTE), sandbox.RESULT),
        (killed, sandbox.CRASH),
    ],
)
def test_limits(work: Callable[[], bytes], why: str) -> None:
    """Each is told by its name, in little more than the time given."""
    begun = time.monotonic()
    with pytest.raises(sandbox.Stopped) as stopped:
        sandbox.run(work, SMALL)
    assert stopped.value.why == why
    assert time.monotonic() - begun < 6


def test_a_child_that_ends_without_a_word() -> None:
    """It is no result."""
    with pytest.raises(sandbox.Stopped):
        sandbox.run(fallen, SMALL)


def test_a_bug_is_told() -> None:
    """With its traceback: a bug of ours is an exception, in the child too."""
    with pytest.raises(RuntimeError, match="ZeroDivisionError"):
        sandbox.run(lambda: bytes(1 // 0))


def test_it_writes_no_file(tmp_path: Path) -> None:
    """The limit of a file's size is zero."""

    def write() -> bytes:
        with (tmp_path / "a").open("wb", buffering=0) as stream:
            stream.write(b"x" * 100)
        return b"written"

    with pytest.raises(RuntimeError, match="OSError"):
        sandbox.run(write)
    assert (tmp_path / "a").stat().st_size == 0


def test_it_reaches_no_network() -> None:
    """Where the system permits it, not even this machine; else the outcome says that it was not so."""
    server = socket.create_server(("127.0.0.1", 0))

    def call() -> bytes:
        try:
            socket.create_connection(server.getsockname(), timeout=2).close()
        except OSError:
            return b"refused"
        return b"reached"

    outcome = sandbox.run(call)
    server.close()
    assert outcome.data == (b"refused" if outcome.isolated else b"reached")
