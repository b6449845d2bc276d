"""Masked text: years, numbers, names and phrases that were taken out before we got the text.

Knows: the signs that stand for what was taken out.
Must not know: what stood there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from build_tools.checks.subject import HAN, Subject
from build_tools.model import Finding

_X: Final = "xX×Ｘｘ＊*"
HAN_CHARACTER: Final = re.compile(f"[{HAN}]")
SIGN: Final = re.compile(rf"(?P<rule>[{_X}]{{9,}})|[{_X}]|某某|[_＿]{{2}}|○○|“\s*”|《\s*》|「\s*」")
# 20xx年, xx年, 二〇××年, 201X年; not xx年级
YEAR: Final = re.compile(
    rf"(?<![0-9A-Za-z])(?:[0-9]{{2}}[{_X}]{{2}}|[0-9]{{3}}[{_X}]|二[〇零○]?[{_X}]{{1,2}}|[{_X}_＿]{{2,4}})\s?年(?!级|龄|轻)"
)
# 20xx万元, xx个, ××月; not 5×3个
NUMBER: Final = re.compile(
    rf"(?<![0-9A-Za-z])(?:[0-9]{{2}})?[{_X}_＿]{{2,4}}(?:\.[0-9{_X}]+)?[余多]?"
    r"(?:[万亿]?(?:元|吨|人|户|亩|个|项|名|家|平方米|公里|千瓦|吨)|[万亿％%月日次届号期])"
)
# XX市, ××同志, 某某公司, ___, X县; not 5××, not **强调**, not __init__
NAME: Final = re.compile(
    rf"(?<![0-9A-Za-z{_X}])(?:[xX×Ｘｘ]{{2,8}}|[*＊]{{2,8}})(?:(?=[{HAN}])|(?<=[{HAN}][xX×Ｘｘ*＊]{{2}}))(?![0-9A-Za-z])"
    rf"|(?<=[{HAN}])[xX×Ｘ]{{2,8}}(?![0-9A-Za-z{_X}])"
    r"|(?<![0-9A-Za-z])[xXＸ](?=[省市县区镇乡村局厅](?![场里]))|某某|(?<![A-Za-z_＿])[_＿]{2,}(?![A-Za-z_＿])|○{2,}"
)
EMPTY: Final = re.compile(r"“\s{0,4}”|《\s{0,4}》|「\s{0,4}」")
KINDS: Final = {"year": "T101", "number": "T102", "name": "T103", "empty": "T104"}
MASKS: Final = re.compile(
    f"(?P<year>{YEAR.pattern})|(?P<number>{NUMBER.pattern})|(?P<name>{NAME.pattern})|(?P<empty>{EMPTY.pattern})"
)
LONGEST_PREFIX: Final = 3  # what may stand before the sign itself: 20, 201, 二〇
NEAR: Final = 200  # how far a line is looked at for the other half of an emphasis


def masked_text(subject: Subject) -> Iterator[Finding]:
    """Every place where a year, a number, a name or a phrase was taken out is told, each once."""
    text, done = subject.text, 0
    for sign in SIGN.finditer(text):
        if sign["rule"]:  # a line drawn across the page; no mask is so long
            continue
        first = max(done, sign.start() - LONGEST_PREFIX)
        tried = (MASKS.match(text, at) for at in range(first, sign.start() + 1))
        match = next((found for found in tried if found), None)
        if match is None:
            continue
        done = match.end()
        if not _is_emphasis(text, *match.span()):
            yield subject.tell(*match.span(), KINDS[match.lastgroup or ""], words=match.group())


def _is_emphasis(text: str, start: int, end: int) -> bool:
    """True for asterisks that come in twos in a line, as in **words**, and for rules of ____ on their own."""
    if not set(text[start:end]) <= set("*_＿＊"):
        return False
    line_start = text.rfind("\n", max(0, start - NEAR), start) + 1 or max(0, start - NEAR)
    line_end = text.find("\n", end, end + NEAR)
    line = text[line_start : line_end if line_end >= 0 else end + NEAR]
    return not HAN_CHARACTER.search(line) or ("*" in text[start:end] and line.count("**") % 2 == 0)
