"""Gaps and garbage: words that were taken out or cannot be read. Marked only; nothing is ever put in.

Knows: what a sentence looks like where a name, a number or a word was taken out.
Must not know: what stood there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from build_tools.repair.noise import paragraph
from build_tools.repair.rule import HAN, Found

# 举行区廉租住房开工仪式; not 举行区委, 召开区人大, 举办区第三届
PLACE: Final = re.compile(
    r"区(?<=(?:举行|召开|举办)区)(?!委|政|人大|人民|域|间|块|位|级|里|内|外|长|属|直|纪|党|县|乡|镇|域|、|第|[一二三四五六七八九十0-9])"
    rf"(?=[{HAN}])"
)
# ，区要完成; not 市要统筹，区要落实
SUBJECT: Final = re.compile(r"区(?<=[，。；：\n]区)(?=(?:要|将|应|须|必须|计划|力争|已|可)[完建新实达按在])")
NEAR: Final = 300
LEVELS: Final = re.compile(r"(?:^|[，。；：、\n])[省市县乡镇村](?:里|上)?(?:要|将|应|须|级)")
# 完成套廉租房; not 完成配套, 完成套餐, 3套
NUMBER: Final = re.compile(
    r"(?:套(?<=(?:完成|新建|建成|建设|改造|开工|筹建|分配)套)(?![餐装路用种取现利话牌间房型])"
    r"|亩(?<=(?:完成|新增|流转|种植|改造)亩)|公里(?<=(?:完成|新建|改造|建成|铺设|新增)公里)"
    r"|个百分点(?<=(?:提高|增长|下降|上升|回落|高出|低于)个百分点)|[％%](?<=(?:增长|达到|完成|下降|提高)[％%]))"
    rf"(?=[{HAN}，。；、]|\Z)"
)
# 5月日; not 年月日
DAY: Final = re.compile(r"月日(?<=[0-9一二三四五六七八九十]月日)")
# 项目储备不。; not 说不。 何不。
WORD: Final = re.compile(rf"不(?<=[{HAN}]{{3}}不)(?<![说要好是能行对决绝从岂何否喊道莫可都了也来去过去]不)(?=[。；])")
ENDING: Final = re.compile(r"(?:是|在|为)[^，。；！？\n]{0,20}\Z")

REPLACED: Final = re.compile("\ufffd+")
MOJIBAKE: Final = re.compile(r"(?:锟斤拷)+|烫烫烫+|屯屯屯+")
# ½²»° ; not café, not Ça
LATIN_GARBAGE: Final = re.compile("[\u0080-\u00ff](?:[\u0080-\u00ff]{3,})")
PRIVATE: Final = re.compile("[\ue000-\uf8ff]+")


def stripped_places(text: str) -> Iterator[Found]:
    """A district stands without its name: the name was taken out, and cannot be known.

    "隆重举行区廉租住房建设项目开工仪式", "，区要完成": marked. "召开区委", "市要统筹，区要落实" stay.
    """
    if "区" not in text:
        return
    found = [match.span() for match in PLACE.finditer(text)]
    bare = (match.span() for match in SUBJECT.finditer(text))
    found += (span for span in bare if not LEVELS.search(text, *paragraph(text, span[0], NEAR)))
    yield from ((start, end, None) for start, end in sorted(found))


def missing_numbers(text: str) -> Iterator[Found]:
    """A measure word stands without its number: the number was taken out, and cannot be known.

    "要完成套廉租房建设", "增长%": marked. "完成配套", "完成3套" stay.
    """
    found = [match.span() for match in NUMBER.finditer(text)]
    if "月日" in text:
        found += (match.span() for match in DAY.finditer(text))
    yield from ((start, end, None) for start, end in sorted(found))


def missing_words(text: str) -> Iterator[Found]:
    """A sentence ends at 不: a word behind it is missing, and more than one would do.

    "三是项目储备不。": marked. "说不。" and questions stay.
    """
    if "不。" in text or "不；" in text:
        yield from ((*match.span(), None) for match in WORD.finditer(text))


def garbled_characters(text: str) -> Iterator[Found]:
    """Characters were lost when the text was decoded, more than once or by the wrong table.

    "锟斤拷", "½²»°", "�": marked. "café" stays.
    """
    found = [match.span() for match in REPLACED.finditer(text)] if "\ufffd" in text else []
    if "锟斤拷" in text or "烫烫烫" in text or "屯屯屯" in text:
        found += (match.span() for match in MOJIBAKE.finditer(text))
    if not text.isascii():
        found += (match.span() for match in LATIN_GARBAGE.finditer(text))
        found += (match.span() for match in PRIVATE.finditer(text))
    yield from ((start, end, None) for start, end in sorted(found))
