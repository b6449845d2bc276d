"""Make a search index of a corpus: what tests.bench.searching measures, in a process of its own."""

from __future__ import annotations

import argparse
from pathlib import Path

from build_tools.search import write_index
from build_tools.vocabulary import load


def main() -> None:
    """Write the index of `corpus` into the folder `out`."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("corpus", type=Path)
    options.add_argument("out", type=Path)
    options.add_argument("--jobs", type=int, default=2)
    given = options.parse_args()
    write_index(given.corpus, given.out, given.out.with_name(f"{given.out.name}-batches"), given.jobs, load())


if __name__ == "__main__":
    main()
