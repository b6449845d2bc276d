"""`make bench-downloads`: what downloads add to a build, for each speech; prints, judges nothing.

Each run is a process of its own, from sources to what is written for the site, without the site. Every speech is alone
in its source, which costs most: each has an EPUB and a PDF of its own.
"""

from __future__ import annotations

import argparse
import ctypes
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from build_tools import binding, disk
from build_tools.conversion import Told, write_data
from build_tools.memory import Memory
from build_tools.product import Product
from build_tools.shelf import Shelf, lay
from tests.bench import generated

SUBREAPER = 36  # PR_SET_CHILD_SUBREAPER of <linux/prctl.h>


def main() -> None:
    """Generate; build without and with downloads, twice each; lay the files into a site."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--speeches", type=int, default=1_000)
    options.add_argument("--length", type=int, default=2_000)
    options.add_argument("--jobs", type=int, default=2)
    options.add_argument("--run", help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.run:
        run(Path(given.run), given.jobs, taking="taking" in os.environ)
        return
    ctypes.CDLL(None).prctl(SUBREAPER, 1)  # orphans become our children
    with tempfile.TemporaryDirectory() as room:
        list(generated.write(Path(room, "sources"), given.speeches, given.length))
        plain = [started(Path(room), given.jobs, taking=False) for _ in range(2)]
        whole = [started(Path(room), given.jobs, taking=True) for _ in range(2)]
        names = ("made", "unchanged")
        for name, before, after in zip(names, plain, whole, strict=True):
            added = [1000 * (two - one) / given.speeches for one, two in zip(before, after, strict=True)]
            print(
                f"{name}: {before[0]:.2f} s without downloads, {after[0]:.2f} s with them; "
                f"they add {added[0]:.2f} ms a speech by the clock, {added[1]:.2f} ms of processor"
            )
        files = [path for path in Path(room, "taken").rglob("*") if path.is_file()]
        size = sum(path.stat().st_size for path in files)
        began = time.perf_counter()
        laid = lay(Path(room, "taken"), Path(room, "site"))
        seconds = time.perf_counter() - began
        each = 1000 * seconds / given.speeches
        print(f"{len(laid)} files, {size / 2**20:.0f} MiB, laid into a site in {each:.2f} ms a speech")


def started(room: Path, jobs: int, *, taking: bool) -> tuple[float, float]:
    """Seconds by the clock and of processors that one run took, its children's too."""
    command = [sys.executable, "-m", "tests.bench.downloads", "--run", str(room), "--jobs", str(jobs)]
    environment = os.environ | ({"taking": "1"} if taking else {})
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, check=True, env=environment, cwd=Path(__file__).parents[2])
    await_orphans()
    seconds, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    return seconds, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def await_orphans() -> None:
    """Wait for processes that outlive the one that started them, so that their time is counted."""
    try:
        while True:
            os.waitpid(-1, 0)
    except ChildProcessError:
        return


def run(room: Path, jobs: int, *, taking: bool) -> None:
    """One run: the data files, and with `taking` every download and the books of everything."""
    kind = "with" if taking else "without"
    shelf, told = Shelf(room / "taken"), Told()
    titles: dict[str, str] = {}

    def watch(product: Product) -> None:
        told.add(product)
        titles[product.id] = product.id
        shelf.put(product.taken, fresh=product.fresh)

    references, _ = disk.find([room / "sources"])
    with shelf, Memory(room / f"{kind}.sqlite") as store:
        write_data(references, store, jobs, room / kind, watch, whole=True, taking=taking)
        if taking:
            binding.bind(room / kind, titles, told.speeches, shelf)


if __name__ == "__main__":
    main()
