"""PDF files with a text layer → their paragraphs: lines of a page are joined where they stand as one paragraph.

Knows: where lines stand on a page, and what that says of paragraphs, page numbers and running heads.
Must not know: any other format, what a speech is.

A PDF knows neither paragraphs nor their order, so what is made of it is for a person to compare with the original. A
page whose words are a picture is not passed over in silence: the file is refused.
"""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from build_tools.importers.reading import Reading, refuse
from build_tools.intake.lines import LEFT_OUT, Line, reading
from build_tools.model import RawFile
from build_tools.vocabulary.radicals import characters

if TYPE_CHECKING:
    from pdfminer.layout import LTPage

PAGES: Final = 600  # a book of speeches has fewer
SAME_LINE: Final = 0.5  # of a line's height: pieces of one line stand so close
INDENT: Final = 1.2  # characters: a first line stands in by two
SHORT: Final = 1.6  # characters: a line that ends so far from the edge is the last of its paragraph
RAGGED: Final = 3.5  # so far, if no sentence ends there: what a browser prints is not set flush at the right
SENTENCE_END: Final = re.compile("[。！？：；…”’）.!?:;)]$")
LOOSE: Final = 1.6  # times the usual distance of lines: a new paragraph
OTHER_SIZE: Final = 0.12
REPEATED: Final = 3  # pages: what stands at the edge of so many, digits aside, is a running head
UNMAPPED: Final = re.compile(r"\(cid:\d+\)")
PAGE_NUMBER: Final = re.compile(
    r"[\s—–\-·.~～]*(?:第\s*)?\d{1,4}\s*(?:页)?(?:\s*[/共／，,]+\s*\d{1,4}\s*页?)?[\s—–\-·.~～]*"
)
BESIDE_HAN: Final = re.compile("(?<=[\u3400-\u9fff]) (?=[0-9A-Za-z])|(?<=[0-9A-Za-z%]) (?=[\u3400-\u9fff])")
"""What a layout program sets between scripts; the library takes it for a space."""
WIDE: Final = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’—…]")


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a page. `y` is its foot, counted from the foot of the page."""

    words: str
    page: int
    x: float
    right: float
    y: float
    size: float


def read(raw: RawFile) -> Reading:
    """The words of a PDF.

    Raises: BadInput: it is locked, broken, or (in part) without a text layer; or the library is not installed.
    """
    try:
        import pdfminer  # noqa: F401, PLC0415 - an extra: only who adds a PDF needs it
    except ImportError:
        refuse(raw, "F035", format="PDF", extra="pdf")
    rows, furniture = _split(_rows(raw))
    lines: list[Line] = [Line("", LEFT_OUT, row.page) for row in furniture]
    return reading([*lines, *(Line(words) for words in _paragraphs(rows))], "pdf")


def _rows(raw: RawFile) -> list[list[Row]]:
    """The lines of each page, from top to bottom."""
    from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect  # noqa: PLC0415

    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    try:
        pages = list(_pages(raw))
    except (PDFPasswordIncorrect, PDFEncryptionError):
        refuse(raw, "F032")
    except (MemoryError, _bad_input()):
        raise
    except Exception as error:  # noqa: BLE001 - a broken file makes the library raise whatever it meets
        refuse(raw, "F034", format="PDF", why=str(error) or type(error).__name__)
    rows = [_page_rows(page, number) for number, page in enumerate(pages, 1)]
    pictured = [number for number, page in enumerate(pages) if not rows[number] and _has_picture(page)]
    if pictured or not any(rows):
        refuse(raw, "F033", pages=len(rows), with_text=sum(map(bool, rows)))
    unmapped = sum(len(UNMAPPED.findall(row.words)) for page in rows for row in page)
    if unmapped:
        refuse(raw, "F034", format="PDF", why=f"{unmapped} × (cid)")
    return rows


def _bad_input() -> type[Exception]:
    from build_tools.findings import BadInput  # noqa: PLC0415

    return BadInput


def _pages(raw: RawFile) -> Iterator[LTPage]:
    from pdfminer.high_level import extract_pages  # noqa: PLC0415
    from pdfminer.layout import LAParams  # noqa: PLC0415

    layout = LAParams(boxes_flow=None, all_texts=True)
    for number, page in enumerate(extract_pages(io.BytesIO(raw.data), laparams=layout), 1):
        if number > PAGES:
            refuse(raw, "F023", what="pages", found=f"> {PAGES}", limit=PAGES)
        yield page


def _page_rows(page: Any, number: int) -> list[Row]:  # noqa: ANN401 - the library's own tree
    """The lines of a page; pieces that stand side by side are one line."""
    pieces = sorted(_pieces(page, number), key=lambda row: (-row.y, row.x))
    rows: list[Row] = []
    for piece in pieces:
        if rows and abs(rows[-1].y - piece.y) < SAME_LINE * max(piece.size, rows[-1].size):
            rows[-1] = _beside(rows[-1], piece)
        else:
            rows.append(piece)
    return rows


def _size(line: Any) -> float:  # noqa: ANN401
    """The height of most of a line's characters: numbers in another font may stand higher than the words."""
    sizes = Counter(round(char.size, 1) for char in line if hasattr(char, "size") and WIDE.match(char.get_text()))
    return float(sizes.most_common(1)[0][0]) if sizes else float(line.height)


def _beside(one: Row, other: Row) -> Row:
    left, right = sorted((one, other), key=lambda row: row.x)
    gap = " " if right.x - left.right > 0.5 * left.size else ""
    far = max(left.right, right.right)
    return Row(left.words + gap + right.words, one.page, left.x, far, one.y, max(one.size, other.size))


def _pieces(element: Any, number: int) -> Iterator[Row]:  # noqa: ANN401
    from pdfminer.layout import LTTextLine  # noqa: PLC0415

    for one in element if hasattr(element, "__iter__") else ():
        if isinstance(one, LTTextLine):
            words = characters(one.get_text()).strip("\n")
            if words.strip():
                size = _size(one)
                indent = size * (len(words) - len(words.lstrip(" \u3000\u00a0")))
                yield Row(BESIDE_HAN.sub("", words.strip()), number, one.x0 + indent, one.x1, one.y0, size)
        else:
            yield from _pieces(one, number)


def _has_picture(element: Any) -> bool:  # noqa: ANN401
    from pdfminer.layout import LTFigure, LTImage  # noqa: PLC0415

    return any(isinstance(one, LTImage | LTFigure) for one in element)


def _split(pages: list[list[Row]]) -> tuple[list[list[Row]], list[Row]]:
    """The lines of the text, by page, and the page numbers and running heads."""
    edges = [{0, len(rows) - 1} for rows in pages]
    heads = Counter(
        _shape(rows[at].words) for rows, here in zip(pages, edges, strict=True) for at in here if 0 <= at < len(rows)
    )
    kept: list[list[Row]] = []
    furniture: list[Row] = []
    for rows, here in zip(pages, edges, strict=True):
        out = {at for at in here if 0 <= at < len(rows) and _is_furniture(rows[at].words, heads)}
        kept.append([row for at, row in enumerate(rows) if at not in out])
        furniture += (rows[at] for at in sorted(out))
    return kept, furniture


def _shape(words: str) -> str:
    return re.sub(r"\d+", "0", words)


def _is_furniture(words: str, heads: Counter[str]) -> bool:
    return PAGE_NUMBER.fullmatch(words) is not None or heads[_shape(words)] >= REPEATED


def _paragraphs(pages: list[list[Row]]) -> Iterator[str]:
    rows = [row for page in pages for row in page]
    left, right, pitch = _frame(rows)
    words = ""
    for before, row in pairwise([None, *rows]):
        if row is None:
            continue
        if before is not None and _continues(before, row, left, right, pitch):
            words = _joined(words, row.words)
            continue
        if before is not None:
            yield words
        words = row.words
    yield words


def _frame(rows: list[Row]) -> tuple[float, float, float]:
    """The left and right edge of the text, and the usual distance of its lines."""
    left = Counter(round(row.x) for row in rows).most_common(1)[0][0]
    full = sorted(row.right for row in rows)
    steps = Counter(round(a.y - b.y) for a, b in pairwise(rows) if a.page == b.page)
    pitch = steps.most_common(1)[0][0] if steps else 0
    return min(left, *(row.x for row in rows if row.right > 0.97 * full[-1])), full[-1], pitch


def _continues(before: Row, row: Row, left: float, right: float, pitch: float) -> bool:
    """True if a line goes on with the paragraph of the one before."""
    size = row.size
    if abs(size - before.size) > OTHER_SIZE * size:
        return False
    short = SHORT if SENTENCE_END.search(before.words) else RAGGED
    if row.x > left + INDENT * size or before.right < right - short * size:
        return False
    return row.page != before.page or not pitch or before.y - row.y <= LOOSE * pitch


def _joined(words: str, more: str) -> str:
    """Two lines as one: a space between Latin words, none beside a Chinese character."""
    if not words or WIDE.match(words[-1]) or WIDE.match(more[:1] or " "):
        return words + more
    return f"{words} {more}"
