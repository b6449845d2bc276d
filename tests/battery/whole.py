"""I: speeches that are there twice, or are not what is said of them; what was published and would be gone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from tests.battery.inputs import OTHERS, Input, Put, beside, inputs, speech
from tests.battery.trial import GOOD

TWICE: Final = GOOD["good.txt"]
LONG: Final = "各乡镇要把今年的水利任务分到村、分到组，一条渠一条渠地修，一座塘一座塘地清，入冬以前要全部验收。"
WHOLE: Final[dict[str, Mapping[str, Put]]] = {
    "the same words": {"a.txt": TWICE},
    "the same words, spaced otherwise": {"a.txt": TWICE.replace("\n", "\n\n　　")},
    "the same words in another encoding": {"a.txt": TWICE.encode("gb18030")},
    "nearly the same words": {"a.txt": TWICE.replace("三座水库", "四座水库")},
    "words that are part of others": {
        "a.txt": speech(LONG),
        "b.txt": "".join(OTHERS).replace("谢谢大家！\n", "") + speech(LONG).partition("同志们：\n")[2],
    },
    "empty": {"a.txt": ""},
    "a title alone": {"a.txt": "在全县水利工作会议上的讲话\n"},
    "a year that the text denies": beside("date: '2018'\n", speech().replace("同志们：", "（2021年3月5日）\n同志们：")),
    "a region that the text denies": beside(
        "region: '210882'\n", speech().replace("全县水利", "陕西省延安市宝塔区水利")
    ),
    "validated by the one who proofread": beside(
        "proofread_by: 李四\nproofread_on: 2026-01-05\nvalidated_by: 李四\nvalidated_on: 2026-01-06\n"
    ),
    "validated and not proofread": beside("validated_by: 李四\nvalidated_on: 2026-01-06\n"),
    "validated before it was proofread": beside(
        "proofread_by: 李四\nproofread_on: 2026-01-05\nvalidated_by: 王五\nvalidated_on: 2026-01-04\n"
    ),
    "proofread on a day to come": beside("proofread_by: 李四\nproofread_on: 2999-01-05\n"),
    "an error that is excused": beside("accepted:\n- code: F008\n  reason: 看过\n"),
    "an excuse without a reason": beside("accepted:\n- code: T101\n"),
    "an excuse that excuses nothing": beside("accepted:\n- code: T101\n  reason: 看过\n"),
    "a correction of what is not there": beside("corrections:\n- {find: 桥梁, replace: 河道, reason: 试}\n"),
    "two corrections of the same words": beside(
        "corrections:\n- {find: 把渠道修到田头, replace: 甲, reason: 试}\n- {find: 渠道修到, replace: 乙, reason: 试}\n"
    ),
    "withdrawn, and in use": {"withdrawn.yml": "moved:\n- {speech: good-1, to: good-9, reason: 试}\n"},
    "moved to nowhere": {"withdrawn.yml": "moved:\n- {speech: gone-1, to: nowhere-1, reason: 试}\n"},
}


def every() -> Iterator[Input]:
    """All of them."""
    yield from inputs("I", WHOLE)
