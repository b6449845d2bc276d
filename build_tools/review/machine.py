"""A comparison as JSON, for programs.

Knows: the keys that are published to them.
Must not know: how a comparison is made.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from build_tools.review.comparison import Comparison, Doubt
from build_tools.review.reading import Row


def machine(found: Comparison) -> str:
    """The comparison as one JSON object, its keys sorted."""
    told: Mapping[str, Any] = {
        "speeches": {"before": found.before, "after": found.after},
        "added": _titles(found.added),
        "removed": _titles(found.removed),
        "changed": [
            {
                "id": change.after["id"],
                "title": change.after["title"],
                "texts": [asdict(text) for text in change.texts],
                "values": [{"field": field, "before": was, "after": now} for field, was, now in change.values],
            }
            for change in found.changed
        ],
        "replaced_sources": found.replaced,
        "lost": found.lost,
        "gone": [{"address": address, "to": to or None} for address, to in found.gone],
        "returned": found.returned,
        "same_words": found.twins,
        "copies": found.copies,
        "doubts": [_doubt(doubt) for doubt in found.doubts],
        "findings": {"new": found.new_findings, "mended": found.mended, "remaining": found.remaining},
    }
    return json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _titles(rows: Sequence[Row]) -> list[Mapping[str, Any]]:
    return [{key: row[key] for key in ("id", "source", "title", "characters", "complete")} for row in rows]


def _doubt(doubt: Doubt) -> Mapping[str, Any]:
    values = [{"field": field, "status": status, "value": value} for field, status, value in doubt.values]
    return {"id": doubt.speech["id"], "values": values, "edits": doubt.edits}
