"""A page that a browser printed as a PDF: its lines are uneven, its digits of another font, its 工 a radical."""

from __future__ import annotations

import unicodedata
from io import BytesIO

from pdfminer.high_level import extract_text
from playwright.sync_api import Browser

from build_tools.intake import pdf
from build_tools.model import RawFile
from build_tools.vocabulary.radicals import DRAWN_ALIKE, characters

PAGE = """<html lang=zh><meta charset=utf-8><style>@page { size: A4; margin: 37mm 26mm }
body { font: 16pt/28pt serif } p { text-indent: 2em; margin: 0 } .flush { text-indent: 0 }
h1 { font-size: 22pt; text-align: center }
</style><body>%s</body></html>"""
TITLE = "在全市安全生产工作会议上的讲话"
WORDS = (
    "同志们：",
    "这次会议的主要任务是，认真贯彻落实省安全生产工作会议精神，总结2017年全市安全生产工作，安排部署2018年的重点任务。",
    "2017年，全市共发生各类生产安全事故126起，死亡58人，没有发生重特大事故。在此，我代表市长向同志们表示衷心的感谢！",
    "一、充分认识安全生产的极端重要性",
    "安全生产是人命关天的大事，关系人民群众和千家万户。各级各部门要坚决克服麻痹思想、侥幸心理和松劲情绪，扎扎实实抓好工作。",
    "（一）道路交通。要加强对“两客一危”车辆的动态监控，春运期间实行二十四小时值班，页面、风险、马虎、黄河、鱼塘都要查到。",
    "谢谢大家！",
)


def printed(browser: Browser) -> bytes:
    """The page as a PDF."""
    first, *others = WORDS
    body = f"<h1>{TITLE}</h1><p class=flush>{first}</p>" + "".join(f"<p>{words}</p>" for words in others)
    page = browser.new_page()
    page.set_content(PAGE % body)
    data = page.pdf(prefer_css_page_size=True)
    page.close()
    return data


def test_a_printed_page_comes_back_as_it_was(browser: Browser) -> None:
    """Paragraph by paragraph and character by character, though the PDF itself has radicals in many places."""
    data = printed(browser)
    as_stored = extract_text(BytesIO(data))
    assert [char for char in as_stored if "RADICAL" in unicodedata.name(char, "")], "this PDF shows nothing"
    read = pdf.read(RawFile("a.pdf", data, "a.pdf"))
    assert [line for line in read.text.split("\n") if line] == [TITLE, *WORDS]


def test_every_radical_that_is_replaced_is_one() -> None:
    """By its name; what is put in its place is a character of everyday text, and the text stays as long as it was."""
    kangxi = "".join(map(chr, range(0x2F00, 0x2FD6)))
    supplement = "".join(DRAWN_ALIKE)
    assert all("RADICAL" in unicodedata.name(char) for char in kangxi + supplement)
    for char, made in zip(kangxi + supplement, characters(kangxi + supplement), strict=True):
        assert unicodedata.name(made).startswith("CJK UNIFIED IDEOGRAPH"), char
    parts = "⺡⻌⺌⺮⺶亻氵"  # parts of characters, not characters
    assert characters(parts) == parts
