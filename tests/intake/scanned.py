"""A PDF as a scanner with character recognition makes it: each page is a picture, its words lie invisible over it."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import Any, Final

SIZE, PITCH, LEFT, TOP = 16, 28, 90, 740  # points
ACROSS, ROWS = 24, 10  # characters of a line, lines of a page
HEAD: Final = "县林业局编印"
CENTRE: Final = 298
FONT: Final = (
    b"<</Type/Font/Subtype/CIDFontType0/BaseFont/Scan/DW 1000/FontDescriptor 7 0 R"
    b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>"
)
LOOKS: Final = (
    b"<</Type/FontDescriptor/FontName/Scan/Flags 4/FontBBox[0 -120 1000 880]/ItalicAngle 0/Ascent 880/Descent -120"
    b"/CapHeight 700/StemV 80>>"
)


def pdf(text: str) -> bytes:
    """Pages with a running head and a number, and lines that stand a little askew."""
    signs = sorted({*text, *HEAD, *"— 0123456789"})
    pages = [_page(rows, number, signs) for number, rows in enumerate(_cut(list(_rows(text)), ROWS), 1)]
    kids = " ".join(f"{8 + 2 * at} 0 R" for at in range(len(pages)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>".encode(),
        b"<</Type/Font/Subtype/Type0/BaseFont/Scan/Encoding/Identity-H/DescendantFonts[4 0 R]/ToUnicode 5 0 R>>",
        FONT,
        _stream(_names(signs)),
        _stream(b"\xc8", "/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray"),
        LOOKS,
    ]
    for at, page in enumerate(pages):
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>/XObject<</P 6 0 R>>>>"
            b"/Contents %d 0 R>>" % (9 + 2 * at)
        )
        objects.append(_stream(page))
    return _file(objects)


def _rows(text: str) -> Iterator[tuple[int, str]]:
    """Lines of a page, each with the characters that it stands in; the first line of the text is the title."""
    title, *paragraphs = text.splitlines()
    yield (ACROSS - len(title)) // 2, title
    for words in paragraphs:
        indent = 0 if words.endswith("：") else 2
        yield indent, words[: ACROSS - indent]
        yield from ((0, more) for more in _cut(words[ACROSS - indent :], ACROSS))


def _cut(whole: Any, size: int) -> Iterator[Any]:  # noqa: ANN401 - words or lines
    return (whole[at : at + size] for at in range(0, len(whole), size))


def _page(rows: Sequence[tuple[int, str]], number: int, signs: Sequence[str]) -> bytes:
    foot = f"— {number} —"
    lines = [(CENTRE - SIZE * len(HEAD) // 2, 800, HEAD), (CENTRE - SIZE * len(foot) // 2, 60, foot)]
    for at, (indent, words) in enumerate(rows):
        lines.append((LEFT + SIZE * indent, TOP - PITCH * at, words))
    told = ["q 595 0 0 842 0 0 cm /P Do Q", "BT 3 Tr"]
    for at, (x, y, words) in enumerate(lines):
        askew = (at % 3 - 1) * 0.6
        code = "".join(f"{signs.index(sign) + 1:04x}" for sign in words)
        told.append(f"/F {SIZE} Tf 1 0 0 1 {x + askew:.1f} {y - askew:.1f} Tm <{code}> Tj")
    return "\n".join([*told, "ET"]).encode()


def _names(signs: Sequence[str]) -> bytes:
    """Which character each code is."""
    rows = "\n".join(f"<{at:04x}> <{sign.encode('utf-16-be').hex()}>" for at, sign in enumerate(signs, 1))
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /S def /CMapType 2 def\n"
        f"1 begincodespacerange <0000> <ffff> endcodespacerange\n{len(signs)} beginbfchar\n{rows}\nendbfchar\n"
        "endcmap end end"
    ).encode()


def _stream(data: bytes, told: str = "") -> bytes:
    return f"<<{told}/Length {len(data)}>>stream\n".encode() + data + b"\nendstream"


def _file(objects: Sequence[bytes]) -> bytes:
    out, places = io.BytesIO(), []
    out.write(b"%PDF-1.4\n")
    for number, one in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n" % number + one + b"\nendobj\n")
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % at for at in places))
    out.write(b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start))
    return out.getvalue()
