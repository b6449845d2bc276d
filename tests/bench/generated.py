"""Generated speeches for measuring: true in form, of no meaning, the same for the same number."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

VERBS = "推进 落实 加强 完善 深化 统筹 抓好 保障 优化 提升 扩大 巩固 突出 强化 改进 创新".split()
OBJECTS = (
    "项目建设 招商引资 营商环境 安全生产 基层治理 乡村振兴 教育质量 医疗服务 文化建设 生态保护 作风建设 队伍建设 "
    "科技创新 交通建设 水利工程 就业工作 社会保障 财政收支 农业生产 城市管理"
).split()
MANNERS = "全面 扎实 持续 认真 大力 积极 稳步 切实 不断 进一步".split()
ENDS = "取得新的成效,务求见到实效,确保任务完成,让群众满意,打下坚实基础,形成工作合力".split(",")
PLACES = "抚松县 旬阳县 大石桥市 安康市 东海县 临海市 长宁县 武平县 安远县 青川县".split()
EVENTS = "项目建设推进大会 开工仪式 表彰大会 工作会议 座谈会 动员大会 培训班开班式 现场会".split()
NUMERALS = "一二三四五六七八九十"


def speech(number: int, length: int) -> str:
    """One speech of about `length` characters, with half-width marks."""
    dice = random.Random(number)  # noqa: S311 - the same texts each time
    place, event = dice.choice(PLACES), dice.choice(EVENTS)
    lines = [
        f"在{place}{event}上的讲话",
        "同志们:",
        f"今天,我们在这里召开{place}{event},主要任务是总结{dice.randint(2005, 2024)}年工作,部署下一步任务。",
    ]
    size, section = sum(map(len, lines)), 0
    while size < length - 60:
        if section % 3 == 0 and section < 30:
            lines.append(f"{NUMERALS[section // 3]}、{dice.choice(MANNERS)}{dice.choice(VERBS)}{dice.choice(OBJECTS)}")
        paragraph = "".join(sentence(dice) for _ in range(dice.randint(2, 6)))
        lines.append(paragraph[: max(40, length - size)])
        size += len(lines[-1])
        section += 1
    return "\n".join([*lines, "谢谢大家!"]) + "\n"


def sentence(dice: random.Random) -> str:
    """One sentence of the usual make."""
    clauses = [f"{dice.choice(MANNERS)}{dice.choice(VERBS)}{dice.choice(OBJECTS)}" for _ in range(dice.randint(2, 5))]
    if dice.random() < 0.2:
        clauses.append(f"完成投资{dice.randint(1, 99)}.{dice.randint(1, 9)}亿元,同比增长{dice.randint(1, 40)}%")
    return ",".join([*clauses, dice.choice(ENDS)]) + "。"


WIDE = str.maketrans(",:!", "，：！")


def write(folder: Path, count: int, length: int, half_width: int = 100) -> Iterator[Path]:
    """Write `count` speeches, a file each; `half_width` percent of them punctuated as the template sites do."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        path = folder / f"speech-{number:06}.txt"
        text = speech(number, length)
        path.write_text(text if number % 100 < half_width else text.translate(WIDE), encoding="utf-8")
        yield path
