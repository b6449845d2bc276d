from __future__ import annotations

import time

import pytest

from build_tools.description import genre, occasion, speaker
from build_tools.description.headings import own_words
from build_tools.description.reading import Passage
from build_tools.vocabulary import Entry, entries, load
from build_tools.vocabulary.phrases import phrases
from build_tools.vocabulary.scripts import fold, pairs
from build_tools.vocabulary.years import years
from tests.description.written import describe

WELL = "entries:\n  a-b:\n    label: [甲, A]\n    definition: [甲者，甲也, A is a]\n"


def examples(name: str) -> list[tuple[str, str]]:
    """Each example of a list with the id of its entry."""
    rows: dict[str, Entry] = getattr(load(), name)
    return [(entry.id, example) for entry in rows.values() for example in entry.examples]


@pytest.mark.parametrize(("entry", "example"), examples("occasions"))
def test_occasion_is_told_by_its_examples(entry: str, example: str) -> None:
    """The name of an event belongs to the entry that gives it as an example."""
    assert entry == occasion.classify(example, load())


@pytest.mark.parametrize(("entry", "example"), examples("genres"))
def test_genre_is_told_by_its_examples(entry: str, example: str) -> None:
    """An example, as a title or as a sentence, gives its genre."""
    kind = "paragraph" if example[-1] in "。！" else "title"
    assert entry == describe(f"[{kind}] {example}\n一句别的话。")[1].genre.id


@pytest.mark.parametrize(("entry", "example"), examples("roles"))
def test_role_is_told_by_its_examples(entry: str, example: str) -> None:
    """A post gives its role."""
    assert entry == speaker.role_of(example, load())


@pytest.mark.parametrize(("entry", "example"), examples("states"))
def test_state_is_told_by_its_examples(entry: str, example: str) -> None:
    """A heading or a note gives the state of the text."""
    kind = "note" if example.startswith("（") else "title"
    assert entry == describe(f"[{kind}] {example}\n一句别的话。")[1].state


@pytest.mark.parametrize(
    "text",
    [
        WELL + "    colour: red\n",
        WELL.replace("[甲, A]", "[甲]"),
        WELL.replace("[甲, A]", "甲"),
        WELL.replace("[甲者，甲也, A is a]", "[甲者, '']"),
        WELL + "    cues: ['(']\n",
        WELL + "    broader: nowhere\n",
        WELL.replace("a-b", "A_b"),
        WELL + WELL.removeprefix("entries:\n"),
        "entrys: {}\n",
    ],
)
def test_a_wrong_file_is_a_bug_of_ours(text: str) -> None:
    """An unknown key, one language only, a broken expression, an id twice: ValueError, and it names the place."""
    with pytest.raises(ValueError, match=r"list\.yml|stands twice"):
        entries.read("list.yml", text)


def test_a_right_file_is_read() -> None:
    """The form that the wrong ones depart from."""
    assert list(entries.read("list.yml", WELL)[0]) == ["a-b"]


def test_every_entry_has_both_languages_and_a_group() -> None:
    """Labels and definitions are there for both readers; labels do not repeat within a list."""
    vocabulary = load()
    for name in ("occasions", "genres", "roles", "states", "rights"):
        rows: dict[str, Entry] = getattr(vocabulary, name)
        assert len({entry.label.zh for entry in rows.values()}) == len(rows)
        assert len({entry.label.en for entry in rows.values()}) == len(rows)
        for entry in rows.values():
            assert entry.label.en.isascii(), entry.id
            assert name in ("states", "rights") or entry.broader, entry.id


def test_loading_is_fast() -> None:
    """Every start of the program pays for it."""
    begin = time.perf_counter()
    load.__wrapped__()
    assert time.perf_counter() - begin < 0.3


def test_ids_of_declared_fields() -> None:
    """The sidecar asks here which words a field may hold."""
    ids = load().ids
    assert {"occasion", "genre", "speaker_role", "state", "rights", "language", "region"} == set(ids)
    assert "unknown" in ids["rights"]


def test_folding_keeps_every_position() -> None:
    """The folded text is as long as the text, so that places found in it are places of the source."""
    text = "２０１３年,畢業典禮(全文)　Ｅｎｄ"
    assert fold(text) == "2013年，毕业典礼（全文） End"
    assert all(len(old) == len(new) == 1 and old != new for old, new in pairs().items())


def test_years_of_plans() -> None:
    """“十一五”规划的最后一年 is 2010; each plan begins where the one before it ends."""
    table = years()
    assert table.plans["十一五"] + table.plan_years["最后一年"] == 2010
    firsts = sorted(table.plans.values())
    assert firsts == list(range(firsts[0], firsts[-1] + 1, 5))


def test_phrases_are_words() -> None:
    """No list of shared words holds a word twice."""
    for name, words in phrases().items():
        assert len(set(words)) == len(words), name


@pytest.mark.parametrize(
    ("line", "own"),
    [
        ("范文【一】", None),
        ("项目建设推进会领导讲话稿范文【二】", None),
        ("项目建设领导讲话篇三:", None),
        ("第2篇", None),
        ("领导讲话稿（三）", None),
        ("篇一：在毕业典礼上的讲话", "在毕业典礼上的讲话"),
        ("★★ 在毕业典礼上的讲话(全文)", "在毕业典礼上的讲话"),
        ("在第三次会议上的讲话", "在第三次会议上的讲话"),
    ],
)
def test_a_compilers_words_are_not_the_speechs_own(line: str, own: str | None) -> None:
    """What numbers the samples of a compilation tells nothing of the speech."""
    passage = own_words(Passage("title", 0, fold(line)))
    assert own == (passage.text if passage else None)


def test_genres_need_more_than_one_sign() -> None:
    """One word that many speeches hold does not make a genre."""
    assert genre.ENOUGH == 2
