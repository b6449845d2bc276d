"""Clean clones for dry runs of the workflows: only what is committed, with the libraries that are installed here."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

from tests.workflows.runner import ROOT

AUTHOR = ("-c", "user.name=t", "-c", "user.email=t@example.invalid")


def git(place: Path, *words: str) -> str:
    """Run git in a folder."""
    return subprocess.run(["git", "-C", place, *words], check=True, capture_output=True, text=True).stdout.strip()


def clone(place: Path, origin: Path = ROOT) -> Path:
    """A clean clone."""
    subprocess.run(["git", "clone", "--quiet", "--no-hardlinks", origin, place], check=True)
    return place


def commit(place: Path, words: str = "x") -> str:
    """Commit everything; the commit."""
    git(place, "add", "--all")
    git(place, *AUTHOR, "commit", "--quiet", "--message", words)
    return git(place, "rev-parse", "HEAD")


def set_up(place: Path) -> None:
    """What `make setup` makes, without asking an index: the clone's own program over the libraries installed here."""
    venv.create(place / ".venv", symlinks=True)
    inside = place / ".venv" / Path(sysconfig.get_path("purelib")).relative_to(sys.prefix)
    (inside / "anthology.pth").write_text(f"{place}\n{sysconfig.get_path('purelib')}\n", encoding="utf-8")
    program = place / ".venv/bin/anthology"
    python = place / ".venv/bin/python"
    program.write_text(f"#!{python}\nfrom build_tools.__main__ import run\n\nrun()\n", encoding="utf-8")
    program.chmod(0o755)
    (place / ".venv/.installed").touch()
