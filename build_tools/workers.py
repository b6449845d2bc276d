"""Processes side by side: results in order; one that is killed is told of, and none outlives whom it works for.

Knows: processes.
Must not know: what they work on.
"""

from __future__ import annotations

import errno
import multiprocessing
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import Any

Spread = Callable[[Callable[[Any], Any], Sequence[Any], int], Iterator[Any]]
"""A `map` over processes, begun at once; the number says how many pieces of work are handed over together."""


@contextmanager
def workers(count: int) -> Iterator[Spread]:
    """Processes that share what is loaded here. What has not been begun when the context ends is not done.

    Raises: OSError: the system killed one of them, as it does when memory runs out.
    """
    pool = ProcessPoolExecutor(count, multiprocessing.get_context("fork"), initializer=_leave_with_parent)
    try:
        yield lambda work, given, together: pool.map(work, given, chunksize=together)
    except BrokenProcessPool as killed:
        raise OSError(errno.ENOMEM, os.strerror(errno.ENOMEM)) from killed
    finally:
        pool.shutdown(cancel_futures=True)


def _leave_with_parent() -> None:
    """In a process of ours: end when the one that started it ends, also if that was killed and can tell nobody.

    Else it would wait for work for ever, and hold the lock of the site that its parent held.
    """
    threading.Thread(target=_leave, daemon=True).start()


def _leave() -> None:
    parent = multiprocessing.parent_process()
    assert parent, "only a child is told to leave"
    parent.join()
    os._exit(1)
