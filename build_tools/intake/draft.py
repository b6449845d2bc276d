"""The sidecar of a new source: what was answered, what is still to be asked, and what the program found, as comments.

Knows: the fields of a sidecar, and what a volume knows of its speeches.
Must not know: how files are converted, or where they are written.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from build_tools.findings import printable
from build_tools.intake.converting import Taken
from build_tools.intake.lines import LEFT_OUT, NUMBER_LOST
from build_tools.intake.preview import label
from build_tools.model import Speech, Volume
from build_tools.sidecar.questions import ask
from build_tools.vocabulary import load

ORDER: Final = (
    "original_name",
    "original_sha256",
    "url",
    "retrieved",
    "contributor",
    "title",
    "state",
    "rights",
    "note",
)
QUESTIONS: Final = {
    "url": (
        "在哪个网页找到的？不是网上找到的，不用管。",
        "On which web page was it found? If on none, leave this alone.",
        '"https://"',
    ),
    "state": (
        "是讲过的原话（delivered）、讲稿（script）、范文（sample）还是节选（excerpt）？不知道，不用管。",
        "As delivered, a script, a sample or an excerpt? If you do not know, leave this alone.",
        "",
    ),
    "rights": (
        "版权情况？已获许可写 permitted，公有领域写 public-domain；不清楚，不用管。",
        "What of the rights: permitted, public-domain? If you do not know, leave this alone.",
        "",
    ),
}
PROPOSED: Final = (
    "文件自称来自 {value}，对吗？不对，不用管。",
    "The file says it is from {value}. If not, leave this alone.",
)
HOW: Final = (
    "# 带 # ? 的是问题。知道答案，就写在下一行，并去掉那一行开头的 #。",
    "# Lines with # ? are questions. Write what you know into the line below, and remove the # from its beginning.",
)
STATUS: Final = {
    "source": "来源所印 as printed",
    "editorial": "代拟 made by us",
    "declared": "声明 declared",
    "stated": "明言 stated",
    "inferred": "推断 inferred",
    "guessed": "猜测 guessed",
}
MOST: Final = 60  # speeches whose facts are told
WORD: Final = re.compile(r"https?://[^\s<>\"'`{}|\\^\[\]（）()，。；、]+", re.IGNORECASE)
CANONICAL: Final = (
    re.compile(
        r"""<link\b[^>]{0,300}?\brel=["']?canonical["']?[^>]{0,300}?\bhref=["']([^"']{8,500})["']""", re.IGNORECASE
    ),
    re.compile(
        r"""<meta\b[^>]{0,300}?\bproperty=["']og:url["'][^>]{0,300}?\bcontent=["']([^"']{8,500})["']""", re.IGNORECASE
    ),
    re.compile(r"<!-- saved from url=\([0-9]{4}\)(https?://\S{4,500}) -->"),
)


@dataclass(frozen=True, slots=True)
class Draft:
    """The sidecar's text, and the questions in it."""

    text: str
    questions: tuple[str, ...] = ()


@dataclass(slots=True)
class Writer:
    """The lines so far."""

    lines: list[str] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)

    def ask(self, name: str, zh: str, en: str, example: str) -> None:
        """A question, and the line that is for its answer."""
        self._told(name, f"{zh} / {en}")
        self.lines += ask(name, f"{zh} / {en}", example)

    def warn(self, name: str, zh: str, en: str) -> None:
        """A question that no line answers: what to do is told."""
        self._told(name, f"{zh} / {en}")
        self.lines.append(ask(name, f"{zh} / {en}", "")[0])

    def _told(self, name: str, words: str) -> None:
        if not self.questions:
            self.lines += HOW
        self.questions.append(f"{name}：{words}")


def facts(answers: Mapping[str, str]) -> str:
    """What was answered, as the lines of a sidecar."""
    return "".join(f"{name}: {_quoted(answers[name])}\n" for name in ORDER if answers.get(name))


def _quoted(value: str) -> str:
    """A value in double quotes: what JSON writes, YAML reads; what nobody sees is written by its number."""
    shown = json.dumps(value, ensure_ascii=False)
    return "".join(c if c.isprintable() or c == "\u3000" else f"\\u{ord(c):04x}" for c in shown)


def claimed_url(taken: Taken, volume: Volume) -> str:
    """The address that a file says it is from: in a page's head, or in a reprint's note; nothing if it says none."""
    if taken.suffix == ".html" and not taken.converted:
        head = taken.data[:200_000].decode("utf-8", "replace")
        for pattern in CANONICAL:
            if (found := pattern.search(head)) and WORD.fullmatch(found[1]):
                return found[1]
    text = volume.source.text
    for part in volume.segmentation.parts:
        if part.kind == "attribution" and (found := WORD.search(text[part.span.start : part.span.end])):
            return found[0]
    return ""


def draft(answers: Mapping[str, str], taken: Taken, volume: Volume) -> Draft:
    """The sidecar of a source, with what it does not know as questions."""
    writer = Writer(["# 附属文件写法见 docs/contributing/sidecar.md / how to write this file: see there"])
    writer.lines += facts(answers).splitlines()
    proposal = claimed_url(taken, volume)
    for name, (zh, en, example) in QUESTIONS.items():
        if answers.get(name) or (name == "state" and all(s.metadata.state != "unknown" for s in volume.speeches)):
            continue
        if name == "url" and proposal:
            value = printable(proposal)
            writer.ask(name, PROPOSED[0].format(value=value), PROPOSED[1].format(value=value), _quoted(proposal))
        else:
            writer.ask(name, zh, en, example)
    _cautions(writer, taken)
    writer.lines += _found(volume)
    return Draft("\n".join(writer.lines) + "\n", tuple(writer.questions))


def _cautions(writer: Writer, taken: Taken) -> None:
    """What the conversion could not keep."""
    if taken.converted:
        writer.lines.append("# 由原文件转换而来，请与原件核对。 / Converted from the original: compare the two.")
    pages = [mark.level for mark in taken.cautions if mark.kind == LEFT_OUT]
    if pages:
        writer.lines.append(
            f"# 略去页码和页眉页脚 {len(pages)} 处。 / Page numbers and running heads left out: {len(pages)}."
        )
    lost = [taken.text[mark.span.start : mark.span.end] for mark in taken.cautions if mark.kind == NUMBER_LOST]
    if lost:
        words = "；".join(f"「{printable(words[:16])}」" for words in lost[:5])
        zh = f"这 {len(lost)} 段在原文件里有自动编号，转换时没有保留：{words}。最好另存为 .docx 再加一次。"
        en = "These paragraphs were numbered by Word, and the numbers are lost: save the file as .docx and add that."
        writer.warn("numbers", zh, en)


def _found(volume: Volume) -> Iterator[str]:
    """What the program found, in the form in which a person would correct it."""
    yield "#"
    yield "# 以下是程序认出的，不必改动；认错了，去掉 # 改正。"
    yield "# What the program found; nothing need be done. To correct it, remove the # marks."
    yield "# speeches:"
    for speech in volume.speeches[:MOST]:
        yield f"#   {speech.number}:"
        yield from (f"#     {line}" for line in _facts(speech))
    if len(volume.speeches) > MOST:
        yield f"#   … 共 {len(volume.speeches)} 篇 / {len(volume.speeches)} in all"


def _facts(speech: Speech) -> Iterator[str]:
    known = speech.metadata
    lists = load()
    rows = (
        ("title", known.title, known.title_status, ""),
        ("occasion", known.occasion.id, known.occasion.status, label(lists.occasions, known.occasion.id)),
        ("occasion_name", known.occasion.name, known.occasion.status, ""),
        ("genre", known.genre.id, known.genre.status, label(lists.genres, known.genre.id)),
        ("speaker", known.speaker.name, known.speaker.status, ""),
        ("speaker_role", known.speaker.role, known.speaker.status, label(lists.roles, known.speaker.role)),
        ("region", known.region.code, known.region.status, "".join(known.region.path)),
        ("date", known.date.edtf, known.date.status, ""),
    )
    for name, value, status, called in rows:
        if value and status != "unknown":
            yield f"{name}: {_quoted(value)}  # {called and called + '，'}{STATUS.get(status, status)}"
