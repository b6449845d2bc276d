"""The data of an anthology before and after one of its sources was replaced → the rows that its register needs.

Knows: corpus.jsonl, withdrawn.jsonl, and the form of the register's rows.
Must not know: how the register is read, or how texts are aligned.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from build_tools.succession import named, succeed

MOVED: Final = "  - {{speech: {speech}, paragraph: {block}, to: {to}, reason: 来源更换}}\n"
GONE: Final = "  - {{speech: {speech}, paragraph: {block}, date: {day}, reason: 来源更换后没有这一段}}\n"


def register(before: Path, after: Path, source: str, day: str) -> str:
    """The rows of every paragraph of a source that is elsewhere now, or nowhere; those of earlier times included."""
    old, new = dict(_blocks(before, source)), dict(_blocks(after, source))
    found = succeed(list(old.items()), list(new.items()))
    earlier = _earlier(before, source)
    now = {address: found.get(address, "") for address in old}
    now |= {address: found.get(to, "") for address, to in earlier.items()}
    gone = _gone(now, earlier)
    names = _names(list(new), gone)
    moved, lost = [], []
    for address in sorted(now, key=_order):
        speech, _, block = address.partition("#")
        to = names.get(now[address], "")
        if to == address:
            continue
        if to.partition("#")[0] == speech:
            moved.append(MOVED.format(speech=speech, block=block, to=to.partition("#")[2]))
        else:
            lost.append(GONE.format(speech=speech, block=block, day=day))
    return "".join([*(["withdrawn:\n", *lost] if lost else []), *(["moved:\n", *moved] if moved else [])])


def _gone(now: Mapping[str, str], earlier: Mapping[str, str]) -> set[str]:
    """The addresses that stood for words which are elsewhere now: no other paragraph may have them."""
    return {address for address, to in now.items() if to != address} | set(earlier)


def _names(addresses: list[str], gone: set[str]) -> dict[str, str]:
    """What each new paragraph will be called once the rows are registered."""
    by_speech = defaultdict[str, list[str]](list)
    for address in addresses:
        speech, _, block = address.partition("#")
        by_speech[speech].append(block)
    return {
        f"{speech}#{block}": f"{speech}#{name}"
        for speech, blocks in by_speech.items()
        for block, name in zip(blocks, named(blocks, _of(speech, gone)), strict=True)
    }


def _of(speech: str, gone: set[str]) -> frozenset[str]:
    return frozenset(block for one, _, block in (address.partition("#") for address in gone) if one == speech)


def _blocks(data: Path, source: str) -> Iterator[tuple[str, str]]:
    """The address and words of every paragraph of a source."""
    with (data / "corpus.jsonl").open("rb") as stream:
        for row in map(json.loads, stream):
            if row["source"] == source:
                yield from ((f"{row['id']}#{block['id']}", block["text"]) for block in row["blocks"])


def _earlier(data: Path, source: str) -> dict[str, str]:
    """The addresses of paragraphs that were gone before, with where they had moved to."""
    made = {}
    with (data / "withdrawn.jsonl").open("rb") as stream:
        for row in map(json.loads, stream):
            address = row["address"].removeprefix("speeches/")
            if "#" in address and address.partition("#")[0].rpartition("-")[0] == source:
                made[address] = (row["to"] or "").removeprefix("speeches/")
    return made


def _order(address: str) -> tuple[str, int, str]:
    speech, _, block = address.partition("#")
    digits = "".join(sign for sign in block if sign.isdigit())
    return speech, int(digits or 0), block
