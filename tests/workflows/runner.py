"""A small runner of workflows: it really executes every `run:` step of a job, in order, with its environment.

`uses:` steps are not executed: each must be one that the test stands in for. Expressions are looked up in a table that
the test gives; one that is not in it is an error, so that nothing is passed over in silence.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]
WORKFLOWS = ROOT / ".github/workflows"
EXPRESSION = re.compile(r"\$\{\{\s*(.+?)\s*\}\}")
MINUTES = 10
Step = Mapping[str, Any]
StandIn = Callable[[Step, Path], None]


@dataclass(slots=True)
class Ran:
    """What became of a job: which steps failed, what they printed, their outputs, the summary."""

    failed: list[str] = field(default_factory=list)
    ran: list[str] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    log: str = ""
    outputs: dict[str, str] = field(default_factory=dict)
    summary: str = ""


def workflow(name: str) -> Mapping[str, Any]:
    """A workflow; its key `on` is not taken for a truth value."""
    loaded: Mapping[str, Any] = yaml.load(
        (WORKFLOWS / name).read_text(encoding="utf-8"),
        Loader=yaml.BaseLoader,  # noqa: S506 - it makes strings alone
    )
    return loaded


def every_step() -> Iterator[tuple[str, str, Step]]:
    """File, job and step of all workflows."""
    for path in sorted(WORKFLOWS.iterdir()):
        for job, about in workflow(path.name)["jobs"].items():
            for step in about["steps"]:
                yield path.name, job, step


def called(step: Step) -> str:
    """What a step is called here."""
    return str(step.get("id") or step.get("run") or step["uses"].partition("@")[0])


def execute(job: Mapping[str, Any], place: Path, known: Mapping[str, str], stand_in: Mapping[str, StandIn]) -> Ran:
    """Run the steps of a job in a folder."""
    ran, outcome = Ran(), dict[str, str]()
    files = {name: place.parent / f"{place.name}.{name.lower()}" for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
    for path in files.values():
        path.write_text("", encoding="utf-8")
    for step in job["steps"]:
        name = called(step)
        wanted = not ran.failed if "if" not in step else condition(step["if"], outcome)
        if not wanted:
            ran.skipped.append(name)
            continue
        ran.ran.append(name)
        if "uses" in step:
            stand_in[step["uses"].partition("@")[0]](step, place)
            continue
        given = {**job.get("env", {}), **step.get("env", {})}
        env = {key: filled(value, {**known, **ran.outputs}) for key, value in given.items()}
        files["GITHUB_OUTPUT"].write_text("", encoding="utf-8")
        done = shell(step["run"], place, {**env, **{key: str(path) for key, path in files.items()}})
        ran.log += done.stdout
        outcome[name] = "success" if done.returncode == 0 else "failure"
        if done.returncode:
            ran.failed.append(name)
        pairs = [line.split("=", 1) for line in files["GITHUB_OUTPUT"].read_text(encoding="utf-8").splitlines()]
        ran.outputs |= {f"steps.{name}.outputs.{key}": value for key, value in pairs if key}
    ran.summary = files["GITHUB_STEP_SUMMARY"].read_text(encoding="utf-8")
    return ran


def condition(words: str, outcome: Mapping[str, str]) -> bool:
    """The two forms of a condition that our steps use."""
    bare = EXPRESSION.sub(lambda found: found[1], words)
    assert bare.startswith("!cancelled() && steps."), f"the runner does not know this condition: {words}"
    found = re.fullmatch(r"!cancelled\(\) && steps\.(\w+)\.outcome == 'success'", bare)
    assert found, f"the runner does not know this condition: {words}"
    return outcome.get(found[1]) == "success"


def filled(words: str, known: Mapping[str, str]) -> str:
    """A text with its expressions looked up."""
    return EXPRESSION.sub(lambda found: known[found[1]], words)


def shell(script: str, place: Path, env: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """Run a script as a runner does: `bash -e`, in the job's folder, with little of our own environment."""
    assert "${{" not in script, "an expression in a script is how foreign text becomes a command"
    kept = {key: os.environ[key] for key in ("PATH", "HOME", "LANG", "TMPDIR") if key in os.environ}
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script]
    return subprocess.run(
        command,
        cwd=place,
        env={**kept, "CI": "true", "GITHUB_ACTIONS": "true", **env},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        timeout=60 * MINUTES,
    )
