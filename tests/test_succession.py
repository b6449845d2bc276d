"""Ids of paragraphs: what may change without moving one, and where each leads when a source is replaced.

The truth is kept by the hand that makes the changes, letter by letter; nothing of the aligner is used to judge it.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, replace

import pytest

from build_tools import pipeline, repair
from build_tools.model import Block, RawFile
from build_tools.structure import structure
from build_tools.succession import named, succeed
from build_tools.vocabulary import load
from tests.bench.generated import speech

TRIALS = 1_000
SAME = ("谢谢大家！", "同志们：", "以上是我的几点意见，请大家结合实际，认真抓好落实。")
TEXT = """在全县绿化工作会议上的讲话
同志们：
今天开会，只有一件事，就是把春天的树种好。
一、早做准备
苗木要在三月十五日以前运到各乡，误了的要说明理由。
各村先挖坑，后领苗。坑要挖到六十公分深，浇透水。
二、分清责任
一是县里管苗木。二是乡里管地块。三是村里管人手。
去年种下的树，活了七成。今年要活到九成，差一分都要补种。
三、抓紧时间
雨水一过就动手，清明以前收尾。
谢谢大家！
"""
FACTS = (
    "title: 题{0}",
    "date: '20{0:02}'",
    "contributor: 张{0}",
    "state: sample",
    "note: 附注{0}",
    "audience: 听众{0}",
)


@dataclass(frozen=True)
class Kept:
    """A paragraph of the new text: for each sign of it, from which old paragraph it came; -1 if from none."""

    text: str
    origin: tuple[int, ...]


def old_texts(dice: random.Random) -> list[str]:
    """Paragraphs, some of which stand twice, and some nearly twice."""
    signs = "".join(speech(dice.randrange(400), 3_000).split())
    texts, at = [], 0
    for _ in range(dice.randint(8, 24)):
        length = dice.choice((6, 12, 40, 90, 200))
        texts.append(signs[at : at + length])
        at += length
    for same in dice.sample(SAME, 2):
        texts.insert(dice.randrange(len(texts)), same)
        texts.insert(dice.randrange(len(texts)), same)
    near = dice.choice(texts)
    texts.append(f"{near[: len(near) // 2]}又{near[len(near) // 2 :]}")
    return texts


def changed(texts: list[Kept], dice: random.Random) -> list[Kept]:
    """The paragraphs after one change of some kind."""
    out, at = list(texts), dice.randrange(len(texts))
    here, kind = out[at], dice.choice(("insert", "delete", "typo", "split", "merge", "reorder"))
    if kind == "insert":
        words = speech(1_000 + dice.randrange(400), 400)[: dice.choice((5, 30, 120))]
        out.insert(at, Kept(words, (-1,) * len(words)))
    elif kind == "delete" and len(out) > 3:
        del out[at]
    elif kind == "typo" and here.text:
        place = dice.randrange(len(here.text))
        origin = (*here.origin[:place], -1, *here.origin[place + 1 :])
        out[at] = Kept(f"{here.text[:place]}错{here.text[place + 1 :]}", origin)
    elif kind == "split" and len(here.text) > 10:
        place = dice.randint(3, len(here.text) - 3)
        out[at : at + 1] = [
            Kept(here.text[:place], here.origin[:place]),
            Kept(here.text[place:], here.origin[place:]),
        ]
    elif kind == "merge" and at + 1 < len(out):
        after = out[at + 1]
        out[at : at + 2] = [Kept(here.text + after.text, here.origin + after.origin)]
    elif kind == "reorder":
        out.insert(dice.randrange(len(out)), out.pop(at))
    return out


def test_a_replaced_source_leads_no_link_astray() -> None:
    """1,000 replaced sources of one to four changes each: no link leads to other words, nearly all lead somewhere."""
    wrong, asked, answered = [], 0, 0
    for trial in range(TRIALS):
        dice = random.Random(trial)  # noqa: S311 - the same each time
        old = old_texts(dice)
        new = [Kept(text, (number,) * len(text)) for number, text in enumerate(old)]
        for _ in range(dice.randint(1, 4)):
            new = changed(new, dice)
        found = succeed(
            [(f"a#{number}", text) for number, text in enumerate(old)],
            [(f"b#{number}", one.text) for number, one in enumerate(new)],
        )
        for number, text in enumerate(old):
            to = found.get(f"a#{number}")
            lives = max((one.origin.count(number) for one in new), default=0) >= 0.6 * len(text)
            asked += lives
            if to is None:
                continue
            answered += lives
            there = new[int(to.partition("#")[2])]
            if there.text != text and there.origin.count(number) < 0.3 * min(len(text), len(there.text)):
                wrong.append((trial, text, there.text))
    assert wrong == []
    assert asked > 15_000
    assert answered >= 0.97 * asked, (answered, asked)


def test_ids_that_stood_for_other_words_are_not_given_again() -> None:
    """A paragraph that happens to begin where another once did gets a name of its own."""
    assert named(["p0", "p9", "p12"], frozenset()) == ["p0", "p9", "p12"]
    assert named(["p0", "p9", "p12"], frozenset({"p9", "p12", "p12r"})) == ["p0", "p9r", "p12rr"]


def blocks(sidecar: str) -> tuple[Block, ...]:
    """The blocks of the text, with a sidecar."""
    raw = RawFile("a.txt", TEXT.encode(), sidecar=sidecar.encode(), sidecar_path="a.yml")
    return pipeline.make_volume(raw, "a", load()).speeches[0].blocks


def test_edits_of_the_sidecar_move_no_id() -> None:
    """1,000 sidecars of random facts and corrections: every paragraph has the id that it has without."""
    plain = [(block.id, block.kind) for block in blocks("")]
    words = ("六十公分", "三月十五日", "春天", "地块", "清明", "补种")
    for trial in range(TRIALS):
        dice = random.Random(trial)  # noqa: S311 - the same each time
        lines = [row.format(dice.randrange(10, 25)) for row in dice.sample(FACTS, dice.randint(0, 4))]
        chosen = dice.sample(words, dice.randint(0, 3))
        if chosen:
            lines.append("corrections:")
        lines += [f"  - {{find: {word}, replace: {'改' * dice.randint(1, 9)}, reason: 试, by: 乙}}" for word in chosen]
        assert [(block.id, block.kind) for block in blocks("\n".join(lines) + "\n")] == plain


@pytest.mark.parametrize("part", range(4))
def test_other_rules_move_no_id(part: int) -> None:
    """1,000 versions of the rules, each of which mends other places: an id stands for one place of the source."""
    dice = random.Random(part)  # noqa: S311 - the same each time
    raw = RawFile("a.txt", TEXT.replace("，", ",").replace("五日", "5。5日").encode())
    volume = pipeline.make_volume(raw, "a", load())
    here = volume.speeches[0]
    edits = repair.examine(volume.source, here.span)
    assert len(edits) >= 8
    for _ in range(TRIALS // 4):
        some = tuple(replace(edit) for edit in edits if dice.random() < 0.5)
        made = structure(volume.source, here.span, some)
        assert [block.id for block in made] == [block.id for block in here.blocks]
        assert all(block.id == f"p{block.span.start}" for block in made)
