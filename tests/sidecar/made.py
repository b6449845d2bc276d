"""Sidecars made up field by field after the one table of fields: mostly right, now and then wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import yaml
from hypothesis import strategies as st

from build_tools.sidecar.fields import FORMS, SIDECAR, Field
from build_tools.vocabulary import load

ODD: Final = st.sampled_from(
    [
        *("", " ", "x", "同志们：", "20xx年", "\u202e", "\u200b字", "a\nb", "{{", "<script>", "9" * 30, "字" * 600),
        *(-1, 0, 1.5, None, True, [], {}, ["x"], {"x": "y"}),
        *("2021-13-45", "999999", "javascript:alert(1)", "https://a.b/<", "T999"),
    ]
)
WRONG: Final = 20  # of so many values one
NUMBERS: Final = st.integers(1, 4)
"""Of speeches and lines: few are right, but some."""


class Plain(yaml.SafeDumper):
    """Writes a value each time it occurs: a sidecar has no anchors."""

    def ignore_aliases(self, _: object) -> bool:
        """Of all values."""
        return True


def sidecars(words: Sequence[str]) -> st.SearchStrategy[bytes]:
    """Sidecars as files. `words` stand in the source, where corrections and boundaries look for them."""
    right = st.sampled_from(words)
    return form(SIDECAR, right).map(
        lambda told: yaml.dump(told, Dumper=Plain, allow_unicode=True, sort_keys=False).encode()
    )


def form(name: str, words: st.SearchStrategy[str]) -> st.SearchStrategy[Mapping[str, Any]]:
    """A group of fields: those that are required nearly always, some of the others, groups as often as all the rest."""
    fields = {field.name: field for field in FORMS[name]}
    made = {name: value(field, words) for name, field in fields.items()}
    must = {name: made[name] for name, field in fields.items() if field.required}
    groups = [name for name, field in fields.items() if field.rows]
    names = st.sampled_from([name for name in fields if name not in (*must, *groups)])
    some = st.one_of(names, st.sampled_from(groups)) if groups else names
    whole = st.lists(some, min_size=not must, max_size=3, unique=True).flatmap(
        lambda names: st.fixed_dictionaries({**must, **{name: made[name] for name in names}})
    )
    return mostly(whole, st.just({}))


def mostly(right: st.SearchStrategy[Any], wrong: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """What is right, now and then what is wrong."""
    return st.integers(1, WRONG).flatmap(lambda number: wrong if number == WRONG else right)


def value(field: Field, words: st.SearchStrategy[str]) -> st.SearchStrategy[Any]:
    """A value of a field: one of its kind in most cases."""
    known = tuple(load().ids.get(field.name, ())) or field.choices
    if field.kind == "list":
        right: st.SearchStrategy[Any] = st.lists(form(field.rows, words), min_size=1, max_size=4)
    elif field.kind == "table":
        right = st.dictionaries(NUMBERS, form(field.rows, words), min_size=1, max_size=3)
    elif field.kind == "number":
        right = NUMBERS
    elif field.kind == "source words":
        right = words
    elif field.kind == "any words":
        right = st.one_of(words, st.sampled_from(["", "改", "一、改\n第二行", "（一）"]))
    elif field.kind == "choice" and known:
        right = st.one_of(st.just(field.example), st.sampled_from(sorted(known)))
    else:
        right = st.just(field.example)
    return mostly(right, ODD)
