"""The apparatus 校勘记: every edit and every finding of a speech, with its place.

Knows: edits and findings, and how they are told in Chinese.
Must not know: how they were found.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from build_tools.model import Edit, Finding, Speech
from build_tools.pages import labels
from build_tools.pages.escape import attribute, inline
from build_tools.pages.lines import Lines, block_at
from build_tools.pages.markdown import table

LONGEST: Final = 40  # code points shown of one place of the source
END: Final = 16


def apparatus(speech: Speech, places: Lines) -> Iterator[str]:
    """The section, in pieces: what was changed or doubted one by one, then typography in groups."""
    typography = [edit for edit in speech.edits if edit.category == "regularisation"]
    others = [edit for edit in speech.edits if edit.category != "regularisation"]
    yield "## 校勘记 {: #apparatus }"
    if not (speech.edits or speech.findings):
        yield "未作改动，也没有发现疑点。"
        return
    yield (
        "位置是来源里的“行:列”。**确定**的校改已进入正文，**或然**的只提出读法，**存疑**的只标出；"
        "正文可以由此还原成来源。"
    )
    rows = [(edit.span.start, _edit(speech, edit, places)) for edit in others]
    rows += [
        (finding.span.start if finding.span else -1, _finding(speech, finding, places)) for finding in speech.findings
    ]
    if rows:
        ordered = [row for _, row in sorted(rows, key=lambda pair: (pair[0], pair[1]))]
        yield table(("位置", "原文", "读作", "判断", "说明"), ordered)
    if typography:
        yield _typography(typography, places)


def _place(speech: Speech, offset: int, places: Lines) -> str:
    block = block_at(speech.blocks, offset)
    place = places.place(offset)
    return f"[{place}](#{block.id})" if block else place


def _edit(speech: Speech, edit: Edit, places: Lines) -> tuple[str, ...]:
    read = "—" if edit.reading is None else (_words(edit.reading) if edit.reading else "（删）")
    judged = f"{labels.CERTAINTY[edit.certainty]}·{labels.CATEGORY[edit.category]}"
    by = f"（{inline(edit.by)}）" if edit.by else ""
    words = f"{inline(edit.reason.zh)}{by} <small>{inline(edit.rule)}</small>"
    return (_place(speech, edit.span.start, places), _words(edit.original), read, judged, words)


def _finding(speech: Speech, finding: Finding, places: Lines) -> tuple[str, ...]:
    span = finding.span
    words = speech.source.text[span.start : span.end] if span else ""
    place = _place(speech, span.start, places) if span else elsewhere(finding)
    message = f"{inline(finding.message.zh)} <small>{finding.code}</small>"
    return (place, _words(words) if span else "—", "—", labels.SEVERITY[finding.severity], message)


def elsewhere(finding: Finding) -> str:
    """The place of a finding that is not on the text: name and line of the file in which something was declared."""
    return f"{inline(finding.at.path.rpartition('/')[2])}:{finding.at.line}"


def _words(text: str) -> str:
    """Words of the source; of very many only both ends and their number: all of them are in the data files."""
    short = text if len(text) <= LONGEST else f"{text[:END]}……{text[-END:]}"
    return (inline(short) if text.strip() else "（空白）") + (f"（共 {len(text)} 字符）" if short != text else "")


def _typography(edits: Sequence[Edit], places: Lines) -> str:
    """Typographic edits, grouped by what became what, each with every place; folded, and readable without scripts."""
    by_change = sorted(edits, key=lambda edit: (edit.original, edit.reading or "", edit.span.start))
    lines = []
    for (original, reading), same in groupby(by_change, key=lambda edit: (edit.original, edit.reading or "")):
        here = [places.place(edit.span.start) for edit in same]
        change = f"<b>{attribute(_shown(original))} → {attribute(_shown(reading))}</b>（{len(here)} 处）"
        lines.append(f"<p>{change}：{'、'.join(here)}</p>")
    head = f"<summary>排印规范化 {len(edits)} 处（半角标点改全角等，不涉及文字）</summary>"
    return f'<details class="typography">\n{head}\n' + "\n".join(lines) + "\n</details>"


def _shown(text: str) -> str:
    return text if text.strip() else ("（删）" if not text else "（空白）")
