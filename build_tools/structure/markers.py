"""Where a marker may stand: 一、 （一） 1. 第一， 一是 … at the start of a line or within it.

Knows: the forms of markers, and after what they stand.
Must not know: which of them belong together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from build_tools.structure.lines import Line

_DIGITS: Final = "一二三四五六七八九"
NUMBERS: Final = {
    **{digit: number for number, digit in enumerate(_DIGITS, 1)},
    **{(_DIGITS[tens - 1] if tens > 1 else "") + "十": tens * 10 for tens in range(1, 10)},
    **{
        (_DIGITS[tens - 1] if tens > 1 else "") + "十" + digit: tens * 10 + unit
        for tens in range(1, 10)
        for unit, digit in enumerate(_DIGITS, 1)
    },
    **{digit: number for number, digit in enumerate("壹贰叁肆伍陆柒捌玖拾", 1)},
    **{digit: number for number, digit in enumerate("壹貳參肆伍陸柒捌玖拾", 1)},
}
_N: Final = "[一二三四五六七八九十]{1,3}"
_A: Final = "[0-9０-９]{1,2}"
_VALUE: Final = re.compile(rf"{_N}|{_A}|[①-⑳]|[壹贰貳叁參肆伍陆陸柒捌玖拾]")
_POINTS: Final = "个(?:问题|方面|层面|要求|任务|环节|关键词|故事|建议|希望|体会)|點|点|条|條|项|項|句话|件事"

# The forms, the more particular first. 一、二、三产业 and 1.5万户 and 第一章程 begin with no marker.
_FORMS: Final = {
    "part": rf"第{_N}部分[，,、：:\s]*",
    "chapter": rf"第{_N}[章编編篇](?![程节節制])[，,、：:\s]*",
    "section": rf"第{_N}[节節](?!课|日|課)[，,、：:\s]*",
    "point": rf"第{_N}(?:{_POINTS})(?:[，,、：:\s]+|(?=是|要))",
    "di": rf"第{_N}(?:[，,、：:．.](?!第?{_N}[、，产大条])|(?=[是要])(?!要务|要義|要义|要素))\s*",
    "cn": rf"{_N}\s*[、．.](?!\s*(?:{_N}[、，产]|[…．.]))\s*",
    "formal": r"[壹贰貳叁參肆伍陆陸柒捌玖拾][、．.]\s*",
    "cnp": rf"[（(]\s*{_N}\s*[）)][、．.]?\s*",
    "arabicp": rf"(?:[（(]\s*{_A}\s*[）)]|{_A}[）)])[、．.]?\s*",
    "arabic": rf"{_A}\s*(?:、|[.．](?![0-9０-９]))\s*",
    "circled": r"[①-⑳][、．.]?\s*",
    "yi": rf"{_N}[是要]",
    "qi": rf"其{_N}(?:[，,、：:]|(?=是))\s*",
    "dash": r"——(?=\S)",
    "bullet": r"[•●■◆▪]\s*|[-*+]\s+",
}
_START: Final = re.compile("|".join(f"(?P<{form}>{words})" for form, words in _FORMS.items()))
_INLINE: Final = {form: re.compile(_FORMS[form]) for form in ("di", "cnp", "arabicp", "circled", "qi")} | {
    "arabic": re.compile(rf"{_A}、\s*")
}
_YI: Final = re.compile(r"[一二三四五六七八九十]{1,3}[是要从靠抓]")
_OTHERS: Final = re.compile(r"[第其（(①-⑳0-9０-９]")
_TRIED: Final = {"第": ("di",), "其": ("qi",), "（": ("cnp", "arabicp"), "(": ("cnp", "arabicp")}

# 三要素, 一要求: no marker; 一是一，二是二: a saying; 一要二要三要: a slogan
_NOT_YI: Final = re.compile(
    r"要[求点點素务務害领領件义義道塞职職闻聞目旨挟]|从[来來]|靠[近山]|是[非否]"
    r"|(?:是|要)[一二三四五六七八九十]{1,3}(?:[是要从靠抓，,。、；;！!？?]|$)"
)
_CLAUSE: Final = frozenset("。；;！!？?：:，,、”’）)…—")
_SENTENCE: Final = frozenset("。；;！!？?：:…")
# 各级领导干部一要熟悉… may begin a run in mid-clause; 万一要, 统一要, 之一是, 唯一是, 周一是 do not
_NO_WEAK: Final = frozenset("万萬统統之唯惟第同专專单單说說不逐如合其周期初高某每这這那哪从五七十")
_JUNK: Final = " \t\u3000-—`·*.’"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A marker that may be one. `start` and `end` are offsets of the reading text."""

    start: int
    end: int
    form: str
    number: int
    line: int
    at_start: bool
    weak: bool = False  # in mid-clause
    sentence: bool = True  # after the end of a sentence, a colon or a semicolon
    verb: str = ""


def starts_marked(text: str) -> bool:
    """True if a line begins with a marker of a heading, bullets left out."""
    found = _START.match(text)
    return found is not None and found.lastgroup not in ("dash", "bullet", "yi") and _value(found[0]) is not None


def candidates(lines: Sequence[Line], plain: frozenset[int]) -> Iterator[Candidate]:
    """Every candidate of the lines, in order. `plain`: lines that are headings without a marker."""
    for index, line in enumerate(lines):
        first = _first(line, index, is_plain=index in plain)
        if first is not None:
            yield first
        if not (line.level or line.title):
            at = first.end if first is not None else line.start
            yield from sorted((*_yi(line, index, at), *_others(line, index, at)), key=lambda found: found.start)


def _first(line: Line, index: int, *, is_plain: bool) -> Candidate | None:
    found = _START.match(line.text)
    number = _value(found[0]) if found else None
    end = line.start + len(found[0].rstrip()) if found and number is not None else line.start
    if line.level or line.title:
        return Candidate(line.start, end, f"mark{line.level or 1}", 1, index, at_start=True)
    if found is None or number is None:
        return Candidate(line.start, line.start, "plain", 1, index, at_start=True) if is_plain else None
    form = found.lastgroup or ""
    if form == "yi" and _NOT_YI.match(line.text, found.end() - 1):
        return None
    return Candidate(line.start, end, form, number, index, at_start=True, verb=found[0][-1] if form == "yi" else "")


def _value(marker: str) -> int | None:
    """The number of a marker; 1 for a bullet; None if it is none: 五一, 二二."""
    found = _VALUE.search(marker)
    if found is None:
        return 1
    words = found[0]
    if "①" <= words <= "⑳":
        return ord(words) - ord("①") + 1
    return NUMBERS.get(words) if words[0] in NUMBERS else int(words)


def _yi(line: Line, index: int, at: int) -> Iterator[Candidate]:
    """一是, 二要 and the like, after the end of a clause; a first one in mid-clause too."""
    for found in _YI.finditer(line.text, at - line.start):
        number = NUMBERS.get(found[0][:-1])
        if number is None or _NOT_YI.match(line.text, found.end() - 1):
            continue
        before = _before(line.text, found.start())
        weak = before not in _CLAUSE
        if weak and (number > 1 or before in _NO_WEAK or not before):
            continue
        start, end = line.start + found.start(), line.start + found.end()
        yield Candidate(start, end, "yi", number, index, False, weak, before in _SENTENCE, found[0][-1])  # noqa: FBT003


def _others(line: Line, index: int, at: int) -> Iterator[Candidate]:
    """第一， （一） (1) ① 1、 其一， after the end of a sentence; 第一， 其一， after a comma too."""
    text = line.text
    done = 0
    for opening in _OTHERS.finditer(text, at - line.start):
        if opening.start() < done:
            continue
        before = _before(text, opening.start())
        if before not in _CLAUSE:
            continue
        for form in _TRIED.get(opening[0], ("circled",) if opening[0] >= "①" and opening[0] <= "⑳" else ("arabic",)):
            found = _INLINE[form].match(text, opening.start())
            number = _value(found[0]) if found else None
            if found is None or number is None or (form not in ("di", "qi") and before not in _SENTENCE):
                continue
            done = found.end()
            start = line.start + found.start()
            end = start + len(found[0].rstrip())
            yield Candidate(start, end, form, number, index, at_start=False, sentence=before in _SENTENCE)
            break


def _before(text: str, at: int) -> str:
    """The last character before a place, up to four that copying left behind passed over: "…完成。 -三是" → "。"."""
    if at and text[at - 1] not in _JUNK:
        return text[at - 1]
    return text[max(0, at - 4) : at].rstrip(_JUNK)[-1:]
