"""F: bytes that are no text, and characters that deceive."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from tests.battery.inputs import Input, Put, holding, inputs, speech

BIG5: Final = "各位來賓、各位同仁：今天是圖書館落成啟用的日子。"
TEXT: Final = speech()
SIGNS: Final = {
    "NUL": "\0",
    "bell": "\a",
    "backspace": "\b",
    "escape sequence": "\x1b[2J\x1b]0;x\a",
    "vertical tab": "\v",
    "form feed": "\f",
    "substitute": "\x1a",
    "delete": "\x7f",
    "C1 control": "\x9b2J",
    "direction override": "\u202e十\u202c",
    "direction embedding": "\u202b十\u202c",
    "direction isolate": "\u2067十\u2069",
    "direction mark": "\u200f",
    "zero-width space": "项\u200b目",
    "zero-width joiner": "项\u200d目",
    "byte order mark in a word": "项\ufeff目",
    "word joiner": "项\u2060目",
    "soft hyphen": "项\u00ad目",
    "grapheme joiner": "项\u034f目",
    "private use": "\ue123",
    "private use, plane 15": "\U000f0001",
    "replacement character": "\ufffd",
    "noncharacter": "\ufffe",
    "noncharacter in the block of Arabic forms": "\ufdd0",
    "noncharacter, plane 2": "\U0002fffe",
    "line separator": "项\u2028目",
    "paragraph separator": "项\u2029目",
    "next line": "项\x85目",
    "tag characters": "项\U000e0041\U000e0042目",
    "filler": "项\u3164目",
    "annotation": "\ufff9项\ufffa目\ufffb",
    "thirty controls": "\x01\x02\x03" * 10,
    "thirty kinds of private use": "".join(map(chr, range(0xE000, 0xE01E))),
}
F: Final[dict[str, dict[str, Put] | Put]] = {
    **{name: holding(sign) for name, sign in SIGNS.items()},
    "lone surrogate": holding("项\ud800目"),
    "UTF-8 that is cut": TEXT.encode()[:-2],
    "UTF-8 in the middle of GB18030": TEXT.encode("gb18030") + "渠道修到田头".encode() + b"\xff",
    "GB18030 in the middle of UTF-8": TEXT.encode() + "渠道修到田头".encode("gb18030"),
    "UTF-16 of an odd number of bytes": "\ufeff".encode("utf-16-le") + TEXT.encode("utf-16-le") + b"x",
    "UTF-16 with a lone surrogate": b"\xff\xfe" + TEXT.encode("utf-16-le") + b"\x00\xd8\x4e\x00",
    "UTF-32": TEXT.encode("utf-32"),
    "decoded twice": TEXT.encode("gb18030").decode("latin-1"),
    "question marks for words": TEXT.encode("ascii", "replace"),
    "random bytes": bytes((at * 197 + at // 7 * 31) % 256 for at in range(1_000)),
    "Big5 that is too short to tell": BIG5[:4].encode("big5"),
    "overlong form of a slash": TEXT.encode() + b"\xc0\xaf",
}


def every() -> Iterator[Input]:
    """All of them."""
    yield from inputs("F", F)
