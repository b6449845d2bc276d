"""The title: as the source prints it, else an editor's, made of what is known by a fixed form.

Knows: which header lines are a title of the speech's own, and the form of an editorial title.
Must not know: how the facts were found.
"""

from __future__ import annotations

import re
from typing import Final

from build_tools.description.headings import WHOLE, is_compilers, own_words
from build_tools.description.reading import Reading
from build_tools.model import Block, Evidence, Genre, Occasion, Speaker
from build_tools.vocabulary import Vocabulary
from build_tools.vocabulary.phrases import any_of

FILED: Final = re.compile(r"^(?:19|20)[0-9]{2}[-.][0-9]{2}[-.][0-9]{2}[_ ]")  # as a person files texts
MARKUP: Final = re.compile(r"^[#\s*_>=★☆◆●—–-]+|[\s*_=★☆◆●]+$")
SUBTITLE: Final = re.compile(rf"^\s*[—–-]{{1,}}|^[^。]{{0,12}}在[^。]+(?:{any_of('speech_nouns')})")
GATHERINGS: Final = re.compile(r"(?:会|会议|式|典礼|活动|论坛|节|宴|婚礼)$")
LONGEST: Final = 120  # code points; a longer line is no title
INCIPIT: Final = re.compile(r"[^。！？；!?;\r\n]{1,24}")


def describe(
    reading: Reading, known: tuple[Occasion, Genre, Speaker], vocabulary: Vocabulary
) -> tuple[str, str, tuple[Evidence, ...]]:
    """The title, its status (source or editorial), and why."""
    lines = [block for block in reading.blocks[: len(reading.head)] if block.kind == "title"]
    own = _own(reading, lines)
    if own:
        title, blocks = own
        spans = [block.span for block in blocks]
        start, end = spans[0].start, spans[0].end
        return title, "source", (reading.evidence("title", title, ("stated", "printed-title"), start, end),)
    title = editorial(reading, known, vocabulary)
    return title, "editorial", (Evidence("title", title, "inferred", "title-by-form"),)


def _own(reading: Reading, lines: list[Block]) -> tuple[str, list[Block]] | None:
    """The printed title, with its subtitle after a dash; a line that another holds is left out."""
    words: list[tuple[str, Block, bool]] = []
    for passage, block in zip(reading.head, reading.blocks, strict=False):
        own = own_words(passage) if block in lines else None
        if own is None or len(block.text) > LONGEST:
            continue
        text = _printed(block, after=own.text if is_compilers(passage) else None)
        if text and not any(_same(text, other) for other, _, _ in words):
            words.append((text, block, bool(SUBTITLE.search(block.text))))
    if not words:
        return None
    main = next((w for w in words if not w[2]), words[0])
    rest = [w for w in words if w is not main and w[2]][:1]
    return "——".join(w[0] for w in (main, *rest)), [w[1] for w in (main, *rest)]


def _printed(block: Block, after: str | None) -> str:
    text = block.text if after is None else after
    text = WHOLE.sub("", FILED.sub("", text).replace("(全文)", "（全文）"))
    return " ".join(MARKUP.sub("", text).split())


def _same(one: str, other: str) -> bool:
    a, b = (re.sub(r"[\W_]+", "", words) for words in (one, other))
    return a in b or b in a


def editorial(reading: Reading, known: tuple[Occasion, Genre, Speaker], vocabulary: Vocabulary) -> str:
    """在项目建设推进大会上的表态发言（大石桥经济开发区）; with nothing known, the first words: 讲话（“……”）."""
    occasion, genre, speaker = known
    kind = vocabulary.genres[genre.id].label.zh if genre.id else "讲话"
    who = speaker.name or speaker.organisation or speaker.role_text
    if not who and speaker.role:
        who = vocabulary.roles[speaker.role].label.zh.partition("（")[0]
    tail = f"（{who}）" if who else ""
    if occasion.name:
        return f"在{occasion.name}{'上' if GATHERINGS.search(occasion.name) else ''}的{kind}{tail}"
    if occasion.id and occasion.id != "unspecified":
        return f"{vocabulary.occasions[occasion.id].label.zh}：{kind}{tail}"
    first = next((block.text for block in reading.blocks if block.kind in ("paragraph", "heading", "list item")), "")
    found = INCIPIT.search(first)
    return f"{kind}{tail or (f'（“{found[0].strip()}……”）' if found else '')}"
