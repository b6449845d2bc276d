"""Which words of a header line are the speech's own, and which are a compiler's who numbered his samples.

Knows: the forms in which compilers number: 范文【二】, 篇三, 第2篇, 讲话稿（一）.
Must not know: what the own words tell.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from build_tools.description.reading import Passage
from build_tools.vocabulary.phrases import any_of

COUNT: Final = "[0-9一二三四五六七八九十百]{1,3}"
# 领导讲话稿范文【二】; 篇三：; 第2篇; 致辞（一）; Part 1 — not 第三次会议上的讲话
NUMBERED: Final = re.compile(
    rf"(?:{any_of('sample_nouns')}|篇)\s*[【\[（(]?\s*{COUNT}(?![0-9年月日届次个])\s*[】\]）)]?"
    rf"|第\s*{COUNT}\s*[篇则份]\s*[】\]）)]?"
    rf"|(?<=[稿词辞话言讲]){COUNT}$|(?<=[稿词辞话言讲文])\s*[（【\[]\s*{COUNT}\s*[）】\]]$"
    r"|^(?i:part|speech|chapter)[\s.:：_\-]*[0-9]{1,3}\b"
)
SAMPLE: Final = re.compile(any_of("sample_nouns"))
EDGES: Final = " \t#*_=>|★☆◆◇●○■▲※✦【】[]《》〈〉「」—–-:：、.。·~"
FILED: Final = re.compile(r"^\s*(?:19|20)[0-9]{2}[-.][0-9]{2}[-.][0-9]{2}_")  # a name under which a file was kept
WHOLE: Final = re.compile(r"（(?:全文|节选|摘要|摘登|实录|附[^）]{1,6})）\s*$")


@lru_cache(maxsize=64)
def own_words(passage: Passage) -> Passage | None:
    """A header line without number, ornament and (全文); None if only the compiler's words stand in it.

    "篇一：在毕业典礼上的讲话" → "在毕业典礼上的讲话"; "推进会讲话稿范文【二】" → None.
    """
    text = passage.text
    end = len(text)
    filed = FILED.match(text)
    begin = filed.end() if filed else 0
    for found in NUMBERED.finditer(text[:120]):
        begin = found.end()
    whole = WHOLE.search(text, begin)
    end = whole.start() if whole else end
    inner = text[begin:end]
    begin += len(inner) - len(inner.lstrip(EDGES))
    inner = inner.strip(EDGES)
    return Passage(passage.kind, passage.start + begin, inner) if len(inner) > 1 else None


def is_compilers(passage: Passage) -> bool:
    """True if a compiler's number or his word for a sample stands in the line."""
    return bool(NUMBERED.search(passage.text[:120]) or SAMPLE.search(passage.text[:120]))
