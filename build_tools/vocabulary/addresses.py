"""Salutations: lines made only of words that address an audience.

Knows: address words.
Must not know: where in a speech a line stands.
"""

from __future__ import annotations

import re
from typing import Final

from build_tools.vocabulary.phrases import any_of

LONGEST: Final = 160  # code points of a salutation on one line
LONGEST_INLINE: Final = 60  # … that shares its line with a sentence
ENDS: Final = "：:，,！!"

_ADDRESS: Final = any_of("address")
_MODIFIER: Final = any_of("address_modifiers")
_RANK: Final = (
    "先生|女士|小姐|夫人|阁下|閣下|殿下|陛下|同志|议员|議員|大使|公使|教授|博士|将军|將軍|国王|親王|亲王|主任|部长"
)
# 尊敬的普京总统 · 各位来宾 · 女士们 · 克里国务卿 · 崔世安行政长官先生 — not 为了我们的朋友, not 中国主席说
_NOT_FIRST: Final = (
    r"同(?![志学學事仁胞])|在(?![座场])|与(?!会)|與(?!會)|[为為对對向给給请請让讓把被由是有当當从從谢謝祝]"
)
_CHINESE: Final = (
    rf"(?:(?!在座[谈談]){_MODIFIER}[^。；;]{{0,36}}"
    rf"|(?!{_NOT_FIRST})[^。；;“”《》]{{0,12}}?(?:{_ADDRESS}|{_RANK})(?:们|們)?(?:及夫人)?)"
)
_ENGLISH: Final = (
    r"(?:and )?(?:(?:my|dear|fellow|distinguished|honou?rable|honou?red|respected|mr\.?|mrs\.?|ms\.?|madam|your|"
    r"members|ladies|gentlemen|friends|colleagues|comrades|reverend|vice|chief|the|citizens|guests|parents|"
    r"teachers|students|president|chairman|speaker|senators?|governors?)\b[^:;!?]{0,60})"
)
_PART: Final = re.compile(rf"(?:{_CHINESE}|{_ENGLISH})\s*", re.IGNORECASE)
_BETWEEN: Final = re.compile(r"[，,、：:！!]\s*")
_SURE: Final = re.compile(
    rf"{_MODIFIER}|[^，。：:；]{{0,4}}(?:们|們)|(?:my |dear |fellow |ladies|distinguished|mr\.? )", re.IGNORECASE
)
_SPEAKS: Final = re.compile(
    r"我(?!们?的|們?的)|是|要|了|已|在这里|\b(?:I|we|our|us|it|is|are|was|were|will|shall|have|has|that|this|these|following)\b",
    re.IGNORECASE,
)
# the first colon, or the comma before a greeting
_INLINE_END: Final = re.compile(r"[：:]|[，,！!]\s*(?=(?:大家|你们|您们)?(?:早上|上午|中午|下午|晚上)?好[！!。，,])")


def is_salutation(text: str) -> bool:
    """True if the words are an address and nothing else.

    各位来宾、同志们: · 尊敬的普京总统， · Fellow citizens:
    """
    if len(text) > LONGEST or not text:
        return False
    if text[-1] not in ENDS and not (_SURE.match(text) and len(text) <= LONGEST_INLINE):
        return False
    parts = [part for part in _BETWEEN.split(text.rstrip("。.")) if part]
    return bool(parts) and not _SPEAKS.search(text) and all(_PART.fullmatch(part) for part in parts)


def inline_end(text: str) -> int:
    """Where a salutation that shares its line with a sentence ends; 0 if there is none.

    各位代表：我受…委托 (after the colon) · 老师们，同学们，大家好！ (before the greeting)
    """
    found = _INLINE_END.search(text, 1, LONGEST_INLINE)
    return found.end() if found and is_sure_salutation(text[: found.end()].rstrip()) else 0


def is_sure_salutation(text: str) -> bool:
    """True of a salutation in mid-speech: it begins with 各位, 尊敬的, 同志们. 主要领导： is none."""
    return text[-1] in ENDS and bool(_SURE.match(text)) and is_salutation(text)
