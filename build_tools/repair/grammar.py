"""Particles of like sound: 的 where the grammar asks for 地 or 得. Offered only, where little else can be meant.

Knows: closed lists of adverbials, manners and verbs.
Must not know: any wider grammar.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from build_tools.repair.rule import Found

# fmt: off
ADVERBIALS: Final = (
    "有选择", "有计划", "有步骤", "有组织", "有重点", "有针对性", "有条不紊", "积极主动", "积极", "主动", "认真",
    "扎实", "切实", "自觉", "坚定不移", "毫不动摇", "毫不犹豫", "千方百计", "全力以赴", "卓有成效", "实事求是",
    "创造性", "满怀信心", "坚持不懈", "持之以恒", "一如既往", "齐心协力", "源源不断", "扎扎实实", "认认真真",
    "更好", "更加积极", "更加自觉", "进一步深入", "不断", "逐步", "深入",
)
VERBS: Final = (
    "讲", "说", "谈", "做", "干", "搞", "办", "抓", "写", "唱", "跑", "走", "学", "管", "跟", "开", "打",
    "进行", "完成", "发展", "准备", "组织", "开展", "落实",
)
# fmt: on
DEEDS: Final = "上项目|抓好|做好|搞好|办好|干好|推进各|推动各|投身|投入到|融入到|参与到|落实好|走下去|抓下去|干下去"
TALK: Final = "沟通|衔接|对接|联系|联络|协调|配合|协商|交流|合作|汇报|争取|打交道"
# 有选择的上项目, 积极主动的与省市做好沟通; not 有针对性的措施, 积极的与消极的
ADVERBIAL: Final = re.compile(rf"的(?=(?:{DEEDS})|[与同向跟][^，。；！？、的\n]{{1,12}}(?:{TALK})(?![的是与和]))")

MANNERS: Final = (
    "好|快|慢|稳|实|细|透|客观|全面|透彻|清楚|明白|具体|深刻|到位|扎实|实在|精彩|生动|认真|仔细|详细|"
    "成功|顺利|出色|漂亮|激烈|圆满"
)
# 大家讲的很客观，; not 我讲的很重要, not 讲的很好的故事
COMPLEMENT: Final = re.compile(rf"的(?=(?:很|非常|十分|特别|比较|更|相当|越来越)(?:{MANNERS})[，。；！])")


def adverbial_particle(text: str) -> Iterator[Found]:
    """地, not 的, stands between an adverbial and its verb.

    "有选择的上项目" → "有选择地上项目". "有针对性的措施" and "积极的与消极的" stay.
    """
    for match in ADVERBIAL.finditer(text):
        if text.endswith(ADVERBIALS, 0, match.start()):
            yield match.start(), match.end(), "地"


def complement_particle(text: str) -> Iterator[Found]:
    """得, not 的, stands between a verb and how it is done.

    "大家讲的很客观" → "大家讲得很客观". "讲的很重要" and "很好的故事" stay. Offered only: "what they said" is possible.
    """
    for match in COMPLEMENT.finditer(text):
        if text.endswith(VERBS, 0, match.start()):
            yield match.start(), match.end(), "得"
