"""`make soak`: broken files for some minutes, new ones each time; those that break something are kept."""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter

from tests.soak import feeding, watched

LOT = 500  # files of one child process


def main() -> None:
    """Feed until the time is over; tell what was fed, and what broke."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--minutes", type=float, default=30)
    options.add_argument("--seed", type=int, default=time.time_ns())
    given = options.parse_args()
    dice = random.Random(given.seed)  # noqa: S311 - told, so that a run can be repeated
    ends = time.monotonic() + 60 * given.minutes
    told: Counter[str] = Counter()
    broke: Counter[str] = Counter()
    while time.monotonic() < ends:
        lot = random.Random(dice.getrandbits(64))  # noqa: S311
        for fed in watched.feed(feeding.files(LOT, lot)):
            told[f"{fed.file.suffix} {'taken' if fed.taken else 'refused'}"] += not fed.fault
            if fed.fault:
                broke[fed.fault[:200]] += 1
                print(f"{watched.kept(fed)}: {fed.fault}", flush=True)
            if time.monotonic() > ends:
                break
    print(f"seed {given.seed}: {sum(told.values()):,} files in {given.minutes:g} minutes")
    print("\n".join(f"{name:16} {number:,}" for name, number in sorted(told.items()) if number))
    print(f"broke something: {sum(broke.values())} ({len(broke)} kinds)")
    sys.exit(bool(broke))


if __name__ == "__main__":
    main()
