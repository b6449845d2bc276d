"""Characters of the two scripts, and a folding of text, character for character, to the forms that cues are written in.

Traditional characters become simplified ones, full-width digits ASCII ones, half-width punctuation full-width,
radicals the characters that they look like.

Knows: characters.yml beside it.
Must not know: what is looked for in the folded text.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

import yaml

from build_tools.vocabulary.radicals import CHARACTERS

TABLE: Final = Path(__file__).with_name("characters.yml")
RUNS: Final = (("０", "0", 10), ("Ａ", "A", 26), ("ａ", "a", 26))  # full-width from, to, how many
FULL_WIDTH: Final = {ord(wide) + n: chr(ord(slim) + n) for wide, slim, count in RUNS for n in range(count)}
PUNCTUATION: Final = str.maketrans(",:;!?()\u3000\xa0○Ｏ〇零﹒", "，：；！？（）  〇〇〇〇.")


@cache
def pairs() -> Mapping[str, str]:
    """Traditional characters and the simplified ones that stand for them.

    Raises: ValueError: the two rows of the file are not of one length: a bug.
    """
    rows = yaml.load(TABLE.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return dict(zip(rows["traditional"], rows["simplified"], strict=True))


@cache
def _table() -> Mapping[int, int | str]:
    return {**CHARACTERS, **FULL_WIDTH, **PUNCTUATION, **{ord(old): new for old, new in pairs().items()}}


def fold(text: str) -> str:
    """The text in the forms of the cues, as long as before: `２０１３年,畢業典禮` → `2013年，毕业典礼`."""
    return text.translate(_table())
