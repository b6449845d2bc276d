"""`make soak`: broken files for some minutes, new ones each time; those that break something are kept."""

from __future__ import annotations

import argparse
import hashlib
import random
import sys
import time
from collections import Counter
from pathlib import Path

from tests.soak import broken, feeding


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
        (suffix,) = feeding.kinds(1, dice)
        state = dice.getstate()
        try:
            _, taken = feeding.feed(suffix, dice)
            told[f"{suffix} {'taken' if taken else 'refused'}"] += 1
        except Exception as fault:  # noqa: BLE001 - whatever it is, it is what we look for
            dice.setstate(state)
            data = broken.broken(suffix, dice)
            path = Path("build/soak") / f"{hashlib.sha256(data).hexdigest()[:12]}{suffix}"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            broke[f"{fault!r:.200}"] += 1
            print(f"{path}: {fault!r:.300}", flush=True)
    print(f"seed {given.seed}: {sum(told.values()):,} files in {given.minutes:g} minutes")
    print("\n".join(f"{name:16} {number:,}" for name, number in sorted(told.items())))
    print(f"broke something: {sum(broke.values())} ({len(broke)} kinds)")
    sys.exit(bool(broke))


if __name__ == "__main__":
    main()
