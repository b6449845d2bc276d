"""Rights that forbid what is about to be done: a text that must not be shown, in a source that is published.

Knows: which value of the list of rights says so.
Must not know: the register of what is withdrawn.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from build_tools import findings
from build_tools.model import Facts, Finding

WITHHELD: Final = "withheld"


def shown(facts: Facts) -> Iterator[Finding]:
    """What is wrong with the rights among the facts of a speech that is to be published."""
    rights = facts.get("rights")
    if rights and rights.text == WITHHELD:
        yield findings.at(rights.at, "C045")
