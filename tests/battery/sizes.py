"""G: what is small to send and large to work on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from tests.battery.inputs import Input, Put, beside, inputs, speech

LINE: Final = "我们要切实抓好项目建设，统筹推进各项工作，确保完成全年任务。\n"


def hollow(size: int) -> Callable[[Path], None]:
    """Makes a file of a size that takes no room on the disk."""

    def make(path: Path) -> None:
        with path.open("wb") as stream:
            stream.truncate(size)

    return make


def many(number: int) -> dict[str, Put]:
    """As many broken sidecars, each with a source."""
    return {
        **{f"n{at}.txt": LINE * 3 + f"第{at}次。\n" for at in range(number)},
        **{f"n{at}.yml": "colour: red\n" for at in range(number)},
    }


MOST: Final = "as many as may be"
"""What is taken is checked within the limits; what it takes to publish so much is another thing."""
G: Final[dict[str, dict[str, Put] | Put]] = {
    "hole of 5 GB": hollow(5 * 1024**3),
    "hole of 63 MB": hollow(63 * 1024 * 1024),
    "web page of 11 MB": {"a.html": b"<p>" + LINE.encode() * (11 * 1024 * 1024 // 91)},
    "half a million tags": {"a.html": "<b>" * 500_000},
    "tags of no elements": {"a.html": "<a " * 100_000},
    "three thousand elements in one another": {"a.html": "<div>" * 3_000 + LINE},
    "attributes without end": {"a.html": "<p " + "x=y " * 200_000 + ">"},
    "one attribute of a megabyte": {"a.html": '<p class="' + "navbar-" * 150_000 + '">' + LINE},
    "entities": {"a.html": "&amp" * 200_000},
    "front matter of half a megabyte": {"a.md": "---\n" + "note: 字\n" * 60_000 + "---\n\n" + speech()},
    "sidecar with ten thousand corrections": beside(
        "corrections:\n" + "- {find: 渠道, replace: 河道, reason: 试}\n" * 10_000
    ),
    "sidecar with ten thousand segments": beside("segments:\n" + "- {kind: speech, begins: 同志们}\n" * 7_000),
    "sidecar with ten thousand speeches": beside("speeches:\n" + "".join(f" {at}: {{}}\n" for at in range(2, 9_000))),
    "a number of four thousand digits": beside("speeches:\n  " + "9" * 4_000 + ": {title: 讲话}\n"),
    "three hundred files with faults": many(300),
    "brackets in front matter": {"a.md": "---\ntitle: " + "[" * 50_000 + "\n---\n" + speech()},
    "a date of ten thousand digits": beside("date: '" + "1" * 10_000 + "'\n"),
    "an address of 100 KB": beside("url: 'https://example.org/" + "a/" * 50_000 + "'\nretrieved: x\n"),
    "correction of the whole text": beside(
        "corrections:\n- find: '" + "字" * 60_000 + "'\n  replace: ''\n  reason: 试\n"
    ),
    "register of four thousand rows": {
        "withdrawn.yml": "withdrawn:\n" + "".join(f"- {{speech: x-{at}, reason: 试}}\n" for at in range(4_000))
    },
    "register of millions of addresses": {
        "withdrawn.yml": "withdrawn:\n"
        + "".join(f"- {{source: x-{at}, speeches: 9999, date: 2026-01-01, reason: 试}}\n" for at in range(3_000))
    },
    "names of two thousand files": {f"{'a' * 60}-{at}.xyz": "" for at in range(2_000)},
    "edits, as many as may be": "甲,".encode() * 99_000,
    "doubts, as many as may be": "的" * 300_000,
    "speeches, as many as may be": "在大会上的讲话\n同志们：\n好。\n" * 990,
    "headings, as many as may be": "一、抓落实\n" * 9_900,
    "names of places for a million characters": "营口市大石桥市" * 140_000,
    "one sentence for a million characters": LINE.strip() * 32_000,
    "a million masked names": "×" * 990_000,
    "white space of 10 MB": " \n　" * 2_000_000,
}


def every() -> Iterator[Input]:
    """All of them."""
    for one in inputs("G", G):
        yield replace(one, built=not one.name.endswith(MOST))
