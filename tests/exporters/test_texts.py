"""Plain text, Markdown and JSON that readers take away: the same words as the source and the edition, nothing else."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import yaml
from hypothesis import example, given, settings
from markdown_it import MarkdownIt
from markdown_it.token import Token

from build_tools.exporters import plain, prose, record, taken
from build_tools.exporters.around import Around
from build_tools.model import Speech
from build_tools.vocabulary import downloads, load
from tests import road
from tests.pages import volumes
from tests.pages.test_any_words import ATTACKS
from tests.pages.test_escape import TEXTS

AROUND = Around("讲话汇编", load())
HIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


def seed(tmp_path: Path) -> list[tuple[Speech, dict[str, Any]]]:
    """The speeches of the first compilation, each with its line of corpus.jsonl, made by the command line."""
    made = road.convert(tmp_path, road.SEED)
    volume = volumes.made(road.SEED.read_text(encoding="utf-8"), "seed.txt")
    return list(zip(volume.speeches, made.corpus, strict=True))


def test_as_sent_is_the_source(tmp_path: Path) -> None:
    """Byte for byte what stands in the file, from the record's start to its end."""
    text = road.SEED.read_bytes().decode()
    for speech, line in seed(tmp_path):
        assert plain.as_sent(speech, AROUND).decode() == text[line["start"] : line["end"]]


def test_as_edited_is_the_reading_text(tmp_path: Path) -> None:
    """All its characters, white space aside; and nothing that an edit took away."""
    text = road.SEED.read_bytes().decode()
    for speech, line in seed(tmp_path):
        edited = plain.as_edited(speech, AROUND).decode()
        assert road.bare(edited) == road.bare(road.reading(line, text))
        assert len(edited.splitlines()) == sum(not block.get("run_in") for block in line["blocks"])


def test_json_is_the_line_of_the_corpus(tmp_path: Path) -> None:
    """The same keys and values."""
    for speech, line in seed(tmp_path):
        found = json.loads(record.write(speech, AROUND))
        assert found["blocks"] == line["blocks"]
        assert found.keys() == line.keys()


def parsed(data: bytes) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """A Markdown file: its front matter, and its blocks as (tag, words), by a CommonMark parser."""
    _, front, body = data.decode().split("---\n", 2)
    tokens = MarkdownIt().parse(body)
    blocks, tag = [], ""
    for token in tokens:
        if token.nesting == 1:
            tag = token.tag
        elif token.type == "inline":
            blocks.append((tag, words(token)))
        else:
            assert token.nesting == -1, f"unexpected {token.type}"
    return yaml.safe_load(front), blocks


def words(token: Token) -> str:
    """What a reader sees of a line; only bold words are more than words."""
    assert {child.type for child in token.children or []} <= {"text", "text_special", "strong_open", "strong_close"}
    return "".join(child.content for child in token.children or [])


def test_markdown_holds_title_and_blocks(tmp_path: Path) -> None:
    """A CommonMark parser finds the title, the headings with their levels, and every other block as a paragraph."""
    for speech, line in seed(tmp_path):
        front, blocks = parsed(prose.write(speech, AROUND))
        assert front["title"] == line["title"]
        assert front["source_sha256"] == speech.source.sha256
        assert blocks[0] == ("h1", line["title"])
        assert road.bare("".join(text for _, text in blocks[1:])) == road.bare(
            "".join(block["text"] for block in line["blocks"])
        )
        headings = [block for block in line["blocks"] if block["kind"] == "heading" and not block.get("run_in")]
        assert [tag for tag, _ in blocks[1:] if tag != "p"] == [f"h{block['level'] + 1}" for block in headings]


def unseen(text: str) -> str:
    """A text without white space, what cannot be shown by its code point."""
    return road.bare(HIDDEN.sub(lambda found: f"⟨U+{ord(found[0]):04X}⟩" if not found[0].isspace() else "", text))


@given(TEXTS)
@example("".join(ATTACKS))
@example("1. 甲\n+ 乙\n---\n=== 丙")
@settings(max_examples=80, deadline=None)
def test_any_words_make_no_markup(words: str) -> None:
    """Wherever foreign words stand, Markdown shows them and makes nothing of them; front matter stays front matter."""
    speech = volumes.of_words(words).speeches[0]
    front, blocks = parsed(prose.write(speech, AROUND))
    assert set(front) <= set(prose.front_matter(speech, AROUND))
    assert {tag for tag, _ in blocks} <= {"h1", "h2", "p"}
    shown = unseen("".join(text for _, text in blocks))
    assert shown == unseen(speech.metadata.title + "".join(block.text for block in speech.blocks))


def test_every_download_can_be_made() -> None:
    """Each row of the list has an exporter, each exporter a row; every file is what the list says, in order."""
    assert set(taken.EXPORTERS) == {row.name for row in downloads.TEXTS}
    assert downloads.missing() == ()
    made = list(taken.of_volume(volumes.made(), "讲话汇编", load()))
    names = [*(row.name for row in (*downloads.TEXTS, *downloads.CITATIONS)), "speech.js"]
    speeches = [f"speeches/two-{number}/{name}" for number in (1, 2) for name in names]
    assert [file.path for file in made] == [*speeches, *(f"compilations/two/{row.name}" for row in downloads.BOOKS)]
    assert all(file.data for file in made)


def test_the_same_speech_gives_the_same_bytes() -> None:
    """Twice made, twice the same."""
    one, two = (list(taken.of_volume(volumes.made(), "讲话汇编", load())) for _ in range(2))
    assert one == two


def test_every_download_is_told_of() -> None:
    """The page about the data names each file."""
    told = Path("docs/data/index.md").read_text(encoding="utf-8")
    for row in (*downloads.TEXTS, *downloads.CITATIONS, *downloads.BOOKS, *downloads.WHOLE):
        assert row.name.rpartition("/")[2] in told
