"""The apparatus 校勘记: every edit and every finding of a speech, with its place.

Knows: edits and findings, and how they are told in Chinese.
Must not know: how they were found.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from build_tools.model import Edit, Finding, Speech
from build_tools.pages import labels
from build_tools.pages.escape import attribute, inline
from build_tools.pages.lines import Lines, block_at
from build_tools.pages.markdown import table


def apparatus(speech: Speech, places: Lines) -> Iterator[str]:
    """The section, in pieces: what was changed or doubted one by one, then typography in groups."""
    typography = [edit for edit in speech.edits if edit.category == "regularisation"]
    others = [edit for edit in speech.edits if edit.category != "regularisation"]
    findings = [finding for finding in speech.findings if finding.span is not None]
    yield "## 校勘记 {: #apparatus }"
    if not (speech.edits or findings):
        yield "未作改动，也没有发现疑点。"
        return
    yield (
        "位置是来源里的“行:列”。**确定**的校改已进入正文，**或然**的只提出读法，**存疑**的只标出；"
        "正文可以由此还原成来源。"
    )
    rows = [(edit.span.start, _edit(speech, edit, places)) for edit in others]
    rows += [(finding.span.start, _finding(speech, finding, places)) for finding in findings if finding.span]
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
    read = "—" if edit.reading is None else (inline(edit.reading) or "（删）")
    judged = f"{labels.CERTAINTY[edit.certainty]}·{labels.CATEGORY[edit.category]}"
    by = f"（{inline(edit.by)}）" if edit.by else ""
    words = f"{inline(edit.reason.zh)}{by} <small>{inline(edit.rule)}</small>"
    return (_place(speech, edit.span.start, places), _words(edit.original), read, judged, words)


def _finding(speech: Speech, finding: Finding, places: Lines) -> tuple[str, ...]:
    assert finding.span is not None
    words = speech.source.text[finding.span.start : finding.span.end]
    short = words if len(words) <= 30 else words[:14] + "……" + words[-14:]
    message = f"{inline(finding.message.zh)} <small>{finding.code}</small>"
    return (_place(speech, finding.span.start, places), _words(short), "—", labels.SEVERITY[finding.severity], message)


def _words(text: str) -> str:
    return inline(text) if text.strip() else "（空白）"


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
