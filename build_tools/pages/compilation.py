"""A source → the page of its compilation: its order, what it claims and holds, an account of every character.

Knows: Volume.
Must not know: other sources.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from build_tools.model import Page, Volume
from build_tools.pages import addresses, labels
from build_tools.pages.apparatus import elsewhere
from build_tools.pages.entry import source_title
from build_tools.pages.escape import inline, line, url, visible
from build_tools.pages.lines import Lines
from build_tools.pages.markdown import link, page, table
from build_tools.pages.takeaway import books
from build_tools.vocabulary import Vocabulary


def render(volume: Volume, places: Lines, vocabulary: Vocabulary, taken: Mapping[str, bytes]) -> Page:
    """The page of a compilation."""
    title = source_title(volume)
    front = {"title": visible(title), "source": volume.source.id, "description": f"{counts(volume)}"}
    return page(addresses.compilation(volume.source.id), front, _pieces(volume, title, places, vocabulary, taken))


def counts(volume: Volume) -> str:
    """What is claimed and what was found: 声明 8 篇，实得 5 篇."""
    claimed, found = volume.segmentation.claimed, len(volume.speeches)
    return f"声明 {claimed} 篇，实得 {found} 篇" if claimed is not None else f"共 {found} 篇"


def _pieces(
    volume: Volume, title: str, places: Lines, vocabulary: Vocabulary, taken: Mapping[str, bytes]
) -> Iterator[str]:
    here = addresses.compilation(volume.source.id)
    claimed = volume.segmentation.claimed
    yield f"# {line(title)} {{: #top }}"
    yield f"**{counts(volume)}**"
    if claimed is not None and claimed != len(volume.speeches):
        yield '!!! warning "篇数不符"\n    来源自称的篇数与实得的不一致。缺的篇目无从补出，这里只如实列出找到的。'
    yield table(("篇次", "题名", "场合", "讲话人身份", "地区", "时间", "篇幅"), _speeches(volume, vocabulary, here))
    yield from books(volume.source.id, taken)
    yield "## 来源文件 {: #source }"
    yield "\n".join(_source(volume, here))
    yield "## 字数账 {: #ledger }"
    yield "来源的每个字符都有着落。范围按码点计，前闭后开。"
    yield _ledger(volume, places)
    if volume.findings:
        yield "## 发现 {: #findings }"
        rows = [
            (places.place(found.span.start) if found.span else elsewhere(found), found.code, inline(found.message.zh))
            for found in volume.findings
        ]
        yield table(("位置", "编号", "说明"), rows)


def _speeches(volume: Volume, vocabulary: Vocabulary, here: str) -> Iterator[tuple[str, ...]]:
    for speech in volume.speeches:
        known = speech.metadata
        title = link(inline(known.title), addresses.speech(speech.id), here) + ("" if speech.complete else "（不全）")
        yield (
            str(speech.number),
            title,
            inline(known.occasion.name or "") or labels.UNKNOWN,
            inline(labels.label("roles", known.speaker.role, vocabulary)) if known.speaker.role else labels.UNKNOWN,
            inline(known.region.path[-1]) if known.region.path else labels.UNKNOWN,
            inline(known.date.edtf or "") or labels.UNKNOWN,
            f"{speech.characters:,} 字",
        )


def _source(volume: Volume, here: str) -> Iterator[str]:
    source = volume.source
    if source.withdrawn:
        yield f"- 文件：{inline(source.path)}，其中有已撤下的讲话，不提供下载"
    else:
        yield f"- 文件：[{inline(source.path)}]({addresses.download(source.path, here)})，原样提供"
    yield f"- 编码：{inline(source.encoding)}；{len(source.text):,} 个字符"
    yield f"- SHA-256：`{source.sha256}`"
    declared = source.declared
    if declared.url and url(declared.url.text):
        yield f"- 网址：[{inline(declared.url.text)}]({url(declared.url.text)})"
    if declared.retrieved:
        yield f"- 取得日期：{inline(declared.retrieved.text)}"
    if declared.contributor:
        yield f"- 提供者：{inline(declared.contributor.text)}"
    if declared.note:
        yield f"- 附注：{inline(declared.note.text)}"


def _ledger(volume: Volume, places: Lines) -> str:
    numbers = iter(speech.number for speech in volume.speeches)
    rows = []
    for part in volume.segmentation.parts:
        name = labels.PART[part.kind] + (f" {next(numbers)}" if part.kind == "speech" else "")
        rows.append((name, places.place(part.span.start), f"{part.span.start}–{part.span.end}", f"{len(part.span):,}"))
    total = sum(len(part.span) for part in volume.segmentation.parts)
    kinds = Counter(part.kind for part in volume.segmentation.parts)
    rows.append((f"**合计**（{sum(kinds.values())} 段）", "", "", f"**{total:,}**"))
    return table(("部分", "起于", "范围", "字符"), rows)
