"""`python -m tests.intake [WORDS]`: each beginning from the file to a green check, and a table of what that took.

WORDS choose the beginnings whose names hold one of them. The status is 1 if something is not as it should be.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.intake.beginnings import BEGINNINGS
from tests.intake.trying import Outcome, added_again, tried

ROW = "{:22} {:>7} {:>9} {:>13} {:>9} {:>8}  {}"
AGAIN = ("water.rtf", "gb18030.txt")


def outcomes(wanted: Sequence[str]) -> Iterator[tuple[str, Outcome]]:
    """Each beginning and what came of it; then two that are sent again."""
    for name, beginning in BEGINNINGS.items():
        if not wanted or any(word in name for word in wanted):
            with tempfile.TemporaryDirectory() as place:
                yield name, tried(name, beginning, Path(place))
    for name in AGAIN:
        if not wanted or any(word in f"{name} again" for word in wanted):
            with tempfile.TemporaryDirectory() as place:
                yield f"{name} again", added_again(name, BEGINNINGS[name], Path(place))


def main() -> int:
    """Try them, and print; 1 if something does not hold."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("words", nargs="*")
    given = options.parse_args()
    print(ROW.format("beginning", "seconds", "questions", "characters", "speeches", "headings", "check"))
    tally = [0, 0]
    for name, one in outcomes(given.words):
        row = (name, f"{one.seconds:.1f}", one.questions, one.characters, one.speeches, one.headings, one.check)
        print(ROW.format(*row), *one.broken, sep="\n    ! ", flush=True)
        tally[bool(one.broken)] += 1
    print(f"{tally[0]} of {sum(tally)} as they should be")
    return int(tally[1] > 0 or sum(tally) == 0)


if __name__ == "__main__":
    sys.exit(main())
