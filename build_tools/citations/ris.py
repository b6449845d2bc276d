"""An item as a record of RIS.

Knows: rispy, and the tags of RIS.
Must not know: speeches.
"""

from __future__ import annotations

from typing import Any

from build_tools.citations.bibtex import written
from build_tools.citations.item import Item


def write(cited: Item) -> str:
    """The record: what is not known has no tag, and the note says so."""
    from rispy.writer import RisWriter  # noqa: PLC0415 - loaded by those who cite, not by every command

    class OneRecord(RisWriter):  # type: ignore[misc] # rispy says nothing of its types
        """Without the number that rispy puts before each record, which is no line of RIS."""

        def set_header(self, count: int) -> str:  # noqa: ARG002
            return ""

    return "\n".join(line for line in OneRecord().formats([_record(cited)]).split("\n") if line) + "\n"


def _record(cited: Item) -> dict[str, Any]:
    facts = cited.facts
    record: dict[str, Any] = {"type_of_reference": _kind(facts), "title": cited.title}
    if cited.authors:
        record["authors"] = cited.authors
    if "container-title" in facts:
        record["secondary_title"] = facts["container-title"]
    if "issued" in facts:
        date = written(facts["issued"])
        record["year"] = f"[{date}]" if facts["issued"].get("circa") else date.replace("-", "/")
    record |= {"urls": [facts["URL"]]} if "URL" in facts else {}
    record |= {"access_date": written(facts["accessed"]).replace("-", "/")} if "accessed" in facts else {}
    return {**record, "language": facts["language"], "notes": [facts["note"]], "id": facts["id"]}


def _kind(facts: Any) -> str:  # noqa: ANN401 - a CSL-JSON item
    """RIS has no type for speeches: a chapter if it stands in a compilation, else a web page, else anything."""
    if "container-title" in facts:
        return "CHAP"
    return "ELEC" if "URL" in facts else "GEN"
