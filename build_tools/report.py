"""Findings as people and machines read them: text, JSON lines, annotations of a pull request, SARIF.

Knows: the formats.
Must not know: how findings are made.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

from build_tools import __version__, findings

Row = Mapping[str, Any]
"""A line of findings.jsonl."""

LABELS: Final = {"error": "错误 error", "warning": "警告 warning", "info": "提示 info"}
LEVELS: Final = {"error": "error", "warning": "warning", "info": "note"}
ANNOTATIONS: Final = {"error": "error", "warning": "warning", "info": "notice"}


def text(rows: Sequence[Row]) -> str:
    """One finding in four lines: place, code and sentence in Chinese, in English, and how to mend it in both."""
    return "".join(_paragraph(row) for row in rows)


def _paragraph(row: Row) -> str:
    place = f"{row['path']}:{row['line']}:{row['column']}"
    message, hint = row["message"], row["hint"]
    return (
        f"{place}: {row['code']} [{LABELS[row['severity']]}] {message['zh']}\n"
        f"    {message['en']}\n"
        f"    怎样改：{hint['zh']}\n"
        f"    mend: {hint['en']}\n"
    )


def jsonl(rows: Sequence[Row]) -> str:
    """One JSON object a line, as in findings.jsonl."""
    return "".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n" for row in rows)


def github(rows: Sequence[Row]) -> str:
    """Workflow commands that become annotations. Source: GitHub's documentation of workflow commands."""
    return "".join(_annotation(row) for row in rows)


def _annotation(row: Row) -> str:
    message = f"{row['message']['zh']}\n{row['message']['en']}\n怎样改：{row['hint']['zh']}\n{row['hint']['en']}"
    where = f"file={_property(row['path'])},line={row['line']},col={row['column']},title={_property(row['code'])}"
    return f"::{ANNOTATIONS[row['severity']]} {where}::{_data(message)}\n"


def _data(value: str) -> str:
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    return _data(value).replace(":", "%3A").replace(",", "%2C")


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
    place = {"physicalLocation": {"artifactLocation": {"uri": row["path"]}, "region": region}}
    return {
        "ruleId": row["code"],
        "ruleIndex": used.index(row["code"]),
        "level": LEVELS[row["severity"]],
        "message": {"text": f"{row['message']['zh']} / {row['message']['en']}"},
        "locations": [place],
    }


FORMATS: Final[Mapping[str, Callable[[Sequence[Row]], str]]] = {
    "text": text,
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
