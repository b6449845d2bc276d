"""Under every fault one of two complete sites stands, what is wrong is told, and the next build is as ever."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.faults.table import FAULTS, FULL_DISKS, INSTRUMENTS, KILLED, KILLS, OTHERS, Fault

ROOT = Path(__file__).parents[2]
CLOCK = """
import datetime, time
from tests.faults.damage import clocks
before = datetime.datetime.now(datetime.UTC)
clocks({years})
import zipfile
now = datetime.datetime.now(datetime.UTC)
days = [(now - before).days, (datetime.date.today() - before.date()).days]
assert isinstance(before, datetime.datetime) and isinstance(now, datetime.date)
seen = {{datetime.datetime.today().year, time.localtime().tm_year, time.gmtime().tm_year, int(time.strftime("%Y"))}}
print(days, len(seen), zipfile.time is time, time.time_ns() // 10**9 - int(time.time()))
"""


@pytest.fixture(scope="module")
def outcomes() -> Mapping[str, dict[str, Any]]:
    """What became of every fault, tried by a process that is not this one."""
    command = [sys.executable, "-m", "tests.faults", "--json", "--instruments"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == 1, done.stderr.decode()  # the instruments tell
    return {row["name"]: row for row in map(json.loads, done.stdout.splitlines())}


def test_the_faults_are_whole() -> None:
    """Nobody takes one out unseen: ten kills, five full disks, ten others; each kill leaves a mark of its moment."""
    assert [len(kind) for kind in (KILLS, FULL_DISKS, OTHERS)] == [10, 5, 10]
    assert len({fault.name for fault in FAULTS}) == 25
    assert all(case.left for fault in KILLS for case in fault.cases if case.status == KILLED)
    assert all(case.told for fault in FAULTS for case in fault.cases if case.status > 0)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_fault(fault: Fault, outcomes: Mapping[str, dict[str, Any]]) -> None:
    """Its moment came; status, words and site are those of the table; then a plain build leaves nothing of it."""
    assert outcomes[fault.name]["broken"] == []


TOLD = ("its moment never came", "the site is not what it should be: ['index.html']", "left over")


@pytest.mark.parametrize(
    ("fault", "told"), list(zip(INSTRUMENTS, TOLD, strict=True)), ids=lambda one: getattr(one, "name", "")
)
def test_the_trial_sees(fault: Fault, told: str, outcomes: Mapping[str, dict[str, Any]]) -> None:
    """What it finds nothing wrong with would be worth nothing if it never found anything."""
    assert any(told in words for words in outcomes[fault.name]["broken"]), outcomes[fault.name]


@pytest.mark.parametrize("years", [10, -10])
def test_the_clock_is_wrong(years: int) -> None:
    """Whoever asks it, by whatever name."""
    command = [sys.executable, "-c", CLOCK.format(years=years)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    days = years * 365 + (2 if years > 0 else -3)
    assert done.stdout.strip() in (f"[{days}, {days}] 1 True 0", f"[{days}, {days + 1}] 1 True 0"), done.stdout
