"""The duplicate gate: all speeches of a run compared with one another, if they are not those of the last run.

Knows: the memory of a run, and how findings are packed.
Must not know: how texts are compared, or where findings are shown.
"""

from __future__ import annotations

import hashlib
import marshal
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from build_tools import memory
from build_tools.memory import Memory
from build_tools.model import Bilingual, Finding, Location

if TYPE_CHECKING:
    from build_tools.corpus import Print, Text

NAME: Final = "duplicates"
KEPT: Final = 64  # sources whose texts are held at once


def compare(store: Memory) -> tuple[Finding, ...]:
    """A finding for each speech that is a copy of another, or part of one, but for those that a person accepts."""
    digest = hashlib.sha256(memory.rules())
    for name, key in store.made_of():
        digest.update(name.encode("utf-8", "surrogateescape") + b"\0" + key)
    found = store.whole(NAME, digest.digest())
    if found is None:
        found = _packed(_compared(store))
        store.keep_whole(NAME, digest.digest(), found)
    return tuple(_finding(row) for row in marshal.loads(found))  # noqa: S302 - our own memory


def _compared(store: Memory) -> tuple[Finding, ...]:
    from build_tools import corpus  # noqa: PLC0415 - arrays, which most runs do without

    known = [one for name, data in store.prints() for one in corpus.prints(name, data)]
    text = _reader(known, store)
    return corpus.tell(corpus.duplicates(known, lambda number: text(number).words), known, text)


def _reader(known: Sequence[Print], store: Memory) -> Callable[[int], Text]:
    """Reads a text by its number."""
    from build_tools import corpus  # noqa: PLC0415 - as above

    @lru_cache(maxsize=KEPT)
    def of_source(name: str) -> dict[str, Text]:
        return corpus.texts(store.texts(name))

    return lambda number: of_source(known[number].source)[known[number].id]


def _packed(found: Sequence[Finding]) -> bytes:
    rows = [
        (
            (one.at.path, one.at.line, one.at.column),
            *(one.code, one.severity, one.speech),
            *((words.zh, words.en) for words in (one.message, one.hint)),
        )
        for one in found
    ]
    return marshal.dumps(rows)


def _finding(row: Sequence[Any]) -> Finding:
    at, code, severity, speech, message, hint = row
    return Finding(Location(*at), code, severity, Bilingual(*message), Bilingual(*hint), speech=speech)
