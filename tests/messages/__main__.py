"""`python -m tests.messages write|judge|record|show`: a trial of the messages with a reader who was told nothing else.

write FOLDER makes twenty folders, each with broken files and one message; judge FOLDER says whether the files were
mended and nothing else was harmed; record FOLDER prints them as rows of tests/cases/messages/readers.yml; show prints
findings of all the cases of the tests, with the lines about them.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tests.messages import drawing, trial


def main() -> int:
    """Write, judge, record or show."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("what", choices=("write", "judge", "record", "show"))
    options.add_argument("folder", type=Path, nargs="?", default=Path("build/trial"))
    options.add_argument("--seed", type=int, default=20)
    options.add_argument("--count", type=int, default=20)
    options.add_argument("--codes", nargs="+", default=(), help="these, and none by lot")
    given = options.parse_args()
    if given.what == "show":
        drawing.show(given.count, given.seed)
    elif given.what == "write":
        trial.write(given.folder, given.codes or trial.drawn(given.count, given.seed))
    elif given.what == "record":
        print(trial.record(given.folder), end="")
    else:
        return judge(given.folder)
    return 0


def judge(folder: Path) -> int:
    """Print what became of each folder; 1 if something is wrong with one."""
    handed_in = list(trial.handed_in(folder))
    mended = 0
    for code, files in handed_in:
        wrong = list(trial.wrong_still(code, files))
        print(code, "; ".join(wrong) or "mended")
        mended += not wrong
    print(f"{mended} of {len(handed_in)} mended")
    return int(mended < len(handed_in))


if __name__ == "__main__":
    sys.exit(main())
