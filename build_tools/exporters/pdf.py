"""A book as PDF in the layout of official documents, set by Typst with the typefaces of this machine.

Knows: Typst, and which typefaces stand in for those that the standard names.
Must not know: how a book is put together.
"""

from __future__ import annotations

import atexit
import errno
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, Final

from build_tools.exporters import colophon, layout
from build_tools.exporters.book import Book, Chapter
from build_tools.exporters.press import HEAD

TEMPLATE: Final = Path(__file__).with_name("book.typ")
ANY: Final = ("Noto Sans CJK SC", "WenQuanYi Zen Hei", "WenQuanYi Micro Hei")
SONG: Final = ("Noto Serif CJK SC", "Source Han Serif SC", "Songti SC", "STSong", "AR PL UMing CN", *ANY)
HEI: Final = ("Source Han Sans SC", "Heiti SC", "STHeiti", *ANY)
FACES: Final = {
    "title": (layout.XIAOBIAOSONG, "FZXiaoBiaoSong-B05S", *SONG),
    "fangsong": (layout.FANGSONG, "FangSong_GB2312", "FangSong", "仿宋", "STFangsong", "FZFangSong-Z02S", *SONG),
    "hei": (layout.HEITI, "SimHei", *HEI),
    "kai": (layout.KAITI, "KaiTi_GB2312", "KaiTi", "楷体", "STKaiti", "AR PL UKai CN", "LXGW WenKai", *SONG),
    "song": (layout.SONGTI, "SimSun", *SONG),
}
"""What each face of the layout is set in, best first."""
NAMES: Final = {
    layout.XIAOBIAOSONG: "title",
    layout.FANGSONG: "fangsong",
    layout.HEITI: "hei",
    layout.KAITI: "kai",
    layout.SONGTI: "song",
}
MOST: Final = 600_000
"""Characters of a book: a larger one has more than a thousand pages, which nobody prints, and takes many seconds."""


@cache
def faces() -> dict[str, list[str]] | None:
    """The typefaces of this machine for each face; None if one has none: then no PDF can be made here."""
    here = {family.casefold() for family in json.loads(_ask({"families": True}))}
    found = {name: [family for family in known if family.casefold() in here] for name, known in FACES.items()}
    return found if all(found.values()) else None


def possible(book: Book) -> bool:
    """True if this machine has the typefaces, and the book is not too large."""
    return faces() is not None and sum(len(block.text) for one in book.chapters for block in one.blocks) <= MOST


def write(book: Book) -> bytes:
    """The file. Raises: ValueError: there are no typefaces."""
    known = faces()
    if known is None:
        message = "no Chinese typefaces"
        raise ValueError(message)
    return _ask(
        {"template": TEMPLATE.read_text(encoding="utf-8"), "book": json.dumps(_data(book, known), ensure_ascii=False)}
    )


def _ask(job: Mapping[str, Any]) -> bytes:
    """The press's answer.

    Raises: RuntimeError: it could not do it: a bug of ours. OSError: the system killed it, as when memory runs out.
    """
    press = _press(os.getpid())
    assert press.stdin
    with suppress(BrokenPipeError):  # of one that was killed, which does not answer either
        press.stdin.write(json.dumps(job, ensure_ascii=False).encode() + b"\n")
        press.stdin.flush()
    good, length = HEAD.unpack(_read(press, HEAD.size))
    answer = _read(press, length)
    if not good:
        raise RuntimeError(answer.decode())
    return answer


def _read(press: subprocess.Popen[bytes], size: int) -> bytes:
    """So many bytes of the answer. Raises: OSError: there are no more; the next who asks gets another press."""
    assert press.stdout
    data = press.stdout.read(size)
    if len(data) < size:
        _press.cache_clear()
        raise OSError(errno.ENOMEM, os.strerror(errno.ENOMEM))
    return data


@cache
def _press(pid: int) -> subprocess.Popen[bytes]:  # noqa: ARG001 - each process has its own
    """A press at work, which ends when its input does."""
    command = [sys.executable, "-I", str(Path(__file__).with_name("press.py"))]
    press = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603 - a program of ours
    atexit.register(_end, press, os.getpid())
    return press


def _end(press: subprocess.Popen[bytes], pid: int) -> None:
    if pid == os.getpid():
        press.communicate()


def _data(book: Book, known: dict[str, list[str]]) -> dict[str, Any]:
    measures = {
        "page": layout.PAGE,
        "margins": layout.MARGINS,
        "line": layout.LINE,
        "characters": layout.CHARACTERS,
        "text": layout.TEXT,
        "title": layout.TITLE,
        "folio": layout.FOLIO,
        "small": layout.SMALL,
    }
    chapters = [_chapter(chapter) for chapter in book.chapters]
    return {
        "title": book.title,
        "colophon": colophon.HEAD,
        "notes": book.notes,
        "measures": measures,
        "faces": known,
        "chapters": chapters,
    }


def _chapter(chapter: Chapter) -> dict[str, Any]:
    return {"title": chapter.title, "notes": chapter.notes, "paragraphs": list(_paragraphs(chapter))}


def _paragraphs(chapter: Chapter) -> Iterator[dict[str, Any]]:
    for made in layout.paragraphs(chapter.blocks, chapter.title):
        runs = [{"words": words, "face": NAMES[face.font], "bold": face.bold} for words, face in made.runs]
        yield {"runs": runs, "align": made.align, "indent": made.indent, "level": made.level}
