"""Word files whose headings are numbered by the program: made of the rows of tests/cases/intake/numbered.yml."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import docx
import yaml
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from tests.importers.test_word import W, add, saved

CASES: Final = Path(__file__).parents[1] / "cases" / "intake"
BEGIN: Final = ("在全县农业农村工作会议上的讲话", "同志们：", "今天，我们召开全县农业农村工作会议，我讲几点意见。")
MORE: Final = "这项工作要抓紧抓实，一件一件落到实处，让群众看得见变化。"
END: Final = "同志们，任务已经明确，让我们扎实工作，圆满完成全年任务。谢谢大家！"
ABSENT: Final = {"deleted": '<w:del w:id="9" w:author="x"/>', "hidden": "<w:vanish/>"}

Document = Any


@dataclass(frozen=True, slots=True)
class Row:
    """A numbered paragraph. `by`: "71.0" (it says so itself: list 71, level 0), or the name of its style."""

    by: str
    words: str
    level: int  # of the heading that it is
    line: str  # what a reader sees; nothing if `absent`
    absent: str = ""  # deleted | hidden


@dataclass(frozen=True, slots=True)
class Case:
    """A file, made of `levels` ("form words options"), `lists` that use them, `styles` that name lists."""

    name: str
    rows: tuple[Row, ...]
    file: str = ""  # that another program made
    levels: tuple[str, ...] = ()
    lists: Mapping[int, str] = field(default_factory=dict)  # "0=4": level 0 begins at 4; "0: form words": looks so
    styles: Mapping[str, str] = field(default_factory=dict)  # "71.1": numbers so; "< Heading 2": rests on that
    by_list_style: bool = False  # the levels stand in a style of lists, and the lists point there

    def data(self) -> bytes:
        """The bytes of the file."""
        return (CASES / self.file).read_bytes() if self.file else _made(self)

    def seen(self) -> list[Row]:
        """The rows that a reader sees."""
        return [row for row in self.rows if not row.absent]

    def lines(self) -> list[str]:
        """The lines that should come out."""
        return [*BEGIN, *(line for row in self.seen() for line in (row.line, MORE)), END]


def cases() -> Iterator[Case]:
    """Every case, in the order of the file."""
    for told in yaml.safe_load((CASES / "numbered.yml").read_text(encoding="utf-8")):
        yield Case(**{**told, "rows": tuple(map(_row, told["rows"]))})


def _row(told: str) -> Row:
    by, words, shown = (part.strip() for part in told.split("|"))
    if shown in ABSENT:
        return Row(by, words, 0, "", shown)
    level, _, line = shown.partition(" ")
    return Row(by, words, int(level), line)


def _made(case: Case) -> bytes:
    document = docx.Document()
    _add_lists(document, case)
    for name, told in case.styles.items():
        _add_style(document, name, told)
    for words in BEGIN:
        document.add_paragraph(words)
    for row in case.rows:
        _add_row(document, row)
        if not row.absent:
            document.add_paragraph(MORE)
    document.add_paragraph(END)
    return saved(document)


def _add_lists(document: Document, case: Case) -> None:
    """The numbering part: one list of levels, and by number those that paragraphs name."""
    part = document.part.numbering_part.element
    levels = "".join(_level(at, told) for at, told in enumerate(case.levels))
    if case.by_list_style:
        link = parse_xml(f'<w:style {nsdecls("w")} w:type="numbering" w:styleId="L"><w:name w:val="L"/></w:style>')
        document.styles.element.append(link)
        _abstract(part, 60, f'<w:styleLink w:val="L"/>{levels}')
        levels = '<w:numStyleLink w:val="L"/>'
    _abstract(part, 70, levels)
    for number, told in case.lists.items():
        changes = "".join(_change(one) for one in told.split(";") if one)
        part.append(
            parse_xml(f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="70"/>{changes}</w:num>')
        )


def _abstract(part: Any, number: int, inside: str) -> None:  # noqa: ANN401 - the library has no types
    kind = '<w:multiLevelType w:val="multilevel"/>'
    part.insert(
        0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}">{kind}{inside}</w:abstractNum>')
    )


def _level(at: int, told: str) -> str:
    """A level: "decimal %1.%2 legal space start=3 restart=1 style=Heading2"."""
    form, words, *rest = told.split(" ")
    given = dict(one.partition("=")[::2] for one in rest)
    restart = f'<w:lvlRestart w:val="{given["restart"]}"/>' if "restart" in given else ""
    style = f'<w:pStyle w:val="{given["style"]}"/>' if "style" in given else ""
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{given.get("start", "1")}"/><w:numFmt w:val="{form}"/>{restart}{style}'
        + ("<w:isLgl/>" if "legal" in given else "")
        + f'<w:suff w:val="{"space" if "space" in given else "nothing"}"/><w:lvlText w:val="{words}"/></w:lvl>'
    )


def _change(told: str) -> str:
    """What a list changes: "0=4", or "0: upperRoman %1．"."""
    at, start = told.strip()[0], told.strip()[2:]
    inside = f'<w:startOverride w:val="{start}"/>' if "=" in told[:3] else _level(int(at), start.strip())
    return f'<w:lvlOverride w:ilvl="{at}">{inside}</w:lvlOverride>'


def _add_style(document: Document, name: str, told: str) -> None:
    if name not in document.styles:
        document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style = document.styles[name]
    for one in told.split(";"):
        if one.strip().startswith("<"):
            style.base_style = document.styles[one.strip(" <")]
        else:
            style.element.get_or_add_pPr().append(parse_xml(_numbered(one.strip())))


def _numbered(told: str) -> str:
    number, _, at = told.partition(".")
    level = f'<w:ilvl w:val="{at}"/>' if at else ""
    return f'<w:numPr {W}>{level}<w:numId w:val="{number}"/></w:numPr>'


def _add_row(document: Document, row: Row) -> None:
    if not row.by[0].isdigit():
        document.add_paragraph(row.words, style=row.by)
        return
    end = ABSENT.get(row.absent, "")
    text = f"<w:r><w:rPr>{end if row.absent == 'hidden' else ''}</w:rPr><w:t>{row.words}</w:t></w:r>"
    if row.absent == "deleted":
        text = f'<w:del w:id="8" w:author="x">{text.replace("w:t>", "w:delText>")}</w:del>'
    add(document, f"<w:p {W}><w:pPr>{_numbered(row.by)}<w:rPr>{end}</w:rPr></w:pPr>{text}</w:p>")
