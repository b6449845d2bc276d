"""What stands behind a speech in a file of its own: where its words come from, and what was done to them.

Knows: sources and edits, in words for readers.
Must not know: any file format.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from build_tools.exporters.around import Around
from build_tools.model import Edit, Proofreading, Speech
from build_tools.vocabulary import Vocabulary

HEAD: Final = "编者说明"
LONGEST: Final = 60  # code points shown of one place
STATUS: Final = {"declared": "声明", "stated": "文中明言", "inferred": "推断", "guessed": "猜测"}


def lines(speech: Speech, around: Around) -> Iterator[str]:
    """The lines, in order."""
    known, source = speech.metadata, speech.source
    if known.title_status == "editorial":
        yield "题名为编者据已知事实所拟，来源没有题名。"
    role = around.vocabulary.roles[known.speaker.role].label.zh if known.speaker.role else ""
    yield f"讲话人：{told(known.speaker.name or known.speaker.role_text or role, known.speaker.status)}"
    yield f"时间：{told(known.date.edtf, known.date.status)}"
    states = around.vocabulary.states
    yield f"文本状态：{states[known.state].label.zh if known.state in states else '未详'}"
    rights = around.vocabulary.rights
    yield f"版权：{rights[known.rights].label.zh if known.rights in rights else '未详'}"
    yield f"校对程度：{_level(known.proofreading, around.vocabulary)}"
    yield "文本不全，断在文末。" if not speech.complete else "文本完整。"
    yield f"编号：{speech.id}" + (f"；汇编：{around.compilation}，第 {speech.number} 篇" if around.compilation else "")
    yield f"来源文件：{source.path}；SHA-256：{source.sha256}"
    if source.declared.url:
        yield f"网址：{source.declared.url.text}"
    if source.declared.retrieved:
        yield f"取得日期：{source.declared.retrieved.text}"
    yield from _edits(speech)


def _level(known: Proofreading, vocabulary: Vocabulary) -> str:
    """The level, and who signed when."""
    signed = (("校对", known.proofread), ("复核", known.validated))
    words = [f"{what} {one.by}，{one.on}" for what, one in signed if one]
    return "；".join([vocabulary.proofreading[known.level].label.zh, *words])


def told(value: str | None, status: str) -> str:
    """A value with its standing, if it is not the source's own word."""
    return f"{value}（{STATUS[status]}）" if value and status in STATUS else value or "未详"


def _edits(speech: Speech) -> Iterator[str]:
    made = [edit for edit in speech.edits if edit.certainty == "certain"]
    other = [edit for edit in made if edit.category != "regularisation"]
    yield f"校改 {len(made)} 处，其中排印规范化 {len(made) - len(other)} 处，不涉及文字。"
    for edit in other:
        yield f"“{_short(edit.original)}”{_became(edit)}：{edit.reason.zh}" + (f"（{edit.by}）" if edit.by else "")


def _became(edit: Edit) -> str:
    return f"改为“{_short(edit.reading)}”" if edit.reading else "删去"


def _short(text: str) -> str:
    words = " ".join(text.split()) or "（空白）"
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…"
