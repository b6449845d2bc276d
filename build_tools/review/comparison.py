"""What changed between two states: speeches, texts, addresses, findings, and what the machine is unsure of.

Knows: which addresses a state of the anthology has, and when one is lost.
Must not know: how it is told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from build_tools.review.difference import Difference, differences
from build_tools.review.reading import Data, Row

FACETS: Final = ("occasion", "genre", "speaker", "region", "date")
UNSURE: Final = ("inferred", "guessed", "unknown")
SIGNED: Final = ("proofread", "validated")
COPIES: Final = ("B040", "B041", "B042")
"""The codes of the findings that tell of copies among the speeches."""
PLAIN: Final = ("title", "state", "level", *SIGNED, "rights", "language", "complete", "audience")


@dataclass(frozen=True, slots=True)
class Change:
    """A speech that was there before and is there now, and differs."""

    before: Row
    after: Row
    texts: tuple[Difference, ...]
    values: tuple[tuple[str, str, str], ...]  # field, before, after


@dataclass(frozen=True, slots=True)
class Doubt:
    """What the machine was not sure of in a new or changed speech."""

    speech: Row
    values: tuple[tuple[str, str, str], ...]  # field, status, value
    edits: tuple[Row, ...]  # probable and unclear


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that a reviewer is told. `lost` are addresses that lead nowhere now: no such change may be published."""

    added: tuple[Row, ...]
    removed: tuple[Row, ...]
    changed: tuple[Change, ...]
    replaced: tuple[str, ...]  # sources whose bytes changed
    lost: tuple[str, ...]
    gone: tuple[tuple[str, str], ...]  # addresses newly withdrawn, or moved to the second
    returned: tuple[str, ...]  # addresses that were withdrawn or moved, and hold something again
    doubts: tuple[Doubt, ...]
    new_findings: tuple[Row, ...]
    mended: tuple[Row, ...]
    remaining: int  # findings that stand before and after
    twins: tuple[tuple[str, ...], ...]  # speeches of the very same words
    before: int  # speeches
    after: int

    @property
    def copies(self) -> tuple[Row, ...]:
        """The new findings that tell of copies."""
        return tuple(row for row in self.new_findings if row["code"] in COPIES)


def compare(before: Data, after: Data) -> Comparison:
    """What changed from one state to another."""
    added = tuple(row for name, row in after.speeches.items() if name not in before.speeches)
    removed = tuple(row for name, row in before.speeches.items() if name not in after.speeches)
    changed = tuple(_changes(before, after))
    new, mended, remaining = _findings(before, after)
    return Comparison(
        added,
        removed,
        changed,
        tuple(_replaced(before, after)),
        tuple(_lost(before, after)),
        tuple(sorted((address, to) for address, to in after.gone.items() if before.gone.get(address) != to)),
        tuple(_returned(before, after)),
        tuple(_doubts([*added, *(change.after for change in changed)])),
        new,
        mended,
        remaining,
        tuple(_twins(added, after)),
        len(before.speeches) + len(before.same),
        len(after.speeches) + len(after.same),
    )


def _changes(before: Data, after: Data) -> Iterator[Change]:
    for name, old in before.speeches.items():
        new = after.speeches.get(name)
        if new is None or new == old:
            continue
        texts = differences([*_texts(old)], [*_texts(new)])
        values = tuple(_values(old, new))
        if texts or values:
            yield Change(old, new, texts, values)


def _texts(speech: Row) -> Iterator[str]:
    for block in speech["blocks"]:
        yield str(block["text"])


def _values(old: Row, new: Row) -> Iterator[tuple[str, str, str]]:
    for field in (*PLAIN, *FACETS):
        was, now = (said(field, row.get(field)) for row in (old, new))
        if was != now:
            yield field, was, now


def said(field: str, value: Any) -> str:  # noqa: ANN401 - a value of JSON
    """A value as words; nothing for one that is not known."""
    if field not in FACETS or not isinstance(value, Mapping):
        return plain(field, value)
    return " ".join(word for word in (plain(field, value), f"[{value.get('status')}]") if word)


def plain(field: str, value: Any) -> str:  # noqa: ANN401 - as above
    """A value without how it is known."""
    if field in SIGNED and isinstance(value, Mapping):
        return f"{value.get('by')} {value.get('on')}"
    if field not in FACETS or not isinstance(value, Mapping):
        return "" if value is None else str(value)
    told = [value.get(key) for key in ("name", "role_text", "edtf", "code", "role_label", "role", "id")]
    shown = [str(word) for word in told if word]
    if value.get("path"):
        shown = ["".join(map(str, value["path"]))]
    return " ".join(shown[:2])


def _replaced(before: Data, after: Data) -> Iterator[str]:
    """Sources never change once they are in; those that did."""
    for name, old in before.sources.items():
        new = after.sources.get(name)
        if new is not None and new["sha256"] != old["sha256"]:
            yield name


def _lost(before: Data, after: Data) -> Iterator[str]:
    """Addresses of before that lead nowhere after: neither to what they named, nor to a page that says why not.

    A tombstone is an address too, and must never vanish. A paragraph goes with its page.
    """
    here = {*_addresses(after), *(f"speeches/{name}" for name in after.same)}
    for address in sorted({*_addresses(before), *before.gone}):
        page = address.partition("#")[0]
        if not _leads(address, here, after) and not (page in after.gone and _leads(page, here, after)):
            yield address


def _returned(before: Data, after: Data) -> Iterator[str]:
    """Addresses that the register called gone, and no longer does, and that are here: words may be published again."""
    here = {*_addresses(after), *(f"speeches/{name}" for name in after.same)}
    return (address for address in sorted(before.gone.keys() - after.gone.keys()) if address in here)


def _leads(address: str, here: set[str], after: Data) -> bool:
    """True if an address is here, was withdrawn, or moved to one that is here; a register may not lead in circles."""
    to = address if address in here else after.gone.get(address)
    if to is None:
        return False
    unchanged = to.partition("#")[0].removeprefix("speeches/") in after.same
    return not to or to in here or unchanged


def _addresses(data: Data) -> Iterator[str]:
    """Every address of the sources, and of the speeches that were looked at."""
    for source in data.sources:
        yield f"compilations/{source}"
    for name, speech in data.speeches.items():
        yield f"speeches/{name}"
        yield from (f"speeches/{name}#{block['id']}" for block in speech["blocks"])


def _twins(added: Sequence[Row], after: Data) -> Iterator[tuple[str, ...]]:
    """Speeches that have the very same Han characters, at least one of them new."""
    new = {row["id"] for row in added}
    yield from (names for names in after.words.values() if len(names) > 1 and not new.isdisjoint(names))


def _doubts(speeches: Sequence[Row]) -> Iterator[Doubt]:
    for speech in speeches:
        values = tuple(
            (field, str(speech[field]["status"]), plain(field, speech[field]))
            for field in FACETS
            if speech[field]["status"] in UNSURE
        )
        edits = tuple(edit for edit in speech["edits"] if edit["certainty"] != "certain")
        if values or edits:
            yield Doubt(speech, values, edits)


def _findings(before: Data, after: Data) -> tuple[tuple[Row, ...], tuple[Row, ...], int]:
    """Those that are new, those that are gone, and the number of those that stay. Lines may move; words count."""
    old, new = (Counter(map(_key, data.findings)) for data in (before, after))
    fresh, mended = new - old, old - new
    return _some(after, fresh), _some(before, mended), (new & old).total()


def _key(row: Row) -> tuple[str, str, str]:
    return str(row["path"]).rpartition("docs/sources/")[2], str(row["code"]), str(row["message"]["zh"])


def _some(data: Data, wanted: Counter[tuple[str, str, str]]) -> tuple[Row, ...]:
    left, rows = wanted.copy(), []
    for row in reversed(data.findings):
        if left[_key(row)] > 0:
            left[_key(row)] -= 1
            rows.append(row)
    return tuple(reversed(rows))
