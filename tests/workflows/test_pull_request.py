"""The workflow that judges a contribution, executed step by step on clean clones."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.workflows.clones import clone, commit, git, set_up
from tests.workflows.runner import Ran, Step, execute, workflow

JOB = workflow("pull-request.yml")["jobs"]["sources"]
SPEECH = """\
在县水利工程现场会上的讲话
同志们：
今天的会议开到了坝上，就是要大家亲眼看一看。
一、要把渠道修到田头。
二、要把水费算到明处。
谢谢大家！
"""
OURS = "docs/sources/project-construction-speeches.txt"
Contribution = Callable[[Path], None]


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clean clone, as it is before the contribution."""
    return clone(tmp_path_factory.mktemp("base") / "origin")


def judged(place: Path, base: Path, contribute: Contribution) -> Ran:
    """Run the job on a contribution."""
    contribution = clone(place / "contribution", base)
    contribute(contribution)
    commit(contribution)
    clone(place / "base", base)
    set_up(place / "base")

    def checkout(step: Step, here: Path) -> None:
        assert (here / step["with"]["path"]).is_dir()

    def upload(step: Step, here: Path) -> None:
        wanted = step["with"]["path"].split()
        assert any((here / path).exists() for path in wanted), "if-no-files-found: error"

    stand_in = {
        "actions/checkout": checkout,
        "actions/setup-python": lambda *_: None,
        "actions/upload-artifact": upload,
    }
    return execute(JOB, place, {}, stand_in)


def preview(place: Path) -> Path:
    """The site that is attached."""
    return place / "base/build/contribution/site"


def test_a_good_contribution(tmp_path: Path, base: Path) -> None:
    """Green; the preview holds the speech, the summary tells of it, the program is not looked at."""

    def contribute(tree: Path) -> None:
        (tree / "docs/sources/shuili-xianchang.txt").write_text(SPEECH, encoding="utf-8")

    ran = judged(tmp_path, base, contribute)
    assert ([], []) == (ran.failed, ran.skipped), ran.log
    assert {"steps.scope.outputs.program": "false"} == ran.outputs
    assert "亲眼看一看" in (preview(tmp_path) / "speeches/shuili-xianchang-1/index.html").read_text(encoding="utf-8")
    assert (preview(tmp_path) / "manifest.sha256").exists()
    assert "`shuili-xianchang-1`" in ran.summary
    assert "没有新的错误" in ran.summary
    assert "::warning file=docs/sources/shuili-xianchang.txt,line=1,col=1,title=T160::" in ran.log


PROGRAM = "import os\nos.system('TRAP')\n"
SHELL = "#!/bin/sh\nTRAP\n"
ATTACKS: dict[str, dict[str, str]] = {
    "scripts of the workflow": dict.fromkeys((".ci/contribution", ".ci/publish", ".ci/run"), SHELL),
    "recipes": {"Makefile": "setup:\n\tTRAP\n"},
    "the program": dict.fromkeys(
        ("build_tools/__init__.py", "build_tools/__main__.py", "build_tools/disk.py"), PROGRAM
    ),
    "hooks of the generator": {"mkdocs.yml": "site_name: x\nhooks: [hooks.py]\n", "hooks.py": PROGRAM},
    "what is installed": {
        "requirements.lock": "evil-package==1.0\n",
        "pyproject.toml": "[build-system]\nrequires = []\nbuild-backend = 'setup'\nbackend-path = ['.']\n",
        "setup.py": PROGRAM,
    },
    "the workflows themselves": {
        ".github/workflows/pull-request.yml": "on: pull_request_target\njobs: {a: {steps: [{run: TRAP}]}}\n",
        ".github/actions/own/action.yml": "runs: {using: composite, steps: [{run: TRAP, shell: sh}]}\n",
        ".github/CODEOWNERS": "* @attacker\n",
    },
    "the theme and the home page": {
        "build_tools/site/theme/main.html": "{{ ''.__class__ }}<script>TRAP</script>",
        "docs/home.md": "<script>TRAP</script>",
    },
    "what is loaded by its name": dict.fromkeys(
        ("conftest.py", "sitecustomize.py", "docs/sources/conftest.py"), PROGRAM
    ),
    "filters of git": {
        ".gitattributes": "* filter=evil\n",
        ".gitconfig": '[filter "evil"]\n\tsmudge = TRAP\n\trequired\n',
    },
    "commands in a text, a title and a name": {
        "docs/sources/shuili.txt": f"::set-output name=program::no\n::error::TRAP\n$(TRAP)`TRAP`\n{SPEECH}",
        "docs/sources/shuili.yml": "title: '$(TRAP)`TRAP`; TRAP'\n",
        "docs/sources/$(touch trapped).txt": SPEECH,
    },
}
"""Ten attacks of a contribution; each that runs leaves a file of its own."""


def test_of_a_hostile_contribution_nothing_runs(tmp_path: Path, base: Path) -> None:
    """Whatever it puts into the program, the theme, the scripts, the configuration: the base's are used."""
    assert len(ATTACKS) == 10

    def contribute(tree: Path) -> None:
        for at, files in enumerate(ATTACKS.values()):
            for name, words in files.items():
                (tree / name).parent.mkdir(parents=True, exist_ok=True)
                (tree / name).write_text(words.replace("TRAP", f"touch {tmp_path}/trapped-{at}"), encoding="utf-8")

    ran = judged(tmp_path, base, contribute)
    assert [] == [name for at, name in enumerate(ATTACKS) if (tmp_path / f"trapped-{at}").exists()]
    assert [] == list(tmp_path.rglob("trapped"))
    assert "true" == ran.outputs["steps.scope.outputs.program"]
    assert "F003" in ran.log  # a program is no source
    assert "evil-package" not in ran.log
    lines = [line for line in ran.log.splitlines() if "trapped" in line]
    assert not any(line.startswith(("::error::", "::set-output")) for line in lines)
    assert "<script>touch" not in ran.summary


def test_errors_are_annotated_and_the_summary_is_still_there(tmp_path: Path, base: Path) -> None:
    """A contributor reads of the error beside the line; a maintainer reads the rest."""

    def contribute(tree: Path) -> None:
        (tree / "docs/sources/shuili.txt").write_text(SPEECH, encoding="utf-8")
        (tree / "docs/sources/shuili.yml").write_text("colour: red\n", encoding="utf-8")
        (tree / "docs/sources/empty.txt").write_bytes(b"")

    ran = judged(tmp_path, base, contribute)
    assert {"sh base/.ci/contribution check", "sh base/.ci/contribution build"} == {
        name.rpartition(' "')[0] for name in ran.failed
    }
    assert "::error file=docs/sources/empty.txt,line=1,col=1,title=F001::" in ran.log
    assert "::error file=docs/sources/shuili.yml,line=1,col=1,title=C004::" in ran.log
    assert OURS not in "".join(line for line in ran.log.splitlines() if line.startswith("::")), "told when it came"
    assert "条新的错误" in ran.summary
    assert not preview(tmp_path).exists()
    assert json.loads((tmp_path / "base/build/contribution/summary.json").read_text(encoding="utf-8"))["findings"][
        "new"
    ]


def test_a_link_is_not_followed(tmp_path: Path, base: Path) -> None:
    """It is refused before anything is read."""

    def contribute(tree: Path) -> None:
        (tree / "docs/sources/passwd.txt").symlink_to("/etc/passwd")

    ran = judged(tmp_path, base, contribute)
    assert ["receive"] == ran.failed
    assert "title=B020" in ran.log
    assert "B020" in ran.summary, "a maintainer reads of it too"
    assert "root:" not in ran.log + ran.summary
    assert not preview(tmp_path).exists()


def test_a_published_address_may_not_vanish(tmp_path: Path, base: Path) -> None:
    """To take a source away without a word is refused; with a row in the register it is not."""
    count = 5

    def remove(tree: Path) -> None:
        for path in (tree / OURS, (tree / OURS).with_suffix(".yml")):
            path.unlink()
        (tree / "docs/sources/shuili.txt").write_text(SPEECH, encoding="utf-8")

    ran = judged(tmp_path / "one", base, remove)
    assert ["sh base/.ci/contribution compare"] == [name.rpartition(' "')[0] for name in ran.failed]
    assert "不能合并" in ran.summary
    assert "`speeches/project-construction-speeches-1`" in ran.summary

    def withdraw(tree: Path) -> None:
        remove(tree)
        row = f"{{source: project-construction-speeches, speeches: {count}, date: 2026-11-23, reason: 试撤}}"
        (tree / "docs/sources/withdrawn.yml").write_text(f"withdrawn:\n  - {row}\n", encoding="utf-8")

    ran = judged(tmp_path / "two", base, withdraw)
    assert [] == ran.failed, ran.log
    page = preview(tmp_path / "two") / "speeches/project-construction-speeches-1/index.html"
    assert "已撤下" in page.read_text(encoding="utf-8")


def test_the_job_for_the_program_compares_addresses(tmp_path: Path, base: Path) -> None:
    """A changed rule that would move paragraphs is noticed, for the old state is converted by its own program."""
    job = workflow("pull-request.yml")["jobs"]["program"]
    contribution = clone(tmp_path / "contribution", base)
    clone(tmp_path / "base", base)
    set_up(contribution)
    pipeline = contribution / "build_tools/exporters/records.py"
    words = pipeline.read_text(encoding="utf-8")
    assert '"id": block.id,' in words
    pipeline.write_text(words.replace('"id": block.id,', '"id": block.id + "x",'), encoding="utf-8")
    assert "sh contribution/.ci/test" == job["steps"][3]["run"]
    only = {**job, "steps": job["steps"][4:]}
    ran = execute(only, tmp_path, {}, {})
    assert 1 == len(ran.failed)
    assert "would vanish" in ran.log
    git(contribution, "checkout", "--quiet", "build_tools")
    assert [] == execute(only, tmp_path, {}, {}).failed
