"""A speech as a script that hands its outline and text to the page of comparisons, on a site as from a disk.

Knows: what a comparison reads.
Must not know: how it is shown.
"""

from __future__ import annotations

import json
from typing import Final

from build_tools.exporters.around import Around
from build_tools.model import Speech

KEYS: Final = ("id", "kind", "text", "level", "marker")


def write(speech: Speech, around: Around) -> bytes:
    """The script: one call, with the data as its argument."""
    row = around.record
    blocks = [{key: block[key] for key in KEYS if key in block} for block in row["blocks"]]
    told = {"id": speech.id, "title": row["title"], "characters": row["characters"], "blocks": blocks}
    return f"anthologySpeech({json.dumps(told, ensure_ascii=False, separators=(',', ':'))});\n".encode()
