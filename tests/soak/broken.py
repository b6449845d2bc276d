"""Files broken at random, from files that are whole: bytes changed, pieces lost or doubled, odd words put in."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Final

from tests.intake import beginnings
from tests.soak import packed

CASES: Final = Path(__file__).parents[1] / "cases"
SEED: Final = Path(__file__).parents[2] / "docs/sources"
WORDS: Final[Sequence[bytes]] = (
    *(b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\r", b"\n\n", b"\t", b"{{", b"%}", b"](", b"<", b">", b"&#0;", b"&amp"),
    *(
        b"<script>",
        b"-->",
        b"<![CDATA[",
        b"<table>",
        b"</p>",
        b"---\n",
        b": ",
        b"- ",
        b"'",
        b'"',
        b"|\n",
        b"!!python/x ",
    ),
    *(b"&a", b"*a", b"{\\rtf1", b"\\u-3913?", b"\\'b0", b"PK\x03\x04", b"%PDF-1.7", b"\xd0\xcf\x11\xe0", b"9" * 40),
    *(
        word.encode()
        for word in (
            "同志们：",
            "一、",
            "（一）",
            "第一，",
            "20xx年",
            "’",
            "-6-",
            "谢谢大家！",
            "讲话范文篇三：",
            "\u202e",
            "\u200b",
            "\U00020000",
        )
    ),
)


@cache
def whole() -> Mapping[str, tuple[bytes, ...]]:
    """Files that are whole, by suffix."""
    texts = [path.read_bytes() for folder in (SEED, CASES / "intake") for path in sorted(folder.glob("*.txt"))]
    sidecars = [
        path.read_bytes() for name in ("good", "faults") for path in sorted((CASES / "sidecar" / name).glob("*.yml"))
    ]
    return {
        ".txt": (*texts, *(text.decode("utf-8", "replace").encode("gb18030", "replace") for text in texts)),
        ".md": tuple(b"# " + text.replace(b"\n", b"\n\n") for text in texts),
        ".html": (beginnings.big5_page(), *(b"<h1>" + text.replace(b"\n", b"</h1><p>", 1) for text in texts)),
        ".docx": (beginnings.word_styled(), beginnings.word_numbered(), *_files("compilations", ".docx")),
        ".yml": tuple(sidecars),
        **{suffix: _files("intake", suffix) for suffix in OTHERS},
        ".epub": (beginnings.book(), *_files("intake", ".epub")),
    }


def _files(folder: str, suffix: str) -> tuple[bytes, ...]:
    return tuple(path.read_bytes() for path in sorted((CASES / folder).rglob(f"*{suffix}")))


TEXTS: Final = (".txt", ".md", ".html", ".yml")
READABLE: Final = 0.75  # of the files that are text
INSIDE: Final = 0.85  # of the files that are packed, or that point at their own bytes
POINTING: Final = (".doc", ".pdf")
LARGEST: Final = 100_000  # bytes
OTHERS: Final = (".rtf", ".odt", ".doc", ".pdf")


def broken(suffix: str, dice: random.Random) -> bytes:
    """A file of a kind, broken in one to eight ways; mostly in such a way that it is still opened."""
    file = dice.choice(whole()[suffix])
    if suffix in packed.SUFFIXES and dice.random() < INSIDE:
        return packed.broken(file, dice)
    data = bytearray(file)
    ways = (_change,) if suffix in POINTING and dice.random() < INSIDE else WAYS
    for _ in range(dice.randint(1, 8)):
        dice.choice(ways)(data, dice)
    made = bytes(data[:LARGEST])
    return readable(made) if suffix in TEXTS and dice.random() < READABLE else made


def readable(data: bytes) -> bytes:
    """The file without what would have it refused at the door, so that what lies behind is tried as well."""
    text = data.decode("utf-8", "ignore")
    return "".join(one for one in text if one.isprintable() or one in "\n\r\t\u3000").encode()


def _place(data: bytearray, dice: random.Random) -> int:
    return dice.randrange(len(data) + 1)


def _change(data: bytearray, dice: random.Random) -> None:
    for _ in range(dice.randint(1, 12)):
        if data:
            data[dice.randrange(len(data))] = dice.randrange(256)


def _lose(data: bytearray, dice: random.Random) -> None:
    start = _place(data, dice)
    del data[start : start + dice.randint(1, 400)]


def _double(data: bytearray, dice: random.Random) -> None:
    start = _place(data, dice)
    piece = data[start : start + dice.randint(1, 300)] * dice.randint(1, 6)
    data[_place(data, dice) : 0] = piece


def _put(data: bytearray, dice: random.Random) -> None:
    for _ in range(dice.randint(1, 6)):
        at = _place(data, dice)
        data[at:at] = dice.choice(WORDS)


def _end(data: bytearray, dice: random.Random) -> None:
    del data[_place(data, dice) :]


WAYS: Final[Sequence[Callable[[bytearray, random.Random], None]]] = (_change, _lose, _double, _put, _put, _end)
