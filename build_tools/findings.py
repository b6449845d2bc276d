"""The code table of findings, and how a finding is made from it.

Knows: `findings.yml`, the one home of every code and sentence.
Must not know: who finds what, or how findings are printed.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Final

import yaml

from build_tools.model import SEVERITIES, Bilingual, Finding, Location, Source, Span, locate

TABLE: Final = Path(__file__).with_name("findings.yml")
LONGEST_QUOTE: Final = 80  # code points of foreign text in one message
MOST: Final = 200  # findings of one kind of thing in one file; more help nobody
SOME: Final = 3  # lines that a message names
BEFORE: Final = 6  # code points that are quoted before a sign that nobody sees
LINE_END: Final = re.compile(r"[\r\n]")
FILLERS: Final = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0]")
UNSEEN: Final = re.compile(f"{FILLERS.pattern}|[\u180b-\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]")
"""Letters and marks that show nothing, which Python calls printable: fillers and joiners; variation selectors, which
choose the form of the sign before.

Source: Unicode's Default_Ignorable_Code_Point.
"""


ACROSS: Final = frozenset(("B040", "B041", "B042"))
"""What is found by comparing sources. Also an error among these can be accepted: both may be wanted."""


@dataclass(frozen=True, slots=True)
class Code:
    """One row of the table. The sentences hold `{names}` that the finder fills in."""

    code: str
    severity: str
    message: Bilingual
    hint: Bilingual
    why: Bilingual


class BadInput(Exception):  # noqa: N818 - the word of the house (DESIGN part 3)
    """This source stops here. It carries every finding that could be made."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        """Keep the findings, in order."""
        self.findings = tuple(findings)
        super().__init__("; ".join(f"{f.at.path}:{f.at.line} {f.code}" for f in self.findings))


def few(found: Iterable[Finding]) -> list[Finding]:
    """The first MOST findings; if there are that many, one that says so takes the place of the rest."""
    every = list(islice(found, MOST))
    return [*every, at(every[-1].at, "C026", count=MOST)] if len(every) == MOST else every


@cache
def table() -> Mapping[str, Code]:
    """Every code, in the order of the file.

    Raises: ValueError: a row lacks a key, or has one too many, or a severity that is none.
    """
    rows = yaml.load(TABLE.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return {code: _row(code, row) for code, row in rows.items()}


def _row(code: str, row: Mapping[str, str | list[str]]) -> Code:
    if set(row) != {"severity", "message", "hint", "why"} or row["severity"] not in SEVERITIES:
        message = f"findings.yml: {code} must have severity, message, hint and why"
        raise ValueError(message)
    pairs = {key: Bilingual(*row[key]) for key in ("message", "hint", "why")}
    return Code(code, str(row["severity"]), **pairs)


def counts(found: Iterable[Finding]) -> tuple[int, int]:
    """How many errors and how many warnings there are."""
    severities = [finding.severity for finding in found]
    return severities.count("error"), severities.count("warning")


def acceptable(row: Code) -> bool:
    """True if a person may accept a finding of this code with a reason."""
    return row.severity != "error" or row.code in ACROSS


def at(location: Location, code: str, /, *, span: Span | None = None, speech: str = "", **values: object) -> Finding:
    """A finding at a place. Values fill the sentences' `{names}`; foreign text in them is made safe to print.

    A value that is `Bilingual` speaks the language of its sentence.

    Raises: KeyError: the code is not in the table, or a name is not given: a bug of ours.
    """
    row = table()[code]
    zh, en = ({name: printable(_said(value, language)) for name, value in values.items()} for language in ("zh", "en"))
    message, hint = (Bilingual(words.zh.format_map(zh), words.en.format_map(en)) for words in (row.message, row.hint))
    return Finding(location, code, row.severity, message, hint, span, speech)


def on(source: Source, span: Span, code: str, /, *, speech: str = "", **values: object) -> Finding:
    """A finding on a span of a source; its location is where the span begins."""
    return at(locate(source, span.start), code, span=span, speech=speech, **values)


def after(text: str, at: int) -> Bilingual:
    """Where a sign that nobody sees stands: behind the words before it in its line, as many as help to find it."""
    words = LINE_END.split(text[max(at - BEFORE, 0) : at])[-1].strip()
    if not words:
        return Bilingual("在行首", "at the beginning of a line")
    return Bilingual(f"在“{words}”之后", f"after {words}")


def lines_of(source: Source, words: str) -> Bilingual:
    """The lines in which words begin, the first few of them: "1、3、7" and "1, 3, 7"."""
    lines, at = dict[str, None](), source.text.find(words)
    while at >= 0 and len(lines) <= SOME:
        lines[str(locate(source, at).line)] = None
        end = LINE_END.search(source.text, at)
        at = source.text.find(words, end.start() if end else len(source.text)) if words else -1
    more = "…" if len(lines) > SOME else ""
    return Bilingual(*(between.join([*lines][:SOME]) + more for between in ("、", ", ")))


def _said(value: object, language: str) -> str:
    return str(getattr(value, language)) if isinstance(value, Bilingual) else str(value)


def printable(text: str) -> str:
    r"""Text that is safe on a terminal: controls, bidi and other invisible characters as U+XXXX, and not too long.

    "a\x1b[2J" → "a⟨U+001B⟩[2J"
    """
    return escaped(text if len(text) <= LONGEST_QUOTE else text[: LONGEST_QUOTE - 1] + "…")


def escaped(text: str) -> str:
    """The same, however long it is: of a name that is cut off nobody knows which file it is."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(c if seen(c) or c == "\u3000" else f"⟨U+{ord(c):04X}⟩" for c in text)


def seen(character: str) -> bool:
    """False of a character that shows nothing, or that does something instead."""
    return character.isprintable() and not UNSEEN.match(character)


def names(words: str) -> set[str]:
    """The `{names}` that a sentence asks for."""
    return {name for _, name, _, _ in string.Formatter().parse(words) if name}
