"""A person's name and post as header lines print them: 上海市市长 龚正; 省长某某在…; 某某市长在…; 讲话人：某某.

Knows: how posts end, how names begin.
Must not know: which role a post is, or whether the person speaks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from build_tools.description.reading import Passage
from build_tools.vocabulary.names import family
from build_tools.vocabulary.phrases import any_of

POST: Final = (
    "总书记|书记|市长|县长|省长|区长|州长|盟长|旗长|镇长|乡长|村长|局长|厅长|部长|处长|科长|所长|站长|园长|院长|校长|行长|会长|社长|台长|馆长|厂长"
    "|董事长|理事长|秘书长|检察长|总经理|经理|总裁|首席执行官|总理|主席|主任|委员|司令员|政委|教授|院士|总监|行政长官|总统|班主任|[一-龥]{1,4}代表"
)
UNDER: Final = "[县区市省镇乡村局]委?|党支部|党总支|党委|支部|团委|常务副|副|代|医院|学校|公司|集团|大学|中学|小学|社区"
ACTS: Final = "(?:同志|先生|女士)?(?=在|作|做|发表|致|的讲话|于)"
# What may stand before a post in the same run of characters and is no part of it.
BEFORE_POST: Final = re.compile(r"^.*(?:[0-9]日|会议上|大会上|会上|式上|典礼上|受邀|由)")
LABEL: Final = r"(?:演讲人|发言人|讲话人|致辞人|主讲人|报告人|演讲者|发言者|讲话者|致辞者|演讲嘉宾|作者|主持人)"
NO_NAME: Final = re.compile(
    r"[市县区镇乡村局厅委部校院会队班组店厂州省站所园们的了是和在同与党国家民政公司]$|^[全各本我同]"
    r"|^(?:来源|时间|时长|文号|关键|单位|方法|原标|查看|相关|关注)"  # 来源：网络 is no 来某某：…
)
BODY: Final = re.compile(
    r"^[^，。]{2,24}?(?:公司|集团|局|厅|大学|学院|中学|小学|学校|幼儿园|医院|银行|协会|学会|商会|研究院|研究所|开发区|高新区)(?=.)"
)


@dataclass(frozen=True, slots=True)
class Person:
    """A name, a post, or both, and where they stand in the source."""

    name: str | None
    name_at: tuple[int, int]
    post: str | None
    post_at: tuple[int, int]
    rule: str


@cache
def _forms() -> tuple[tuple[str, re.Pattern[str]], ...]:
    fam = family()
    name = rf"(?P<name>{fam}[一-龥]{{1,2}}|{fam} [一-龥])"
    return (
        # "中华人民共和国主席　习近平", "西藏自治区代理主席 嘎玛泽登"
        (
            "post-and-name",
            re.compile(
                rf"^[—\-（ ]*(?P<post>[一-龥、（）·]{{0,30}}?(?:{POST}))[ ：]+"
                r"(?P<name>[一-龥]{1,8}(?:[·•][一-龥]{1,8})*|[一-龥] [一-龥])[ ）]*$"
            ),
        ),
        # "讲话人：某某", "演讲人: 青山中学校长 某某"
        (
            "labelled",
            re.compile(
                rf"^[（ ]*{LABEL} *： *(?:(?P<post>[一-龥]{{0,30}}?(?:{POST})) *)?"
                rf"(?P<name>{fam}[一-龥]{{1,2}}|{fam} [一-龥]|[一-龥]{{2,4}})[ ）]*$"
            ),
        ),
        # "省长某某作政府工作报告", "国家主席某某发表二〇一七年新年贺词", "某省省长 某某在…上的讲话"
        ("post-name-acts", re.compile(rf"(?P<post>[一-龥、]{{0,36}}(?:{POST})) ?{name}{ACTS}")),
        # "某某市长在…上的讲话"
        ("name-post-acts", re.compile(rf"(?:^|[—\-日上，。：])\s*{name}(?P<post>副?(?:{POST})){ACTS}")),
        # "县委书记在…上的讲话", "毕业生代表在…上的发言" — a post alone
        (
            "post-opens-title",
            re.compile(
                rf"^[—\-《#* ]*(?P<name>)(?P<post>(?:[一-龥]{{2,16}}?|[副代老村镇乡局])?(?:{POST}))(?:同志)?(?=在|于)"
            ),
        ),
        # "开学典礼校长致辞", "公司年会董事长讲话"
        (
            "post-before-noun",
            re.compile(rf"(?P<name>)(?P<post>(?:{UNDER})*(?:{POST}))(?={any_of('speech_nouns')}|表态|新年|新春)"),
        ),
        # "——某某在…上的讲话", "某某：在…上的讲话"
        (
            "name-opens-title",
            re.compile(rf"^[—\-《#* ]*{name}(?:同志|先生|女士)?(?:：|(?=在|于|与|同|和|致|关于|就))(?P<post>)"),
        ),
    )


@cache
def _bare() -> tuple[re.Pattern[str], re.Pattern[str]]:
    fam = family()
    alone = re.compile(rf"^[—\- （]*(?P<name>{fam}[一-龥]{{1,2}}|{fam} {{1,2}}[一-龥])[ ）]*$")
    closing = re.compile(rf"[）)] *(?P<name>{fam}[一-龥]{{1,2}})[ ）)]*$")
    return alone, closing


def find(passage: Passage) -> Iterator[Person]:
    """Who is printed in a header line, surest first."""
    text = passage.text.strip()
    base = passage.start + len(passage.text) - len(passage.text.lstrip())
    if len(text) > 200:
        return
    for rule, pattern in _forms():
        if rule in ("post-and-name", "labelled") and passage.kind == "title":
            continue
        found = pattern.search(text)
        person = _person(found, base, rule) if found else None
        if person:
            yield person
    if passage.kind in ("byline", "signature", "margin", "note") or len(text) <= 6:
        for pattern in _bare():
            found = pattern.search(text)
            if found and not NO_NAME.search(found["name"]):
                at = (base + found.start("name"), base + found.end("name"))
                yield Person(found["name"].replace(" ", ""), at, None, at, "name-alone")


def _person(found: re.Match[str], base: int, rule: str) -> Person | None:
    name, post = found["name"], found["post"] or ""
    certain = rule in {"post-and-name", "labelled"}
    plain = name.replace(" ", "")
    if plain and not certain and NO_NAME.search(plain):
        return None
    if rule == "name-opens-title" and len(plain) < 3 and found[0][-1] != "：":
        return None  # 武汉在…: two characters are more often a place
    start, end = found.span("post")
    cut = BEFORE_POST.match(post)
    start += cut.end() if cut else 0
    if post and cut is None and start and post[0] in "日上":
        start += 1
    post = found.string[start:end].strip()
    at = (base + found.start("name"), base + found.end("name"))
    return Person(plain or None, at, post or None, (base + start, base + end), rule)


def body_of(post: str) -> str | None:
    """The organisation that a post names: 青禾公司总经理 → 青禾公司."""
    found = BODY.match(post)
    return found[0] if found else None
