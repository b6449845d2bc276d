"""Work on bytes that nobody trusts, in a child that can do little: no network, no files, little time.

Knows: processes and their limits.
Must not know: what is worked on.
"""

from __future__ import annotations

import ctypes
import os
import resource
import select
import signal
import sys
import time
import traceback
import warnings
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NoReturn

MEGABYTE: Final = 1024 * 1024
NEW_USER, NEW_NETWORK = 0x10000000, 0x40000000  # <linux/sched.h>
DONE, BUG, FULL = 0, 3, 4
ISOLATED, SHARED = b"1", b"0"  # the first byte of what the child tells: whether it is cut off from the network
CHUNK: Final = 1 << 16
TIME, MEMORY, RESULT, CRASH = "time", "memory", "result", "crash"


@dataclass(frozen=True, slots=True)
class Limits:
    """What the child may use."""

    seconds: int = 20  # of a processor
    patience: float = 40.0  # seconds on the clock
    memory: int = 1024 * MEGABYTE  # beyond what this process has already
    result: int = 96 * MEGABYTE  # bytes that it may give back


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the child gave back, and whether the system let us cut it off from the network."""

    data: bytes
    isolated: bool


class Stopped(Exception):  # noqa: N818 - it says what happened
    """The child was stopped. `why`: time | memory | result | crash."""

    def __init__(self, why: str) -> None:
        """Keep the reason."""
        self.why = why
        super().__init__(why)


def run(work: Callable[[], bytes], limits: Limits = Limits()) -> Outcome:
    """What `work` returns, run in a child process.

    The child is forked, so `work` may hold what it needs; nothing comes back but bytes, which must be read as foreign.

    Raises: Stopped: a limit was reached, or the child fell. RuntimeError: a bug of ours in `work`; the child told it.
    """
    reading, writing = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # from 3.12 on: other threads live; the child runs none
        child = os.fork()
    if child == 0:
        os.close(reading)
        _work(work, limits, writing)
    os.close(writing)
    try:
        told = _listen(reading, limits)
    finally:
        os.close(reading)
        status = _end(child)
    return _outcome(told, status)


def _work(work: Callable[[], bytes], limits: Limits, writing: int) -> NoReturn:
    """The child's whole life. It never returns into the program that it is a copy of."""
    status = BUG
    try:
        os.setsid()
        isolated = _confine(limits)
        data = work()
        _tell(writing, (ISOLATED if isolated else SHARED) + data)
        status = DONE
    except MemoryError:
        status = FULL
    except BaseException:  # noqa: BLE001 - whatever it is, the child ends here and says so
        with suppress(BaseException):
            _tell(writing, SHARED + traceback.format_exc().encode("utf-8", "replace"))
    finally:
        os._exit(status)


def _confine(limits: Limits) -> bool:
    """Take from the child what it has no need of; True if it is cut off from the network."""
    isolated = _leave_network()
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    sys.stdin = sys.stdout = sys.stderr = open(os.devnull, "r+", encoding="utf-8")  # noqa: SIM115, PTH123
    for number in (0, 1, 2):
        os.dup2(sys.stdin.fileno(), number)
    _limit(resource.RLIMIT_CPU, limits.seconds)
    _limit(resource.RLIMIT_AS, _size() + limits.memory)
    _limit(resource.RLIMIT_FSIZE, 0)
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_NPROC, 0)
    return isolated


def _leave_network() -> bool:
    """Move into a network of our own, which leads nowhere. Linux alone has it, and not every machine permits it."""
    try:
        unshare = ctypes.CDLL(None, use_errno=True).unshare
    except (OSError, AttributeError):
        return False
    return any(unshare(flags) == 0 for flags in (NEW_USER | NEW_NETWORK, NEW_NETWORK))


def _size() -> int:
    """The address space of this process in bytes; 0 where the system does not tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except OSError:
        return 0
    return pages * resource.getpagesize()


def _limit(what: int, amount: int) -> None:
    with suppress(ValueError, OSError):  # a system that does not know this limit, or has a lower one
        resource.setrlimit(what, (amount, amount))


def _tell(writing: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(writing, view[:CHUNK]) :]


def _listen(reading: int, limits: Limits) -> bytes:
    """All that the child tells.

    Raises: Stopped: it takes too long, or tells too much.
    """
    told = bytearray()
    end = time.monotonic() + limits.patience
    while True:
        ready, _, _ = select.select([reading], [], [], max(0.0, end - time.monotonic()))
        if not ready:
            raise Stopped(TIME)
        piece = os.read(reading, CHUNK)
        if not piece:
            return bytes(told)
        told += piece
        if len(told) > limits.result + CHUNK:
            raise Stopped(RESULT)


def _end(child: int) -> int:
    """Stop the child and all that it may have started; its status."""
    ended, status = os.waitpid(child, os.WNOHANG)
    waits = 0
    while not ended and waits < 20:  # it has closed its end and is about to leave
        time.sleep(0.005)
        waits += 1
        ended, status = os.waitpid(child, os.WNOHANG)
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(child, signal.SIGKILL)
    if not ended:
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
    return status


def _outcome(told: bytes, status: int) -> Outcome:
    if os.WIFSIGNALED(status):
        raise Stopped(TIME if os.WTERMSIG(status) in (signal.SIGXCPU, signal.SIGKILL) else CRASH)
    code = os.WEXITSTATUS(status)
    if code == FULL:
        raise Stopped(MEMORY)
    if code == BUG:
        raise RuntimeError(told[1:].decode("utf-8", "replace"))
    if not told:
        raise Stopped(CRASH)
    return Outcome(told[1:], told[:1] == ISOLATED)
