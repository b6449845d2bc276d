"""What a download tells of a speech beside the speech itself.

Knows: the title of its compilation, the vocabulary's labels, its record.
Must not know: any format.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from build_tools.exporters.records import Record
from build_tools.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Around:
    """The compilation's title is empty if the speech is alone in its source; `record` is its line of corpus.jsonl."""

    compilation: str
    vocabulary: Vocabulary
    record: Record = field(default_factory=dict)
