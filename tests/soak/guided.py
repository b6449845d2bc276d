"""`make fuzz`: Atheris (libFuzzer) looks for inputs that reach code no input reached before; prints a table.

What it finds is kept as a file of its kind in build/soak; each target goes on from where the last run left it.
"""

from __future__ import annotations

import argparse
import importlib
import os
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

INSTALLED: Final = Path("build/atheris")
CORPUS: Final = Path("build/fuzz")
SECONDS, MEGABYTES, LARGEST = 20, 2048, 30_000  # of one input; the memory beyond what the process has
CHANGED: Final = 0.8  # of the inputs that can be changed and stay well-formed
MOST: Final = 20  # faults after which a target is left alone
EXECUTIONS: Final = re.compile(r"number_of_executed_units: (\d+)")
COVERAGE: Final = re.compile(r"cov: (\d+)")
FAULT: Final = re.compile(r"(?:ERROR: libFuzzer: |=== Uncaught Python exception: ===\n)(.{1,200})")


@dataclass(slots=True)
class Told:
    """What became of a target."""

    executions: int = 0
    first: int = 0  # places of the code that the first inputs reach
    coverage: int = 0
    faults: int = 0


def main() -> None:
    """Search each target for its share of the time."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--minutes", type=float, default=60, help="of all targets together")
    options.add_argument("--only", help="one target")
    options.add_argument("--within", help=argparse.SUPPRESS)  # the target, in the process that searches it
    given, rest = options.parse_known_args()
    if not (INSTALLED / "atheris").is_dir():
        sys.exit(f"{INSTALLED}: Atheris is not there; `make fuzz` installs it")
    if given.within:
        search(given.within, rest)
        return
    from tests.soak.targets import TARGETS

    names = [given.only] if given.only else list(TARGETS)
    print(f"{'target':14}{'executions':>12}{'first cov':>11}{'coverage':>10}{'faults':>8}", flush=True)
    faults = 0
    for name in names:
        told = supervise(name, 60 * given.minutes / len(names))
        faults += told.faults
        print(f"{name:14}{told.executions:12,}{told.first:11,}{told.coverage:10,}{told.faults:8}", flush=True)
    sys.exit(bool(faults))


def search(name: str, arguments: list[str]) -> None:
    """Search one target; never comes back."""
    sys.path.insert(0, str(INSTALLED))
    atheris = importlib.import_module("atheris")
    with atheris.instrument_imports(include=["build_tools", "olefile"]):
        targets = importlib.import_module("tests.soak.targets")
        feeding = importlib.import_module("tests.soak.feeding")
        sandbox = importlib.import_module("build_tools.sandbox")
    limit = sandbox._size() + MEGABYTES * sandbox.MEGABYTE
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    target = targets.TARGETS[name]

    def changed(data: bytes, largest: int, number: int) -> bytes:
        dice = random.Random(number)  # noqa: S311 - libFuzzer's own
        made = target.changed(data, dice) if dice.random() < CHANGED else data
        return made if data != made and len(made) <= largest else bytes(atheris.Mutate(data, largest))

    more = {"custom_mutator": changed} if target.changed else {}
    atheris.Setup([sys.argv[0], *arguments], lambda data: feeding.taken(target.file(data)) and None, **more)
    atheris.Fuzz()


def supervise(name: str, seconds: float) -> Told:
    """Search a target until its time is over, again after each fault."""
    from tests.soak import watched
    from tests.soak.targets import TARGETS

    told, ends = Told(), time.monotonic() + seconds
    corpus = CORPUS / name.replace(" ", "-")
    seed(corpus, TARGETS[name].seeds())
    while told.faults < MOST and (left := int(ends - time.monotonic())) > 0:
        with tempfile.TemporaryDirectory() as folder:
            status, said = run(name, corpus, Path(folder), left)
            told.executions += sum(map(int, EXECUTIONS.findall(said)))
            reached = [int(one) for one in COVERAGE.findall(said)]
            told.first = told.first or next(iter(reached), 0)
            told.coverage = max([told.coverage, *reached])
            found = [path.read_bytes() for path in Path(folder).iterdir() if not path.name.startswith("slow-unit")]
        if not found and (status or not reached):
            sys.exit(f"{name}: the search ended with {status}, and no input says why\n{said[-3000:]}")
        for data in found:
            why = FAULT.search(said)
            file = watched.kept(watched.Fed(TARGETS[name].file(data), taken=False))
            told.faults += 1
            print(f"{file}: {why[1] if why else said[-300:]}", flush=True)
    return told


def run(name: str, corpus: Path, folder: Path, seconds: int) -> tuple[int, str]:
    """Status and words of a process that searches a target until its time is over, or until it finds a fault."""
    words = folder.with_suffix(".dict")
    words.write_text("\n".join(dictionary()), encoding="ascii")
    limits = f"-max_total_time={seconds} -timeout={SECONDS} -rss_limit_mb={MEGABYTES} -max_len={LARGEST}".split()
    places = [f"-artifact_prefix={folder}/", f"-dict={words}", str(corpus)]
    command = [sys.executable, "-m", "tests.soak.guided", "--within", name]
    try:
        ran = subprocess.run(
            [*command, *limits, "-print_final_stats=1", *places],
            check=False,
            capture_output=True,
            timeout=seconds + 120,
            env={**os.environ, "PYTHONHASHSEED": "0"},
        )
    finally:
        words.unlink()
    return ran.returncode, (ran.stdout + ran.stderr).decode("utf-8", "replace")


def seed(corpus: Path, files: Sequence[bytes]) -> None:
    """Put the first inputs where the search looks for them."""
    corpus.mkdir(parents=True, exist_ok=True)
    for number, data in enumerate(files):
        (corpus / f"seed-{number}").write_bytes(data)


def dictionary() -> Iterator[str]:
    """Odd words and cues, as libFuzzer reads them."""
    from tests.soak.broken import WORDS

    for word in WORDS:
        yield '"' + "".join(f"\\x{one:02X}" for one in word) + '"'


if __name__ == "__main__":
    main()
