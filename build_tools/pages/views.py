"""Three views of one text: as edited, as sent, and with every edit and finding marked; what the page's script needs.

The page itself holds the text as edited. Beside it stands, in one attribute, what was sent in place of what, and why.
Knows: edits, findings, and the attribute's form (see `told`).
Must not know: how the marks look, or how a reader chooses.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from build_tools.model import Edit, Finding, Span, Speech
from build_tools.pages import labels
from build_tools.pages.alignment import Paragraph, aligned
from build_tools.pages.escape import visible

VIEWS: Final = (
    ("edited", "校订本", "As edited", " checked"),
    ("sent", "原貌", "As sent", ""),
    ("marked", "校勘标记", "Marked", ""),
)
PLAIN: Final = -1
"""The number of the note of a difference that nobody made: white space, and characters that are shown by their code."""

Note = tuple[str, str, str, str]
"""What it is, why in Chinese and in English, and the rule or code."""


@dataclass(slots=True)
class _Notes:
    """Notes by their numbers: each is told once."""

    numbers: dict[Note, int] = field(default_factory=dict)

    def number(self, note: Note) -> int:
        return self.numbers.setdefault(note, len(self.numbers))


def views(speech: Speech) -> Iterator[str]:
    """The choice of views, as HTML that a script brings to life; nothing if the views cannot be told apart."""
    paragraphs = aligned(speech)
    if paragraphs:
        data = json.dumps(told(speech, paragraphs), ensure_ascii=False, separators=(",", ":"))
        buttons = "".join(
            f'<label><input type="radio" name="view" value="{value}" autocomplete="off"{checked}> '
            f'{zh} <span lang="en">{en}</span></label>'
            for value, zh, en, checked in VIEWS
        )
        yield (
            f"<fieldset class=\"views\" hidden data-views='{_quoted(data)}'>"
            f'<legend>文本 <span lang="en">Text</span></legend>{buttons}</fieldset>'
        )


def _quoted(data: str) -> str:
    """JSON for use between single quotes: none of its own double quotes needs an entity."""
    return data.replace("&", "&amp;").replace("'", "&#39;").replace("<", "&lt;").replace(">", "&gt;")


def told(speech: Speech, paragraphs: Sequence[Paragraph]) -> Mapping[str, object]:
    """`notes`: each once. `sent`: per paragraph's id, of each difference, flat: how many units of the shown words stand
    as they were sent since the last one, the words sent, how many units are shown for them, the note's number.
    `marks`: per paragraph's id, of each doubt or proposal, flat: where in the shown words it begins and ends, the note.
    """  # noqa: D205 - a list of three
    notes = _Notes()
    sent = {paragraph.id: list(_differences(paragraph, notes)) for paragraph in paragraphs}
    marks = _marks(speech, paragraphs, notes)
    return {
        "notes": list(notes.numbers),
        "sent": {name: flat for name, flat in sent.items() if flat},
        "marks": {name: flat for name, flat in marks.items() if flat},
    }


def _differences(paragraph: Paragraph, notes: _Notes) -> Iterator[int | str]:
    last = 0
    for piece, start, end in zip(paragraph.pieces, paragraph.shown, paragraph.shown[1:], strict=False):
        if piece.same:
            continue
        yield start - last
        yield piece.sent
        yield end - start
        yield notes.number(_edit(piece.edit)) if piece.edit else PLAIN
        last = end


def _edit(edit: Edit) -> Note:
    """An edit's note; of one that is not made, with the reading that it proposes."""
    by = f"（{edit.by}）" if edit.by else ""
    proposed = ""
    if edit.certainty != "certain" and edit.reading is not None:
        proposed = f"，疑作“{edit.reading}”" if edit.reading else "，疑衍"
    what = f"{labels.CERTAINTY[edit.certainty]}·{labels.CATEGORY[edit.category]}{proposed}"
    return visible(what), visible(edit.reason.zh + by), visible(edit.reason.en + by), edit.rule


def _finding(finding: Finding) -> Note:
    return labels.SEVERITY[finding.severity], visible(finding.message.zh), visible(finding.message.en), finding.code


def _marks(speech: Speech, paragraphs: Sequence[Paragraph], notes: _Notes) -> Mapping[str, list[int]]:
    """Doubts and proposals by the paragraph in which they begin; one that is longer is told at its beginning."""
    doubts = [(edit.span, _edit(edit)) for edit in speech.edits if edit.certainty != "certain" or edit.reading is None]
    doubts += [(finding.span, _finding(finding)) for finding in speech.findings if finding.span is not None]
    doubts.sort(key=lambda doubt: (doubt[0].start, doubt[0].end))
    marks: dict[str, list[int]] = {paragraph.id: [] for paragraph in paragraphs}
    at = 0
    for span, note in doubts:
        while at + 1 < len(paragraphs) and paragraphs[at + 1].pieces[0].start <= span.start:
            at += 1
        start, end = _range(paragraphs[at], span)
        marks[paragraphs[at].id] += (start, end, notes.number(note))
    return marks


def _range(paragraph: Paragraph, span: Span) -> tuple[int, int]:
    last = paragraph.pieces[-1]
    start = paragraph.place(span.start)
    return start, start if span.end > last.start + len(last.source) else max(start, paragraph.place(span.end))
