"""The pipeline that the page on publishing elsewhere tells people to copy, run line by line on clean clones."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from tests.workflows.clones import clone, commit, git, set_up
from tests.workflows.runner import ROOT, shell
from tests.workflows.test_pull_request import SPEECH

PAGE = (ROOT / "docs/contributing/elsewhere.md").read_text(encoding="utf-8")
BLOCK = re.search(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
assert BLOCK
PIPELINE: Mapping[str, Any] = yaml.safe_load(BLOCK[1])


def run(job: Mapping[str, Any], place: Path, given: Mapping[str, str]) -> str:
    """Run a job's lines in one shell, as GitLab does; what was printed. Libraries come from here, not from an index."""
    env = {**given} | {
        key: given.get(str(value).removeprefix("$"), str(value)) for key, value in job.get("variables", {}).items()
    }
    told = ""
    for line in job["script"]:
        if " -C base setup" in line:
            set_up(place / "base")
        done = shell(line, place, env)
        told += done.stdout
        assert done.returncode == 0, f"{line}\n{told}"
    return told


def test_a_contribution_on_gitlab(tmp_path: Path) -> None:
    """The program comes from the target branch; the site and the summary that the artifacts name are there."""
    target = clone(tmp_path / "target")
    branch = git(target, "rev-parse", "--abbrev-ref", "HEAD")
    place = clone(tmp_path / "contribution", target)
    (place / "docs/sources/shuili-xianchang.txt").write_text(SPEECH, encoding="utf-8")
    (place / "Makefile").write_text(f"setup:\n\ttouch {tmp_path}/sprung\n", encoding="utf-8")
    commit(place)
    run(
        PIPELINE["contribution"],
        place,
        {"CI_MERGE_REQUEST_TARGET_BRANCH_NAME": branch, "CI_MERGE_REQUEST_PROJECT_URL": str(target)},
    )
    site, summary = (place / path for path in PIPELINE["contribution"]["artifacts"]["paths"])
    assert (site / "speeches/shuili-xianchang-1/index.html").is_file()
    assert "shuili-xianchang-1" in summary.read_text(encoding="utf-8")
    assert not (tmp_path / "sprung").exists(), "something of the contribution was run"


def test_main_on_gitlab(tmp_path: Path) -> None:
    """Check, compare addresses, build twice: the folder that Pages takes holds the whole site."""
    place = clone(tmp_path / "main")
    before = git(place, "rev-parse", "HEAD")
    (place / "docs/sources/shuili-xianchang.txt").write_text(SPEECH, encoding="utf-8")
    commit(place)
    set_up(place)
    known = {"CI_PAGES_URL": "https://example.org/speeches", "CI_PROJECT_URL": "https://gitlab.com/someone/anthology"}
    run(PIPELINE["pages"], place, {"CI_COMMIT_BEFORE_SHA": before, **known})
    (public,) = PIPELINE["pages"]["artifacts"]["paths"]
    assert (place / public / "speeches/shuili-xianchang-1/index.html").is_file()
    assert (place / public / "manifest.sha256").is_file()
