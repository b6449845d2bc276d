"""The register of withdrawn and moved speeches (docs/sources/withdrawn.yml) → the addresses that are gone.

Knows: the register's YAML, and which addresses a speech or a source has.
Must not know: disks, pages, how speeches are made.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import islice
from typing import Final

from build_tools import findings
from build_tools.model import Bilingual, Finding, Gone, Location
from build_tools.withdrawal.entries import entries

NAME: Final = "withdrawn.yml"
"""What the register is called, at the top of the folder of sources; no source can have it for a sidecar."""
MOST: Final = 100_000  # addresses
TOO_MANY: Final = Bilingual("登记的地址太多", "more addresses than a register may have")


def read(data: bytes, path: str) -> tuple[Gone, ...]:
    """The addresses that are gone, sorted.

    Raises: BadInput: the register cannot be understood; it carries every finding that could be made.
    """
    faults: list[Finding] = []
    found = list(islice(entries(data, path, faults), MOST + 1))
    if len(found) > MOST:
        raise findings.BadInput([findings.at(found[-1].at, "B030", what=f"> {MOST}", why=TOO_MANY)])
    faults += _twice(found)
    if faults:
        raise findings.BadInput(findings.few(faults))
    return tuple(sorted(found))


def numbers(gone: Sequence[Gone], source_id: str) -> tuple[int, ...]:
    """Which speeches of a source are withdrawn, by their numbers."""
    prefix = f"speeches/{source_id}-"
    ends = (one.address.removeprefix(prefix) for one in gone if not one.to and one.address.startswith(prefix))
    return tuple(sorted(int(end) for end in ends if end.isdecimal()))


def paragraphs(gone: Sequence[Gone], source_id: str) -> tuple[tuple[int, str], ...]:
    """The ids that paragraphs of a source's speeches once had, each with the speech's number."""
    prefix = f"speeches/{source_id}-"
    ends = (one.address.removeprefix(prefix).partition("#") for one in gone if one.address.startswith(prefix))
    return tuple(sorted((int(number), block) for number, _, block in ends if block and number.isdecimal()))


def faults(gone: Sequence[Gone], here: Collection[str], perhaps: Collection[str] = ()) -> Iterator[Finding]:
    """What is wrong with the register, given the addresses that there are now, those of blocks included.

    Others are there `perhaps`.
    """
    lost = {one.address for one in gone}
    for one in gone:
        if one.address in here:
            yield findings.at(one.at, "B033", address=one.address)
        if one.to and (one.to in lost or not (one.to in here or one.to in perhaps)):
            yield findings.at(one.at, "B032", address=one.address, to=one.to)


def _twice(found: Sequence[Gone]) -> Iterator[Finding]:
    first: dict[str, Location] = {}
    for one in found:
        if one.address in first:
            yield findings.at(one.at, "B031", address=one.address, line=first[one.address].line)
        first.setdefault(one.address, one.at)
