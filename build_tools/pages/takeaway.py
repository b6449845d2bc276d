"""What readers take away of a speech, a compilation, everything: the lists of downloads, and how a speech is cited.

Knows: which files there are, and what people call them.
Must not know: how the files are made.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final

from build_tools.pages.escape import attribute
from build_tools.vocabulary.downloads import BOOKS, CITATIONS, TEXTS, WHOLE, Download

NO_PDF: Final = (
    "没有 PDF：全书太长，或制作时没有中文字体。\n\n"
    "No PDF: the book is too long, or no Chinese typeface was at hand when it was made.\n{: .english lang=en }"
)
SHOWN: Final = ".txt"
"""The suffix of citations that are one line of words: they stand on the page."""


def takeaway(speech_id: str, taken: Mapping[str, bytes]) -> Iterator[str]:
    """The two parts of a page; nothing if there are no files. The links are relative to the page's address."""
    made = {path.removeprefix(f"speeches/{speech_id}/"): data for path, data in taken.items()}
    texts = [row for row in TEXTS if row.name in made]
    cited = [row for row in CITATIONS if row.name in made]
    if texts:
        yield "## 下载 Downloads {: #downloads }"
        yield _list("downloads", texts)
    if cited:
        shown = [row for row in cited if row.name.endswith(SHOWN)]
        yield "## 引用 Cite {: #cite }"
        yield _lines((row.label.zh, made[row.name].decode()) for row in shown) if shown else ""
        yield _list("downloads", [row for row in cited if row not in shown])


def books(source_id: str, taken: Mapping[str, bytes]) -> Iterator[str]:
    """The part of a compilation's page; nothing if there are no files."""
    made = [row for row in BOOKS if f"compilations/{source_id}/{row.name}" in taken]
    if made:
        yield "## 下载 Downloads {: #downloads }"
        yield _list("downloads", made)
        yield _no_pdf(made)


def whole(names: Collection[str]) -> Iterator[str]:
    """The part of the page that lists all compilations: everything as a book, and what is wanting, and why."""
    made = [row for row in WHOLE if f"data/{row.name}" in names]
    if made:
        yield "## 全部下载 Everything {: #downloads }"
        items = "".join(f"<li>{_link(row, '../data/')}</li>\n" for row in made)
        yield f'<ul class="downloads">\n{items}</ul>'
        yield _no_pdf(made)


def _no_pdf(made: Sequence[Download]) -> str:
    """Why a book has no PDF; nothing if it has one."""
    return "" if any(row.name.endswith(".pdf") for row in made) else NO_PDF


def _list(kind: str, rows: list[Download]) -> str:
    """Links to files. They are HTML: a Markdown link would be taken for one to a page's source."""
    items = "".join(f"<li>{_link(row)}</li>\n" for row in rows)
    return f'<ul class="{kind}">\n{items}</ul>'


def _link(row: Download, before: str = "") -> str:
    english = "" if row.label.zh == row.label.en else f' <span lang="en">{attribute(row.label.en)}</span>'
    return f'<a href="{before}{row.name}" download>{attribute(row.label.zh)}</a>{english}'


def _lines(rows: Iterator[tuple[str, str]]) -> str:
    items = "".join(f"<dt>{attribute(name)}</dt>\n<dd>{attribute(words.strip())}</dd>\n" for name, words in rows)
    return f'<dl class="citations">\n{items}</dl>'
