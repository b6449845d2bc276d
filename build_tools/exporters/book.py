"""Many speeches as one book: chapters and what the book says of itself, made from the records of the data files.

Knows: the keys of sources.jsonl and corpus.jsonl.
Must not know: any file format.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from build_tools.citations.item import ANTHOLOGY
from build_tools.exporters.colophon import told
from build_tools.exporters.legal import legal
from build_tools.exporters.records import Record
from build_tools.model import Block, Span
from build_tools.vocabulary import Vocabulary

NOWHERE: Final = Span(0, 0)


@dataclass(frozen=True, slots=True)
class Chapter:
    """One speech: its words, and lines that tell of it. `group` is its compilation's title, in a book of several."""

    id: str
    title: str
    language: str
    blocks: tuple[Block, ...]
    notes: tuple[str, ...]
    group: str = ""


@dataclass(frozen=True, slots=True)
class Book:
    """What is bound together. `id` is made from the contents: other words, another id."""

    id: str
    title: str
    notes: tuple[str, ...]
    chapters: tuple[Chapter, ...]


def bundled(record: Record, vocabulary: Vocabulary) -> bool:
    """True unless the rights in a speech keep it out of what holds many: the list of rights has a switch for each."""
    known = vocabulary.rights.get(record["rights"])
    return known is None or known.bundled


def of_source(title: str, source: Record, speeches: Sequence[Record], vocabulary: Vocabulary) -> Book:
    """The book of a compilation."""
    chapters = [chapter(one, vocabulary) for one in speeches]
    return _book(source["id"], title, tuple(_source(source, len(chapters))), chapters)


def of_all(rows: Iterable[tuple[str, Record]], vocabulary: Vocabulary) -> Book:
    """The book of everything: records of speeches, each with the title of its compilation."""
    chapters = [chapter(record, vocabulary, group) for group, record in rows]
    return _book("all", ANTHOLOGY, (f"收讲话 {len(chapters)} 篇。各篇来源、依据与校改见各篇末尾。",), chapters)


def _book(name: str, title: str, notes: tuple[str, ...], chapters: list[Chapter]) -> Book:
    digest = hashlib.sha256(repr((title, notes, chapters)).encode("utf-8", "surrogatepass")).hexdigest()
    return Book(f"urn:anthology:{name}:{digest[:32]}", legal(title), tuple(map(legal, notes)), tuple(chapters))


def _source(source: Record, bound: int) -> Iterator[str]:
    left = source["found_count"] - bound
    yield (
        f"收讲话 {bound} 篇。"
        + (f"另有 {left} 篇因版权情况未收，见网站。" if left else "")
        + (f"来源自称 {source['declared_count']} 篇。" if source["declared_count"] is not None else "")
    )
    yield f"来源文件：{source['path']}；SHA-256：{source['sha256']}"
    if source["url"]:
        yield f"网址：{source['url']}"


def chapter(record: Record, vocabulary: Vocabulary, group: str = "") -> Chapter:
    """The chapter of a speech."""
    blocks = tuple(_block(block) for block in record["blocks"])
    notes = tuple(legal(line) for line in _notes(record, vocabulary))
    return Chapter(record["id"], legal(record["title"]), record["language"], blocks, notes, legal(group))


def _block(row: Mapping[str, Any]) -> Block:
    words = legal(" ".join(row["text"].split()))
    return Block(row["kind"], NOWHERE, words, row["id"], row.get("level", 0), run_in=row.get("run_in", False))


def _notes(record: Record, vocabulary: Vocabulary) -> Iterator[str]:
    if record["title_status"] == "editorial":
        yield "题名为编者据已知事实所拟。"
    speaker, date, state, rights = record["speaker"], record["date"], record["state"], record["rights"]
    who = speaker["name"] or speaker["role_text"] or speaker["role_label"]
    states = vocabulary.states
    known = [("讲话人", who, speaker["status"]), ("时间", date["edtf"], date["status"])]
    yield "；".join(f"{name}：{told(value, status)}" for name, value, status in known)
    made = [edit for edit in record["edits"] if edit["certainty"] == "certain"]
    words = sum(edit["category"] != "regularisation" for edit in made)
    yield (
        f"文本状态：{states[state].label.zh if state in states else '未详'}；"
        f"版权：{vocabulary.rights[rights].label.zh if rights in vocabulary.rights else '未详'}；"
        + ("" if record["complete"] else "文本不全；")
        + f"校改 {len(made)} 处，其中涉及文字 {words} 处；编号：{record['id']}"
    )
