"""The road, in order: a raw file → Volume. It never touches the disk but to read what it is asked to.

Knows: every room of the road, and no others know each other.
Must not know: MkDocs, the command line, how many processes work.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Final

from build_tools import checks, description, disk, findings, importers, repair, sidecar
from build_tools.importers.limits import EDITS, SPEECHES
from build_tools.model import (
    Bilingual,
    Block,
    Declared,
    Edit,
    Facts,
    Finding,
    Part,
    RawFile,
    Segmentation,
    Source,
    Span,
    Speech,
    Volume,
)
from build_tools.segmentation import segment
from build_tools.structure import structure
from build_tools.succession import named
from build_tools.vocabulary import Vocabulary, load
from build_tools.vocabulary.speaking import measure

EDITED: Final = Bilingual("处改动和疑问", "edits and doubts")
ASIDE: Final = frozenset(
    ("C007", "C010", "C011", "C012", "C013", "C016", "C017", "C021", "C025", "C027", "C028", "C030", "C031", "T001")
)
"""Errors of a single value or correction: what else there is to say of the text can be said in the same run.

After any other it is not known what the sidecar says of boundaries, or which findings it accepts.
"""
WANTING: Final = frozenset(("C035", "C040", "C042"))
"""What tells that something is not there: it may be what could not be read."""


def make_volume(raw: RawFile, source_id: str, vocabulary: Vocabulary) -> Volume:
    """All that can be made of one source.

    Raises: BadInput: the source cannot be converted; it carries every finding that could be made.
    """
    source, notes = read_source(raw, source_id, vocabulary)
    segmentation = segment(source)
    corrected, misplaced = repair.corrections(source)
    faults = [*notes, *findings.few(segmentation.findings), *findings.few(misplaced)]
    fatal = {finding.code for finding in faults if finding.severity == "error"}
    if fatal and (source.declared.segments or not fatal <= ASIDE):
        raise findings.BadInput(faults)
    try:
        volume = _volume(source, segmentation, corrected, faults, vocabulary)
    except findings.BadInput as bad:
        raise findings.BadInput([*faults, *bad.findings]) from bad
    if fatal:
        raise findings.BadInput(found for found in all_findings(volume) if found.code not in WANTING)
    return volume


def _volume(
    source: Source,
    segmentation: Segmentation,
    corrected: Sequence[Edit],
    told: Sequence[Finding],
    vocabulary: Vocabulary,
) -> Volume:
    faults = list(told)
    parts = [part for part in segmentation.parts if part.kind == "speech"]
    faults += findings.few(_unknown_numbers(source, len(parts)))
    faults += _signatures(source, parts)
    faults += _withheld(source, parts)
    _bounded(source, Bilingual("篇", "speeches"), len(parts), SPEECHES)
    speeches = tuple(_speeches(source, parts, corrected, vocabulary))
    return _accepted(source, _without(segmentation, source.withdrawn), speeches, tuple(faults))


def _speeches(
    source: Source, parts: Sequence[Part], corrected: Sequence[Edit], vocabulary: Vocabulary
) -> Iterator[Speech]:
    edits = 0
    for number, part in enumerate(parts, 1):
        if number in source.withdrawn:
            continue
        made = make_speech(source, part, number, corrected, vocabulary)
        edits += len(made.edits)
        _bounded(source, EDITED, edits, EDITS)
        yield made


def _bounded(source: Source, what: Bilingual, found: int, limit: int) -> None:
    """Refuse a source that holds so many of something that each stage would take too long."""
    if found > limit:
        raise findings.BadInput([findings.on(source, Span(0, 1), "F037", what=what, found=found, limit=limit)])


def _without(segmentation: Segmentation, withdrawn: Sequence[int]) -> Segmentation:
    """The parts with the withdrawn speeches named as such; the others keep their numbers."""
    numbers = iter(range(1, len(segmentation.parts) + 1))
    parts = tuple(
        replace(part, kind="withdrawn") if part.kind == "speech" and next(numbers) in withdrawn else part
        for part in segmentation.parts
    )
    return replace(segmentation, parts=parts)


def read_source(raw: RawFile, source_id: str, vocabulary: Vocabulary) -> tuple[Source, list[Finding]]:
    """The source with what could be read of what was declared of it; the faults of that, and of its characters.

    Raises: BadInput: the file cannot be read. The sidecar is tried all the same, so that one run tells all.
    """
    declared, faults = Declared(), tuple[Finding, ...]()
    if raw.sidecar is not None:
        declared, faults = sidecar.as_far_as_it_goes(raw.sidecar, raw.sidecar_path, vocabulary.ids)
    try:
        source = importers.read(raw, source_id)
        front, notes = _front_matter(source, vocabulary)
    except findings.BadInput as bad:
        raise findings.BadInput([*faults, *bad.findings]) from bad
    whole = replace(source, declared=sidecar.merge(front, declared), withdrawn=raw.withdrawn, gone=raw.gone)
    return whole, [*faults, *notes, *importers.inspect(whole)]


def _front_matter(source: Source, vocabulary: Vocabulary) -> tuple[Declared, tuple[Finding, ...]]:
    """What the front matter of a Markdown file declares."""
    fence = next((mark.span for mark in source.marks if mark.kind == "front matter"), None)
    if fence is None:
        return Declared(), ()
    inside = source.text[fence.start : fence.end].splitlines(keepends=True)[1:-1]
    return sidecar.front_matter("".join(inside), source.shown_path or source.path, 2, vocabulary.ids)


def make_speech(source: Source, part: Part, number: int, corrected: Sequence[Edit], vocabulary: Vocabulary) -> Speech:
    """One speech of a source, from its part and the source's corrections."""
    name = f"{source.id}-{number}"
    edits = repair.examine(source, part.span, corrected)
    _bounded(source, EDITED, len(edits), EDITS)
    blocks = _named(structure(source, part.span, edits), source, number)
    facts = declared_facts(source, part, number)
    metadata, doubts = description.describe(source, blocks, edits, facts, vocabulary, _called(source))
    found = tuple(replace(finding, speech=name) for finding in doubts)
    found += checks.examine(source, part.span, blocks, edits, name)
    han, minutes = measure(blocks)
    complete = checks.complete(found)
    return Speech(name, source, number, part.span, metadata, blocks, edits, found, complete, han, minutes)


def _named(blocks: Sequence[Block], source: Source, number: int) -> tuple[Block, ...]:
    """The blocks, none with an id that stood for other words before the source was replaced."""
    gone = frozenset(block for speech, block in source.gone if speech == number)
    if not gone:
        return tuple(blocks)
    names = named([block.id for block in blocks], gone)
    return tuple(replace(block, id=name) for block, name in zip(blocks, names, strict=True))


def _called(source: Source) -> str:
    """What the file was called before it got the name that is its address."""
    original = source.declared.original_name
    return Path(original.text if original else source.path).stem


def declared_facts(source: Source, part: Part, number: int) -> Facts:
    """What a person declared of a speech: of its own number, else of its segment, else of the whole source.

    The title of the source is its own, not that of each speech in it, unless it holds but one segment's worth.
    """
    shared = {key: value for key, value in source.declared.facts.items() if key != "title"}
    own: Mapping[str, object] = source.declared.speeches.get(number, {})
    return MappingProxyType({**shared, **part.facts, **own})  # type: ignore[dict-item]


def _unknown_numbers(source: Source, count: int) -> list[Finding]:
    """Facts declared of a speech that the source does not hold."""
    made = []
    for number, facts in source.declared.speeches.items():
        if number > count:
            place = min(value.at for value in facts.values())
            made.append(findings.at(place, "C036", number=number, count=count))
    return made


def _signatures(source: Source, parts: Sequence[Part]) -> Iterable[Finding]:
    """What is wrong with what proofreaders signed; what many speeches share is told once."""
    today = dt.datetime.now(tz=dt.UTC).date()
    each = (declared_facts(source, part, number) for number, part in enumerate(parts, 1))
    return dict.fromkeys(finding for facts in each for finding in checks.signatures(facts, today))


def _withheld(source: Source, parts: Sequence[Part]) -> Iterable[Finding]:
    """Speeches that must not be shown and are not withdrawn."""
    numbered = [(number, part) for number, part in enumerate(parts, 1) if number not in source.withdrawn]
    return checks.shown({f"{source.id}-{number}": declared_facts(source, part, number) for number, part in numbered})


def _accepted(
    source: Source, segmentation: Segmentation, speeches: tuple[Speech, ...], faults: tuple[Finding, ...]
) -> Volume:
    """The volume without the findings that a person accepted in the sidecar."""
    every = (*faults, *(finding for speech in speeches for finding in speech.findings))
    left, unused = checks.accept(every, source)
    keep = {id(finding) for finding in left}
    kept = tuple(
        replace(speech, findings=tuple(finding for finding in speech.findings if id(finding) in keep))
        for speech in speeches
    )
    own = tuple(finding for finding in faults if id(finding) in keep)
    return Volume(source, segmentation, kept, (*own, *unused))


def all_findings(volume: Volume) -> tuple[Finding, ...]:
    """Every finding of a volume, by place."""
    every = [*volume.findings, *(finding for speech in volume.speeches for finding in speech.findings)]
    return tuple(sorted(every, key=lambda finding: (finding.at, finding.code)))


def convert_file(path: Path) -> Volume:
    """The volume of one file on the disk, with its sidecar if it has one.

    Raises: BadInput: the file cannot be converted.
    """
    references, faults = disk.find([path])
    if not references:
        raise findings.BadInput(faults)
    return make_volume(disk.read(references[0]), references[0].id, load())
