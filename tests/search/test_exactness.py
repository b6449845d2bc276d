"""Every hit and no other: the index in a real browser against brute force in Python."""

from __future__ import annotations

import random
from collections.abc import Iterator

import opencc
import pytest
from playwright.sync_api import Browser, Page

from tests.search import brute, library

SPANS, SINGLES, STATES = 1000, 200, 200
LOT = 100  # queries that are given to the page together


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> library.Corpus:
    """5,000 speeches of 2,000 characters."""
    return library.made(tmp_path_factory.mktemp("exactness"), 5000, 2000)


@pytest.fixture(scope="module")
def page(browser: Browser, corpus: library.Corpus, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """A page with the search of the corpus."""
    with library.opened(browser, corpus.index, tmp_path_factory.mktemp("page")) as (found, _):
        yield found


@pytest.fixture(scope="module")
def whole(corpus: library.Corpus) -> list[tuple[int, str]]:
    """The number of each speech, and its lines in one string."""
    return [(number, "\0".join(here.lines)) for number, here in enumerate(corpus.speeches)]


def written_otherwise(text: str, dice: random.Random) -> str:
    """The same text to a reader: traditional, in full width, parted by white space or marks, or as it is."""
    way = dice.randrange(4)
    if way == 0:
        return str(opencc.OpenCC("s2t").convert(text))
    if way == 1:
        return text.translate({code: code + 0xFEE0 for code in range(0x21, 0x7F)})
    if way == 2:
        at = dice.randrange(len(text))
        return text[:at] + dice.choice("　 ，、·\u200b") + text[at:]
    return text


def query(span: str, dice: random.Random) -> str:
    """A query for a span, written otherwise if that has a way back: else it would ask for something else."""
    words = f'"{written_otherwise(span, dice)}"'
    return words if brute.fold(words) == brute.fold(span) else f'"{span}"'


def spans(corpus: library.Corpus, dice: random.Random, count: int) -> Iterator[str]:
    """Random spans of 2 to 12 characters that fold to something, from anywhere in any paragraph."""
    while count:
        text = dice.choice(dice.choice(corpus.speeches).record["blocks"])["text"]
        size = dice.randint(2, 12)
        at = dice.randrange(max(1, len(text) - size))
        span = text[at : at + size].replace('"', "")
        if brute.fold(span):
            count -= 1
            yield span


def test_spans_and_single_characters(corpus: library.Corpus, page: Page, whole: list[tuple[int, str]]) -> None:
    """1,000 random spans and 200 single characters: recall and precision are 1."""
    dice = random.Random(20)  # noqa: S311
    asked = list(spans(corpus, dice, SPANS))
    asked += [dice.choice(span) for span in spans(corpus, dice, SINGLES)]
    queries = [query(span, dice) for span in asked]
    found = [numbers for lot in range(0, len(queries), LOT) for numbers in library.each(page, queries[lot : lot + LOT])]
    wrong = []
    for span, words, numbers in zip(asked, queries, found, strict=True):
        folded = brute.fold(span)
        expected = {number for number, text in whole if folded in text}
        if numbers != expected:
            wrong.append((span, words, len(expected - numbers), len(numbers - expected)))
    assert not wrong


def test_facet_states(corpus: library.Corpus, page: Page) -> None:
    """200 random states of the facets, half of them with a query: hits and every count equal brute force."""
    dice = random.Random(21)  # noqa: S311
    values = page.evaluate(
        "() => window.search.info.facets.map(({ name, values }) => [name, values.map(({ id }) => id)])"
    )
    for number in range(STATES):
        filters = {
            name: dice.sample(ids, min(len(ids), dice.randint(1, 3)))
            for name, ids in dice.sample(values, dice.randint(0, 4))
        }
        words = next(spans(corpus, dice, 1))[:3] if number % 2 else ""
        asked = [(place, here) for place, here in enumerate(corpus.speeches) if not words or brute.holds(words, here)]
        expected, counted = brute.counts(asked, filters)
        found, told = library.everyone(page, f'"{words}"' if words else "", filters)
        assert found == expected, (words, filters)
        for name, ids in values:
            for value in ids:
                assert told["facets"][name][value] == counted.get(name, {}).get(value, 0), (words, filters, name, value)
