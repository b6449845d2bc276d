"""Numbers as few bits: Golomb-Rice and gamma codes, written for whole arrays at once.

Every code is a run of ones, a zero, and some plain bits: (ones, width, plain). A gap of a list is a Golomb-Rice code
(Rice 1979), a small count an Elias gamma code (1975).
Knows: arrays of numbers.
Must not know: what they count.
"""

from __future__ import annotations

import zlib
from typing import Any, Final

import numpy as np

Array = np.ndarray[tuple[int], np.dtype[Any]]
WIDEST: Final = 32


def rice_width(space: int, count: Array) -> Array:
    """The width of the plain bits for lists of `count` numbers below `space`: log2 of 0.69 times their mean distance.

    In whole numbers only, so that every reader finds the same.
    """
    width = np.zeros(len(count), dtype=np.int64)
    counted = count.astype(np.int64) * 100
    for wider in range(1, WIDEST):
        width += (counted << wider) <= space * 69
    return width


def rice(values: Array, width: Array) -> tuple[Array, Array, Array]:
    """Golomb-Rice codes of numbers from 0."""
    values = values.astype(np.int64)
    ones = values >> width
    return ones, width, values - (ones << width)


def gamma(values: Array) -> tuple[Array, Array, Array]:
    """Gamma codes of numbers from 1."""
    values = values.astype(np.int64)
    width = np.frexp(values.astype(np.float64))[1].astype(np.int64) - 1  # exact below 2**53
    return width, width, values - (np.int64(1) << width)


def lengths(ones: Array, width: Array) -> Array:
    """How many bits each code takes."""
    return ones + 1 + width


def bits(ones: Array, width: Array, plain: Array) -> Array:
    """The bits of codes, one after the other, a byte of 0 or 1 for each."""
    ends = np.cumsum(lengths(ones, width))
    total = int(ends[-1]) if len(ends) else 0
    run = np.zeros(total + 1, dtype=np.int8)
    begins = ends - lengths(ones, width)
    some = ones > 0
    run[begins[some]] = 1
    run[begins[some] + ones[some]] = -1  # where a run of ones ends; the zero that follows is no run's beginning
    out = np.cumsum(run[:total], dtype=np.int8).view(np.uint8)
    for place in range(int(width.max(initial=0))):  # from the last bit of each code backwards
        has = np.flatnonzero(width > place)
        out[ends[has] - 1 - place] = (plain[has] >> place) & 1
    return out


def packed(bit: Array) -> bytes:
    """Bits as bytes, the first bit the highest, the last byte filled with zeros."""
    return np.packbits(bit).tobytes()


def varints(values: Array) -> bytes:
    """Numbers below 2**28, seven bits a byte, the lowest first, the eighth bit set on all bytes but a number's last."""
    values = values.astype(np.int64)
    sizes = 1 + (values >= 1 << 7) + (values >= 1 << 14) + (values >= 1 << 21)
    ends = np.cumsum(sizes)
    out = np.zeros(int(ends[-1]) if len(ends) else 0, dtype=np.uint8)
    begins = ends - sizes
    for place in range(4):
        has = np.flatnonzero(sizes > place)
        more = (sizes[has] > place + 1).astype(np.uint8) << 7
        out[begins[has] + place] = ((values[has] >> (7 * place)) & 127).astype(np.uint8) | more
    return out.tobytes()


def squeezed(data: bytes) -> bytes:
    """Bytes in gzip's format (RFC 1952), with its checksum, and with no time and no name: the same for the same."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15, 9)
    body = packer.compress(data) + packer.flush()
    tail = zlib.crc32(data).to_bytes(4, "little") + (len(data) & 0xFFFFFFFF).to_bytes(4, "little")
    return b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff" + body + tail


def beginning(data: bytes) -> bytes:
    """Bytes packed as the beginning of a deflate stream (RFC 1951), up to a byte's end, that others go on with."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15, 9)
    return packer.compress(data) + packer.flush(zlib.Z_SYNC_FLUSH)


def continued(data: bytes, before: bytes) -> bytes:
    """Bytes packed as the rest of a gzip member that begins with `before`, checksum and length of both at its end.

    Put behind gzip's head and `beginning(before)`, it is such a member: what is like `before` takes next to nothing.
    """
    packer = zlib.compressobj(9, zlib.DEFLATED, -15, 9, zlib.Z_DEFAULT_STRATEGY, before)
    body = packer.compress(data) + packer.flush()
    total = (len(before) + len(data)) & 0xFFFFFFFF
    return body + zlib.crc32(data, zlib.crc32(before)).to_bytes(4, "little") + total.to_bytes(4, "little")
