"""The page of a speech and the page of a compilation, read as the site's engine reads them."""

from __future__ import annotations

import pytest

from build_tools.pages import addresses, render_volume
from build_tools.vocabulary import load
from tests.pages import volumes
from tests.pages.reading import Read, bare, read, shown

FRONT = ["title", "tags", "occasion", "genre", "speaker_role", "region", "edtf", "date_status", "speaker"]
FRONT += ["speaker_status", "source", "state", "level", "complete"]


def pages(text: str = volumes.TWO, sidecar: str = "") -> dict[str, Read]:
    """The pages of a text, by their files."""
    rendered = render_volume(volumes.made(text, sidecar=sidecar), load())
    return {page.path: read(page.data) for page in rendered.pages}


def raw(number: int, sidecar: str = "") -> str:
    """The file of a speech's page."""
    return render_volume(volumes.made(sidecar=sidecar), load()).pages[number - 1].data.decode()


def test_front_matter_is_what_other_programs_read() -> None:
    """Every value is a string in double quotes; what is not known is `unknown`; a date only if the day is known."""
    front = pages()["speeches/two-2.md"].front
    assert list(front) == [*FRONT, "description"]
    assert front["occasion"] == front["region"] == front["edtf"] == "unknown"
    assert front["source"] == "two"
    assert front["complete"] == "true"
    lines = raw(2).split("---\n")[1].splitlines()
    assert all(line.endswith('"') for line in lines if line != '"tags":')
    assert pages(sidecar="speeches:\n  2: {date: 2009-03-05}\n")["speeches/two-2.md"].front["date"] == "2009-03-05"
    assert "date" not in pages(sidecar="speeches:\n  2: {date: 2009-03}\n")["speeches/two-2.md"].front


def test_tags_are_the_labels_of_what_is_known() -> None:
    """Occasion, role, and the region with its whole path."""
    front = pages()["speeches/two-1.md"].front
    assert front["tags"][:1] == ["推进会"]
    assert front["tags"][-3:] == ["江西省", "赣州市", "安远县"]
    assert front["region"] == "360726"


def test_text_stands_whole_under_its_ids() -> None:
    """Every block with its id, in order, headings as headings; a run-in heading in the paragraph that goes on."""
    page = pages()["speeches/two-1.md"]
    blocks = volumes.made().speeches[0].blocks
    own = [block.id for block in blocks if not block.run_in]
    assert [name for name in page.ids() if name in own] == own
    for block in blocks:
        (element,) = page.body.xpath(f"//*[@id='{block.id}']")
        assert bare(block.text) in shown(element)
        assert element.tag == {"heading": "strong" if block.run_in else f"h{block.level + 1}"}.get(block.kind, "p")
    assert page.body.xpath("//p[@class='salutation']")[0].text_content() == "各位领导、同志们："
    assert page.body.xpath("//p[@class='closing']")[0].text_content() == "谢谢大家！"


def test_every_fact_says_how_it_is_known() -> None:
    """Each row of the table has a value and its grounds: a standing, words and where they stand."""
    rows = {name: (value, grounds) for name, value, grounds in pages()["speeches/two-1.md"].rows(0)}
    assert rows["地区"][0] == "江西省 赣州市 安远县（360726）"
    assert "安远县" in rows["地区"][1]
    assert rows["场合"][1].startswith("明言；「")
    assert rows["完整性"][0] == "完整"
    assert "时间" in rows["未详"][0]
    declared = pages(sidecar="speeches:\n  1: {speaker: 王某}\n")["speeches/two-1.md"].rows(0)
    assert next(row for row in declared if row[0] == "讲话人")[2].startswith("声明；（two.yml:2）")


def test_digest_marks_what_nobody_says() -> None:
    """The line under the title has the facts; what is inferred says so, what is not known is told as not known."""
    (first,) = pages()["speeches/two-1.md"].body.xpath("//p[@class='digest']")
    assert [words.text for words in first.iter("small")]
    assert "安远县项目建设推进大会" in first.text_content()
    assert "时间未详" in first.text_content()
    told = "speeches:\n  2: {date: 2009-03-05, speaker: 张三, region: '360726'}\n"
    (second,) = pages(sidecar=told)["speeches/two-2.md"].body.xpath("//p[@class='digest']")
    assert "张三　" in second.text_content()
    assert "2009-03-05　" in second.text_content()
    assert "未详" not in second.text_content()


def test_apparatus_tells_every_edit_and_finding() -> None:
    """One by one what touches words, typography in groups, each with its place; places link to their paragraph."""
    for speech in volumes.made().speeches:
        page = pages()[addresses.speech(speech.id)]
        rows = page.rows(1) if len(list(page.body.iter("tbody"))) > 1 else []
        ours = [edit for edit in speech.edits if edit.category != "regularisation"]
        assert len(rows) == len(ours) + len(speech.findings)
        assert {row[0] for row in rows} <= set(page.links())
        typography = [edit for edit in speech.edits if edit.category == "regularisation"]
        folded = page.body.xpath("//details[@class='typography']")[0].text_content()
        assert f"{len(typography)} 处" in folded
        assert folded.count(":") >= len(typography)


def test_finding_on_a_sidecar_is_told_with_its_line() -> None:
    """A contradiction between what is declared and what the text says has no place in the text, and is told."""
    page = pages(sidecar="speeches:\n  1: {region: 610900}\n")["speeches/two-1.md"]
    assert ["two.yml:2", "—", "—", "注意"] in [row[:4] for row in page.rows(1)]


def test_long_edit_is_told_by_its_ends() -> None:
    """A table cell of a thousand characters helps nobody; how many there are is told."""
    page = pages("同志们：\n\n今天我们开会。" + "“" * 3 + "字" * 500 + "谢谢大家！\n")["speeches/two-1.md"]
    assert all(len(cell) < 120 for row in page.rows(1) for cell in row)


def test_neighbours_and_sources_are_linked() -> None:
    """The one before, the one after, the compilation, the file as it was sent."""
    links = pages()["speeches/two-2.md"].links()
    assert "two-1.md" in links.values()
    assert "../compilations/two.md" in links.values()
    assert links["two.txt"] == "../sources/two.txt"


def test_contributor_is_named_where_the_source_is_told_of() -> None:
    """On the page of each speech and of the compilation, if the sidecar names one; else nowhere."""
    told = pages(sidecar='contributor: "张三 <i>&*某*"\n')
    assert 3 == len(told)
    for page in told.values():
        lists = [item.text_content() for item in page.body.xpath("//h2[@id='provenance' or @id='source']/../ul/li")]
        assert ["提供者：张三 <i>&*某*"] == [item for item in lists if "提供者" in item]
    assert not any("提供者" in page.text() for page in pages().values())


def test_incomplete_speech_says_so_before_its_text() -> None:
    """A reader learns it before reading, and the lists and the data say the same."""
    text = "同志们：\n\n今天我们在这里开会，主要是部署工作。\n\n一、抓好落实\n\n各单位要提高认识，明确责任，确保"
    page = pages(text)["speeches/two-1.md"]
    assert page.front["complete"] == "false"
    assert page.text().index("此篇不全") < page.text().index("同志们")
    assert next(row for row in page.rows(0) if row[0] == "完整性")[1] == "不全"


def test_compilation_accounts_for_every_character() -> None:
    """What is claimed and what was found, the order of the source, the ledger, what the source gives cause to say."""
    page = pages()["compilations/two.md"]
    assert "声明3篇，实得2篇" in page.text()
    assert [row[0] for row in page.rows(0)] == ["1", "2"]
    ledger = page.rows(1)
    assert ledger[0][2].startswith("0–")
    total = len(volumes.TWO)
    assert ledger[-2][2].endswith(f"–{total}")
    assert ledger[-1][3] == f"{total:,}" == f"{sum(int(row[3].replace(',', '')) for row in ledger[:-1]):,}"
    assert len(page.rows(2)) == len(volumes.made().findings)


@pytest.mark.parametrize(
    ("name", "published"),
    [
        ("a.txt", "a.txt"), ("a.docx", "a.docx"), ("a.html", "a.html.txt"), ("A.HTM", "A.HTM.txt"),
        ("a.md", "a.md.txt"), ("a.html.txt", "a.html.txt.txt"), ("a.html.txt.TXT", "a.html.txt.TXT.txt"),
        ("html.txt", "html.txt"),
    ],
)  # fmt: skip
def test_nothing_contributed_is_published_as_a_page(name: str, published: str) -> None:
    """What a server would run gets another suffix, and no two sources the same name."""
    assert addresses.published(name) == published


def test_source_called_index_has_a_page_of_its_own() -> None:
    """It does not take the place of the list of compilations."""
    assert addresses.compilation("index") not in {addresses.compilations(1), addresses.compilations(2)}
    assert addresses.download("a.html", addresses.compilation("index")) == "../../sources/a.html.txt"
