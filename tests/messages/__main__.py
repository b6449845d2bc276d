"""`python -m tests.messages write|judge|show`: a trial of the messages with a reader who was told nothing else.

write FOLDER makes twenty folders, each with broken files and one message; judge FOLDER says whether the files were
mended and nothing else was harmed; show prints findings of all the cases of the tests, with the lines about them.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tests.messages import drawing, trial


def main() -> int:
    """Write, judge or show."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("what", choices=("write", "judge", "show"))
    options.add_argument("folder", type=Path, nargs="?", default=Path("build/trial"))
    options.add_argument("--seed", type=int, default=20)
    options.add_argument("--count", type=int, default=20)
    given = options.parse_args()
    if given.what == "show":
        drawing.show(given.count, given.seed)
    elif given.what == "write":
        trial.write(given.folder, given.count, given.seed)
    else:
        return judge(given.folder, given.count, given.seed)
    return 0


def judge(folder: Path, count: int, seed: int) -> int:
    """Print what became of each folder; 1 if something is wrong with one."""
    mended = 0
    for number, code, wrong in trial.judge(folder, count, seed):
        print(number, code, "; ".join(wrong) or "mended")
        mended += not wrong
    print(f"{mended} of {count} mended")
    return int(mended < count)


if __name__ == "__main__":
    sys.exit(main())
