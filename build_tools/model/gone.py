"""Addresses that were published and are no more.

Knows: places in files.
Must not know: YAML, pages.
"""

from __future__ import annotations

from dataclasses import dataclass

from build_tools.model.text import Location


@dataclass(frozen=True, slots=True, order=True)
class Gone:
    """One address, and what became of it.

    An address is `speeches/<id>`, `speeches/<id>#<block>` or `compilations/<source>`. Without `to` it was withdrawn.
    """

    address: str
    at: Location
    reason: str
    to: str = ""
    date: str = ""
