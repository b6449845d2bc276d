"""The event at which the speech was given: from its own header, else from its first words, else from signs.

Knows: how a title and a first sentence name the event, and what speaks against a name.
Must not know: genre, speaker, or any other facet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from build_tools.description.cues import Cues, any_pattern, compile_cues
from build_tools.description.headings import is_compilers, own_words
from build_tools.description.reading import Passage, Reading
from build_tools.model import Evidence, Occasion
from build_tools.vocabulary import Vocabulary
from build_tools.vocabulary.phrases import any_of

UNCLEAR: Final = "unspecified"
NOUN: Final = any_of("speech_nouns")
LONGEST_LINE: Final = 160
LONGEST_NOTE: Final = 110  # a longer one is an introduction, which tells of other events too
STATED, INFERRED = ("stated", "inferred")
ENDS: Final = "会议|大会|年会|全会|例会|会|开幕式|闭幕式|式|典礼|论坛|活动|晚宴|招待会|上"
# 在（…开幕式）上的致辞; 任正非在（…代表处）的讲话; 与（…座谈）纪要 — the first that matches a header line
NAMED: Final = (
    re.compile(
        rf"在(?P<event>[^。；！？]{{2,60}}?)(?:(?:上|中|时|期间|后)(?:关于[^。]{{2,40}}?)?)?(?:所作)?的"
        rf"(?:视频|主旨|主题|书面|重要|即席|简短|政府)?{NOUN}"
    ),
    re.compile(rf"在(?P<event>[^。，；！？]{{2,50}}?(?:会|式|典礼|论坛|活动)上?)(?={NOUN})"),
    re.compile(rf"(?<![在于])(?P<event>[与同和][^。，；！？]{{2,40}}?座谈)(?:会|时)?(?:的)?(?:{NOUN}|纪要)"),
    re.compile(
        r"在(?P<event>[^。，；！？]{3,60}?(?:次会议|大会|全会|会议|论坛|典礼|仪式|[开闭]幕式|会))"
        r"(?=上|[）)]?\s*$)"
    ),
)
# Words that end before an event's name begins: 今天，我们在这里隆重举行｜开工仪式
BEFORE: Final = re.compile(
    "(?:隆重)?(?:举行|召开|举办|开展|组织|迎来)(?:的是|了|的)?|参加|出席|莅临|来到|共同见证|见证|宣布|欢聚一堂|欢聚在|欢迎|预祝|祝贺"
    "|庆祝(?=.{0,4}$)|这次|本次|此次|这个|这场|这一|今[天晚日]的?|在这里|利用|按照|根据|[为对是了祝请向在]"
)
MASKED: Final = re.compile(r"^(?:20)?[xX×✕＊*]{2,4}年度?|^[的和与]|^(?:他|她|我|你)们?的")
DEICTIC: Final = re.compile(r"(?:这次|本次|此次|这个|这场|今[天晚日]的|今[天晚日](?:召开|举行)的|本届)[^，。]{0,24}$")
HELD: Final = re.compile(r"(?:举行|召开|举办|迎来|开展|集会|在这里|欢聚一堂|相聚|相约|参加|站在)[^，。]{0,40}$")
NOW: Final = re.compile(r"今[天晚日]|此时此刻|此刻|这里|在座|隆重|首先|感谢|欢迎|百忙")
AGAINST: Final = re.compile(
    r"明年|去年|上次|昨[天日]|前不久|刚刚|即将|迎接|赴|参加过|参加了|参观|贯彻|落实|学习|精神|传达|根据|为了|第[0-9一二三四五六七八九十]+[次届轮]"
)
AFTER_AGAINST: Final = re.compile(
    r"^[》”]?(?:上)?(?:的?精神|文件|决定|部署|要求|通过|提出|指出|强调|期间|以来|之后|后)"
)
AFTER_HELD: Final = re.compile(r"^(?:今[天晚日])?(?:就?在[^，。]{1,6}?)?(?:正式|隆重)*(?:举行|召开|开幕)")
AFTER_FOR: Final = re.compile(
    r"^(?:的?(?:来临|到来)?之际|的?(?:召开|举行|举办|成立|顺利|圆满)|上|表示|之际|，是|，主要|，目的|，?圆满)"
)
REPORTING: Final = ("peoples-congress", "cppcc-meeting", "staff-congress")
REPORT: Final = re.compile("(?:政府|常务?委员会|法院|检察院|常委会)?工作报告$")
SENTENCE_ENDS: Final = "。！？\n"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name of an event in the first words, and how much speaks for its being this speech's."""

    score: int
    name: str
    id: str
    start: int
    end: int


@lru_cache(maxsize=4)
def _cues(
    vocabulary: Vocabulary,
) -> tuple[Cues, tuple[tuple[re.Pattern[str], str], ...], tuple[tuple[re.Pattern[str], str], ...]]:
    entries = vocabulary.occasions
    marks = tuple((any_pattern(entry.marks), entry.id) for entry in entries.values() if entry.marks)
    signs = tuple((any_pattern(entry.signs), entry.id) for entry in entries.values() if entry.signs)
    return compile_cues(entries), marks, signs


def classify(name: str, vocabulary: Vocabulary) -> str:
    """The entry to which an event of this name belongs; `unspecified` if no cue says."""
    cues, marks, _ = _cues(vocabulary)
    for pattern, entry in marks:
        if pattern.search(name):
            return entry
    found = [entry for entry, _, _ in cues.find(name) if entry != UNCLEAR]
    return found[-1] if found else UNCLEAR


def describe(reading: Reading, vocabulary: Vocabulary) -> tuple[Occasion, tuple[Evidence, ...]]:
    """The occasion and why."""
    body = _from_body(reading, vocabulary)
    sure, unsure = (body, None) if body and body[0] == STATED else (None, body)
    for told in (_from_header(reading), sure, _from_title(reading, vocabulary), unsure):
        if told:
            _, _, start, end = told
            name = reading.source.text[start:end].strip()
            entry = classify(_folded(reading, start, end), vocabulary)
            return _with_report(reading, _told(reading, entry, name, told))
    return _from_file(reading, vocabulary) or _from_signs(reading, vocabulary) or (Occasion(), ())


def _folded(reading: Reading, start: int, end: int) -> str:
    from_ = reading.lead.start
    if from_ <= start and end <= from_ + len(reading.lead.text):
        return reading.lead.text[start - from_ : end - from_]
    passage = next(p for p in reading.header if p.start <= start and end <= p.start + len(p.text))
    return passage.text[start - passage.start : end - passage.start]


def _told(
    reading: Reading, entry: str, name: str, told: tuple[str, str, int, int]
) -> tuple[Occasion, tuple[Evidence, ...]]:
    status, rule, start, end = told
    evidence = (
        reading.evidence("occasion_name", name, (status, rule), start, end),
        reading.evidence("occasion", entry, (status, rule), start, end),
    )
    return Occasion(entry, name, status), evidence


def _with_report(
    reading: Reading, told: tuple[Occasion, tuple[Evidence, ...]]
) -> tuple[Occasion, tuple[Evidence, ...]]:
    """A session hears many reports: which of them this is, if the title says so, is part of the occasion's name."""
    event, evidence = told
    if event.id not in REPORTING or not event.name:
        return told
    for line in reading.header:
        own = own_words(line) if line.kind in ("title", "margin") else None
        found = REPORT.search(own.text) if own else None
        if own and found and found[0] not in event.name:
            start, end = own.start + found.start(), own.start + found.end()
            name = f"{event.name}（{reading.source.text[start:end]}）"
            more = reading.evidence("occasion_name", name, (event.status, "title-names-report"), start, end)
            return Occasion(event.id, name, event.status), (*evidence, more)
    return told


def _from_header(reading: Reading) -> tuple[str, str, int, int] | None:
    """在…上的讲话 in the speech's own header lines."""
    lines = [line for line in reading.header if line.kind != "note"]
    lines += [line for line in reading.head if line.kind == "note" and len(line.text) < LONGEST_NOTE]
    for pattern in NAMED:
        for line in lines:
            if len(line.text) > LONGEST_LINE:
                continue
            own = own_words(line)
            found = pattern.search(own.text) if own else None
            if own and found and "来源" not in own.text[:4]:
                start, end = _trim(own, found)
                if end - start > 1:
                    return STATED if not is_compilers(line) else INFERRED, "header-names-event", start, end
    return None


def _trim(own: Passage, found: re.Match[str]) -> tuple[int, int]:
    """The place of the event's name: 在（（2014年3月）中法建交五十周年纪念大会）上."""
    start, end = found.span("event")
    words = own.text[start:end]
    words = words.removesuffix("上") if words[-2:-1] in ("会", "式", "礼", "动", "坛") else words
    return own.start + start, own.start + start + len(words)


def _from_body(reading: Reading, vocabulary: Vocabulary) -> tuple[str, str, int, int] | None:
    """The best name in the first words: 今天，我们在这里召开…大会."""
    best = max(_candidates(reading.lead.text, vocabulary), key=lambda c: (c.score, -c.start), default=None)
    if best is None or best.score < 4:
        return None
    base = reading.lead.start
    sure = best.score >= 6 and best.id != UNCLEAR
    return STATED if sure else INFERRED, "first-words-name-event", base + best.start, base + best.end


def _candidates(text: str, vocabulary: Vocabulary) -> Iterator[Candidate]:
    for entry, start, end in _cues(vocabulary)[0].find(text):
        before = text[max(0, start - 60) : start]
        clause = before[_last(before, "，。！？；：\n") :]
        sentence = text[max(0, _last(text[:start], SENTENCE_ENDS)) : start]
        name_start = start - len(clause[_cut(clause) :])
        name_start += _masked(text[name_start:end])
        this = bool(DEICTIC.search(clause))
        if entry == UNCLEAR and not this:
            continue  # 会议 and 活动 are named for many reasons; 这次大会 is the one at which the speaker stands
        score = (3 if entry != UNCLEAR else 1) + 3 * this
        score += 3 if HELD.search(clause) and NOW.search(sentence) else 0
        score += 3 if AFTER_HELD.match(text[end : end + 14]) and NOW.search(sentence) else 0
        score += 1 if AFTER_FOR.match(text[end : end + 8]) else 0
        score -= 4 if AFTER_AGAINST.match(text[end : end + 8]) and score < 6 else 0
        score -= 4 if AGAINST.search(clause) and score < 6 else 0
        yield Candidate(score, text[name_start:end], entry, name_start, end)


def _last(text: str, marks: str) -> int:
    """Where the text after the last of the marks begins."""
    return max(text.rfind(mark) for mark in marks) + 1


def _cut(clause: str) -> int:
    """Where in the clause before an event word the event's name begins."""
    begin = 0
    for found in BEFORE.finditer(clause):
        begin = found.end()
    return max(begin, len(clause) - 36)


def _masked(name: str) -> int:
    found = MASKED.match(name)
    return found.end() if found else 0


def _from_title(reading: Reading, vocabulary: Vocabulary) -> tuple[str, str, int, int] | None:
    """An event's name in the speech's own title: 开学典礼校长致辞."""
    for line in reading.header:
        own = own_words(line) if line.kind in ("title", "margin") and len(line.text) < 80 else None
        if own is None or is_compilers(line):
            continue
        found = [(begin, end) for entry, begin, end in _cues(vocabulary)[0].find(own.text) if entry != UNCLEAR]
        if found:
            begin = max((m.end() for m in re.finditer(r"发表|出席|：|在", own.text[: found[-1][0]])), default=0)
            return STATED, "title-names-event", own.start + begin, own.start + found[-1][1]
    return None


def _from_file(reading: Reading, vocabulary: Vocabulary) -> tuple[Occasion, tuple[Evidence, ...]] | None:
    """在…上的讲话 in the name of the file that holds nothing else."""
    found = NAMED[0].search(reading.file_title) or NAMED[2].search(reading.file_title)
    if not found:
        return None
    name = found["event"]
    entry = classify(name, vocabulary)
    told = [("occasion_name", name), ("occasion", entry)]
    evidence = tuple(Evidence(field, value, INFERRED, "file-name", quote=found[0]) for field, value in told)
    return Occasion(entry, name, INFERRED), evidence


def _from_signs(reading: Reading, vocabulary: Vocabulary) -> tuple[Occasion, tuple[Evidence, ...]] | None:
    """Words that belong to one kind of event only: 新郎, 沉痛悼念."""
    for passage in (*(p for p in reading.head if not is_compilers(p)), reading.lead):
        for pattern, entry in _cues(vocabulary)[2]:
            found = pattern.search(passage.text)
            if found:
                start = passage.start + found.start()
                how = (INFERRED, "sign-of-event")
                return Occasion(entry, None, INFERRED), (
                    reading.evidence("occasion", entry, how, start, passage.start + found.end()),
                )
    return None
