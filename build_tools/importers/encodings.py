"""Bytes → text: which encoding a file is in, or why that cannot be told.

Knows: the codecs, and how often a Chinese text uses the common characters.
Must not know: file formats, speeches.
"""

from __future__ import annotations

import codecs
import hashlib
import re
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Final

from build_tools import findings
from build_tools.importers.reading import place
from build_tools.model import RawFile, Source

FREQUENT: Final = Path(__file__).with_name("frequent.txt")

# UTF-32's little-endian mark starts with that of UTF-16, so it comes first.
MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
BIG5: Final = ("big5", "big5hkscs", "cp950")
"""In this order: each holds the one before it, but gives a few of the rarer signs another character."""
FAMILIES: Final = {
    "utf-8": ("utf_8", "ascii"),
    "utf-16-le": ("utf_16_le", "utf_16"),
    "utf-16-be": ("utf_16_be", "utf_16"),
    "gb18030": ("gb18030", "gbk", "gb2312"),
    **dict.fromkeys(BIG5, ("big5", "big5hkscs", "cp950")),
}
"""What a second opinion may call each of our encodings."""

HZ: Final = re.compile(rb"~\{(?:[\x21-\x7d][\x21-\x7e])+~\}")
WIDE: Final = re.compile(r"[^\x00-\x7f]+")
LATIN: Final = frozenset(map(chr, (9, 10, 13, *range(32, 127))))
SIGNS: Final = frozenset("，。、；：？！“”‘’（）《》【】—…·「」『』〈〉　％")

SURE: Final = 0.30  # share of common characters; right readings have 0.6 and more, wrong ones 0.1 and less
LEAD: Final = 0.15  # … and how far the best must be before the next
FEW: Final = 4  # wide characters; from fewer nothing can be told
FAINT: Final = 0.10  # with a second opinion that agrees
WEIGHED: Final = 20_000  # characters
SECOND_OPINION_ON: Final = 65_536  # bytes


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and the codec that gives it."""

    text: str
    encoding: str


@dataclass(frozen=True, slots=True)
class Attempt:
    """One encoding tried: the text and its share of common characters, or the offset of the first bad byte."""

    encoding: str
    text: str | None
    share: float = 0.0
    wide: int = 0
    bad: int = 0
    line: int = 1
    column: int = 1
    byte: int = 0

    @property
    def outcome(self) -> str:
        """For people: "✓ 87%" (share of common characters) or "✗ 3:14 0xB9" (line, column, first bad byte)."""
        return f"✗ {self.line}:{self.column} 0x{self.byte:02X}" if self.text is None else f"✓ {self.share:.0%}"


def decode(raw: RawFile) -> Decoded:
    """The text of a file; a byte order mark is no part of it, and line ends stay.

    Raises: BadInput: no encoding fits, or more than one does.
    """
    data = raw.data
    for mark, name in MARKS:
        if data.startswith(mark):
            return _marked(raw, name)
    if b"~{" in data and (text := _hz(data)) is not None:
        return Decoded(text, "hz")
    if b"\0" not in data:  # a text in UTF-16 without a mark may be valid UTF-8, full of NUL
        try:
            return Decoded(data.decode(), "utf-8")
        except UnicodeDecodeError:
            pass
    return _weighed(raw)


def _marked(raw: RawFile, encoding: str) -> Decoded:
    tried = attempt(raw.data, encoding)
    if tried.text is None:
        raise _undecodable(raw, [tried])
    return Decoded(tried.text, encoding)


def _hz(data: bytes) -> str | None:
    """The text if the bytes are HZ: ASCII alone, with Chinese between ~{ and ~}."""
    if not (data.isascii() and HZ.search(data)):
        return None
    tried = attempt(data, "hz")
    return tried.text if tried.share >= SURE else None


def attempt(data: bytes, encoding: str) -> Attempt:
    """Decode strictly, and weigh what comes out."""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        return _failed(data, encoding, error.start)
    common, wide = _share(text, whole=encoding.startswith("utf"))
    return Attempt(encoding, text, common, wide)


def _failed(data: bytes, encoding: str, bad: int) -> Attempt:
    before = data[:bad].decode(encoding, "ignore")
    line = before.count("\n") + before.count("\r") - before.count("\r\n") + 1
    column = len(before) - max(before.rfind("\n"), before.rfind("\r"))
    bad = min(bad, len(data) - 1)
    return Attempt(encoding, None, bad=bad, line=line, column=column, byte=data[bad])


@cache
def frequent() -> frozenset[str]:
    """The characters of frequent.txt."""
    lines = FREQUENT.read_text(encoding="utf-8").splitlines()
    return frozenset("".join(line for line in lines if not line.startswith("#")))


def share(text: str) -> tuple[float, int]:
    """The share of common characters among the wide ones of a text, and how many of these were weighed."""
    return _share(text, whole=False)


def _share(text: str, *, whole: bool) -> tuple[float, int]:
    """The share of common characters, and how many were weighed: of the wide ones, or of the whole text."""
    weighed = text[:WEIGHED] if whole else "".join(islice(_wide(text), WEIGHED))[:WEIGHED]
    expected = frequent() | SIGNS | LATIN
    return sum(map(expected.__contains__, weighed)) / max(1, len(weighed)), len(weighed)


def _wide(text: str) -> map[str]:
    return map(re.Match.group, WIDE.finditer(text))


def _weighed(raw: RawFile) -> Decoded:
    """The encoding whose reading has by far the most common characters.

    Raises: BadInput: there is none, or no such lead.
    """
    data = raw.data
    tried = [attempt(data, name) for name in ("utf-8", "utf-16-le", "utf-16-be", "gb18030")]
    tried.append(_big5(data))
    read = sorted((one for one in tried if one.text is not None), key=lambda one: -one.share)
    if not read:
        raise _undecodable(raw, tried)
    best = read[0]
    lead = best.share - (read[1].share if len(read) > 1 else 0.0)
    sure = best.share >= SURE and lead >= LEAD and best.wide >= FEW
    if best.text is not None and (sure or (best.share >= FAINT and _agrees(data, best.encoding))):
        return Decoded(best.text, best.encoding)
    if tried[0].text is not None:  # valid UTF-8 with NUL in it: the finding on its characters says more
        return Decoded(tried[0].text, "utf-8")
    raise _undecodable(raw, tried, ambiguous=best.share >= FAINT or any(not _is_utf16(one) for one in read))


def _big5(data: bytes) -> Attempt:
    """The first of the Big5 family that fits, else the failure of the widest."""
    tried = [attempt(data, BIG5[0])]
    for name in BIG5[1:]:
        if tried[-1].text is None:
            tried.append(attempt(data, name))
    return tried[-1] if tried[-1].text is not None else max(tried, key=lambda one: one.bad)


def _agrees(data: bytes, encoding: str) -> bool:
    return second_opinion(data) in FAMILIES[encoding]


def second_opinion(data: bytes) -> str:
    """What charset-normalizer takes the bytes for; nothing if it cannot tell."""
    import charset_normalizer  # noqa: PLC0415 - needed by one file in a thousand, and slow to load

    sample = data[:SECOND_OPINION_ON]
    if len(sample) < len(data) and b"\n" in sample:
        sample = sample[: sample.rindex(b"\n") + 1]  # a character cut in two would spoil the opinion
    best = charset_normalizer.from_bytes(sample).best()
    return best.encoding if best else ""


def _undecodable(raw: RawFile, tried: list[Attempt], *, ambiguous: bool = False) -> findings.BadInput:
    """What was tried, with what result; its place is where the attempt that came farthest ended."""
    outcomes = dict.fromkeys(("utf8", "utf16le", "utf16be", "gb18030", "big5"), "—")
    names = {"utf-8-sig": "utf8", "utf-8": "utf8", "utf-16-le": "utf16le", "utf-16-be": "utf16be", "gb18030": "gb18030"}
    for one in tried:
        for key in (
            ("utf16le", "utf16be") if one.encoding in ("utf-16", "utf-32") else (names.get(one.encoding, "big5"),)
        ):
            outcomes[key] = one.outcome
    if ambiguous:
        opinion = second_opinion(raw.data) or "—"
        return findings.BadInput([findings.at(place(raw), "F007", span=None, speech="", opinion=opinion, **outcomes)])
    far = _farthest(raw.data, tried)
    return findings.BadInput([findings.at(place(raw, far.line, far.column), "F006", span=None, speech="", **outcomes)])


def _is_utf16(tried: Attempt) -> bool:
    """Half of all bytes can be read as UTF-16, so that they can says little."""
    return tried.encoding.startswith("utf-16")


def _farthest(data: bytes, tried: list[Attempt]) -> Attempt:
    """Where to look for the bad byte: UTF-8 that went well beyond ASCII is no accident, else what came farthest."""
    first = tried[0]
    if first.encoding.startswith("utf-8") and not data[: first.bad].isascii():
        return first
    return max((one for one in tried if not _is_utf16(one) or len(tried) == 1), key=lambda one: one.bad)


def restores(source: Source) -> bool:
    """True if the bytes as received can be made again from the text (a digest says whether they are the same).

    HZ and Big5 have two codes for some characters, so the codec may give back another one than was in the file.
    """
    return any(hashlib.sha256(data).hexdigest() == source.sha256 for data in _encoded(source.text, source.encoding))


def _encoded(text: str, encoding: str) -> list[bytes]:
    """The bytes of a text; with a byte order mark, in both orders."""
    try:
        if encoding == "utf-16":
            both = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
            return [mark + text.encode(name) for mark, name in both]
        if encoding == "utf-32":
            both = ((codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"))
            return [mark + text.encode(name) for mark, name in both]
        return [text.encode(encoding)]
    except UnicodeEncodeError:
        return []


META: Final = re.compile(rb"<meta\b[^>]{0,400}?charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([A-Za-z0-9_-]{2,20})", re.IGNORECASE)
DECLARED_IN: Final = 4_096  # bytes; browsers look at 1,024
CALLED: Final = {
    **dict.fromkeys(("gb2312", "gbk", "gb18030", "x-gbk", "gb_2312-80", "gb2312-80", "cp936"), ("gb18030",)),
    **dict.fromkeys(("big5", "big5-hkscs", "cn-big5", "x-x-big5"), BIG5),
    "hz-gb-2312": ("hz",),
}
"""What pages call encodings, and the codecs that read them: pages say gb2312 and mean all of GB18030."""


def decode_page(raw: RawFile) -> Decoded:
    """The text of a web page: by its mark, as it declares of itself, else as any other file.

    Valid UTF-8 is UTF-8: pages that were saved again often keep the old declaration. And a declaration whose reading
    has no common characters is not believed.

    Raises: BadInput: no encoding fits, or more than one does.
    """
    data = raw.data
    declared = META.search(data[:DECLARED_IN])
    named = CALLED.get(declared[1].decode("ascii").lower(), ()) if declared else ()
    if any(data.startswith(mark) for mark, _ in MARKS) or (named != ("hz",) and _is_utf8(data)):
        return decode(raw)
    for name in named:
        tried = attempt(data, name)
        if tried.text is not None and (tried.share >= SURE or tried.wide < FEW):
            return Decoded(tried.text, name)
    return decode(raw)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True
