"""Related speeches: what must be found is planted, the figures are counted anew, the work has bounds."""

from __future__ import annotations

import json
import math
import random
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from build_tools.corpus.reasons import read, reasons, shared
from build_tools.corpus.related import NEIGHBOURS, relate
from build_tools.model import Neighbour, Reason
from build_tools.pages.related import fragment
from build_tools.vocabulary import load
from tests.corpus.planted import words

HEADINGS = ("抓好项目储备", "优化营商环境", "压实工作责任")


def record(
    name: str,
    texts: list[str],
    headings: tuple[str, ...] = (),
    setting: tuple[str | None, str | None] = (None, None),
) -> dict[str, Any]:
    """A line of corpus.jsonl with all that matters here."""
    return {
        "id": name,
        "title": f"题 {name} <b>",
        "occasion": {"id": setting[0]},
        "speaker": {"role": setting[1]},
        "outline": [{"level": 1, "text": heading} for heading in headings],
        "blocks": [{"kind": "paragraph", "text": text} for text in texts],
    }


def write(path: Path, records: list[dict[str, Any]]) -> Path:
    """A corpus of some records."""
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in records), encoding="utf-8")
    return path


def related(path: Path, records: list[dict[str, Any]]) -> dict[str, tuple[Neighbour, ...]]:
    """The neighbours of each."""
    return {name: near for name, _, near in relate(write(path, records)) if near is not None}


def cosine(one: str, two: str, texts: list[str]) -> float:
    """The likeness of two texts, by the plain formula over their pairs and triples of characters."""

    def grams(text: str) -> Counter[str]:
        return Counter(text[at : at + size] for size in (2, 3) for at in range(len(text) - size + 1))

    sets = [set(grams(text)) for text in texts]

    def weights(text: str) -> dict[str, float]:
        return {
            gram: (1 + math.log(count)) * math.log1p(len(texts) / sum(gram in known for known in sets))
            for gram, count in grams(text).items()
        }

    mine, theirs = weights(one), weights(two)
    length = math.sqrt(sum(w * w for w in mine.values()) * sum(w * w for w in theirs.values()))
    return sum(weight * theirs.get(gram, 0) for gram, weight in mine.items()) / length


def test_planted_likes_are_found_first(tmp_path: Path) -> None:
    """Of thirty texts that share a fifth with a partner, each gets the partner first, as the plain formula says."""
    own = [words(number, 500) for number in range(30)]
    texts = [text + own[number ^ 1][:120] for number, text in enumerate(own)]
    found = related(tmp_path / "corpus.jsonl", [record(f"s-{n}", [text]) for n, text in enumerate(texts)])
    for number, text in enumerate(texts):
        assert found[f"s-{number}"][0].id == f"s-{number ^ 1}"
        likes = {other: cosine(text, texts[other], texts) for other in range(30) if other != number}
        assert max(likes, key=lambda other: likes[other]) == number ^ 1
    assert all(len(near) <= NEIGHBOURS and near[0].reasons for near in found.values())


def test_every_reason_is_true(tmp_path: Path) -> None:
    """A quoted passage or phrase stands in both texts; a heading in the one, and its like in the other."""
    texts = [words(number, 400) for number in range(6)]
    rows = [
        record("a-1", [texts[0], texts[1]], HEADINGS, ("mobilization", "mayor")),
        record("b-1", [texts[2], texts[1][50:150]], HEADINGS[::-1], ("mobilization", "mayor")),
        record("c-1", [texts[3]], (), ("mobilization", "mayor")),
        record("d-1", [texts[4]], HEADINGS[:1]),
        record("e-1", ["春眠不觉晓，处处闻啼鸟。"]),
    ]
    whole = {row["id"]: "\n".join(block["text"] for block in row["blocks"]) for row in rows}
    found = related(tmp_path / "corpus.jsonl", rows)
    kinds = {reason.kind: reason.words for one in found["a-1"] if one.id == "b-1" for reason in one.reasons}
    assert kinds["setting"] == ("mobilization", "mayor")
    assert len(kinds["passage"][0]) >= 90
    assert kinds["outline"] == HEADINGS
    assert "c-1" in {one.id for one in found["a-1"]}
    assert found["e-1"] == ()
    for name, near in found.items():
        for one in near:
            for reason in one.reasons:
                if reason.kind in ("passage", "phrases"):
                    assert all(word in whole[name] and word in whole[one.id] for word in reason.words)


@pytest.mark.parametrize("seed", range(50))
def test_shared_runs_are_the_longest(seed: int) -> None:
    """The longest shared run is as long as the one that the plain way finds."""
    dice = random.Random(seed)  # noqa: S311 - the same each time
    one, two = ("".join(dice.choice("甲乙丙") for _ in range(60)) for _ in range(2))
    runs = shared(read(record("a", [one])), read(record("b", [two])))
    plain = max((size for size in range(61) if any(one[at : at + size] in two for at in range(61 - size))), default=0)
    assert max(map(len, runs), default=0) == (plain if plain >= 4 else 0)


def test_same_bytes_each_time_and_few_change(tmp_path: Path) -> None:
    """One more speech changes the neighbours of few others; the same corpus gives the same."""
    rows = [record(f"s-{n}", [words(n % 40, 300) + words(n, 300)]) for n in range(80)]
    first = related(tmp_path / "one.jsonl", rows)
    assert first == related(tmp_path / "two.jsonl", rows)
    more = related(tmp_path / "more.jsonl", [*rows, record("t-1", [words(999, 600)])])
    assert all(first[name][0].id == more[name][0].id for name in first)
    kept = sum(len({n.id for n in first[name]} & {n.id for n in more[name]}) for name in first)
    assert kept >= 0.9 * sum(len(near) for near in first.values())


def test_what_is_known_is_not_looked_for_again(tmp_path: Path) -> None:
    """With the digests of the last time nothing is done anew; with one more speech all is as if made anew."""
    rows = [record(f"s-{n}", [words(n, 600)], setting=("a", f"r{n % 9}")) for n in range(80)]
    corpus = write(tmp_path / "corpus.jsonl", rows)
    known = {name: key for name, key, _ in relate(corpus)}
    first = {name: near for name, _, near in relate(corpus)}
    assert all(near is None for _, _, near in relate(corpus, known))
    rows.insert(40, record("t-1", [words(999, 600)], setting=("a", "r3")))
    anew = dict(related(corpus, rows))
    again = {name: near for name, _, near in relate(corpus, known)}
    assert again["t-1"] == anew["t-1"]
    assert all(anew[name] == (first[name] if near is None else near) for name, near in again.items() if name in first)


def test_nothing_foreign_comes_alive() -> None:
    """Titles and quoted words are text and nothing else."""
    bad = '<script>x</script>"&amp;'
    html = fragment("b-1", (Neighbour("a-1", bad, (Reason("passage", (bad,)), Reason("phrases", (bad, bad)))),), load())
    tree = etree.fromstring(html.encode())
    assert {element.tag for element in tree.iter()} == {"section", "h2", "ul", "li", "a", "q"}
    assert "".join(map(str, tree.itertext())).count(bad) == 4
    assert fragment("b-1", (), load()) == ""


def test_no_speeches_no_relations(tmp_path: Path) -> None:
    """An empty corpus, a speech without words."""
    assert related(tmp_path / "none.jsonl", []) == {}
    assert related(tmp_path / "bare.jsonl", [record("a-1", []), record("b-1", [""])]) == {"a-1": (), "b-1": ()}
    assert reasons(read(record("a-1", [])), read(record("b-1", []))) == ()
