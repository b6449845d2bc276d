"""How far a speech was proofread: what people signed in the sidecar, else whether the program changed anything.

Knows: the four signatures, and the levels in their order.
Must not know: whether the signatures keep the rules.
"""

from __future__ import annotations

from collections.abc import Sequence

from build_tools.model import Edit, Facts, Proofreading, Signature


def describe(facts: Facts, edits: Sequence[Edit]) -> Proofreading:
    """The level, and who signed when. A level is only told if the one before it is signed too."""
    proofread, validated = _signature(facts, "proofread"), _signature(facts, "validated")
    if proofread:
        level = "validated" if validated and validated.by != proofread.by else "proofread"
        return Proofreading(level, proofread, validated if level == "validated" else None)
    edited = any(edit.certainty == "certain" for edit in edits)
    return Proofreading("machine-edited" if edited else "as-received")


def _signature(facts: Facts, what: str) -> Signature | None:
    by, on = facts.get(f"{what}_by"), facts.get(f"{what}_on")
    return Signature(by.text, on.text) if by and on else None
