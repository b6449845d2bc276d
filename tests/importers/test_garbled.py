"""Words that were read in the wrong encoding are told of; words that are rare, foreign or few are not."""

from __future__ import annotations

import pytest

from build_tools.importers import garbled
from build_tools.model import Source

TEXT = """在全县水利工作会议上的讲话
同志们：
今天，我们召开全县水利工作会议，总结去年的工作，部署今年的任务。
谢谢大家！
"""


def told(text: str) -> list[str]:
    """The codes of what is told of a text."""
    return [finding.code for finding in garbled.examine(Source("a", "a.txt", "a.txt", "", "utf-8", text))]


@pytest.mark.parametrize(
    ("right", "wrong"),
    [("gb18030", "latin-1"), ("utf-8", "latin-1"), ("utf-8", "cp1252"), ("utf-8", "gb18030"), ("utf-8", "gbk")],
)
@pytest.mark.parametrize("lost", ["replace", "ignore"])
def test_words_read_in_the_wrong_encoding(right: str, wrong: str, lost: str) -> None:
    """Also if some bytes were lost on the way, and if there is plain text among them."""
    words = TEXT.encode(right).decode(wrong, lost)
    assert ["F019"] == told(words)
    assert ["F019"] == told(f"http://example.org/\n{words}")


def test_the_first_words_are_shown_as_they_were() -> None:
    """So that a reader sees that it is true."""
    source = Source("a", "a.txt", "a.txt", "", "utf-8", TEXT.encode("gb18030").decode("latin-1"))
    (finding,) = garbled.examine(source)
    assert "在全县水利工作会议上的讲" in finding.message.zh
    assert (1, 1) == (finding.at.line, finding.at.column)


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        TEXT + "ÔÚÈ«ÏØË®Àû¹¤×÷»áÒé\n",  # one line among others: a reader sees it
        "C'est là que l'été où à peine éclairé, déjà fatigué — «œuvre» là-bas\n" * 5,
        "Größe, Übermaß, ähnlich, öffentlich, süß, Straße\n" * 5,
        "Съешь же ещё этих мягких французских булок\n" * 5,
        "こんにちは、みなさん。きょうはよいお天気です。\n" * 5,
        "각하, 신사 숙녀 여러분\n" * 5,
        "𠮷𡃁𪚥𫝀𬎆𮧵𰻝𱁬" * 10,
        "髃魖鼱龘靐齉爨麤鱻灪" * 10,
        "？？？？？？？？？？？？？？？？？？？？？？？？",
        "为什么?" * 20,
        "é",
        "",
    ],
)
def test_what_is_no_garble(text: str) -> None:
    """Other languages, rare characters, questions."""
    assert [] == told(text)


def test_lost_words() -> None:
    """Chinese in an encoding that has none becomes question marks."""
    assert ["F020"] == told(TEXT.encode("ascii", "replace").decode())
    assert ["F020"] == told("2021 " + TEXT.encode("latin-1", "replace").decode())
