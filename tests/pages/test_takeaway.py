"""The list of downloads and the citations on a speech's page."""

from __future__ import annotations

from build_tools.exporters import taken
from build_tools.pages import entry, home, markdown, render_volume
from build_tools.vocabulary import load
from build_tools.vocabulary.downloads import BOOKS, CITATIONS, TEXTS, WHOLE
from tests.pages import volumes
from tests.pages.reading import read
from tests.pages.test_any_words import ATTACKS


def test_every_file_has_its_link() -> None:
    """Each file that was made is linked, by an address below the page's own; citations in words stand on the page."""
    volume = volumes.made()
    files = {file.path: file.data for file in taken.of_volume(volume, "讲话汇编", load())}
    page = read(render_volume(volume, load(), files).pages[0].data)
    links = [str(link.get("href")) for link in page.body.iter("a") if link.get("download") is not None]
    on_page = [row.name for row in CITATIONS if row.name.endswith(".txt")]
    assert sorted(links + on_page) == sorted(row.name for row in (*TEXTS, *CITATIONS))
    shown = [element.text_content() for element in page.body.iter("dd")]
    assert shown == [files[f"speeches/two-1/{name}"].decode().strip() for name in on_page]


def test_a_compilation_leads_to_its_books() -> None:
    """By addresses below the page's own; the list of all compilations leads to the books of everything."""
    volume = volumes.made()
    files = {file.path: file.data for file in taken.of_volume(volume, "讲话汇编", load())}
    page = read(render_volume(volume, load(), files).pages[-1].data)
    links = [str(link.get("href")) for link in page.body.iter("a") if link.get("download") is not None]
    assert links == [row.name for row in BOOKS]
    (listed,) = home.compilations([entry.read(entry.of_volume(volume))[0]], {f"data/{row.name}" for row in WHOLE})
    shown = read(markdown.render(listed))
    links = [str(link.get("href")) for link in shown.body.iter("a") if link.get("download") is not None]
    assert links == [f"../data/{row.name}" for row in WHOLE]


def test_a_book_without_pdf_says_why() -> None:
    """A reader who looks for it is told; where there is one, nothing is said."""
    volume = volumes.made()
    files = {file.path: file.data for file in taken.of_volume(volume, "讲话汇编", load())}
    assert "没有 PDF" not in render_volume(volume, load(), files).pages[-1].data.decode()
    del files["compilations/two/book.pdf"]
    page = read(render_volume(volume, load(), files).pages[-1].data)
    assert "没有PDF" in page.text()


def test_without_files_there_is_no_list() -> None:
    """Pages that are made without a site link no files."""
    page = render_volume(volumes.made(), load()).pages[0].data.decode()
    assert "downloads" not in page
    assert "{: #cite" not in page


def test_foreign_words_in_a_citation_are_only_words() -> None:
    """They are shown as they are."""
    files = {f"speeches/any-1/{CITATIONS[0].name}": "".join(ATTACKS).encode()}
    page = read(render_volume(volumes.of_words("字"), load(), files).pages[0].data)
    assert not list(page.body.iter("script", "img"))
    (shown,) = page.body.iter("dd")
    assert "<script>alert(1)</script>" in shown.text_content()
