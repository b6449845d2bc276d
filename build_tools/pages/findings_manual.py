"""The page of all findings, made from the table of codes: docs/contributing/findings.md.

Knows: the words of the table, the cases, and what severities and families are called.
Must not know: who finds what.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Final

from build_tools import findings
from build_tools.findings import Code
from build_tools.model import Bilingual, Page
from build_tools.pages.escape import inline, visible
from build_tools.pages.findings_examples import BASE, Example, examples
from build_tools.pages.labels import SEVERITY
from build_tools.pages.markdown import page, render

PATH: Final = "contributing/findings.md"
FAMILIES: Final = {
    "F": Bilingual("文件与读取", "Files and importers"),
    "C": Bilingual("附属文件", "Sidecars"),
    "S": Bilingual("分篇", "Segmentation"),
    "T": Bilingual("文字", "Text"),
    "D": Bilingual("著录", "Description"),
    "B": Bilingual("构建", "Build"),
}
SEVERITY_EN: Final = {"error": "Error", "warning": "Warning", "info": "Note"}
ABOUT: Final = """\
检查来源时可能报告的全部问题，按编号排列。本页由 `build_tools/findings.yml` 生成，不要直接改。

- **错误**：这个来源暂不收入，改正后再来。
- **注意**：应当有人看一眼；看过而不必改，就在附属文件的 `accepted` 里写明编号和理由。
- **提示**：知道即可。

尖括号 ‹ › 里的，报告时换成实际的文字、数目或名称。附属文件怎样写，见[附属文件写法](sidecar.md)。

凡能用文字举例的，都附一错一对两例：`a.txt` 是来源，`a.yml` 是它的附属文件。

Every finding that the check can make, by its code, made from `build_tools/findings.yml`. An *error* keeps the source
out until it is mended; a *warning* wants somebody to look, and is accepted in the sidecar with a reason; a *note* is
good to know. What stands in ‹ › is filled in. How to write a sidecar: [sidecars](sidecar.md). Where words
can show it, a failing and a passing case stand with a finding: `a.txt` is a source, `a.yml` its sidecar.
{: lang=en }
"""
NAME: Final = re.compile(r"\{([a-z0-9_]+)\}")
QUOTED: Final = re.compile(r"`([^`]+)`")


def manual(codes: Iterable[Code]) -> Page:
    """The page: Chinese first, English beside it, every code with its own anchor."""
    pieces = ["# 全部问题 {: #top }", ABOUT]
    for family, members in groupby(codes, key=lambda code: code.code[0]):
        name = FAMILIES[family]
        pieces.append(f"## {family}　{name.zh} {name.en} {{: #{family} }}")
        pieces += [piece for code in members for piece in _entry(code)]
    return page(PATH, {"title": "全部问题", "description": "检查来源时可能报告的问题、原因和改法"}, pieces)


def _entry(code: Code) -> Iterator[str]:
    yield f"### {code.code}　{_words(code.message.zh)} {{: #{code.code} }}"
    yield f"- {SEVERITY[code.severity]}\n- 为什么：{_words(code.why.zh)}\n- 怎样改：{_words(code.hint.zh)}"
    message = _words(code.message.en)
    english = (
        f"*{SEVERITY_EN[code.severity]}*: {message}. *Why*: {_words(code.why.en)}. *Mend*: {_words(code.hint.en)}."
    )
    yield english + "\n{: lang=en }"
    if case := examples().get(code.code):
        yield from _case(case)


def _case(case: Example) -> Iterator[str]:
    """What fails and what passes: the files that tell them apart, and the source if a case brings its own."""
    for title, files in (("错 wrong", case.wrong), ("对 right", case.right)):
        told = [name for name in case.changed() if name in files]
        own = [name for name in files if name not in told and files[name] != BASE]
        yield f"{title}：" + ("" if told else f"没有 {'、'.join(case.changed())} no such file")
        yield from (_file(name, files[name]) for name in (own if title[0] == "错" else []) + told)


def _file(name: str, words: str) -> str:
    lines = [visible(line) for line in words.removesuffix("\n").split("\n")]
    return "\n".join(f"    {line}" for line in [f"# {name}", *lines])


def _words(words: str) -> str:
    """A sentence of the table: `names` as code, {names} as ‹names›."""
    pieces = QUOTED.split(NAME.sub(r"‹\1›", words))
    return "".join(f"`{piece}`" if number % 2 else inline(piece) for number, piece in enumerate(pieces))


def write(docs: Path) -> None:
    """Write the page below the folder of documents."""
    (docs / PATH).write_bytes(render(manual(findings.table().values())))


if __name__ == "__main__":
    write(Path(__file__).parents[2] / "docs")
