"""Texts with copies planted among them, so that what must be found is known. They are of no meaning."""

from __future__ import annotations

import random
from typing import Final

from tests.bench.generated import speech

COMMON: Final = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面"
EDITS: Final = 0.1


def words(number: int, length: int) -> str:
    """A text of the bench, its Chinese characters alone."""
    return "".join(sign for sign in speech(number, length) if "\u3400" < sign < "\ua000")


def edited(text: str, dice: random.Random, share: float = EDITS) -> str:
    """A copy with so many of its characters replaced, left out or joined by others, here and there."""
    out = []
    for sign in text:
        kind = dice.random() / share
        if kind >= 1:
            out.append(sign)
        elif kind < 0.5:
            out.append(dice.choice(COMMON))
        elif kind < 0.75:
            out += (sign, dice.choice(COMMON))
    return "".join(out)


def cut(text: str, dice: random.Random, share: float) -> str:
    """A passage of a text."""
    length = int(len(text) * share)
    start = dice.randrange(len(text) - length + 1)
    return text[start : start + length]


def library(count: int, copies: int, length: int = 2_000) -> tuple[list[str], set[tuple[int, int]]]:
    """So many texts, and behind them edited copies and edited passages of some; and the pairs to be found."""
    dice = random.Random(1)  # noqa: S311 - the same each time
    texts = [words(number, length) for number in range(count)]
    planted = set()
    for number, original in enumerate(dice.sample(range(count), copies)):
        whole = texts[original]
        texts.append(edited(whole if number % 2 else cut(whole, dice, 0.4), dice))
        planted.add((original, len(texts) - 1))
    for _ in range(copies):  # a third of one text in another is no copy
        one, other = dice.sample(range(count), 2)
        texts.append(cut(texts[one], dice, 0.35) + words(count + len(texts), int(length * 0.65)))
        texts[-1] += cut(texts[other], dice, 0.01)
    return texts, planted
