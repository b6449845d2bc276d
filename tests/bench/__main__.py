"""`make bench`: conversion of generated speeches, cold and with one changed source; prints figures, judges nothing."""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from pathlib import Path

from tests.bench import generated, measuring
from tests.bench.measuring import Run


def main() -> None:
    """Generate, convert, change one, convert again."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--speeches", type=int, default=10_000)
    options.add_argument("--length", type=int, default=2_000)
    options.add_argument("--jobs", type=int, default=2)
    options.add_argument("--repeats", type=int, default=5, help="runs with one changed source")
    options.add_argument("--half-width", type=int, default=100, help="percent of the sources with half-width marks")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as room:
        folder, output = Path(room, "sources"), Path(room, "out")
        paths = list(generated.write(folder, given.speeches, given.length, given.half_width))
        characters = sum(len(path.read_text(encoding="utf-8")) for path in paths)
        print(f"{len(paths)} speeches, {characters:,} characters, {given.jobs} jobs, {given.half_width} % half-width")
        first = convert(folder, output, Path(room), given.jobs)
        tell("first run", first, characters)
        ratios = []
        for i in range(1, given.repeats + 1):  # the disk is still busy with the first run's files in the first of them
            changed = paths[i * len(paths) // (given.repeats + 1)]
            changed.write_text(changed.read_text(encoding="utf-8").replace("同志们", "各位同志们"), encoding="utf-8")
            again = convert(folder, output, Path(room), given.jobs)
            tell("one source changed", again, characters)
            ratios.append(again.seconds / first.seconds)
        print(f"again / first: {', '.join(f'{ratio:.1%}' for ratio in ratios)}; median {statistics.median(ratios):.1%}")


def tell(name: str, run: Run, characters: int) -> None:
    """One line of figures."""
    print(f"{name}: {run.seconds:.2f} s, {characters / run.seconds:,.0f} characters/s, peak {run.peak:.0f} MiB")


def convert(folder: Path, output: Path, room: Path, jobs: int) -> Run:
    """Run `anthology convert` in a process of its own, from a folder where nothing is remembered from before."""
    command = [sys.executable, "-m", "build_tools", "convert", str(folder), "--output", str(output)]
    return measuring.run([*command, "--jobs", str(jobs)], room)


if __name__ == "__main__":
    main()
