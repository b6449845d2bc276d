"""Speech → its page: title, facts with their grounds, warnings, text, apparatus, provenance.

Knows: what a page of a speech holds, and the front matter that other programs read.
Must not know: MkDocs, other speeches but the neighbours in the same source.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from build_tools.model import Metadata, Page, Speech
from build_tools.pages import addresses, labels
from build_tools.pages.apparatus import apparatus
from build_tools.pages.escape import inline, line, url, visible
from build_tools.pages.facts import digest, facts
from build_tools.pages.lines import Lines
from build_tools.pages.markdown import link, page
from build_tools.pages.outline import outline
from build_tools.pages.takeaway import takeaway
from build_tools.pages.text import pieces
from build_tools.pages.views import views
from build_tools.vocabulary import Vocabulary

VERSION_NOTE = "转换程序"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a speech's page knows beside the speech: its compilation's title, its neighbours, the version, the files."""

    source_title: str
    places: Lines
    before: Speech | None
    after: Speech | None
    version: str
    taken: Mapping[str, bytes] = field(default_factory=dict)  # files that readers can take away, by address


def render(speech: Speech, around: Surroundings, vocabulary: Vocabulary) -> Page:
    """The page of a speech."""
    here = addresses.speech(speech.id)
    return page(here, front_matter(speech, vocabulary), _pieces(speech, around, vocabulary, here))


def front_matter(speech: Speech, vocabulary: Vocabulary) -> Mapping[str, object]:
    """The front matter that every page of a speech has; all values are strings, or a list of strings."""
    known = speech.metadata
    edtf = visible(known.date.edtf or "")
    day = {"date": edtf} if len(edtf) == 10 and edtf.replace("-", "").isdigit() else {}
    return {
        "title": visible(known.title),
        **day,
        "tags": [visible(tag) for tag in tags(known, vocabulary)],
        "occasion": known.occasion.id or labels.NOT_KNOWN,
        "genre": known.genre.id or labels.NOT_KNOWN,
        "speaker_role": known.speaker.role or labels.NOT_KNOWN,
        "region": known.region.code or labels.NOT_KNOWN,
        "edtf": edtf or labels.NOT_KNOWN,
        "date_status": known.date.status,
        "speaker": visible(known.speaker.name or labels.NOT_KNOWN),
        "speaker_status": known.speaker.status,
        "source": speech.source.id,
        "state": known.state,
        "level": known.proofreading.level,
        "complete": "true" if speech.complete else "false",
        "description": visible(_description(speech, vocabulary)),
    }


def tags(known: Metadata, vocabulary: Vocabulary) -> list[str]:
    """Chinese labels of occasion, speaker's role and region with its whole path, each once; none of the unknown."""
    found = [labels.label("occasions", known.occasion.id, vocabulary)] if known.occasion.id else []
    found += [labels.label("roles", known.speaker.role, vocabulary)] if known.speaker.role else []
    return list(dict.fromkeys([*found, *known.region.path]))


def _description(speech: Speech, vocabulary: Vocabulary) -> str:
    known = speech.metadata
    told = [known.occasion.name or "", labels.label("genres", known.genre.id, vocabulary) if known.genre.id else ""]
    told += [known.region.path[-1] if known.region.path else "", known.date.edtf or ""]
    return "，".join([*(word for word in told if word), f"{speech.characters} 字"])


def _pieces(speech: Speech, around: Surroundings, vocabulary: Vocabulary, here: str) -> Iterator[str]:
    known = speech.metadata
    yield f"# {line(known.title)} {{: #top }}"
    if known.title_status == "editorial":
        yield "题名为编者据已知事实所拟，来源没有题名。\n{: .title-note }"
    yield digest(speech, vocabulary, here)
    yield from _warnings(speech)
    yield facts(speech, vocabulary, around.places, here)
    yield from outline(speech)
    yield from views(speech)
    yield from pieces(speech.blocks)
    yield from apparatus(speech, around.places)
    yield from takeaway(speech.id, around.taken)
    yield from _provenance(speech, around, here)


def _warnings(speech: Speech) -> Iterator[str]:
    told = [finding for finding in speech.findings if finding.severity != "info"]
    if not speech.complete:
        yield '!!! warning "此篇不全"\n    来源在中途断开，下文佚失。断在何处，见校勘记。'
    if told:
        kinds = list(dict.fromkeys(finding.message.zh for finding in told))
        lines = "\n".join(f"    - {line(words)}" for words in kinds[:8])
        more = f"\n    - 其余 {len(kinds) - 8} 条见校勘记" if len(kinds) > 8 else ""
        yield f'!!! note "读前须知"\n{lines}{more}'


def _provenance(speech: Speech, around: Surroundings, here: str) -> Iterator[str]:
    source = speech.source
    declared = source.declared
    span = f"第 {speech.span.start}–{speech.span.end} 码点，自 {around.places.place(speech.span.start)} 起"
    compilation = link(inline(around.source_title), addresses.compilation(source.id), here)
    file = inline(source.path) + "（其中有已撤下的讲话，不提供下载）"
    if not source.withdrawn:
        file = f"[{inline(source.path)}]({addresses.download(source.path, here)})"
    rows = [
        f"汇编：{compilation}，第 {speech.number} 篇（{span}）",
        f"来源文件：{file}，编码 {inline(source.encoding)}",
        f"SHA-256：`{source.sha256}`",
    ]
    if declared.url and url(declared.url.text):
        rows.append(f"网址：[{inline(declared.url.text)}]({url(declared.url.text)})")
    rows += [f"取得日期：{inline(declared.retrieved.text)}"] if declared.retrieved else []
    rows += [f"提供者：{inline(declared.contributor.text)}"] if declared.contributor else []
    rows += [f"附注：{inline(declared.note.text)}"] if declared.note else []
    rows.append(f"{VERSION_NOTE}：anthology {around.version}")
    yield "## 来源 {: #provenance }"
    yield "\n".join(f"- {row}" for row in rows)
    near = [
        f"{name}：{link(inline(other.metadata.title), addresses.speech(other.id), here)}"
        for name, other in (("上一篇", around.before), ("下一篇", around.after))
        if other
    ]
    if near:
        yield "　".join(near) + "\n{: .neighbours }"
