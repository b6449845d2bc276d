"""Source → Parts that cover every character once: front matter, speeches, notes, attribution.

Knows: how starts, tails, claims and a person's own segments make parts.
Must not know: what is inside a speech.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from build_tools import findings
from build_tools.model import Finding, Part, Segmentation, Source, Span
from build_tools.segmentation import claims, cues, declared
from build_tools.segmentation.choice import Choice, choose
from build_tools.segmentation.furniture import aside, tail
from build_tools.segmentation.lines import Line, lines
from build_tools.segmentation.starts import Start, starts

FRONT_WORDS = 600  # code points: what stands before the only start of a file is its header, if it is no longer
CLAIM_WORDS = 1500  # code points from the top in which a compilation says how much it holds


def segment(source: Source) -> Segmentation:
    """The parts of a source, in order, without gap or overlap, and what it claims of itself."""
    if source.declared.segments:
        parts, faults = declared.parts(source)
        return _finished(source, parts, faults, ())
    here = lines(source)
    chosen = choose(starts(here), here)
    parts = _parts(source, here, chosen)
    return _finished(source, parts, (), chosen.starts)


def _finished(
    source: Source, parts: tuple[Part, ...], faults: tuple[Finding, ...], taken: tuple[Start, ...]
) -> Segmentation:
    found = sum(part.kind == "speech" for part in parts)
    claimed = _claim(source, parts)
    made = list(faults)
    if claimed and claimed[0] != found:
        made.append(findings.on(source, claimed[1], "S001", claimed=claimed[0], found=found))
    made += _ordinals(source, taken)
    if not found:
        made.append(findings.on(source, Span(0, len(source.text)), "S003"))
    number, place = claimed or (None, None)
    return Segmentation(parts, number, place, tuple(made))


def _claim(source: Source, parts: tuple[Part, ...]) -> tuple[int, Span] | None:
    """The number that the front matter claims; a file that is one speech from its first line on claims nothing."""
    for part in parts:
        if part.kind == "speech":
            return None
        claimed = claims.claim(source.text, Span(part.span.start, min(part.span.end, part.span.start + CLAIM_WORDS)))
        if claimed:
            return claimed
    return None


def _ordinals(source: Source, taken: tuple[Start, ...]) -> list[Finding]:
    """The first heading whose number does not follow the one before: 一 二 四, or 四 三."""
    numbered = [start for start in taken if start.number is not None and start.numbered]
    for before, start in zip([None, *numbered], numbered, strict=False):
        expected = 1 if before is None else (before.number or 0) + 1
        if start.number != expected:
            span = Span(start.offset, start.offset + 1)
            return [findings.on(source, span, "S002", expected=expected, number=start.number)]
    return []


def _parts(source: Source, here: tuple[Line, ...], chosen: Choice) -> tuple[Part, ...]:
    if not here:
        return (Part(Span(0, len(source.text)), "front"),) if source.text else ()
    cuts = [start.offset for start in chosen.starts]
    if len(cuts) <= 1 and not chosen.contents:
        cuts = [_only_start(source, here, cuts)]
    pieces = _front(source, here, cuts[0], chosen)
    for begin, end in zip(cuts, [*cuts[1:], len(source.text)], strict=True):
        pieces += _speech(here, begin, end)
    return _covering(source, pieces)


def _only_start(source: Source, here: tuple[Line, ...], cuts: list[int]) -> int:
    """Where the only speech of a file begins: at its first words, if what stands before the cue is but a header."""
    first = next((line.start for line in here if aside(line) not in ("furniture", "separator")), here[0].start)
    if not cuts or cuts[0] <= first:
        return first
    compiled = claims.claim(source.text, Span(0, min(cuts[0], CLAIM_WORDS))) or cues.COMPILERS.search(
        source.text[: cuts[0]]
    )
    return first if cuts[0] - first <= FRONT_WORDS and not compiled else cuts[0]


def _front(source: Source, here: tuple[Line, ...], end: int, chosen: Choice) -> list[tuple[int, str]]:
    """What stands before the first speech: pieces, each by its first offset and its kind."""
    pieces = [(0, "front")] if source.text[:end].strip() else []
    listed = [(begin, stop) for begin, stop in chosen.contents if begin < end] or _headed_contents(here, end)
    for begin, stop in listed:
        pieces += [(_contents_top(here, begin), "contents"), *([(stop, "front")] if stop < end else [])]
    return sorted(pieces)


def _headed_contents(here: tuple[Line, ...], end: int) -> list[tuple[int, int]]:
    """A list of contents that only its heading shows, 目录: the short lines under it."""
    front = [line for line in here if line.start < end]
    for i, line in enumerate(front):
        if cues.CONTENTS_HEADING.match(line.text):
            after = next((later.start for later in front[i + 1 :] if not cues.is_short(later.text)), end)
            return [(line.start, after)]
    return []


def _contents_top(here: tuple[Line, ...], begin: int) -> int:
    """A list of contents begins with its own heading, 目录."""
    before = [line for line in here if line.end <= begin]
    return before[-1].start if before and cues.CONTENTS_HEADING.match(before[-1].text) else begin


def _speech(here: tuple[Line, ...], begin: int, end: int) -> list[tuple[int, str]]:
    """A speech, and what stands after its last word and before the next one."""
    first = bisect_right(here, begin, key=lambda line: line.end)
    inside = here[first : bisect_left(here, end, key=lambda line: line.start)]
    pieces = [(begin, "speech")]
    last = ""
    for i, kind in tail(inside):
        if i > 0 and kind != last:
            pieces.append((inside[i].start, kind))
        last = kind
    return pieces


def _covering(source: Source, pieces: list[tuple[int, str]]) -> tuple[Part, ...]:
    """Parts from their first offsets: each ends where the next begins, and the first begins at 0."""
    ordered = [(0 if i == 0 else at, kind) for i, (at, kind) in enumerate(pieces)]
    ends = [at for at, _ in ordered[1:]] + [len(source.text)]
    return tuple(Part(Span(at, end), kind) for (at, kind), end in zip(ordered, ends, strict=True) if end > at)
