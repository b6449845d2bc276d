"""Rights that forbid what is about to be done: a text that must not be shown, in a source that is published.

Knows: which value of the list of rights says so.
Must not know: the register of what is withdrawn.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from build_tools import findings
from build_tools.model import Bilingual, Facts, Finding, Location

WITHHELD: Final = "withheld"


def shown(published: Mapping[str, Facts]) -> Iterator[Finding]:
    """What is wrong with the rights in speeches that are to be published: their facts by id. Told once for a place."""
    held: dict[Location, list[str]] = {}
    for name, facts in published.items():
        rights = facts.get("rights")
        if rights and rights.text == WITHHELD:
            held.setdefault(rights.at, []).append(name)
    for at, names in held.items():
        yield findings.at(at, "C045", speeches=Bilingual("、".join(names), ", ".join(names)), speech_id=names[0])
