from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build_tools.model import BLOCK_KINDS
from tests.description.written import describe

WORDS = (
    "今天我们在这里召开|大会|第三次会议|在|上的讲话|——|范文【二】|篇三：|2013年|３月|二十九日|二〇一三年|一百|周年"
    "|今年|建党|主席|今年是“十一五”规划的最后一年|我谨代表|市委、市政府|开发区将|我局|市长|李小明|：|同志们"
    "|（|）|　|20xx|x|年|代表|的|举行|来源：|电"
).split("|")
TEXTS = st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=6)), max_size=30).map("".join)
LINES = st.lists(st.tuples(st.sampled_from(BLOCK_KINDS), TEXTS), max_size=8)


@settings(max_examples=150, deadline=None)
@given(LINES, TEXTS)
def test_any_text_is_described(lines: list[tuple[str, str]], file_title: str) -> None:
    """Nothing that a source may hold makes the description fail, and quotations are always exact."""
    text = "\n".join(f"[{kind}] {''.join(words.split())}" for kind, words in lines)
    source, known, _ = describe(text, file_title=file_title)
    assert known.title
    for evidence in known.evidence:
        if evidence.span:
            assert evidence.quote == source.text[evidence.span.start : evidence.span.end]


@pytest.mark.parametrize(
    "run", ["在", "今", "在这里举行", "我代表", "书记", "“", "年", "一", "上的", "2013年", "、", "周年今年是建党"]
)
@pytest.mark.parametrize("kind", ["title", "note", "paragraph", "salutation"])
def test_long_runs_take_no_time(kind: str, run: str) -> None:
    """A line of one word a million times is read in a moment."""
    begin = time.perf_counter()
    describe(f"[{kind}] " + run * (300_000 // len(run)))
    assert time.perf_counter() - begin < 2
