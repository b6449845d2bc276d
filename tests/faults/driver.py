"""`python -m tests.faults.driver 17.0 build …`: the command with a fault, when the environment is part of it.

Nothing of ours, and little else, is loaded before the fault is brought about: a clock must be wrong from the start.
"""

from __future__ import annotations

import sys

from tests.faults.table import FAULTS


def main() -> None:
    """Be hurt, and go on."""
    fault, _, case = sys.argv.pop(1).partition(".")
    FAULTS[int(fault)].cases[int(case)].hurt()
    from build_tools.__main__ import run

    run()


if __name__ == "__main__":
    main()
