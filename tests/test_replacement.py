"""A source replaced, from the command to the page: every old address leads to its words, or says that they are gone."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml
from click.testing import CliRunner

from build_tools import pipeline, withdrawal
from build_tools.__main__ import main
from build_tools.model import RawFile
from build_tools.pages.gone import aliases
from build_tools.replacement import register
from build_tools.vocabulary import load

LINES = [
    "在全县绿化工作会议上的讲话",
    "同志们：",
    "今天开会，只有一件事，就是把春天的树种好。",
    "苗木要在三月十五日以前运到各乡，误了的要说明理由。",
    "各村先挖坑，后领苗。坑要挖到六十公分深，浇透水。",
    "去年种下的树，活了七成。今年要活到九成，差一分都要补种。",
    "雨水一过就动手，清明以前收尾，谁也不许拖到谷雨。",
    "看护的人手由各村自己定，名单月底前报到乡里备查。",
    "谢谢大家！",
]
NEW = ("水渠年久失修，冬天农闲时一段一段清淤，不占农时。", "乡里那座老桥要请人来看，能修就修，不能修就封。")
DAY = "2026-11-23"


def write(folder: Path, lines: list[str], gone: str) -> dict[str, str]:
    """The data files of the speech under a register; the words at each address."""
    folder.mkdir()
    lost = withdrawal.read(gone.encode(), "withdrawn.yml") if gone else ()
    raw = RawFile("a.txt", "\n".join(lines).encode(), gone=withdrawal.paragraphs(lost, "a"))
    speeches = pipeline.make_volume(raw, "a", load()).speeches
    rows: Sequence[Any] = [
        {"id": one.id, "source": "a", "blocks": [{"id": block.id, "text": block.text} for block in one.blocks]}
        for one in speeches
    ]
    told: Sequence[Any] = [{"address": one.address, "to": one.to or None} for one in lost]
    for name, content in (("corpus", rows), ("withdrawn", told)):
        (folder / f"{name}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in content), encoding="utf-8")
    made = {f"{row['id']}#{block['id']}": block["text"] for row in rows for block in row["blocks"]}
    assert not list(withdrawal.faults(lost, {f"speeches/{address}" for address in made}))
    return made


def leads(address: str, made: dict[str, str], gone: str) -> str | None:
    """The words that an address leads to; nothing if the register calls it gone."""
    moved = {one.address: one.to for one in withdrawal.read(gone.encode(), "withdrawn.yml")} if gone else {}
    to = moved.get(f"speeches/{address}", f"speeches/{address}")
    return made[to.removeprefix("speeches/")] if to else None


def test_two_replacements_after_one_another(tmp_path: Path) -> None:
    """In 200 trials the addresses of the first edition lead to their words in the third, or are said to be gone."""
    answered = 0
    for trial in range(200):
        dice = random.Random(trial)  # noqa: S311 - the same each time
        here = tmp_path / str(trial)
        here.mkdir()
        lines, gone = LINES, ""
        first = last = write(here / "0", lines, "")
        addresses = dict(first)
        for edition in (1, 2):
            body = lines[2:-1]
            if dice.random() < 0.7:
                body.pop(dice.randrange(len(body)))
            if dice.random() < 0.7:
                body.insert(dice.randrange(len(body)), NEW[edition - 1])
            if dice.random() < 0.5:
                dice.shuffle(body)
            lines = [*lines[:2], *body, lines[-1]]
            write(here / f"{edition}-bare", lines, "")
            gone = register(here / str(edition - 1), here / f"{edition}-bare", "a", DAY)
            last = write(here / str(edition), lines, gone)
            addresses |= last
        for address, words in addresses.items():
            found = leads(address, last, gone)
            assert found in (words, None)
            assert (found == words) or words not in lines
            answered += found == words
    assert answered > 1_500


def test_command_prints_rows_for_the_register(tmp_path: Path) -> None:
    """What it prints is YAML that the register's reader takes."""
    write(tmp_path / "old", LINES, "")
    write(tmp_path / "new", [*LINES[:3], *LINES[4:]], "")
    made = CliRunner().invoke(main, ["replaced", str(tmp_path / "old"), str(tmp_path / "new"), "a", "--date", DAY])
    assert made.exit_code == 0
    assert set(yaml.safe_load(made.output)) == {"withdrawn", "moved"}
    assert len(withdrawal.read(made.output.encode(), "withdrawn.yml")) == len(LINES) - 3


def test_page_tells_what_is_gone() -> None:
    """An old link finds its anchor: before the words, or where the page says that they are no more."""
    page = aliases('<p id="p9">甲</p>\n', {"p3": "p9", "p5": ""})
    assert re.findall(r'id="(\w+)"', page) == ["p3", "p9", "p5"]
    assert "no longer" in page.partition('id="p5"')[2]
