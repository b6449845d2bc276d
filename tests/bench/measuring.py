"""What a command takes: seconds by the clock, and memory at its peak, its children added."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Run:
    """What one run took: seconds by the clock, and mebibytes at the peak, all processes added."""

    seconds: float
    peak: float


def run(command: Sequence[str], folder: Path) -> Run:
    """Run a command in a process of its own, from a folder, and measure it; its output is thrown away."""
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    began = time.perf_counter()
    with subprocess.Popen(command, cwd=folder, env=environment, stdout=-3, stderr=-3) as process:
        peak = 0.0
        while not ended(process):
            peak = max(peak, resident(process.pid))
    seconds = time.perf_counter() - began
    if process.returncode:
        sys.exit(f"{' '.join(command[:4])} … ended with status {process.returncode}")
    return Run(seconds, peak or resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)


def ended(process: subprocess.Popen[bytes]) -> bool:
    """True as soon as a process ends; False if it has not within a fifth of a second."""
    try:
        process.wait(0.2)
    except subprocess.TimeoutExpired:
        return False
    return True


def resident(pid: int) -> float:
    """Mebibytes of a process and all below it, shared pages counted in proportion (Linux; else 0)."""
    return alone(pid) + sum(map(resident, children(pid)))


def alone(pid: int, which: str = "Pss") -> float:
    """Mebibytes of one process, shared pages counted in proportion (Linux; else 0).

    `which` is a line of the kernel's smaps_rollup: `Pss_Anon` leaves out what is mapped from files, as browsers do when
    they tell the memory of a tab.
    """
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    except OSError:
        return 0.0
    return next((int(line.split()[1]) for line in rollup.splitlines() if line.startswith(f"{which}:")), 0) / 1024


def children(pid: int) -> list[int]:
    """The children of a process (Linux; else none)."""
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()]
    except OSError:
        return []


def below(pid: int) -> list[int]:
    """All processes below a process."""
    return [one for child in children(pid) for one in (child, *below(child))]


def tab(pid: int) -> float:
    """Mebibytes of the largest renderer of a browser below a process, what is mapped from files left out."""
    return max((alone(one, "Pss_Anon") for one in below(pid) if _renders(one)), default=0.0)


def _renders(pid: int) -> bool:
    try:
        return b"--type=renderer" in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False
