"""What a line may be to a segmenter: headings that begin a speech, salutations, thanks, dates, bylines.

Knows: the tables of cues, and the shared lists of words.
Must not know: where the cues stand, or what is made of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from build_tools.vocabulary import addresses
from build_tools.vocabulary.phrases import any_of

NUMBER: Final = "[0-9０-９一二三四五六七八九十百〇零]{1,4}"
SPEECH: Final = any_of("speech_nouns")
SAMPLE: Final = any_of("sample_nouns")
THANKS: Final = any_of("thanks")
OPENERS: Final = r"【\[（(〔「『《<"
CLOSERS: Final = r"】\]）)〕」』》>"
ORNAMENT: Final = r"★☆◆◇●○■□▲△▼※✦✿❤♥*=\-—_~#·•"

LONGEST_HEADING: Final = 70
"""Code points. The longest heading of the sort met in real compilations has 52."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A kind of heading: its points, and whether it numbers the speeches of a compilation."""

    name: str
    points: int
    pattern: re.Pattern[str]
    numbered: bool


def _cue(name: str, points: int, pattern: str, *, numbered: bool = True) -> Cue:
    return Cue(name, points, re.compile(pattern), numbered)


LEAD: Final = r"(?P<lead>[^。；！？!?;]{0,40}?)"
TITLE: Final = r"(?P<title>[^。；！？!?;]{0,60})"
OPEN: Final = rf"[{OPENERS}{ORNAMENT}\s]*"
CLOSE: Final = rf"[{CLOSERS}{ORNAMENT}\s]*"
TAKEN_FOR: Final = rf"(?:{SPEECH}|{SAMPLE}|材料|作文|文稿|文章|稿|汇编|大全|精选|集锦)"

HEADINGS: Final = (
    # "项目建设推进会领导讲话稿范文【二】", "范文1：标题" — not "参考范文一的写法，…。"
    _cue(
        "sample-number",
        5,
        rf"^{OPEN}{LEAD}{SAMPLE}\s*[{OPENERS}]?\s*(?P<number>{NUMBER})(?![0-9０-９年月日个届次篇则份])\s*{CLOSE}[:：.、]?\s*{TITLE}$",
    ),
    # "篇一：标题", "【篇1】", "领导讲话篇三:" — not "千篇一律", "下面是篇一"
    _cue(
        "piece-number",
        5,
        rf"^{OPEN}(?:{LEAD}{TAKEN_FOR}\s*)?{OPEN}(?<![千一])篇\s*[{OPENERS}]?(?P<number>{NUMBER})(?![0-9０-９律])\s*"
        rf"{CLOSE}[:：.、]?\s*{TITLE}$",
    ),
    # "第一篇：标题", "【第2篇】"
    _cue(
        "ordinal-piece",
        5,
        rf"^{OPEN}(?:{LEAD}{TAKEN_FOR}\s*)?{OPEN}第\s*(?P<number>{NUMBER})\s*(?:篇|则|份){CLOSE}[:：.、]?\s*{TITLE}$",
    ),
    # "之一：工会主席当选讲话", "职工大会讲话之二" — not "百年大计之一"
    _cue("series-number", 5, rf"^{OPEN}(?:{LEAD}{TAKEN_FOR})?之(?P<number>{NUMBER}){CLOSE}(?:[:：、.\s]\s*{TITLE})?$"),
    # "讲话稿 1", "领导致辞（二）"
    _cue(
        "kind-number",
        4,
        rf"^{OPEN}{LEAD}{SPEECH}\s*[{OPENERS}]?\s*(?P<number>{NUMBER})\s*{CLOSE}[:：]?(?P<title>)$",
    ),
    # "PART.01", "Speech 2: At the Opening"
    _cue(
        "part-number",
        5,
        rf"^{OPEN}(?i:part|speech|chapter)[\s.:：_\-]*(?P<number>[0-9]{{1,3}})\b{CLOSE}[:：.]?\s*{TITLE}$",
    ),
    # "★★★★★", "★★★ 标题 ★★★"
    _cue(
        "ornament",
        2,
        r"^(?P<mark>[★☆◆◇●■▲※✦*=_~#\-—])(?P=mark){2,}\s*(?P<title>.{0,60}?)\s*(?P=mark)*$",
        numbered=False,
    ),
    # "一、在全县大会上的讲话", "（１）百日誓师讲话"
    _cue(
        "listed-title",
        2,
        rf"^(?:{NUMBER}\s*[、.．]|[（(]\s*{NUMBER}\s*[）)])\s*(?P<title>[^。；！？!?;，,]{{2,50}}{SPEECH})"
        r"[\s.·…]*[0-9]{0,3}$",
    ),
    # "——在欢送会上的讲话", "◆ 捐赠仪式上的讲话 ◆", "习近平在…大会上的讲话（全文）" — not "他在会上的讲话很好。"
    _cue(
        "occasion-title",
        3,
        rf"^(?!{NUMBER}\s*[、.．])(?:{OPEN}|——|--+|《)?(?P<title>[^。；！？!?;]{{0,30}}?[在于][^。；！？!?;]{{2,60}}(?:[上中时]的?|的){SPEECH})"
        rf"[》\s{ORNAMENT}]*(?:[{OPENERS}][^{CLOSERS}]{{0,12}}[{CLOSERS}])?$",
        numbered=False,
    ),
    # "开学典礼致辞"
    _cue(
        "kind-title",
        2,
        rf"^(?!{NUMBER}\s*[、.．])(?:{OPEN}|《)?(?P<title>[^。；！？!?;，,:：]{{2,40}}{SPEECH})[》\s{ORNAMENT}]*(?:[{OPENERS}][^{CLOSERS}]{{0,12}}[{CLOSERS}])?$",
        numbered=False,
    ),
)

THANKFUL: Final = re.compile(rf"{THANKS}[^。！？!?]{{0,12}}[。！!.…\s]*[）)]?$")
WISHES: Final = re.compile(r"^(?:最后[，,]?)?(?:再次)?(?:祝|敬祝|祝愿|预祝|衷心祝愿|恭祝)[^。]{2,60}[!！。]$")
ENDED: Final = re.compile(r"[。！？!?…”’\"）)】》.]$")
DATE_LINE: Final = re.compile(
    r"^[（(—\-\s]*(?:[12１２一二][0-9０-９〇○零○Oo一二三四五六七八九xX×]{3}\s*年)[^。！？!?]{0,40}[)）]?$"
    r"|^[（(]?[0-9]{4}[-./][0-9]{1,2}[-./][0-9]{1,2}[)）]?.{0,30}$"
)
BYLINE: Final = re.compile(
    r"^[（(]?(?:演讲人|发言人|讲话人|致辞人|主讲人|作者|报告人|主持人)\s*[:：].{1,20}$"
    r"|^[^。！？!?，,：:；;]{0,24}(?:书记|市长|县长|省长|区长|镇长|乡长|局长|主任|校长|院长|主席|董事长|总经理|总裁|会长|部长)"
    r"[ \u3000\xa0]+[\u4e00-\u9fff·]{2,8}[）)]?$"
)


def is_short(text: str) -> bool:
    """A line that can be a heading: not long, and no sentence."""
    return len(text) <= LONGEST_HEADING and not re.search(r"[。；;！？!?]", text.rstrip("！!"))


def numbers(text: str) -> bool:
    """True of a line that is the numbered heading of a text in a collection."""
    return is_short(text) and any(cue.pattern.match(text) for cue in HEADINGS if cue.numbered)


def salutation(text: str) -> str:
    """The mark that ends the salutation with which a text opens, or nothing: `同志们:今天…` → `:`."""
    if not text:
        return ""
    if len(text) <= addresses.LONGEST and text[-1] in addresses.ENDS and _addresses(text):
        return text[-1]
    end = addresses.inline_end(text)
    return text[:end].rstrip()[-1] if end else ""


def _addresses(line: str) -> bool:
    """True of a line that calls on people: beyond doubt, or on several of them, as 居民朋友们、志愿者们：."""
    return addresses.is_sure_salutation(line) or (bool(PLURAL.match(line)) and addresses.is_salutation(line))


PLURAL: Final = re.compile(r"[^，,、：:]{1,16}[们們][，,、：:]")
# An agency's words between the title of its page and the title of the speech.
INTRODUCES: Final = re.compile(
    r"如下[:：]|新华[社网]|人民网|中新[社网]|央视|本报|记者|来源\s*[:：]|发表时间|出席.{2,60}(?:并|发表|致)"
)
# What the one who put a collection together writes over it: "…讲话稿汇编", "下面是小编为大家整理的…"
COMPILERS: Final = re.compile(
    r"小编|汇编|选编|选登|选辑|合集|大全|集锦|精选|荟萃|为大家(?:整理|收集|带来|分享)|范文[^。]{0,8}篇"
)
CONTENTS_HEADING: Final = re.compile(rf"^{OPEN}目\s*[录錄次]{CLOSE}[:：]?$")
