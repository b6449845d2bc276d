"""The one table of what may stand in a sidecar: names, kinds of value, and words that explain them.

Knows: the form of a sidecar.
Must not know: YAML, or how a value is checked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from build_tools.model import PART_KINDS, Bilingual

SIDECAR, SPEECH, SEGMENT, CORRECTION, ACCEPTANCE = "sidecar", "speech", "segment", "correction", "acceptance"


@dataclass(frozen=True, slots=True)
class Field:
    """A key. kind: words | long words | url | day | edtf | choice | region | number | list | table."""

    name: str
    kind: str
    label: Bilingual
    help: Bilingual
    required: bool = False
    choices: tuple[str, ...] = ()  # closed lists that are not of the vocabulary
    rows: str = ""  # of a list or table: the form of its rows


def _field(name: str, kind: str, label: tuple[str, str], words: tuple[str, str], **more: object) -> Field:
    return Field(name, kind, Bilingual(*label), Bilingual(*words), **more)  # type: ignore[arg-type]


FACTS: Final = (
    _field(
        "title",
        "words",
        ("题名", "title"),
        ("讲话的题名；写在最外层时是汇编的题名", "of the speech; at the top, of the compilation"),
    ),
    _field("occasion", "choice", ("场合", "occasion"), ("场合词表里的编号", "an id of the list of occasions")),
    _field(
        "occasion_name",
        "words",
        ("场合名称", "name of the occasion"),
        ("会议或活动的名称，照原文写", "the event's own name"),
    ),
    _field("genre", "choice", ("文体", "genre"), ("文体词表里的编号", "an id of the list of genres")),
    _field("speaker", "words", ("讲话人", "speaker"), ("姓名", "a person's name")),
    _field(
        "speaker_role", "choice", ("讲话人身份", "speaker's role"), ("身份词表里的编号", "an id of the list of roles")
    ),
    _field("role_text", "words", ("职务", "post"), ("职务全称，如“某某市市长”", "the post in words")),
    _field(
        "organisation", "words", ("机构", "organisation"), ("讲话人代表的机构", "the body that the speaker speaks for")
    ),
    _field(
        "region",
        "region",
        ("地区", "region"),
        ("六位行政区划代码，或两个字母的国家代码", "six digits, or a country's two letters"),
    ),
    _field("date", "edtf", ("时间", "date"), ("讲话时间，EDTF 写法：2021、2021-06、2021-06-10、2010~", "in EDTF")),
    _field("audience", "words", ("听众", "audience"), ("讲话的对象", "whom the speech addresses")),
    _field(
        "state", "choice", ("文本状态", "state of the text"), ("范文、已发表、节选……", "sample, delivered, excerpt …")
    ),
    _field("rights", "choice", ("版权", "rights"), ("不清楚就写 unknown", "if you do not know, `unknown`")),
    _field("language", "choice", ("语言", "language"), ("zh-Hans、zh-Hant、en……", "of the text")),
)

FORMS: Final[Mapping[str, tuple[Field, ...]]] = {
    SIDECAR: (
        _field("url", "url", ("网址", "address"), ("来源网页的地址", "where the text was found")),
        _field("retrieved", "day", ("取得日期", "retrieved"), ("哪一天取得，如 2026-11-20", "the day on which it was found")),
        _field("contributor", "words", ("提供者", "contributor"), ("谁提供的", "who sent it")),
        _field("note", "long words", ("附注", "note"), ("其他要说明的话", "what else should be known")),
        *FACTS,
        _field("speeches", "table", ("各篇", "speeches"), ("按篇次（从 1 起）写各篇的情况", "facts by the speech's number, from 1"), rows=SPEECH),
        _field("segments", "list", ("分篇", "segments"), ("各部分的起始文字；写了就以此为准", "the first words of each part; they win"), rows=SEGMENT),
        _field("corrections", "list", ("更正", "corrections"), ("有把握的更正，须写理由", "what is certainly wrong, with a reason"), rows=CORRECTION),
        _field("accepted", "list", ("认可", "accepted"), ("看过并认可的问题，须写理由", "findings looked at and accepted, with a reason"), rows=ACCEPTANCE),
    ),
    SPEECH: FACTS,
    SEGMENT: (
        _field("kind", "choice", ("种类", "kind"), ("speech、front、note……", "what the part is"), required=True, choices=PART_KINDS),
        _field("begins", "words", ("起始文字", "first words"), ("这一部分开头的几个字，全文只出现一次", "found once in the source"), required=True),
        _field("line", "number", ("行号", "line"), ("起始文字不止一处时，写明第几行", "its line, if the words stand in several")),
        *FACTS,
    ),
    CORRECTION: (
        _field("find", "words", ("原文", "find"), ("要改的几个字，全文只出现一次", "the words as they stand, found once"), required=True),
        _field("replace", "any words", ("改作", "replace"), ("改成什么；空着就是删去", "what they should be; empty to leave out"), required=True),
        _field("reason", "words", ("理由", "reason"), ("为什么这样改", "why"), required=True),
        _field("line", "number", ("行号", "line"), ("原文不止一处时，写明第几行", "the line, if the words stand in several")),
        _field("by", "words", ("更正人", "by"), ("谁改的", "who corrects")),
    ),
    ACCEPTANCE: (
        _field("code", "code", ("编号", "code"), ("问题的编号，如 T101", "the finding's code"), required=True),
        _field("reason", "words", ("理由", "reason"), ("为什么认可", "why"), required=True),
        _field("words", "words", ("文字", "words"), ("问题所指的文字", "the words that it marks")),
        _field("line", "number", ("行号", "line"), ("问题所在的行", "its line")),
    ),
}  # fmt: skip

VOCABULARY_FILES: Final = {
    "occasion": "build_tools/vocabulary/occasions.yml",
    "genre": "build_tools/vocabulary/genres.yml",
    "speaker_role": "build_tools/vocabulary/roles.yml",
    "state": "build_tools/vocabulary/states.yml",
    "rights": "build_tools/vocabulary/rights.yml",
    "language": "build_tools/vocabulary/entries.py",
    "kind": "build_tools/model/text.py",
}
