"""Judges where a compilation was cut: cases of `tests/cases/compilations` against the volume made of them.

Knows: the files of a case, and the nouns of the road.
Must not know: how segmentation decides; it is judged from outside, through the whole road.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

from build_tools.model import Source, Speech, Volume

CASES: Final = Path(__file__).parents[1] / "cases" / "compilations"
SPOKEN: Final = frozenset({"salutation", "heading", "paragraph", "list item", "closing"})
LINE_END: Final = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Place:
    """Words that stand once in the input, or first at or after the start of line `line` (from 1)."""

    words: str
    line: int | None = None


@dataclass(frozen=True, slots=True)
class SpokenWords:
    """How the spoken text of one speech begins and ends, and the heading that it stands under."""

    first: str
    last: str
    heading: str | None


@dataclass(frozen=True, slots=True)
class Case:
    """One compilation with what a careful reader finds in it."""

    name: str
    path: Path
    note: str
    claimed: int | None
    found: int
    must_not_split: bool
    boundaries: tuple[Place, ...]
    speeches: tuple[SpokenWords, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was right and what was wrong in one case."""

    case: str
    right: int
    wrong: int
    missed: int
    ends_right: int  # of starts and ends of spoken text
    ends: int
    faults: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Flat:
    """A text without white space and markup, with the offset of each character that is left."""

    text: str
    offsets: tuple[int, ...]

    def after(self, offset: int) -> int:
        """The number of characters left that stand before this offset of the source."""
        return sum(1 for at in self.offsets if at < offset)


def cases() -> list[Case]:
    """Every case, in the order of their numbers."""
    return [read_case(folder) for folder in sorted(CASES.iterdir()) if folder.is_dir()]


def read_case(folder: Path) -> Case:
    """The case of one folder: `input.<ext>` and `expected.yml`.

    Raises: ValueError: there is not exactly one input.
    """
    inputs = sorted(folder.glob("input.*"))
    if len(inputs) != 1:
        message = f"{folder.name} must hold exactly one input file"
        raise ValueError(message)
    told: dict[str, Any] = yaml.safe_load((folder / "expected.yml").read_text(encoding="utf-8"))
    return Case(
        name=folder.name,
        path=inputs[0],
        note=told["note"],
        claimed=told["claimed"],
        found=told["found"],
        must_not_split=told.get("must_not_split", False),
        boundaries=tuple(Place(p) if isinstance(p, str) else Place(p["words"], p["line"]) for p in told["boundaries"]),
        speeches=tuple(SpokenWords(s["first"], s["last"], s["heading"]) for s in told["speeches"]),
    )


def squeeze(text: str, *, markdown: bool = False) -> str:
    """Text without white space; of Markdown also without the marks of headings and of emphasis."""
    return re.sub(r"[\s#*]+" if markdown else r"\s+", "", text)


def flatten(text: str, hidden: Iterable[range] = (), *, markdown: bool = False) -> Flat:
    """The characters that count, each with its offset."""
    left_out = {offset for span in hidden for offset in span}
    kept = [(at, c) for at, c in enumerate(text) if at not in left_out and squeeze(c, markdown=markdown)]
    return Flat("".join(c for _, c in kept), tuple(at for at, _ in kept))


def flatten_source(source: Source, *, markdown: bool = False) -> Flat:
    """The characters of a source that a reader sees."""
    hidden = (range(m.span.start, m.span.end) for m in source.marks if m.kind == "markup")
    return flatten(source.text, hidden, markdown=markdown)


def positions(place: Place, flat: Flat, text: str, *, markdown: bool = False) -> list[int]:
    """Every place in the flat text that the words may mean; exactly one in a sound case."""
    words = squeeze(place.words, markdown=markdown)
    if place.line is None:
        return [m.start() for m in re.finditer(f"(?={re.escape(words)})", flat.text)]
    starts = [0, *(m.end() for m in LINE_END.finditer(text))]
    at = flat.text.find(words, flat.after(starts[place.line - 1]))
    return [at] if at >= 0 else []


def judge(case: Case, volume: Volume) -> Verdict:
    """Compare a volume with its case."""
    markdown = case.path.suffix == ".md"
    flat = flatten_source(volume.source, markdown=markdown)
    want = {i for place in case.boundaries for i in positions(place, flat, volume.source.text, markdown=markdown)}
    got = {flat.after(p.span.start) for p in volume.segmentation.parts if p.kind == "speech"}
    faults = [f"split at  «{flat.text[i : i + 24]}»" for i in sorted(got - want)]
    faults += [f"missed    «{flat.text[i : i + 24]}»" for i in sorted(want - got)]
    ends = list(judge_ends(case, volume, markdown=markdown))
    faults += [fault for fault in ends if fault]
    faults += judge_counts(case, volume)
    right = sum(not fault for fault in ends)
    return Verdict(case.name, len(got & want), len(got - want), len(want - got), right, len(ends), tuple(faults))


def unread(case: Case) -> Verdict:
    """The verdict on a case whose file could not be converted: all is missed."""
    return Verdict(case.name, 0, 0, case.found, 0, 2 * case.found, ("could not be read",))


def judge_ends(case: Case, volume: Volume, *, markdown: bool) -> Iterable[str]:
    """One answer for each start and each end of a speech of the case: empty if right, else the fault."""
    spoken = [spoken_text(speech, markdown=markdown) for speech in volume.speeches]
    for words in case.speeches:
        first, last = squeeze(words.first, markdown=markdown), squeeze(words.last, markdown=markdown)
        mine = next((text for text in spoken if text.startswith(first)), None)
        yield "" if mine is not None else f"no start  «{words.first}»"
        here = mine if mine is not None else next((text for text in spoken if last in text), "")
        yield "" if here.endswith(last) else f"no end    «{words.last}» but «{here[-24:]}»"


def judge_counts(case: Case, volume: Volume) -> Iterable[str]:
    """What is wrong with the claim, and with the number of speeches."""
    if volume.segmentation.claimed != case.claimed:
        yield f"claimed   {volume.segmentation.claimed}, not {case.claimed}"
    if len(volume.speeches) != case.found:
        yield f"found     {len(volume.speeches)}, not {case.found}"


def spoken_text(speech: Speech, *, markdown: bool = False) -> str:
    """What is spoken, as the reader gets it: title, byline, date lines, signature and notes left out."""
    return squeeze("".join(block.text for block in speech.blocks if block.kind in SPOKEN), markdown=markdown)


def f1(verdicts: Iterable[Verdict]) -> float:
    """The harmonic mean of precision and recall over all boundaries of all cases."""
    told = list(verdicts)
    right = sum(v.right for v in told)
    return 2 * right / (2 * right + sum(v.wrong + v.missed for v in told)) if told else 0.0


def table(verdicts: Iterable[Verdict]) -> str:
    """The failures, for people."""
    told = list(verdicts)
    rows = [f"{v.case}\n    " + "\n    ".join(v.faults) for v in told if v.faults]
    ends, right = sum(v.ends for v in told), sum(v.ends_right for v in told)
    return "\n".join([*rows, f"boundary F1 {f1(told):.4f}; starts and ends {right}/{ends}; cases {len(told)}"])
