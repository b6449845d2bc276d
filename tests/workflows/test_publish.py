"""The workflow that publishes, executed step by step on a clean clone, up to a site on a server that is verified."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.site import places
from tests.workflows.clones import clone, commit, git, set_up
from tests.workflows.runner import ROOT, Ran, Step, execute, workflow
from tests.workflows.test_pull_request import OURS, SPEECH

HOST = {"github.server_url": "https://github.com", "github.repository": "someone/anthology"}
JOBS = workflow("publish.yml")["jobs"]
ELSEWHERE = {"sh .ci/test": "is what runs this", "make audit": "asks a service on the network"}


@pytest.fixture(scope="module")
def main(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clean clone with a commit on top: a new speech."""
    place = clone(tmp_path_factory.mktemp("main") / "main")
    (place / "docs/sources/shuili-xianchang.txt").write_text(SPEECH, encoding="utf-8")
    commit(place)
    set_up(place)
    return place


def build(place: Path, before: str, cached: Path | None = None) -> tuple[Ran, dict[str, Path]]:
    """Run the job that builds, with what another run remembered; what it hands to the others."""
    kept: dict[str, Path] = {}

    def keep(step: Step, here: Path) -> None:
        path = here / step["with"]["path"]
        assert path.exists()
        kept[step["with"].get("name", "site")] = path

    def restore(step: Step, here: Path) -> None:
        assert not (here / step["with"]["path"]).exists(), "a clean clone remembers nothing"
        if cached:
            shutil.copytree(cached, here / step["with"]["path"])

    stand_in = {
        "actions/checkout": lambda *_: None,
        "actions/setup-python": lambda *_: None,
        "actions/cache": restore,
        "actions/upload-pages-artifact": keep,
        "actions/upload-artifact": keep,
    }
    return execute(JOBS["build"], place, {"github.event.before": before, "vars.SITE_URL": "", **HOST}, stand_in), kept


def test_from_a_push_to_a_site_that_is_verified(main: Path, tmp_path: Path) -> None:
    """Check, compare, build from the last run's cache and from nothing, hand over; the server has what was built."""
    last = clone(tmp_path / "last", main)
    git(last, "checkout", "--quiet", "HEAD~1")
    set_up(last)
    subprocess.run([last / ".venv/bin/anthology", "build"], cwd=last, check=True, capture_output=True)
    ran, kept = build(main, git(main, "rev-parse", "HEAD~1"), last / ".anthology")
    assert [] == ran.failed, ran.log
    assert (main / ".anthology/checked").read_text(encoding="ascii").strip() == git(main, "rev-parse", "HEAD")
    assert "shuili-xianchang-1" in (kept["site"] / "data/corpus.jsonl").read_text(encoding="utf-8")
    listed = subprocess.run(
        ["sha256sum", "--check", "--quiet", "--strict", "manifest.sha256"], cwd=kept["site"], check=False
    )
    assert 0 == listed.returncode
    deployed = shutil.copytree(kept["site"], tmp_path / "deployed")

    def download(step: Step, here: Path) -> None:
        (here / step["with"]["path"]).mkdir(parents=True, exist_ok=True)
        shutil.copy(kept["manifest"], here / step["with"]["path"])

    nothing = lambda *_: None  # noqa: E731
    stand_in = {"actions/checkout": nothing, "actions/setup-python": nothing, "actions/download-artifact": download}
    with places.served(deployed) as address:
        known = {"needs.deploy.outputs.address": f"{address}/"}
        ran = execute(JOBS["verify"], main, known, stand_in)
        assert [] == ran.failed, ran.log
        (deployed / "index.html").write_text("something else", encoding="utf-8")
        hasty = {**JOBS["verify"], "env": {"ATTEMPTS": "2", "PAUSE": "0"}}
        ran = execute(hasty, main, known, stand_in)
    assert ["sh .ci/publish verify"] == ran.failed
    assert "is not what was built: index.html" in ran.log


def test_the_first_push_has_nothing_to_lose(main: Path) -> None:
    """The commit before it is all noughts, and no cache tells of another."""
    (main / ".anthology/checked").unlink(missing_ok=True)
    first = {**JOBS["build"], "steps": [step for step in JOBS["build"]["steps"] if "addresses" in step.get("run", "")]}
    ran = execute(first, main, {"github.event.before": "0" * 40, "vars.SITE_URL": "", **HOST}, {})
    assert ([], True) == (ran.failed, "no state before this one" in ran.log), ran.log


@pytest.mark.parametrize("mistake", ["a lost address", "an error"])
def test_a_failure_publishes_nothing(tmp_path: Path, mistake: str) -> None:
    """The job fails before anything is handed to the one that deploys: the last site stays up."""
    place = clone(tmp_path / "main")
    if mistake == "an error":
        (place / "docs/sources/empty.txt").write_bytes(b"")
    else:
        (place / OURS).unlink()
        (place / OURS).with_suffix(".yml").unlink()
        (place / "docs/sources/shuili.txt").write_text(SPEECH, encoding="utf-8")
    commit(place)
    set_up(place)
    ran, kept = build(place, git(place, "rev-parse", "HEAD~1"))
    assert [("sh .ci/publish addresses" if mistake == "a lost address" else "make check")] == ran.failed
    assert {} == kept
    assert not (place / ".anthology/checked").exists()


def test_a_failure_is_no_measure_for_the_next_push(tmp_path: Path) -> None:
    """What a failed push lost is lost still: the next is compared with the last one whose build was whole."""
    place, cached = clone(tmp_path / "main"), tmp_path / "cached"
    (place / OURS).unlink()
    (place / OURS).with_suffix(".yml").unlink()
    commit(place)
    (place / "docs/sources/shuili.txt").write_text(SPEECH, encoding="utf-8")
    commit(place)
    set_up(place)
    cached.mkdir()
    (cached / "checked").write_text(git(place, "rev-parse", "HEAD~2") + "\n", encoding="ascii")
    ran, kept = build(place, git(place, "rev-parse", "HEAD~1"), cached)
    assert (["sh .ci/publish addresses"], {}) == (ran.failed, kept)
    assert "would vanish" in ran.log


@pytest.mark.parametrize("words", ["", "-x", "0" * 40, "HEAD"])
def test_a_cache_that_tells_of_no_commit_is_passed_over(words: str, main: Path) -> None:
    """The commit before the push is the measure then."""
    (main / ".anthology").mkdir(exist_ok=True)
    (main / ".anthology/checked").write_text(words, encoding="ascii")
    first = {**JOBS["build"], "steps": [step for step in JOBS["build"]["steps"] if "addresses" in step.get("run", "")]}
    ran = execute(first, main, {"github.event.before": "0" * 40, "vars.SITE_URL": "", **HOST}, {})
    assert ([], True) == (ran.failed, "no state before this one" in ran.log), ran.log


def test_what_is_not_run_here_is_there(tmp_path: Path) -> None:
    """Two steps are not executed, each for a reason; what they run is there, and comes to `make` in the end."""
    (tmp_path / "make").write_text('#!/bin/sh\necho "make $*, CI=$CI"\n', encoding="utf-8")
    (tmp_path / "make").chmod(0o755)
    env = {"PATH": f"{tmp_path}:{os.environ['PATH']}", "CI": "true"}
    for command in ELSEWHERE:
        done = subprocess.run(command.split(), cwd=ROOT, env=env, capture_output=True, text=True, check=False)
        assert (0, f"make {command.split()[-1].rpartition('/')[2]}, CI=true\n") == (done.returncode, done.stdout)
    jobs = (JOBS["test"], workflow("audit.yml")["jobs"]["audit"])
    left = {step["run"] for job in jobs for step in job["steps"] if "run" in step}
    assert set(ELSEWHERE) == left


SUDO = """#!/bin/sh
[ "$1" = -n ] || exit 1
shift
echo "as root: $*"
"""


@pytest.mark.parametrize("may", [True, False])
def test_tests_that_need_root_get_it_or_say_so(tmp_path: Path, *, may: bool) -> None:
    """A runner's user is not root: sudo is asked, with the Python that the runner has set up, or a sentence is told."""
    for name, words in {"id": "#!/bin/sh\necho 1001\n", "sudo": SUDO if may else "#!/bin/sh\nexit 1\n"}.items():
        (tmp_path / name).write_text(words, encoding="utf-8")
        (tmp_path / name).chmod(0o755)
    path = f"{tmp_path}:{os.environ['PATH']}"
    done = subprocess.run(
        ["sh", ".ci/test"], cwd=ROOT, env={"PATH": path, "CI": "true"}, capture_output=True, text=True, check=False
    )
    if may:
        assert (0, f"as root: env PATH={path} LD_LIBRARY_PATH= CI=true make test") == (
            done.returncode,
            done.stdout.splitlines()[-1],
        )
    else:
        assert (1, True, "") == (done.returncode, "须以 root 运行" in done.stderr, done.stdout)
