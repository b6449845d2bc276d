"""Generated prose for measuring searches: words of a made-up language, spread and repeated as real ones are.

Words are Zipf-distributed strings of one to four Han characters, phrases are Zipf-distributed strings of words: pairs
of characters come out about as unevenly spread as in official Chinese, and it compresses a little worse. The same seed
gives the same text.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

WORDS, PHRASES = 40_000, 60_000
LONGEST = 5  # words of a phrase


@cache
def characters() -> tuple[str, ...]:
    """The 3,755 characters of GB/T 2312's first level, shuffled."""
    rows = [bytes((high, low)) for high in range(0xB0, 0xD8) for low in range(0xA1, 0xFF)]
    found = [row.decode("gb2312", "ignore") for row in rows]
    dice = random.Random(2312)  # noqa: S311 - the same each time
    return tuple(dice.sample([one for one in found if one], 3755))


@dataclass(frozen=True)
class Language:
    """Words and phrases, and how often each is used, added up."""

    words: list[str]
    use: Any  # of words
    phrases: list[str]
    phrase_use: Any


@cache
def language() -> Language:
    """The language; made once."""
    dice = np.random.default_rng(1)
    share = 1 / (np.arange(3755) + 8.0) ** 0.9
    sizes = np.where(np.arange(WORDS) < 60, 1, dice.choice([2, 3, 4], size=WORDS, p=[0.74, 0.13, 0.13]))
    spelt = dice.choice(3755, size=(WORDS, 4), p=share / share.sum())
    letters = characters()
    words = [
        "".join(letters[one] for one in row[:size]) for row, size in zip(spelt.tolist(), sizes.tolist(), strict=True)
    ]
    use = np.cumsum(1 / (np.arange(WORDS) + 2.7))
    lengths = dice.integers(2, LONGEST + 1, size=PHRASES).tolist()
    rows = np.searchsorted(use / use[-1], dice.random((PHRASES, LONGEST))).tolist()
    phrases = ["".join(words[one] for one in row[:size]) for row, size in zip(rows, lengths, strict=True)]
    phrase_use = np.cumsum(1 / (np.arange(PHRASES) + 20.0) ** 0.9)
    return Language(words, use / use[-1], phrases, phrase_use / phrase_use[-1])


def paragraphs(number: int, length: int) -> list[str]:
    """The paragraphs of one speech of about `length` characters."""
    told = language()
    dice = np.random.default_rng(number)
    most = length // 2
    words = np.searchsorted(told.use, dice.random(most)).tolist()
    phrases = np.searchsorted(told.phrase_use, dice.random(most)).tolist()
    fixed = (dice.random(most) < 0.3).tolist()
    stops = dice.random(most).tolist()
    out: list[str] = []
    size = 0
    for place in range(most):
        out.append(told.phrases[phrases[place]] if fixed[place] else told.words[words[place]])
        stop = stops[place]
        if stop < 0.2:
            out.append("。\n" if stop < 0.012 else "。" if stop < 0.06 else "，")
        size += len(out[-1]) + (len(out[-2]) if stop < 0.2 and len(out) > 1 else 0)
        if size >= length:
            break
    return [one for one in "".join([*out, "。"]).split("\n") if one.strip("，。")]


OCCASIONS = ("groundbreaking-ceremony", "promotion-meeting", "symposium", "unspecified", None)
GENRES = ("address", "pledge", "deployment", None)
ROLES = ("municipal-leader", "county-leader", "bureau-head", None)
REGIONS = ("210882", "610900", "220621", "210000", "610924", None)
DATES = (None, "2010", "2021-03", "2015-06-01", "2019/2020", "201X")


def record(number: int, length: int) -> dict[str, Any]:
    """A speech as a record of `corpus.jsonl`, with the keys that the search reads."""
    dice = random.Random(number)  # noqa: S311 - the same each time
    blocks, at = [], 0
    for place, text in enumerate(paragraphs(number, length)):
        if place % 3 == 0:
            blocks.append(
                {"kind": "heading", "id": f"p{at}", "text": f"{'一二三四五六七八九十'[place // 3 % 10]}、{text[:10]}"}
            )
            at += 13
        blocks.append({"kind": "paragraph", "id": f"p{at}", "text": text})
        at += len(text) + 1
    speaker = {"name": dice.choice((None, "张三", "李四")), "role": dice.choice(ROLES), "role_text": None}
    return {
        "id": f"speech-{number:06}-1",
        "source": f"speech-{number:06}",
        "title": f"在{blocks[-1]['text'][:8]}会上的讲话",
        "occasion": {"id": dice.choice(OCCASIONS)},
        "genre": {"id": dice.choice(GENRES)},
        "speaker": speaker | {"organisation": None},
        "region": {"code": dice.choice(REGIONS)},
        "date": {"edtf": dice.choice(DATES)},
        "state": "sample",
        "characters": sum(len(block["text"]) for block in blocks) - dice.randint(0, length // 2),
        "blocks": blocks,
    }


def write(path: Path, count: int, length: int) -> Iterator[dict[str, Any]]:
    """Write a corpus of `count` speeches of about `length` characters; each record as it is written."""
    with path.open("w", encoding="utf-8") as stream:
        for number in range(count):
            made = record(number, length)
            stream.write(json.dumps(made, ensure_ascii=False, separators=(",", ":")) + "\n")
            yield made
