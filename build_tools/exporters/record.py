"""A speech as JSON: its line of corpus.jsonl.

Knows: the record.
Must not know: its keys.
"""

from __future__ import annotations

from build_tools.exporters import records
from build_tools.exporters.around import Around
from build_tools.model import Speech


def write(speech: Speech, around: Around) -> bytes:
    """The file: the same line as in corpus.jsonl."""
    return records.line(around.record or records.speech(speech, around.vocabulary))
