"""A text with changes: what stands where, so that a later rule can work on what an earlier one left.

Knows: changes as (from, to, reading, rule), in code points of the text as it was.
Must not know: any rule.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from build_tools.repair.rule import Found, Rule

Change = tuple[int, int, str, Rule | None]
"""From, to, reading, and the rule that made it; None: a person did, and no rule may touch it."""


def apply(text: str, changes: Sequence[Change]) -> str:
    """The text with the changes made."""
    if not changes:
        return text
    pieces: list[str] = []
    at = 0
    for start, end, reading, _ in changes:
        pieces += (text[at:start], reading)
        at = end
    pieces.append(text[at:])
    return "".join(pieces)


def compose(changes: Sequence[Change], found: Iterable[Found], rule: Rule) -> list[Change]:
    """The changes, and what a rule found in the text that they leave, as changes of the text as it was.

    What is found over an earlier change takes it in; over a person's change it is dropped.
    """
    made: list[Change] = []
    left, shift = list(reversed(changes)), 0  # shift: from places in the changed text to places in the text as it was
    for start, end, reading in found:
        while left and _ends_before(left[-1], shift, start):
            change = left.pop()
            made.append(change)
            shift += change[1] - change[0] - len(change[2])
        touched: list[Change] = []
        inner = shift
        while left and _begins_before(left[-1], inner, end):
            change = left.pop()
            touched.append(change)
            inner += change[1] - change[0] - len(change[2])
        if not touched:
            made.append((start + shift, end + shift, reading or "", rule))
            continue
        if any(change[3] is None for change in touched):
            left.extend(reversed(touched))
            continue
        made.append(_merged(touched, (start, end, reading or ""), shift, inner, rule))
        shift = inner
    made.extend(reversed(left))
    return made


def _ends_before(change: Change, shift: int, start: int) -> bool:
    return change[0] - shift + len(change[2]) <= start


def _begins_before(change: Change, shift: int, end: int) -> bool:
    return change[0] - shift < end


def _merged(touched: list[Change], found: tuple[int, int, str], shift: int, inner: int, rule: Rule) -> Change:
    """One change for what was found and the earlier ones that it touches."""
    first, last = touched[0], touched[-1]
    start, end, reading = found
    before = first[2][: max(0, start - (first[0] - shift))]
    over = (last[1] - inner) - end  # how much of the last reading stands behind what was found
    after = last[2][len(last[2]) - over :] if over > 0 else ""
    return min(first[0], start + shift), max(last[1], end + inner), before + reading + after, rule


def places(changes: Sequence[Change], found: Iterable[Found]) -> list[Found]:
    """What was found in the changed text, by its place in the text as it was; dropped where it touches a change."""
    placed: list[Found] = []
    shift, index = 0, 0
    for start, end, reading in found:
        while index < len(changes) and _ends_before(changes[index], shift, start):
            change = changes[index]
            shift += change[1] - change[0] - len(change[2])
            index += 1
        if index < len(changes) and _begins_before(changes[index], shift, end):
            continue
        placed.append((start + shift, end + shift, reading))
    return placed
