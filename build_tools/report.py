"""Findings as people and machines read them: text, Markdown, JSON lines, annotations of a pull request, SARIF.

Knows: the formats.
Must not know: how findings are made.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, Final
from urllib.parse import quote

from build_tools import __version__, findings
from build_tools.model import Bilingual
from build_tools.review import inert

Row = Mapping[str, Any]
"""A line of findings.jsonl."""

LABELS: Final = {"error": "错误 error", "warning": "警告 warning", "info": "提示 info"}
LEVELS: Final = {"error": "error", "warning": "warning", "info": "note"}
LARGEST: Final = 200_000  # characters: platforms cut summaries off at a megabyte
CUT: Final = "\n\n（太长，到此为止；全部见日志 / cut here: all of it is in the log）\n"
SENTENCE: Final = 2_000  # characters: our own words and some quotations, each of them short
SHOWN: Final = 10  # annotations of a level that a step shows
ANNOTATIONS: Final = {"error": "error", "warning": "warning", "info": "notice"}
AS_ABOVE: Final = "    为什么、怎样改：同上面的 {code} / why, and how to mend it: as {code} above\n"


def text(rows: Sequence[Row]) -> str:
    """A finding in six lines: place, code and what is wrong; why it matters; how to mend it; in both languages.

    Where the last four lines are those of one before, they are not said again: in a long list nobody would read any.
    """
    told: set[tuple[str, str]] = set()
    lines: list[str] = []
    for row in rows:
        key = row["code"], _reasons(row)
        lines += (_paragraph(row), AS_ABOVE.format(code=key[0]) if key in told else key[1])
        told.add(key)
    return "".join(lines)


def _paragraph(row: Row) -> str:
    place = f"{row['path']}:{row['line']}:{row['column']}"
    message = row["message"]
    return f"{place}: {row['code']} [{LABELS[row['severity']]}] {message['zh']}\n    {message['en']}\n"


def _reasons(row: Row) -> str:
    why, hint = _why(row), row["hint"]
    return f"    为什么：{why.zh}\n    why: {why.en}\n    怎样改：{hint['zh']}\n    mend: {hint['en']}\n"


def _why(row: Row) -> Bilingual:
    return findings.table()[row["code"]].why


def jsonl(rows: Sequence[Row]) -> str:
    """One JSON object a line, as in findings.jsonl, and why it matters."""
    told = ({**row, "why": {"zh": _why(row).zh, "en": _why(row).en}} for row in rows)
    return "".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n" for row in told)


def github(rows: Sequence[Row]) -> str:
    """Workflow commands that become annotations, the gravest first.

    A step shows ten of each level; where there are more, the tenth tells how many are left out.
    Source: GitHub's documentation of workflow commands.
    """
    return "".join(line for level in ANNOTATIONS for line in _level([row for row in rows if row["severity"] == level]))


def _level(rows: Sequence[Row]) -> Iterator[str]:
    shown = rows if len(rows) <= SHOWN else rows[: SHOWN - 1]
    yield from map(_annotation, shown)
    if left := len(rows) - len(shown):
        level = rows[0]["severity"]
        words = f"还有 {left} 条{LABELS[level]}，全部见摘要 / {left} more: all of them are in the summary"
        yield f"::{ANNOTATIONS[level]} title=+{left}::{_data(words)}\n"


def _annotation(row: Row) -> str:
    why = _why(row)
    message = (
        f"{row['message']['zh']}\n{row['message']['en']}\n为什么：{why.zh}\n{why.en}"
        f"\n怎样改：{row['hint']['zh']}\n{row['hint']['en']}"
    )
    where = f"file={_property(row['path'])},line={row['line']},col={row['column']},title={_property(row['code'])}"
    return f"::{ANNOTATIONS[row['severity']]} {where}::{_data(message)}\n"


def _data(value: str) -> str:
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    return _data(value).replace(":", "%3A").replace(",", "%2C")


def markdown(rows: Sequence[Row]) -> str:
    """Every finding in tables, a file each, for the summary of a step: there is no limit to their number there."""
    errors, warnings = (sum(row["severity"] == level for row in rows) for level in ("error", "warning"))
    pieces = ["## 检查 Check", summary(errors, warnings)]
    for path, members in groupby(sorted(rows, key=lambda row: str(row["path"])), key=lambda row: str(row["path"])):
        pieces.append(f"### {inert.code(path)}")
        lines = ["| 行:列 | 编号 | 级别 | 问题 finding | 怎样改 mend |", "| --- | --- | --- | --- | --- |"]
        pieces.append("\n".join([*lines, *map(_cells, members)]))
    text = "\n\n".join(pieces) + "\n"
    return text if len(text) <= LARGEST else text[: text.rfind("\n", 0, LARGEST)] + CUT


def _cells(row: Row) -> str:
    cells = (
        f"{row['line']}:{row['column']}",
        inert.code(row["code"]),
        LABELS[row["severity"]],
        *(
            f"{inert.cell(row[words]['zh'], SENTENCE)}　*{inert.cell(row[words]['en'], SENTENCE)}*"
            for words in ("message", "hint")
        ),
    )
    return "| " + " | ".join(cells) + " |"


def sarif(rows: Sequence[Row]) -> str:
    """A SARIF 2.1.0 log of one run. Source: OASIS SARIF 2.1.0, parts 3.13 to 3.28."""
    table = findings.table()
    used = sorted({row["code"] for row in rows})
    driver = {"name": "anthology", "version": __version__, "rules": [_rule(table[code]) for code in used]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(row, used) for row in rows],
    }
    log = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=1) + "\n"


def _rule(code: findings.Code) -> Row:
    return {
        "id": code.code,
        "shortDescription": {"text": f"{code.message.zh} / {code.message.en}"},
        "fullDescription": {"text": f"{code.why.zh} / {code.why.en}"},
        "help": {"text": f"{code.hint.zh} / {code.hint.en}"},
        "defaultConfiguration": {"level": LEVELS[code.severity]},
    }


def _result(row: Row, used: Sequence[str]) -> Row:
    region = {"startLine": row["line"], "startColumn": row["column"]}
    place = {"physicalLocation": {"artifactLocation": {"uri": quote(row["path"])}, "region": region}}
    return {
        "ruleId": row["code"],
        "ruleIndex": used.index(row["code"]),
        "level": LEVELS[row["severity"]],
        "message": {"text": f"{row['message']['zh']} / {row['message']['en']}"},
        "locations": [place],
    }


FORMATS: Final[Mapping[str, Callable[[Sequence[Row]], str]]] = {
    "text": text,
    "markdown": markdown,
    "json": jsonl,
    "github": github,
    "sarif": sarif,
}


def rows(lines: Iterable[bytes]) -> list[Row]:
    """The rows of packed findings."""
    return [json.loads(line) for packed in lines for line in packed.splitlines()]


def summary(errors: int, warnings: int) -> str:
    """The last line of a run."""
    return f"错误 {errors} 条，警告 {warnings} 条 / {errors} errors, {warnings} warnings"
