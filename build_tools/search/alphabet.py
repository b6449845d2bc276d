"""The units of the corpus by rank, and what each is folded to: all that a reader's side needs to fold and to decode.

Knows: units, counts.
Must not know: texts.
"""

from __future__ import annotations

import json
import struct
from dataclasses import dataclass
from typing import Final, Self

import numpy as np

from build_tools.search import coding, folding
from build_tools.search.coding import Array
from build_tools.search.places import ranked

MAGIC: Final = b"AGA1"


@dataclass(frozen=True, slots=True)
class Alphabet:
    """The rank of every unit: of raw units, as texts are stored, from 0; of folded ones, as grams have them, from 2."""

    raw: Array
    grams: Array
    raw_units: Array  # by rank
    gram_units: Array  # by rank, from 2

    @classmethod
    def of(cls, raw: Array, folded: Array) -> Self:
        """The alphabet of a corpus, from how often each raw and each folded unit occurs."""
        order = np.lexsort((np.arange(len(raw)), -raw))[: np.count_nonzero(raw)]
        ranks = np.zeros(len(raw), dtype=np.int64)
        ranks[order] = np.arange(len(order))
        grams = ranked(folded)
        units = np.argsort(grams, kind="stable")[np.count_nonzero(grams == 0) :]
        return cls(ranks, grams, order, units)

    def data(self, usual: bytes) -> bytes:
        """The file: raw units by rank, what is to be added to each to fold it, units of grams by rank, exceptions.

        Then what all stored texts go on from (`usual`), packed.
        """
        single, several = folding.table()
        used = self.raw_units.astype(np.uint16)
        step = single[used] - used  # modulo 65536; mostly nothing
        many = {int(unit): several[int(unit)] for unit in used.tolist() if unit in several}
        told = json.dumps(many, ensure_ascii=True, separators=(",", ":"), sort_keys=True).encode()
        arrays = [used, step, self.gram_units]
        sizes = struct.pack("<4s4I", MAGIC, len(used), len(self.gram_units), len(told), len(usual))
        pieces = (sizes, *(array.astype("<u2").tobytes() for array in arrays), told, coding.beginning(usual))
        return coding.squeezed(b"".join(pieces))


def traditional() -> bytes:
    """The file of traditional characters and the simplified ones that they are folded to, in turn."""
    pairs = sorted(folding.simplified().items())
    return coding.squeezed("".join(one + other for one, other in pairs).encode("utf-16-le"))
