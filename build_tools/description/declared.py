"""What a person declared, put over what was found; a contradiction to what the text states is a finding.

Knows: which declared field is which value of the metadata.
Must not know: how values are found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from build_tools import findings
from build_tools.model import Dating, Evidence, Facts, Finding, Genre, Metadata, Occasion, Region, Speaker
from build_tools.vocabulary import places

DECLARED: Final = "declared"
WORDED: Final = ("title", "audience")  # said in a person's own words, which need not be the text's
WORDS: Final = re.compile(r"[\W_]+")


def overlay(found: Metadata, facts: Facts) -> tuple[Metadata, tuple[Finding, ...]]:
    """The metadata with every declared fact in it, its evidence first, and the contradictions."""
    if not facts:
        return found, ()
    doubts = tuple(_contradictions(found, facts))
    texts = {field: value.text for field, value in facts.items()}
    evidence = tuple(
        Evidence(field, value.text, DECLARED, "sidecar", at=value.at) for field, value in sorted(facts.items())
    )
    kept = tuple(one for one in found.evidence if one.field not in facts)
    said = replace(
        found,
        occasion=_occasion(found.occasion, texts),
        genre=Genre(texts["genre"], DECLARED) if "genre" in texts else found.genre,
        speaker=_speaker(found.speaker, texts),
        region=_region(texts["region"]) if "region" in texts else found.region,
        date=Dating(texts["date"], DECLARED) if "date" in texts else found.date,
        evidence=(*evidence, *kept),
    )
    return _plain(said, texts), doubts


def _plain(found: Metadata, texts: dict[str, str]) -> Metadata:
    title, status = (texts["title"], DECLARED) if "title" in texts else (found.title, found.title_status)
    return replace(
        found,
        title=title,
        title_status=status,
        audience=texts.get("audience", found.audience),
        state=texts.get("state", found.state),
        rights=texts.get("rights", found.rights),
        language=texts.get("language", found.language),
    )


def _occasion(found: Occasion, texts: dict[str, str]) -> Occasion:
    if not {"occasion", "occasion_name"} & set(texts):
        return found
    return Occasion(texts.get("occasion", found.id or "unspecified"), texts.get("occasion_name", found.name), DECLARED)


def _speaker(found: Speaker, texts: dict[str, str]) -> Speaker:
    """A declared name or role does not carry over the found words of another person's post."""
    fields = {"speaker", "speaker_role", "role_text", "organisation"} & set(texts)
    if not fields:
        return found
    other = "speaker" in texts and found.name is not None and not _alike(texts["speaker"], found.name)
    base = Speaker() if other else found
    return Speaker(
        texts.get("speaker", base.name),
        texts.get("speaker_role", base.role),
        texts.get("role_text", base.role_text),
        texts.get("organisation", base.organisation),
        DECLARED,
    )


def _region(code: str) -> Region:
    return Region(code, places.path(code), DECLARED)


def _contradictions(found: Metadata, facts: Facts) -> Iterator[Finding]:
    """Declared against stated. What we only inferred gives way without a word."""
    stated = {one.field: one.value for one in reversed(found.evidence) if one.status == "stated"}
    for field, value in facts.items():
        if field in stated and field not in WORDED and not _agree(field, value.text, stated[field]):
            yield findings.at(value.at, "C038", field=field, declared=value.text, stated=stated[field])


def _agree(field: str, declared: str, stated: str) -> bool:
    if field == "date":
        one, other = declared.rstrip("?~%"), stated.rstrip("?~%")
        return one.startswith(other) or other.startswith(one) or "/" in one
    if field in ("occasion", "genre", "speaker_role", "language", "state"):
        return declared == stated
    if field == "region":
        return declared[:2] == stated[:2] and (
            declared.startswith(stated.rstrip("0")) or stated.startswith(declared.rstrip("0"))
        )
    return _alike(declared, stated)


def _alike(one: str, other: str) -> bool:
    a, b = (WORDS.sub("", words) for words in (one, other))
    return not a or not b or a in b or b in a
