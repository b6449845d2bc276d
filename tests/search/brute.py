"""Brute force: what a search must find, found by looking through everything, with no code of the search's own."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import opencc

from build_tools.vocabulary import places

POINTS = ".．"


@cache
def _folded(character: str) -> str:
    converter = opencc.OpenCC("t2s")
    plain = unicodedata.normalize("NFKD", character).lower()
    kept = [one for one in plain if unicodedata.category(one)[0] in "LN" or one in "%‰"]
    return "".join(other if len(other := converter.convert(one)) == 1 else one for one in kept)


def fold(text: str) -> str:
    """A text folded, as docs/search/help.md tells it."""
    out = []
    for at, one in enumerate(text):
        around = text[max(0, at - 1) : at] + text[at + 1 : at + 2]
        if one in POINTS:
            digits = [_folded(other) for other in around]
            out.append("." if len(digits) == 2 and all(other in tuple("0123456789") for other in digits) else "")
        else:
            out.append(_folded(one))
    return "".join(out)


@dataclass(frozen=True)
class Speech:
    """A record, and its lines folded: title and blocks."""

    record: Mapping[str, Any]
    lines: tuple[str, ...]
    headings: tuple[str, ...]

    @property
    def id(self) -> str:
        """Its id."""
        return str(self.record["id"])


def speech(record: Mapping[str, Any]) -> Speech:
    """A speech to look through."""
    blocks = record["blocks"]
    lines = (fold(record["title"]), *(fold(block["text"]) for block in blocks))
    return Speech(record, lines, tuple(fold(block["text"]) for block in blocks if block["kind"] == "heading"))


def holds(words: str, here: Speech) -> bool:
    """Whether a line of a speech holds words."""
    asked = fold(words)
    return any(asked in line for line in here.lines)


def facets(record: Mapping[str, Any]) -> dict[str, str]:
    """The value of each facet."""
    edtf = record["date"]["edtf"] or ""
    size = record["characters"]
    return {
        "occasion": record["occasion"]["id"] or "unknown",
        "genre": record["genre"]["id"] or "unknown",
        "role": record["speaker"]["role"] or "unknown",
        "region": record["region"]["code"] or "unknown",
        "year": edtf[:4] if edtf[:4].isdigit() else "unknown",
        "state": record["state"],
        "length": next((f"to-{most}" for most in (500, 1000, 2000, 3000, 5000) if size <= most), "more"),
        "level": record.get("level") or "unknown",
    }


def within(facet: str, value: str) -> set[str]:
    """A value and, of a region, all in which it lies."""
    return {value} | (set(places.above(value)) if facet == "region" and value != "unknown" else set())


def counts(
    some: Sequence[tuple[int, Speech]], filters: Mapping[str, Sequence[str]]
) -> tuple[set[int], dict[str, dict[str, int]]]:
    """The speeches that pass all filters, and how many each value of a facet has under the other facets' filters."""
    found: dict[str, dict[str, int]] = {}
    hits = set()
    for number, here in some:
        values = {facet: within(facet, value) for facet, value in facets(here.record).items()}
        failed = {facet for facet, asked in filters.items() if asked and not values[facet] & set(asked)}
        if not failed:
            hits.add(number)
        for facet, own in values.items():
            if failed <= {facet}:
                for value in own:
                    counted = found.setdefault(facet, {})
                    counted[value] = counted.get(value, 0) + 1
    return hits, found


def near(units: Sequence[str], distance: int, line: str) -> bool:
    """Whether strings stand in a line so that at most `distance` units lie between them, all gaps added up."""
    spots = [[at for at in range(len(line)) if line.startswith(one, at)] for one in units]
    return _reach(spots, units, distance, [])


def _reach(spots: list[list[int]], units: Sequence[str], distance: int, taken: list[int]) -> bool:
    if len(taken) == len(units):
        end = max(at + len(one) for at, one in zip(taken, units, strict=True))
        return end - min(taken) - sum(map(len, units)) <= distance
    return any(_reach(spots, units, distance, [*taken, at]) for at in spots[len(taken)])


def _day(value: object, fill: str) -> int | None:
    digits = "".join(one for one in str(value or "") if one.isdigit())
    return int(digits.ljust(8, fill)) if digits else None


def _dated(record: Mapping[str, Any], node: Mapping[str, Any]) -> bool:
    edtf = record["date"]["edtf"]
    if not edtf:
        return False
    ends = edtf.split("/")
    first = int(ends[0].replace("-", "").replace("X", "0").ljust(8, "0"))
    last = int(ends[-1].replace("-", "").replace("X", "9").ljust(8, "9"))
    low, high = _day(node["from"], "0"), _day(node["to"], "9")
    return (low is None or first >= low) and (high is None or last <= high)


def _sized(value: float, end: float, node: Mapping[str, Any]) -> bool:
    return (node["from"] is None or value >= node["from"]) and (node["to"] is None or end <= node["to"])


def matches(  # noqa: PLR0911 - one for each kind of node
    node: Mapping[str, Any], here: Speech, value: Callable[[str, str], set[str]]
) -> bool | None:
    """Whether a speech answers a node of the grammar's tree; None if the node asks for nothing.

    `value` gives the ids that a facet's words name.
    """
    kind, record = node["type"], here.record
    if kind in ("and", "or"):
        asked = [one for one in (matches(item, here, value) for item in node["items"]) if one is not None]
        return (all(asked) if kind == "and" else any(asked)) if asked else None
    if kind == "not":
        found = matches(node["item"], here, value)
        return None if found is None else not found
    if kind == "term":
        return holds(node["text"], here) if fold(node["text"]) else None
    if kind == "near":
        units = [fold(item["text"]) for item in node["items"] if fold(item["text"])]
        return any(near(units, node["distance"], line) for line in here.lines) if units else None
    if kind == "range":
        low, high = (math.floor(record["characters"] / rate * 10 + 0.5) / 10 for rate in (200, 160))
        of = {"length": (record["characters"],) * 2, "minutes": (low, high)}
        return _sized(*of[node["field"]], node) if node["field"] in of else _dated(record, node)
    if kind == "field":
        texts = {
            "title": here.lines[:1],
            "heading": here.headings,
            "speaker": (fold(record["speaker"]["name"] or ""),),
            "source": (fold(record["source"]),),
        }
        if node["field"] in texts:
            asked_for = fold(node["value"])
            return any(asked_for in text for text in texts[node["field"]]) if asked_for else None
        own = within(node["field"], facets(record)[node["field"]])
        return bool(own & value(node["field"], node["value"]))
    return None
