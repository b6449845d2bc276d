"""Radicals that stand where characters should: PDF files, and what is copied from them, have ⼯ for 工 and ⻓ for 长.

A font draws both with one picture, and a PDF remembers the picture; the program that reads it back names the first of
the two. Nobody sees the difference, but no search finds 工作 in ⼯作, and ⼀、 is no number of a heading.

Knows: Unicode's radicals that are drawn as a character is.
Must not know: where a text is from, or what is made of the difference.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Final

KANGXI: Final = {char: unicodedata.normalize("NFKC", char) for char in map(chr, range(0x2F00, 0x2FD6))}
# Unicode gives these no equivalent; in the fonts of mainland China they share their picture with the character.
# ⼾ is 戶 to Unicode, and drawn as 户 there. What is only a part of characters, such as ⺡, is no character.
RADICALS: Final = "⺟⺠⻁⻄⻅⻆⻉⻋⻑⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻲⻳⼾"
DRAWN_SO: Final = "母民虎西见角贝车長长门青韦页风飞食马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙亀龟户"
DRAWN_ALIKE: Final = dict(zip(RADICALS, DRAWN_SO, strict=True))
CHARACTERS: Final[Mapping[int, str]] = {ord(radical): char for radical, char in (KANGXI | DRAWN_ALIKE).items()}
RUN: Final = re.compile("[" + "".join(map(chr, CHARACTERS)) + "]+")


def characters(text: str) -> str:
    """The text with characters in the place of their radicals, as long as before: `⼀、副市⻓` → `一、副市长`."""
    return text.translate(CHARACTERS) if RUN.search(text) else text
