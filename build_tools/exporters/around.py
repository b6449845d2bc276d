"""What a download tells of a speech beside the speech itself.

Knows: the title of its compilation, and the vocabulary's labels.
Must not know: any format.
"""

from __future__ import annotations

from dataclasses import dataclass

from build_tools.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Around:
    """The compilation's title is empty if the speech is alone in its source."""

    compilation: str
    vocabulary: Vocabulary
