"""The glossary of slogans and terms: what each means, where it first stands, in how many speeches.

Knows: terms and their attestations.
Must not know: how these are found.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final
from urllib.parse import quote

from build_tools.model import UNSURE, Attestation, Page
from build_tools.pages import addresses
from build_tools.pages.escape import inline
from build_tools.pages.markdown import link, page
from build_tools.vocabulary.terms import Term

HERE: Final = "glossary/index.md"
LOCAL: Final = "具体指什么，各地不同；以文中所说为准。"


def render(terms: Sequence[Term], attested: Mapping[str, Attestation]) -> Page:
    """The glossary's page: first the terms that speeches here use, then the others."""
    used = [term for term in terms if term.id in attested]
    other = [term for term in terms if term.id not in attested]
    pieces = [
        "# 口号与名词 {: #top }",
        "Slogans and terms of the speeches, defined in our own words.\n{: .english lang=en }",
        "释义是编者自己的话，不是任何文件的原文。“首见”由程序从本站所收讲话算出，不等于这个词最早的出处。",
        "## 本站讲话用到的 {: #used }" if used else "",
        *_entries(used, attested),
        "## 本站讲话尚未用到的 {: #unused }" if other else "",
        *_entries(other, attested),
    ]
    front = {"title": "口号与名词", "description": f"讲话里的口号和名词 {len(terms)} 个，各附释义和首见"}
    return page(HERE, front, pieces)


def _entries(terms: Iterable[Term], attested: Mapping[str, Attestation]) -> Iterator[str]:
    for term in terms:
        yield f"### {inline(term.name.zh)} {{: #{term.id} }}"
        yield inline(term.definition.zh) + (LOCAL if term.local and "须看原文" not in term.definition.zh else "")
        yield f"{inline(f'{term.name.en}. {term.definition.en}')}\n{{: .english lang=en }}"
        if term.id in attested:
            yield _attested(term, attested[term.id])


def _attested(term: Term, first: Attestation) -> str:
    where = link(inline(first.title), f"{addresses.speech(first.speech)}#{first.block}", HERE)
    year = (first.edtf or "")[:4]
    inferred = "，推定" if first.status in UNSURE else ""
    when = f"（{year}{inferred}）" if year.isdigit() else "（时间未详）"
    search = f'<a href="../search/?q={quote(term.name.zh)}">{first.count:,} 篇</a>'
    return f"首见：{where}{when}。用到的：{search}。\n{{: .note }}"
