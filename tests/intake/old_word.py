"""The tables of an old Word file, written byte for byte as [MS-DOC] says, with its own names."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass

from build_tools.intake.doc_file import File

STSH, PLF_LST, PLF_LFO = 0xA2, 0x2E2, 0x2EA  # FibRgFcLcb97: fcStshf, fcPlfLst, fcPlfLfo


@dataclass(frozen=True, slots=True)
class Lvl:
    """A level. In `xst`, the characters 0 to 8 are where the numbers of those levels go."""

    nfc: int
    xst: str
    start: int = 1
    legal: bool = False
    restart: int | None = None
    follow: int = 2  # 0: tab, 1: space, 2: nothing

    def packed(self) -> bytes:
        """LVLF, grpprlPapx, grpprlChpx, xst."""
        places = [at for at, sign in enumerate(self.xst, 1) if ord(sign) < 9]
        flags = 0x04 * self.legal + 0x08 * (self.restart is not None)
        lvlf = struct.pack(
            "<iBB9sBiIBBBB",
            self.start, self.nfc, flags, bytes(places).ljust(9, b"\0"), self.follow, 0, 0, 3, 4, self.restart or 0, 0,
        )  # fmt: skip
        assert len(lvlf) == 28
        return lvlf + b"PAPX" + b"CHP" + xst(self.xst)


@dataclass(frozen=True, slots=True)
class Change:
    """LFOLVL: what an instance of a list changes in a level."""

    ilvl: int
    start: int | None = None
    lvl: Lvl | None = None

    def packed(self) -> bytes:
        """iStartAt, flags, lvl."""
        flags = self.ilvl | 0x10 * (self.start is not None) | 0x20 * (self.lvl is not None)
        return struct.pack("<iI", self.start or 0, flags) + (self.lvl.packed() if self.lvl else b"")


@dataclass(frozen=True, slots=True)
class Std:
    """A style: its invariant number (sti), its name, the style that it rests on, what it says of paragraphs."""

    sti: int
    name: str
    base: int = 0x0FFF
    papx: bytes = b""
    stk: int = 1  # of paragraphs

    def packed(self, istd: int) -> bytes:
        """cbStd, stdf, xstzName, the UPX of paragraphs."""
        stdf = struct.pack("<HHHHH", self.sti, self.stk | self.base << 4, 2 | istd << 4, 0, 0)
        upx = struct.pack("<HH", 2 + len(self.papx), istd) + self.papx + b"\0" * (len(self.papx) % 2)
        std = stdf + xst(self.name) + b"\0\0" + upx
        return struct.pack("<H", len(std)) + std


def xst(words: str) -> bytes:
    """A string: its length, then its characters."""
    data = words.encode("utf-16-le")
    return struct.pack("<H", len(data) // 2) + data


def prl(sprm: int, value: int) -> bytes:
    """A property of a paragraph: sprmPIlvl and sprmPOutLvl have one byte, sprmPIlfo two."""
    return struct.pack("<HH" if sprm == 0x460B else "<HB", sprm, value)


def file(
    lists: Sequence[tuple[int, Sequence[Lvl]]] = (),
    lfos: Sequence[tuple[int, Sequence[Change]]] = (),
    styles: Sequence[Std] | None = None,
) -> File:
    """The two streams of a file that has only these tables."""
    head, table = bytearray(0x400), bytearray(b"something else")
    heads = b"".join(struct.pack("<ii18sBB", lsid, 0, b"\xff\x0f" * 9, len(levels) == 1, 0) for lsid, levels in lists)
    plf_lst = struct.pack("<h", len(lists)) + heads
    struct.pack_into("<II", head, PLF_LST, len(table), len(plf_lst) if lists else 0)
    table += plf_lst + b"".join(lvl.packed() for _, levels in lists for lvl in levels)
    plf_lfo = struct.pack("<I", len(lfos))
    plf_lfo += b"".join(struct.pack("<iIIBBBB", lsid, 0, 0, len(changes), 0, 0, 0) for lsid, changes in lfos)
    plf_lfo += b"".join(b"\xff" * 4 + b"".join(one.packed() for one in changes) for _, changes in lfos)
    struct.pack_into("<II", head, PLF_LFO, len(table), len(plf_lfo) if lfos else 0)
    table += plf_lfo
    if styles is not None:
        stsh = struct.pack("<HHH14s", 18, len(styles), 10, b"")
        stsh += b"".join(std.packed(istd) for istd, std in enumerate(styles))
        struct.pack_into("<II", head, STSH, len(table), len(stsh))
        table += stsh
    return File(bytes(head), bytes(table))


def nine(*levels: Lvl) -> tuple[Lvl, ...]:
    """A list of nine levels; those that are not told have no number."""
    return (*levels, *[Lvl(0xFF, "")] * (9 - len(levels)))
