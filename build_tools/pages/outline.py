"""The outline 提纲 of a speech with the length of each of its parts: what comes when, and how much there is of it.

Knows: headings, and how lengths are told.
Must not know: the rest of the page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from build_tools.model import Block, Speech
from build_tools.pages import labels
from build_tools.pages.escape import attribute
from build_tools.vocabulary.speaking import measure, rates

DEEPEST: Final = 3
LAST: Final = ("closing", "signature", "date line")
OPENING, CLOSING = "开头", "结尾"
BAR: Final = (
    '<svg class="share" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">'
    '<rect width="{}" height="4"/></svg>'
)
PAUSES: Final = "，。：；、,.:; \t\u3000"  # what a heading that runs on ends with


@dataclass(frozen=True, slots=True)
class Part:
    """A heading of the highest level with all that stands under it; the words before and after have no heading."""

    name: str
    blocks: tuple[Block, ...]
    headings: tuple[tuple[int, Block], ...]  # below its own, with their depth: 2 is the next below


def parts(blocks: Sequence[Block]) -> list[Part]:
    """The parts of a speech, in order, with all its blocks; nothing if it has no headings."""
    levels = sorted({block.level for block in blocks if block.kind == "heading"})
    depth = {level: number for number, level in enumerate(levels, 1)}
    end = len(blocks)
    while end and blocks[end - 1].kind in LAST:
        end -= 1
    tops = [at for at in range(end) if blocks[at].kind == "heading" and blocks[at].level == levels[0]]
    if not tops:
        return []
    bounds = [*tops, end]
    made = [Part(OPENING, tuple(blocks[: tops[0]]), ())] if tops[0] else []
    for start, stop in pairwise(bounds):
        below = ((depth[one.level], one) for one in blocks[start + 1 : stop] if one.kind == "heading")
        inner = tuple((deep, one) for deep, one in below if deep <= DEEPEST)
        made.append(Part(_name(blocks[start]), tuple(blocks[start:stop]), inner))
    return [*made, Part(CLOSING, tuple(blocks[end:]), ())] if end < len(blocks) else made


def outline(speech: Speech) -> Iterator[str]:
    """The component, as HTML: one line for each part, folded below it what it consists of; nothing without headings."""
    found = parts(speech.blocks)
    if found:
        slowest, fastest = rates()
        whole = sum(measure(part.blocks)[0] for part in found) or 1
        rows = "".join(_row(part, whole) for part in found)
        kept = "" if speech.complete else "只计现存文字。"
        yield (
            '<details class="outline" id="outline"><summary>提纲与篇幅 <span lang="en">Outline and length</span>'
            f"</summary>\n<ol>\n{rows}</ol>\n"
            f'<p class="outline-note">{kept}时长按每分钟 {slowest}–{fastest} 字。</p>\n</details>'
        )


def _row(part: Part, whole: int) -> str:
    han, minutes = measure(part.blocks)
    share = round(100 * han / whole)
    own = part.blocks[0]
    name = f'<a href="#{own.id}">{attribute(part.name)}</a>'
    bar = BAR.format(share)
    told = f'<span class="amount">{han:,} 字　{labels.minutes(minutes)}　{share}%</span>'
    kind = "" if own.kind == "heading" else ' class="apart"'
    return f"<li{kind}>{name}{told}{bar}{_below(part.headings)}</li>\n"


def _below(headings: Sequence[tuple[int, Block]]) -> str:
    """Headings as a list, each with the deeper ones that follow it."""
    items = []
    at = 0
    while at < len(headings):
        depth, own = headings[at]
        end = at + 1
        while end < len(headings) and headings[end][0] > depth:
            end += 1
        inner = _below(headings[at + 1 : end])
        items.append(f'<li><a href="#{own.id}">{attribute(_name(own))}</a>{inner}</li>')
        at = end
    return f"<ul>{''.join(items)}</ul>" if items else ""


def _name(block: Block) -> str:
    """A heading as the outline has it: one that runs on into its paragraph, without the pause at its end."""
    return block.text.strip().rstrip(PAUSES) if block.run_in else block.text.strip()
