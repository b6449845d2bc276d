"""The tree of grams: every place of the texts in one list of documents, under the shortest gram that is rare enough.

A gram is a string of folded units. One that stands in more than `rare` documents is a *node*: its places go to longer
grams, up to DEEPEST units. One of two units or more that stands in at most `rare` documents is a *leaf* if it has two
units, and else shares a *lump* with its rare neighbours under the same node. So the documents of every gram that is not
rare are known exactly, as the union of the lists below it, and a rare one is in one list that is not long. A node whose
union would be long has a list of its own beside it.
Knows: arrays of units and document numbers.
Must not know: how lists are written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import isqrt
from typing import Any, Final, NamedTuple

import numpy as np

Array = np.ndarray[tuple[int], np.dtype[Any]]
Table = np.ndarray[tuple[int, int], np.dtype[Any]]

DEEPEST: Final = 12  # units
END: Final = 1  # stands for the end of a text in grams
MARK: Final = 0  # in keys: what follows is the first unit of a lump; at the end of a key: the node's own list
PAIR: Final = 2
KEY: Final = DEEPEST + 2


@dataclass(frozen=True, slots=True)
class Limits:
    """What is rare, what is long: in documents, of `space` documents."""

    space: int
    rare: int  # a gram in more documents is a node
    lump: int  # places that a lump is filled to
    long: int  # a node with more places has its own list

    @classmethod
    def of(cls, space: int) -> Limits:
        """The limits for an index of `space` documents. What is rare and a lump grow with the root of the corpus only.

        Longer lists make the index smaller and queries larger: see `make bench-search` for both before changing one.
        """
        root = isqrt(space)
        return cls(space, max(64, root), max(64, 8 * root), 16_384 + space // 4)


class Lists(NamedTuple):
    """Lists of documents in the order of their keys. A key is `lengths` units of a row of `keys`, the rest is zero."""

    keys: Table  # of KEY columns
    lengths: Array
    counts: Array  # documents of each list
    documents: Array  # of all lists, one after the other, rising within a list
    times: Array  # how often the gram stands in the document


class Places(NamedTuple):
    """Places in texts, sorted by document: the units that begin there (END after the text's last), and the document."""

    units: list[Array]  # DEEPEST arrays: the first unit of each place, the second …
    documents: Array


def gather(units: Array, places: Array) -> list[Array]:
    """The DEEPEST units from each place on. `units` ends with zeros; a zero ends a text."""
    out = [units[places]]
    ended = np.zeros(len(places), dtype=bool)
    for step in range(1, DEEPEST):
        here = units[places + step]
        ended |= here == 0
        out.append(np.where(ended, np.uint16(END), here))
    return out


class _Groups(NamedTuple):
    """Places sorted by gram, then document; the gram of each, from 0; and the first place of each gram."""

    order: Array
    group: Array
    first: Array


def lists(places: Places, limits: Limits, *, whole: bool) -> Lists:
    """All lists for some places: all places of the texts that begin with certain pairs of units.

    `whole` says that these are all places that begin with their first units, so that a unit's own list can be made.
    """
    parts: list[_Part] = []
    if whole:
        one = _by_unit(np.arange(len(places.documents)), places.units[0])
        groups = _grouped(one, [places.units[0][one]])
        parts += _own(places, groups, _sizes(groups) > limits.long, 1)
    two = _by_unit(_by_unit(np.arange(len(places.documents)), places.units[1]), places.units[0])
    groups = _grouped(two, [places.units[0][two], places.units[1][two]])
    for length in range(PAIR, DEEPEST + 1):
        found = _documents(places, groups)
        ends = places.units[length - 1][groups.order[groups.first]] == END
        node = (found.counts > limits.rare) & ~ends
        if length == DEEPEST:
            parts += _leaves(places, groups, found, node, length)
            parts += _lumps(places, groups, ~node, limits.lump, length)
            break
        light = _leaves(places, groups, found, ~node, length) if length == PAIR else ()
        parts += light or _lumps(places, groups, ~node, limits.lump, length)
        parts += _own(places, groups, node & (_sizes(groups) > limits.long), length)
        groups = _longer(places, groups, node, length)
        if not len(groups.order):
            break
    return _joined(parts)


def own_lists(places: Places) -> Lists:
    """The own list of each single unit that places begin with."""
    order = _by_unit(np.arange(len(places.documents)), places.units[0])
    groups = _grouped(order, [places.units[0][order]])
    return _joined(list(_own(places, groups, np.ones(len(groups.first), dtype=bool), 1)))


class _Part(NamedTuple):
    keys: Table
    lengths: Array
    counts: Array
    documents: Array
    times: Array


class _Found(NamedTuple):
    group: Array
    documents: Array
    times: Array
    counts: Array  # documents of each group


def _by_unit(order: Array, units: Array) -> Array:
    """An order, sorted stably by a unit."""
    return order[np.argsort(units[order], kind="stable")]


def _grouped(order: Array, columns: Iterable[Array]) -> _Groups:
    """Groups of equal columns; the columns are in the order given."""
    change = np.zeros(len(order), dtype=bool)
    change[:1] = True
    for column in columns:
        change[1:] |= column[1:] != column[:-1]
    return _Groups(order, np.cumsum(change) - 1, np.flatnonzero(change))


def _sizes(groups: _Groups) -> Array:
    return np.diff(groups.first, append=len(groups.order))


def _documents(places: Places, groups: _Groups) -> _Found:
    """The documents of each group, each once, and how often. The places of a group are sorted by document."""
    documents = places.documents[groups.order]
    change = np.zeros(len(documents), dtype=bool)
    change[:1] = True
    change[1:] = (groups.group[1:] != groups.group[:-1]) | (documents[1:] != documents[:-1])
    begins = np.flatnonzero(change)
    group = groups.group[begins]
    times = np.diff(begins, append=len(documents))
    return _Found(group, documents[begins], times, np.bincount(group, minlength=len(groups.first)))


def _keys(places: Places, groups: _Groups, which: Array, length: int) -> Table:
    keys = np.zeros((len(which), KEY), dtype=np.uint16)
    first = groups.order[groups.first[which]]
    for column in range(length):
        keys[:, column] = places.units[column][first]
    return keys


def _leaves(places: Places, groups: _Groups, found: _Found, chosen: Array, length: int) -> Iterator[_Part]:
    """The lists of whole groups, under their grams."""
    which = np.flatnonzero(chosen)
    if len(which):
        here = chosen[found.group]
        keys = _keys(places, groups, which, length)
        counts = found.counts[which]
        yield _Part(keys, np.full(len(which), length), counts, found.documents[here], found.times[here])


def _own(places: Places, groups: _Groups, chosen: Array, length: int) -> Iterator[_Part]:
    """The own lists of nodes: keys that end with a mark."""
    if chosen.any():
        for part in _leaves(places, groups, _documents(places, groups), chosen, length):
            yield part._replace(lengths=part.lengths + 1)


def _lumps(places: Places, groups: _Groups, chosen: Array, fill: int, length: int) -> Iterator[_Part]:
    """Lists of neighbouring groups under one node, each filled with about `fill` places."""
    which = np.flatnonzero(chosen)
    if not len(which):
        return
    sizes = _sizes(groups)[which]
    keys = _keys(places, groups, which, length)
    node = np.zeros(len(which), dtype=bool)
    node[1:] = ~(keys[1:, : length - 1] != keys[:-1, : length - 1]).any(axis=1)
    before = np.cumsum(sizes) - sizes
    begins = np.flatnonzero(~node)
    before -= np.repeat(before[begins], np.diff(begins, append=len(which)))
    number = before // fill
    change = ~node
    change[1:] |= number[1:] != number[:-1]
    lump_of_group = np.zeros(len(groups.first), dtype=np.int64)
    lump_of_group[which] = np.cumsum(change) - 1
    here = chosen[groups.group]
    order, lump = groups.order[here], lump_of_group[groups.group[here]]
    sort = np.argsort((lump.astype(np.uint64) << np.uint64(32)) | places.documents[order], kind="stable")
    lumped = _grouped(order[sort], [lump[sort]])
    found = _documents(places, lumped)
    first = np.flatnonzero(change)
    marked = keys[first]
    marked[:, length] = marked[:, length - 1]
    marked[:, length - 1] = MARK
    yield _Part(marked, np.full(len(first), length + 1), found.counts, found.documents, found.times)


def _longer(places: Places, groups: _Groups, node: Array, length: int) -> _Groups:
    """The groups of the next length, below the nodes."""
    here = node[groups.group]
    order, parent = groups.order[here], groups.group[here]
    column = places.units[length]
    by_unit = np.argsort(column[order], kind="stable")
    _, dense = np.unique(parent, return_inverse=True)
    narrow = dense.astype(np.uint16 if len(dense) and dense.max() < 1 << 16 else np.uint32)
    sort = by_unit[np.argsort(narrow[by_unit], kind="stable")]
    return _grouped(order[sort], [parent[sort], column[order[sort]]])


def _joined(parts: list[_Part]) -> Lists:
    """All parts in the order of their keys."""
    if not parts:
        empty = np.zeros(0, dtype=np.int64)
        return Lists(np.zeros((0, KEY), dtype=np.uint16), empty, empty, empty, empty)
    keys = np.concatenate([part.keys for part in parts])
    sort = np.argsort(keys.astype(">u2").view(f"S{2 * KEY}").reshape(-1))
    counts = np.concatenate([part.counts for part in parts])
    begins = (np.cumsum(counts) - counts)[sort]
    counts = counts[sort]
    ends = np.cumsum(counts)
    take = np.arange(int(ends[-1])) + np.repeat(begins - (ends - counts), counts)
    return Lists(
        keys[sort],
        np.concatenate([part.lengths for part in parts])[sort],
        counts,
        np.concatenate([part.documents for part in parts])[take],
        np.concatenate([part.times for part in parts])[take],
    )
