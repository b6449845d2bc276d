"""Wrong characters: words of the list, look-alikes of the scanner, and a predicate heard as another word. Offered only.

Knows: words.yml beside it.
Must not know: grammar, punctuation, what is missing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import yaml

from build_tools.repair.rule import HAN, Found

LIST: Final = Path(__file__).with_name("words.yml")
CONTEXTS: Final = ("after", "not_after", "not_before")


@dataclass(frozen=True, slots=True)
class Word:
    """One row of words.yml."""

    wrong: str
    reading: str
    after: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()

    def stands(self, text: str, start: int, end: int) -> bool:
        """True if what is beside the word lets it be the wrong one."""
        if self.after and not text.endswith(self.after, 0, start):
            return False
        return not text.endswith(self.not_after, 0, start) and not text.startswith(self.not_before, end)


@cache
def words() -> Mapping[str, Word]:
    """Every row of words.yml by its wrong form."""
    rows = yaml.load(LIST.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    made = (Word(row["wrong"], row["reading"], *(tuple(row.get(key, ())) for key in CONTEXTS)) for row in rows)
    return {word.wrong: word for word in made}


@cache
def _pattern() -> re.Pattern[str]:
    """All wrong forms, by their first character."""
    tails = defaultdict(list)
    for wrong in sorted(words()):
        tails[wrong[0]].append(wrong[1:])
    return re.compile("|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in tails.items()))


def wrong_characters(text: str) -> Iterator[Found]:
    """A character of like sound or shape stands in a word that has but one right form.

    "五氧化二矾" → "五氧化二钒"; "己经" → "已经", but "自己经历" stays. The list is words.yml.
    """
    rows = words()
    for match in _pattern().finditer(text):
        word = rows[match.group()]
        if word.stands(text, *match.span()):
            yield *match.span(), word.reading


# l6日, 2O21年, 20l5年; not CO2, O2O, I级
LOOK_ALIKE: Final = re.compile(
    r"(?<![0-9A-Za-z.])(?=[lO]{0,7}[0-9])(?=[0-9]{0,7}[lO])[0-9lO]{2,8}(?=年|月|日|号|万|亿|元|％|%|个|项|人|户|亩|公里)"
)
DIGITS: Final = str.maketrans("lO", "10")


def letters_for_digits(text: str) -> Iterator[Found]:
    """The letters l and O stand for 1 and 0 inside a number with its unit.

    "l6日" → "16日"; "2O21年" → "2021年". "O2O", "CO2" and "B2B" stay.
    """
    if "l" in text or "O" in text:
        yield from ((*match.span(), match.group().translate(DIGITS)) for match in LOOK_ALIKE.finditer(text))


# 制度市深化…的一项; not 这项工作市委高度重视
SHI: Final = re.compile(
    r"市(?<=(?:制度|工程|项目|工作|会议|活动|政策|改革|措施|战略|规划)市)"
    rf"(?!委|政府|里|局|县|场|民|人大|政协|直|级|区|长|领导|中|属|容|内|外|上)(?=[{HAN}]{{2}}[^，。；！？\n]{{0,30}}的(?:一[项个种次]|重要|必然|根本))"
)
PARALLEL: Final = re.compile(r"，市(?=[^，。；！？\n是]{4,40}的[^，。；！？\n是]{2,6}，(?:也|更|又|还)是)")
CLAUSE: Final = re.compile(r"(?:^|[，。；！？\n])是[^，。；！？\n]{2,60}\Z")


def predicate_heard_as_city(text: str) -> Iterator[Found]:
    """市 stands where the sentence needs 是, a word of the same sound.

    "制度市深化……的一项举措" → 是. Between "是……，" and "，也是……": "，市政府改善……的体现" → 是.
    Offered only: 市 may be right.
    """
    found = [match.span() for match in SHI.finditer(text)] if "市" in text else []
    if "，市" in text:
        for match in PARALLEL.finditer(text):
            if CLAUSE.search(text, max(0, match.start() - 62), match.start()):
                found += [(match.start() + 1, match.end())]
    yield from ((start, end, "是") for start, end in sorted(set(found)))
