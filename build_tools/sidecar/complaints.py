"""What the YAML library complains of, in words for a person who does not know YAML.

Knows: the library's sentences.
Must not know: fields, speeches.
"""

from __future__ import annotations

from typing import Final

import yaml

from build_tools.model import Bilingual

COLON: Final = Bilingual(
    "这里不该有冒号：值里的冒号要加引号，或上一行缩进不对",
    "no colon here: quote a value with a colon, or mend the indentation",
)
NO_COLON: Final = Bilingual(
    "名称后面缺冒号，或冒号后面缺空格", "the colon after a name is missing, or the space after the colon"
)
INDENTATION: Final = Bilingual(
    "这一行与上一行接不上：看缩进和引号", "this does not follow the line above: look at indentation and quotes"
)
TAB: Final = Bilingual("缩进用了制表符，请用空格", "indent with spaces, not with a tab")
QUOTE: Final = Bilingual("引号没有结束", "a quote is not closed")
BRACKET: Final = Bilingual("方括号或花括号没有结束，或缺逗号", "a bracket is not closed, or a comma is missing")
SIGN: Final = Bilingual("值不能以这个符号开头，请加引号", "a value cannot begin with this sign: put it into quotes")
ESCAPE: Final = Bilingual(
    "双引号里的反斜线要写两个，或改用单引号", "write two backslashes in double quotes, or use single ones"
)
LIST: Final = Bilingual("列表要另起一行", "a list must begin on a line of its own")
TAG: Final = Bilingual("值不能以 ! 开头，请加引号", "a value cannot begin with !: put it into quotes")
MARK: Final = Bilingual("值不能以 & 或 * 开头，请加引号", "a value cannot begin with & or *: put it into quotes")
DIRECTIVE: Final = Bilingual("一行不能以 % 开头", "a line cannot begin with %")
BAR: Final = Bilingual("| 或 > 后面应换行", "a new line must follow | or >")
END: Final = Bilingual("文件在这里已经结束", "the file has ended here already")

# What the library says → what we say. The first row whose words occur counts; context and problem are read as one.
SENTENCES: Final = (
    ("tab character", TAB),
    ("quoted scalar found unexpected", QUOTE),
    ("quoted scalar did not find expected hexdecimal", ESCAPE),
    ("quoted scalar found invalid Unicode", ESCAPE),
    ("unknown escape", ESCAPE),
    ("could not find expected ':'", NO_COLON),
    ("mapping values are not allowed", COLON),
    ("expected ',' or", BRACKET),
    ("cannot start any token", SIGN),
    ("block sequence entries", LIST),
    ("scanning a block scalar", BAR),
    ("did not find expected alphabetic", MARK),
    (" tag", TAG),
    ("directive", DIRECTIVE),
    ("incompatible YAML", DIRECTIVE),
    ("<document start>", END),
    ("did not find expected", INDENTATION),
)
# These are noticed at the end of the file; the fault is where the thing began.
BEGUN_BEFORE: Final = (QUOTE, BRACKET, NO_COLON)


def in_plain_words(error: yaml.MarkedYAMLError, text: str) -> tuple[Bilingual, int, int]:
    """What is wrong, and in which line and column, both from 0."""
    said = f"{error.context or ''} {error.problem or ''}"
    words = next((ours for theirs, ours in SENTENCES if theirs in said), Bilingual(said.strip(), said.strip()))
    mark = error.problem_mark or error.context_mark
    if words in BEGUN_BEFORE and error.context_mark:
        mark = error.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    if words is SIGN and _at(text, line, column) == "\t":
        words = TAB
    return words, line, column


def _at(text: str, line: int, column: int) -> str:
    lines = text.splitlines()
    return lines[line][column : column + 1] if line < len(lines) else ""
