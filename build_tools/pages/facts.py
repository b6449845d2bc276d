"""What is known of a speech, and how: the table under its title.

Knows: metadata and evidence, and how each value is told in Chinese.
Must not know: how a value was found.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from build_tools.model import UNSURE, Evidence, Metadata, Proofreading, Region, Speaker, Speech
from build_tools.pages import labels
from build_tools.pages.escape import inline, line
from build_tools.pages.lines import Lines, block_at
from build_tools.pages.markdown import link, table
from build_tools.vocabulary import Vocabulary
from build_tools.vocabulary.speaking import rates

LONGEST_QUOTE: Final = 40  # code points
MOST_EVIDENCE: Final = 3  # of one value; the rest is in the data files
FIELDS: Final = {
    "occasion": ("occasion", "occasion_name"),
    "genre": ("genre",),
    "speaker": ("speaker", "speaker_role", "role", "role_text", "organisation"),
    "region": ("region",),
    "date": ("date",),
    "audience": ("audience",),
    "state": ("state",),
    "language": ("language",),
    "level": ("proofread_by", "proofread_on", "validated_by", "validated_on"),
}


def facts(speech: Speech, vocabulary: Vocabulary, places: Lines, here: str) -> str:
    """The table of facts, what is not known told in one row."""
    rows, unknown = [], []
    for name, field, value, status in _values(speech.metadata, vocabulary, here):
        if not value:
            unknown.append(name)
            continue
        grounds = _grounds(speech, FIELDS[field], status, places)
        rows.append((name, value, grounds))
    whole = ("完整", "没有发现中断") if speech.complete else ("不全", "见校勘记")
    rows.append(("完整性", *whole))
    rows.append(("版权", inline(vocabulary.rights[speech.metadata.rights].label.zh), _rights(speech)))
    rows.append(
        (
            "篇幅",
            f"{speech.characters:,} 字，约 {labels.minutes(speech.minutes)}",
            "汉字计数；每分钟 {}–{} 字".format(*rates()),
        )
    )
    if unknown:
        rows.append((labels.UNKNOWN, "、".join(unknown), "文中没有说"))
    return table(("项目", "内容", "依据"), rows)


def digest(speech: Speech, vocabulary: Vocabulary, here: str) -> str:
    """The facts that most readers ask for, in one line; what is ours and nobody's word is marked as such."""
    known = speech.metadata
    who, year = known.speaker, (known.date.edtf or "")[:4]
    words = "，".join(word for word in (who.name, who.role_text, who.organisation) if word)
    told = (
        ("occasions", known.occasion.id, known.occasion.name, known.occasion.status),
        ("genres", known.genre.id, None, known.genre.status),
        ("roles", who.role, words, who.status),
        ("regions", known.region.code, "".join(known.region.path[-2:]), known.region.status),
        ("years", year if year.isdigit() else None, known.date.edtf, known.date.status),
    )
    pieces = []
    for kind, value, name, status in told:
        shown = line(name or (labels.label(kind, value, vocabulary) if value else ""))
        if shown:
            sure = f" <small>{labels.STATUS[status]}</small>" if status in UNSURE else ""
            pieces.append((link(shown, f"{kind}/{value}.md", here) if value else shown) + sure)
    pieces += [] if known.date.edtf else [f"时间{labels.UNKNOWN}"]
    pieces.append(f"{speech.characters:,} 字，{labels.minutes(speech.minutes)}")
    return "　".join(pieces) + "\n{: .digest }"


def _values(known: Metadata, vocabulary: Vocabulary, here: str) -> Iterator[tuple[str, str, str, str]]:
    """Name, field, value as Markdown (empty if not known), status."""
    occasion = known.occasion
    yield "场合", "occasion", _occasion(known, vocabulary, here), occasion.status
    genre = _listed("genres", known.genre.id, vocabulary, here)
    yield "文体", "genre", genre, known.genre.status
    yield "讲话人", "speaker", _speaker(known.speaker, vocabulary, here), known.speaker.status
    yield "地区", "region", _region(known.region, here), known.region.status
    date = known.date.edtf
    shown = link(inline(date), f"years/{date[:4]}.md", here) if date and date[:4].isdigit() else inline(date or "")
    yield "时间", "date", shown, known.date.status
    yield "听众", "audience", inline(known.audience or ""), "stated"
    state = "" if known.state == "unknown" else _listed("states", known.state, vocabulary, here)
    yield "文本状态", "state", state, ""
    yield "校对", "level", _level(known.proofreading, vocabulary, here), ""
    yield "语言", "language", labels.LANGUAGE.get(known.language, inline(known.language)), ""


def _level(known: Proofreading, vocabulary: Vocabulary, here: str) -> str:
    signed = [("校对", known.proofread), ("复核", known.validated)]
    words = [f"{what}：{inline(one.by)}，{inline(one.on)}" for what, one in signed if one]
    return "；".join([_listed("proofreading", known.level, vocabulary, here), *words])


def _listed(kind: str, value: str | None, vocabulary: Vocabulary, here: str) -> str:
    if not value:
        return ""
    return link(inline(labels.label(kind, value, vocabulary)), f"{kind}/{value}.md", here)


def _occasion(known: Metadata, vocabulary: Vocabulary, here: str) -> str:
    listed = _listed("occasions", known.occasion.id, vocabulary, here)
    name = inline(known.occasion.name or "")
    return f"{name}（{listed}）" if name and listed else name or listed


def _speaker(speaker: Speaker, vocabulary: Vocabulary, here: str) -> str:
    words = [inline(word) for word in (speaker.name, speaker.role_text, speaker.organisation) if word]
    listed = _listed("roles", speaker.role, vocabulary, here)
    return "，".join(words) + (f"（{listed}）" if words and listed else listed)


def _region(region: Region, here: str) -> str:
    if not region.code:
        return ""
    now = link(inline(" ".join(region.path)), f"regions/{region.code}.md", here) + f"（{region.code}）"
    if not region.code_then or (region.code_then == region.code and region.path_then in ((), region.path)):
        return now
    return f"{now}；当时：{inline(' '.join(region.path_then))}（{region.code_then}）"


def _grounds(speech: Speech, fields: tuple[str, ...], status: str, places: Lines) -> str:
    here = [evidence for evidence in speech.metadata.evidence if evidence.field in fields]
    once = list({(evidence.span, evidence.quote, evidence.rule): evidence for evidence in here}.values())
    standing = status or (once[0].status if once else "")
    told = [f"**{labels.STATUS[standing]}**"] if standing else []
    told += [_ground(speech, evidence, places) for evidence in once[:MOST_EVIDENCE]]
    return "；".join(told)


def _ground(speech: Speech, evidence: Evidence, places: Lines) -> str:
    quote = evidence.quote.strip()
    short = quote if len(quote) <= LONGEST_QUOTE else quote[: LONGEST_QUOTE - 1] + "…"
    words = f"「{inline(short)}」" if short else ""
    if evidence.span is not None:
        block = block_at(speech.blocks, evidence.span.start)
        place = places.place(evidence.span.start)
        inside = block and speech.span.holds(evidence.span)
        words += f"（[{place}](#{block.id})）" if block and inside else f"（{place}）"
    elif evidence.at is not None:
        words += f"（{inline(evidence.at.path.rpartition('/')[2])}:{evidence.at.line}）"
    return f"{words} <small>{inline(evidence.rule)}</small>".strip()


def _rights(speech: Speech) -> str:
    declared = speech.source.declared.facts.get("rights")
    return "**声明**" if declared else ""
