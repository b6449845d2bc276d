"""Each hostile input has just the outcome that is written down, whatever else must hold holds."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.battery import CLASSES, every
from tests.conftest import Golden

ROOT = Path(__file__).parents[2]
OUTCOMES = ROOT / "tests/cases/battery/outcomes.yml"
ASKED = {"A": 40, "B": 35, "C": 20, "D": 25, "E": 35, "F": 45, "G": 30, "H": 43, "I": 20}
"""Inputs of each class. J, the 25 faults of tests/faults, and K, ten attacks on the workflow, have their own tests."""
FEW = 6  # places of a code that are written down one by one


@pytest.fixture(scope="module")
def outcomes() -> Mapping[str, dict[str, Any]]:
    """What became of every input, each tried in a process of its own that is not this one."""
    command = [sys.executable, "-m", "tests.battery", "--json"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    assert done.returncode in (0, 1), done.stderr.decode()
    return {row["id"]: row for row in map(json.loads, done.stdout.splitlines())}


def test_the_classes_are_whole() -> None:
    """Nobody takes an input out unseen, and none is there twice."""
    assert set(CLASSES) == set(ASKED)
    assert Counter(one.klass for one in every()) == ASKED
    assert len({one.id for one in every()}) == sum(ASKED.values())


@pytest.mark.parametrize("klass", CLASSES)
def test_what_must_always_hold(klass: str, outcomes: Mapping[str, dict[str, Any]]) -> None:
    """Status 1, no traceback; the same again; nothing published, changed or left; other files told of; 5 s, 512 MB."""
    rows = [row for name, row in outcomes.items() if name.startswith(f"{klass} ")]
    assert len(rows) == ASKED[klass]
    assert {row["id"]: row["broken"] for row in rows if row["broken"]} == {}


def test_every_outcome_is_the_one_that_is_asked_for(outcomes: Mapping[str, dict[str, Any]], golden: Golden) -> None:
    """By code, file and line. Whoever adds an input runs pytest --update-golden and reads the diff."""
    made = {name: list(_brief(row["told"])) for name, row in outcomes.items()}
    words = yaml.safe_dump(made, allow_unicode=True, sort_keys=False, width=120, default_flow_style=None)
    golden(OUTCOMES, f"# What is told of each hostile input. Empty: it is published, and does nothing.\n{words}")


def _brief(told: list[str]) -> Iterator[str]:
    """The findings, of a code that has many only how many there are."""
    counts = Counter(row.partition(" ")[0] for row in told)
    yield from (row for row in told if counts[row.partition(" ")[0]] <= FEW)
    yield from (f"{code} × {count}" for code, count in sorted(counts.items()) if count > FEW)
