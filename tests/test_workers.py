"""Processes side by side: order, what becomes of the rest when one is killed, and when the one they work for is."""

from __future__ import annotations

import errno
import os
import select
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from build_tools.workers import workers

ROOT = Path(__file__).parents[1]
ALONE = """
import os, signal, sys
from build_tools.workers import workers
with workers(2) as spread:
    made = spread(str, range(2), 1)
    print(sorted(made), flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""


def double(number: int) -> int:
    """What a process does."""
    return 2 * number


def fall(number: int) -> int:
    """One of them is killed."""
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def test_results_are_in_order() -> None:
    """However the work is handed over."""
    with workers(2) as spread:
        assert list(spread(double, range(50), 3)) == list(range(0, 100, 2))
        assert list(spread(double, [], 1)) == []


def test_a_process_that_is_killed_is_told_of() -> None:
    """Nobody waits for what it will not give back."""
    with pytest.raises(OSError, match="memory") as told, workers(2) as spread:
        list(spread(fall, range(50), 1))
    assert told.value.errno == errno.ENOMEM


def test_none_outlives_the_one_it_works_for() -> None:
    """A pipe that all of them hold comes to its end when the last one is gone."""
    reading, writing = os.pipe()
    command = [sys.executable, "-c", ALONE]
    done = subprocess.run(command, cwd=ROOT, pass_fds=[writing], capture_output=True, text=True, check=False)
    os.close(writing)
    assert (done.returncode, done.stdout) == (-signal.SIGKILL, "['0', '1']\n"), done.stderr
    ready, _, _ = select.select([reading], [], [], 60)
    assert ready, "somebody still holds the pipe"
    assert os.read(reading, 1) == b""
    os.close(reading)
