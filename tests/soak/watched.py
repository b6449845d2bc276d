"""Files fed in a child process that is watched from outside: what hangs in C code or eats the memory is found too."""

from __future__ import annotations

import faulthandler
import hashlib
import multiprocessing
import os
import resource
import signal
import warnings
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Final

from build_tools import sandbox
from tests.soak import feeding

SECONDS: Final = 20
"""No file takes as long: one that does hangs."""
MEMORY: Final = 1024 * sandbox.MEGABYTE
"""No file needs as much beyond what the process has already."""
HANGS, FALLS = "it hangs", "it ends the process"
FORK: Final = multiprocessing.get_context("fork")
KEPT: Final = Path("build/soak")

Feed = Callable[[feeding.File], bool]


@dataclass(frozen=True, slots=True)
class Fed:
    """A file, and what became of it. `fault`: what it broke; nothing if it was taken or refused."""

    file: feeding.File
    taken: bool
    fault: str = ""


def feed(
    files: Iterable[feeding.File], how: Feed = feeding.taken, seconds: float = SECONDS, memory: int = MEMORY
) -> Iterator[Fed]:
    """Feed files one by one. After one that hangs, or ends the process, comes none."""
    reading, writing = FORK.Pipe(duplex=False)
    child = FORK.Process(target=_work, args=(files, how, memory, writing), daemon=True)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # from 3.12 on, if other threads live; the child runs none
        child.start()
    writing.close()
    file = feeding.File("", b"")
    try:
        while (told := _told(reading, seconds)) != "":
            if isinstance(told, feeding.File):
                file = told
            elif isinstance(told, Fed):
                yield told
            else:
                if told == HANGS and child.pid:
                    os.kill(child.pid, signal.SIGABRT)  # it says where it is, also in C code
                    child.join(1)
                yield Fed(file, taken=False, fault=told)
                return
        child.join(1)
    finally:
        child.kill()
        child.join()


def kept(fed: Fed) -> Path:
    """Where a file that broke something is written."""
    path = KEPT / f"{hashlib.sha256(fed.file.data).hexdigest()[:12]}{fed.file.suffix}"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(fed.file.data)
    return path


def _told(reading: Connection, seconds: float) -> feeding.File | Fed | str:
    """What the child tells next, or why it tells nothing; "" if it has done its work."""
    if not reading.poll(seconds):
        return HANGS
    try:
        told: feeding.File | Fed | str = reading.recv()
    except EOFError:
        return FALLS
    return told


def _work(files: Iterable[feeding.File], how: Feed, memory: int, writing: Connection) -> None:
    """The child's whole life."""
    faulthandler.enable()
    limit = sandbox._size() + memory
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    for file in files:
        writing.send(file)
        try:
            fed = Fed(file, how(file))
        except Exception as broke:  # noqa: BLE001 - whatever it is, it is what we look for
            fed = Fed(file, taken=False, fault=f"{broke!r:.300}")
        writing.send(fed)
    writing.send("")
