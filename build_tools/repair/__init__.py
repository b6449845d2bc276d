"""The repair room: a span of a source → the edits that a copy editor would make, offer or mark.

Knows: the order of the rules, and how their edits come together.
Must not know: what a block is, what is said of a speech, how edits are shown.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import Final

from build_tools.model import Bilingual, Edit, Source, Span
from build_tools.repair.corrections import corrections
from build_tools.repair.furniture import page_furniture
from build_tools.repair.grammar import adverbial_particle, complement_particle
from build_tools.repair.lacunae import garbled_characters, missing_numbers, missing_words, stripped_places
from build_tools.repair.noise import (
    decimal_points,
    hyphens_before_markers,
    invisible_characters,
    lone_marks,
    page_numbers_in_words,
    stray_dots,
)
from build_tools.repair.rule import Found, Rule, rule
from build_tools.repair.slips import doubled_marks, doubled_words, missing_closing_quotes, missing_commas
from build_tools.repair.view import Change, apply, compose, places
from build_tools.repair.width import (
    dots_for_a_full_stop,
    dots_for_an_ellipsis,
    half_width_marks,
    radicals_for_characters,
    straight_quotes,
)
from build_tools.repair.words import letters_for_digits, predicate_heard_as_city, wrong_characters

__all__ = ["RULES", "corrections", "examine"]

RULES: Final = (
    rule("regularisation", "certain", "部首与字同形，从 PDF 拷出时混用，正文用字", radicals_for_characters),
    rule("noise", "certain", "不可见字符与控制符不是讲话的内容", invisible_characters),
    rule("noise", "certain", "独占一行的页码、书眉或网站说明不是讲话的内容", page_furniture),
    rule("noise", "certain", "两个汉字之间的单边引号或反引号，本段没有与之配对者，是残留", lone_marks),
    rule("noise", "certain", "助词之后、句子中间的点号是残留", stray_dots),
    rule("noise", "certain", "夹在句中的短横与页码来自页脚", page_numbers_in_words),
    rule("noise", "certain", "句末与下一序号之间的单个短横是残留", hyphens_before_markers),
    rule("noise", "certain", "同一个数的两位数字之间、后接单位的句号是小数点", decimal_points),
    rule("regularisation", "certain", "汉字之间用全角标点", half_width_marks),
    rule("regularisation", "certain", "汉字外的直引号改为弯引号", straight_quotes),
    rule("regularisation", "certain", "汉字后的三至六个点是省略号", dots_for_an_ellipsis),
    rule("regularisation", "certain", "行末汉字后的点是句号", dots_for_a_full_stop),
    rule("lacuna", "unclear", "解码时丢失了字符，已不能读", garbled_characters),
    rule("slip", "probable", "音近或形近的错字，正字只有一种写法", wrong_characters),
    rule("slip", "probable", "数字中的字母 l、O 应为 1、0", letters_for_digits),
    rule("slip", "probable", "此处需用“是”，“市”与之同音", predicate_heard_as_city),
    rule("slip", "probable", "前一引语没有收尾，后一引语已开始，疑脱下引号", missing_closing_quotes),
    rule("slip", "probable", "前一谓语已完，后一谓语之前疑脱逗号", missing_commas),
    rule("slip", "probable", "状语与动词之间用“地”", adverbial_particle),
    rule("slip", "probable", "动词与补语之间用“得”", complement_particle),
    rule("slip", "probable", "虚词重出", doubled_words),
    rule("slip", "probable", "标点重出，疑留其一", doubled_marks),
    rule("lacuna", "unclear", "“区”前的名称被删去，无从得知", stripped_places),
    rule("lacuna", "unclear", "量词前的数目被删去，无从得知", missing_numbers),
    rule("lacuna", "unclear", "句子止于“不”，其后脱字，且可补者不止一种", missing_words),
)
"""Every rule, in the order of work. The certain ones work each on what the earlier ones left; the others on what all of
them left. Where two edits meet, the earlier rule's stands; a person's correction stands before any rule's."""

CERTAIN: Final = tuple(row for row in RULES if row.certainty == "certain")
DOUBTS: Final = tuple(row for row in RULES if row.certainty != "certain")
MARKUP: Final = Rule(
    "markup",
    "regularisation",
    "certain",
    Bilingual("文件格式的标记不是正文", "Markup of the file's format is no text"),
    lambda _: (),
)
FURNITURE: Final = Rule(
    "page-furniture-mark",
    "noise",
    "certain",
    Bilingual("网页的导航、广告等不是讲话的内容", "Navigation and advertisements of a page are no part of the speech"),
    lambda _: (),
)
MARKED: Final = {"markup": MARKUP, "furniture": FURNITURE}
ROUNDS: Final = 6  # one is enough for nearly every text, and none needs more than three that we know of


def examine(source: Source, span: Span, declared: Sequence[Edit] | None = None) -> tuple[Edit, ...]:
    """The edits of a span: sorted, never overlapping, each with the words that it stands on.

    `declared` are a person's corrections of the source, if they were placed already.

    Applying the certain ones and examining the result gives no certain edit.
    """
    text = source.text[span.start : span.end]
    every = corrections(source)[0] if declared is None else declared
    persons = [edit for edit in every if span.holds(edit.span)]
    given = _given(source, span, persons)
    changes = _certain(text, given)
    view = apply(text, changes)
    doubts = _doubts(view, changes)
    edits = [_edit(text, span.start, change) for change in changes if change[3] is not None]
    edits += (_doubt(text, span.start, found, row) for found, row in doubts)
    edits += persons
    edits.sort(key=lambda edit: edit.span.start)
    return tuple(edits)


def _given(source: Source, span: Span, persons: Sequence[Edit]) -> list[Change]:
    """What stands before any rule: a person's corrections, and what the file's format says is no text."""
    base = span.start
    changes: list[Change] = [(e.span.start - base, e.span.end - base, e.reading or "", None) for e in persons]
    marks = source.marks
    for mark in marks[bisect_left(marks, span.start, key=lambda mark: mark.span.start) :]:
        if mark.span.start >= span.end:
            break
        if mark.kind in MARKED and len(mark.span) and span.holds(mark.span) and not _met(mark.span, persons):
            changes.append((mark.span.start - base, mark.span.end - base, "", MARKED[mark.kind]))
    changes.sort(key=lambda change: change[:2])
    return _apart(changes)


def _met(span: Span, edits: Iterable[Edit]) -> bool:
    return any(span.meets(edit.span) for edit in edits)


def _apart(changes: Iterable[Change]) -> list[Change]:
    """The changes without those that begin inside an earlier one."""
    kept: list[Change] = []
    for change in changes:
        if not kept or kept[-1][1] <= change[0]:
            kept.append(change)
    return kept


def _certain(text: str, given: list[Change]) -> list[Change]:
    """The certain changes: rounds of all rules until one finds no noise; none at all if they do not come to rest."""
    changes = given
    view = apply(text, changes)
    for _ in range(ROUNDS):
        noisy = False
        for row in CERTAIN:
            found = list(row.find(view))
            if found:
                noisy = noisy or row.category == "noise"
                changes = compose(changes, found, row)
                view = apply(text, changes)
        if not noisy:
            return changes
    return given


def _doubts(view: str, changes: Sequence[Change]) -> list[tuple[Found, Rule]]:
    """What is only offered or marked, by its place in the text as it was; an earlier rule's before a later one's."""
    taken: list[tuple[int, int]] = []
    kept: list[tuple[Found, Rule]] = []
    for row in DOUBTS:
        for found in places(changes, row.find(view)):
            index = bisect_left(taken, found[:2])
            clear = index == 0 or taken[index - 1][1] <= found[0]
            if clear and (index == len(taken) or found[1] <= taken[index][0]):
                taken.insert(index, found[:2])
                kept.append((found, row))
    return kept


def _edit(text: str, base: int, change: Change) -> Edit:
    start, end, reading, row = change
    assert row is not None
    span = Span(base + start, base + end)
    return Edit(span, text[start:end], reading, row.category, "certain", row.id, row.reason)


def _doubt(text: str, base: int, found: Found, row: Rule) -> Edit:
    start, end, reading = found
    return Edit(
        Span(base + start, base + end), text[start:end], reading, row.category, row.certainty, row.id, row.reason
    )
