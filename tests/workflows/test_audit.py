"""What the workflows may do, read from their files, and what an auditor that is not ours says of them."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.workflows.runner import ROOT, WORKFLOWS, every_step, workflow

FILES = sorted(path.name for path in WORKFLOWS.iterdir())
# Each with the release that its commit is. To change one, change it here too, after reading what changed.
ALLOWED = {
    "actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1": "v7.0.1",
    "actions/setup-python@5fda3b95a4ea91299a34e894583c3862153e4b97": "v7.0.0",
    "actions/upload-artifact@043fb46d1a93c77aae656e7c1c64a875d1fc6a0a": "v7.0.1",
    "actions/download-artifact@3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c": "v8.0.1",
    "actions/cache@55cc8345863c7cc4c66a329aec7e433d2d1c52a9": "v6.1.0",
    "actions/attest@59d89421af93a897026c735860bf21b6eb4f7b26": "v4.1.0",
    "actions/upload-pages-artifact@fc324d3547104276b827a68afc52ff2a11cc49c9": "v5.0.0",
    "actions/deploy-pages@cd2ce8fcbc39b97be8ca5fce6e763baed58fa128": "v5.0.0",
}
RIGHTS = {
    ("pull-request.yml", "sources"): {"contents": "read"},
    ("pull-request.yml", "program"): {"contents": "read"},
    ("publish.yml", "test"): {"contents": "read"},
    ("audit.yml", "audit"): {"contents": "read"},
    ("publish.yml", "build"): {"contents": "read"},
    ("publish.yml", "attest"): {"id-token": "write", "attestations": "write"},
    ("publish.yml", "deploy"): {"pages": "write", "id-token": "write"},
    ("publish.yml", "verify"): {"contents": "read"},
}
THIN = re.compile(r"make (?:-C \w+ )?[\w ]+|sh (?:\w+/)?\.ci/\w+(?: \w+)?(?: \"\$PWD/\w+\")?")


def test_an_auditor_finds_nothing() -> None:
    """zizmor, in its strictest form, without a network."""
    zizmor = str(Path(sys.executable).parent / "zizmor")
    command = [zizmor, "--offline", "--no-progress", "--persona=auditor", ".github"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert 0 == done.returncode, done.stdout + done.stderr
    assert not re.search(r"[1-9]\d* suppressed", done.stdout + done.stderr)


def test_there_are_three() -> None:
    """A fourth must be thought about here."""
    assert ["audit.yml", "publish.yml", "pull-request.yml"] == FILES


def test_when_they_run() -> None:
    """Never on an event that gives rights or secrets to what a stranger wrote."""
    assert {"pull_request": ""} == workflow("pull-request.yml")["on"]
    assert {"push": {"branches": ["main"]}} == workflow("publish.yml")["on"]
    audit = workflow("audit.yml")["on"]
    assert {"schedule", "push"} == set(audit)
    assert ["main"] == audit["push"]["branches"]


def test_rights_are_the_least() -> None:
    """None at the top; each job just what is listed here."""
    for name in FILES:
        assert {} == workflow(name)["permissions"]
    found = {(name, job): about["permissions"] for name in FILES for job, about in workflow(name)["jobs"].items()}
    assert RIGHTS == found


def test_no_secret_is_named() -> None:
    """Nor the token itself."""
    for name in FILES:
        text = (WORKFLOWS / name).read_text(encoding="utf-8")
        assert not re.search(r"secrets\.|github\.token|GITHUB_TOKEN", text)


def test_actions_are_pinned_and_known() -> None:
    """By commit, with the release in a comment beside it."""
    for name in FILES:
        text = (WORKFLOWS / name).read_text(encoding="utf-8")
        found = re.findall(r"uses: (\S+)(?: # (\S+))?", text)
        assert len(found) == sum(file == name and "uses" in step for file, _, step in every_step())
        for action, release in found:
            assert ALLOWED[action] == release


def test_steps_are_thin() -> None:
    """Each is one command of the repository, so that it can be run here as it is run there; no expression in it."""
    for _, _, step in every_step():
        assert "run" not in step or THIN.fullmatch(step["run"]), step


def test_credentials_do_not_stay() -> None:
    """A checkout leaves no token behind."""
    checkouts = [step for _, _, step in every_step() if step.get("uses", "").startswith("actions/checkout@")]
    assert all(step["with"]["persist-credentials"] == "false" for step in checkouts)


def test_of_a_stranger_only_data_is_touched() -> None:
    """The job that judges sources runs scripts of the base alone."""
    steps: list[dict[str, Any]] = workflow("pull-request.yml")["jobs"]["sources"]["steps"]
    for step in steps:
        command = step.get("run", "make -C base")
        assert command.startswith(("make -C base", "sh base/.ci/")), command


def test_what_deploys_runs_nothing_of_ours() -> None:
    """And waits for every check."""
    jobs = workflow("publish.yml")["jobs"]
    assert {"test", "build", "attest"} == set(jobs["deploy"]["needs"])
    assert {"test", "build"} == set(jobs["attest"]["needs"])
    for job in ("deploy", "attest"):
        assert all("run" not in step for step in jobs[job]["steps"])


@pytest.mark.parametrize("name", FILES)
def test_every_job_ends(name: str) -> None:
    """None may run for ever, and two of a kind do not run side by side."""
    found = workflow(name)
    assert all(1 <= int(job["timeout-minutes"]) <= 60 for job in found["jobs"].values())
    assert found["concurrency"]["group"]


def test_owners_in_the_manual_are_of_all_but_speeches() -> None:
    """The lines that maintainers copy: the last that fits a file counts, and one without a name asks for nobody."""
    manual = (ROOT / "docs/contributing/maintaining.md").read_text(encoding="utf-8")
    rows = [line.split() for line in re.findall(r"(?m)^    ((?:\*|/).*)$", manual) if not line.startswith("/*")]
    assert [["*", "@维护者"]] == rows[:1]
    assert all((ROOT / place.strip("/")).exists() or place.endswith("withdrawn.yml") for place, *_ in rows[1:])
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    free = [
        file
        for file in listed.split("\0")
        if file and not [row for row in rows if row[0] == "*" or f"/{file}".startswith(row[0])][-1][1:]
    ]
    assert free
    assert all(file.startswith("docs/sources/") for file in free)


def test_the_manual_asks_for_a_check_that_there_is() -> None:
    """A rule that waits for a check of another name would never let anything in, or let everything."""
    name = workflow("pull-request.yml")["jobs"]["sources"]["name"]
    manual = (ROOT / "docs/contributing/maintaining.md").read_text(encoding="utf-8")
    assert name in manual
    assert name in manual.replace("\n", " ").partition("## In English")[2]


def test_the_policy_of_security_speaks_both_languages() -> None:
    """Chinese first; it says where to write and where not, and its links lead somewhere."""
    policy = (ROOT / ".github/SECURITY.md").read_text(encoding="utf-8")
    chinese, _, english = policy.partition("\n---\n")
    assert "请不要公开报告" in chinese
    assert "not report a vulnerability in public" in english
    for target in re.findall(r"\]\(([^)]+)\)", policy):
        assert (ROOT / ".github" / target).is_file()
