"""Plain text → the text, character for character.

Knows: encodings.
Must not know: what stands in the text.
"""

from __future__ import annotations

from build_tools.importers.encodings import decode
from build_tools.importers.reading import Reading
from build_tools.model import RawFile


def read(raw: RawFile) -> Reading:
    """The decoded file.

    Raises: BadInput: the encoding cannot be told.
    """
    decoded = decode(raw)
    return Reading(decoded.text, decoded.encoding)
