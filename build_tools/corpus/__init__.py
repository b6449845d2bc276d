"""What is told of many speeches together: which of them are the same, nearly the same, or part of one another.

Knows: the order: fold, find candidates, align them, judge.
Must not know: disks, pages, what a speech says.
"""

from __future__ import annotations

from build_tools.corpus.duplicates import duplicates
from build_tools.corpus.telling import tell
from build_tools.corpus.texts import Print, Text, pack, prints, texts

__all__ = ["Print", "Text", "duplicates", "pack", "prints", "tell", "texts"]
