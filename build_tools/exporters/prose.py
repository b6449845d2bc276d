"""A speech as a Markdown file of its own: front matter, title, the edited text; nothing of the site's page around it.

Knows: CommonMark (https://spec.commonmark.org/0.31.2/) and YAML.
Must not know: the site's pages, which have their own Markdown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import yaml

from build_tools.exporters.around import Around
from build_tools.exporters.legal import legal
from build_tools.model import Block, Speech, in_paragraphs

WIDE: Final = 1_000_000  # columns: no value is ever folded
DEEPEST: Final = 5  # levels of headings below the title
# What may begin markup inside a line, and what only at its start: "1." and "1)" are a list's, as "+", "-" and "#" are.
INSIDE: Final = re.compile(r"[\\`*_\[\]<>~|$]")
ENTITY: Final = re.compile(r"&(?=#?\w+;)")  # not every program knows a backslash before it
START: Final = re.compile(r"([#+\-=:])|(\d{1,9})([.)])(?= |$)")
WHITE: Final = re.compile(r"\s+")


def write(speech: Speech, around: Around) -> bytes:
    """The file."""
    front = yaml.dump(
        dict(front_matter(speech, around)),
        Dumper=yaml.CSafeDumper,
        default_style='"',
        allow_unicode=True,
        sort_keys=False,
        width=WIDE,
    )
    body = "\n\n".join([f"# {words(speech.metadata.title)}", *_blocks(speech.blocks)])
    return f"---\n{front}---\n\n{body}\n".encode()


def front_matter(speech: Speech, around: Around) -> Mapping[str, object]:
    """What is known of the speech, in words; what is not known is not there."""
    known, source = speech.metadata, speech.source
    occasion = around.vocabulary.occasions[known.occasion.id].label.zh if known.occasion.id else ""
    role = around.vocabulary.roles[known.speaker.role].label.zh if known.speaker.role else ""
    declared = source.declared
    told = {
        "title": known.title,
        "title_status": known.title_status,
        "id": speech.id,
        "speaker": known.speaker.name,
        "speaker_role": known.speaker.role_text or role,
        "speaker_status": known.speaker.status,
        "date": known.date.edtf,
        "date_status": known.date.status,
        "occasion": known.occasion.name or occasion,
        "genre": around.vocabulary.genres[known.genre.id].label.zh if known.genre.id else "",
        "region": " ".join(known.region.path),
        "state": known.state,
        "rights": known.rights,
        "language": known.language,
        "complete": "true" if speech.complete else "false",
        "compilation": around.compilation,
        "source": source.id,
        "source_sha256": source.sha256,
        "source_url": declared.url.text if declared.url else "",
        "retrieved": declared.retrieved.text if declared.retrieved else "",
        "edits": str(sum(edit.certainty == "certain" for edit in speech.edits)),
    }
    return {key: legal(value) for key, value in told.items() if value}


def _blocks(blocks: Sequence[Block]) -> Iterator[str]:
    """Headings, items and paragraphs; a run-in heading is bold at the start of what goes on with it."""
    for group in in_paragraphs(blocks):
        last = group[-1]
        if len(group) > 1 or last.run_in:
            yield _begun("".join(_strong(block.text) if block.run_in else inline(block.text) for block in group))
        elif last.kind == "heading":
            yield f"{'#' * (min(max(last.level, 1), DEEPEST) + 1)} {words(last.text)}"
        else:
            yield words(last.text)


def _strong(text: str) -> str:
    """Bold words, a mark at their end left out: CommonMark ends nothing between a mark and a Chinese character."""
    inner = text.rstrip("。，；：、！？,.;:!? \n")
    if not inner or not (inner[0].isalnum() and inner[-1].isalnum()):
        return inline(text)
    return f"**{inline(inner)}**{inline(text[len(inner) :])}"


def inline(text: str) -> str:
    """Words inside a line that show just themselves."""
    return ENTITY.sub("&amp;", INSIDE.sub(r"\\\g<0>", legal(WHITE.sub(" ", text))))


def words(text: str) -> str:
    """Words at the start of a line."""
    return _begun(inline(text))


def _begun(line: str) -> str:
    """A line that begins nothing but a paragraph."""
    made = line.strip()
    found = START.match(made)
    if not found:
        return made
    return f"\\{made}" if found[1] else f"{found[2]}\\{made[found.start(3) :]}"
