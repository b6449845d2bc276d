"""What will become of a file, in plain text: how many speeches, their titles and facts, findings and questions.

Knows: what a volume holds.
Must not know: how files are converted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from build_tools.findings import printable
from build_tools.model import Finding, Speech, Volume
from build_tools.vocabulary import load
from build_tools.vocabulary.entries import Entries

SHOWN: Final = 5  # findings that are told in full
WORDS: Final = {"error": "错误 errors", "warning": "注意 warnings", "info": "提示 notes"}
NOTHING: Final = "—"


def of(volume: Volume, found: Sequence[Finding], questions: Sequence[str], names: tuple[str, str]) -> str:
    """The preview of a source that was made of the file `names[0]` and will stand as `names[1]`."""
    return "\n".join(_lines(volume, found, questions, names)) + "\n"


def _lines(volume: Volume, found: Sequence[Finding], questions: Sequence[str], names: tuple[str, str]) -> Iterator[str]:
    source, claimed = volume.source, volume.segmentation.claimed
    yield f"{printable(names[0])} → {printable(names[1])}  ({source.encoding})"
    count = f"讲话 {len(volume.speeches)} 篇 / speeches: {len(volume.speeches)}"
    yield count + (f"（自称 {claimed} 篇 / it claims {claimed}）" if claimed else "")
    for speech in volume.speeches:
        yield from _speech(speech)
    severities = Counter(finding.severity for finding in found)
    yield "问题 findings: " + ("，".join(f"{WORDS[key]} {n}" for key, n in severities.items()) or "0")
    for finding in found[:SHOWN]:
        yield f"  {finding.at.path}:{finding.at.line}:{finding.at.column} {finding.code} {finding.message.zh}"
        yield f"      {finding.message.en}"
    if len(found) > SHOWN:
        yield f"  … 其余见 anthology check / the others: anthology check（{len(found) - SHOWN}）"
    yield f"待答 questions: {len(questions)}"
    yield from (f"  ? {question}" for question in questions)


def label(entries: Entries, name: str | None) -> str:
    """What people call an entry of a list; nothing if there is none."""
    return entries[name].label.zh if name else ""


def _speech(speech: Speech) -> Iterator[str]:
    known = speech.metadata
    yield f"  {speech.number}. {printable(known.title)}"
    region = known.region.path[-1] if known.region.path else None
    lists = load()
    facts = (
        ("场合 occasion", known.occasion.name or label(lists.occasions, known.occasion.id)),
        ("文体 genre", label(lists.genres, known.genre.id)),
        ("身份 role", known.speaker.role_text or label(lists.roles, known.speaker.role)),
        ("地区 region", region),
        ("时间 date", known.date.edtf),
    )
    yield "     " + "；".join(f"{label}: {printable(value or NOTHING)}" for label, value in facts)
    yield f"     {speech.characters} 字 characters" + ("" if speech.complete else "；不完整 incomplete")
