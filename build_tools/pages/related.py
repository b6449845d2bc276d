"""The neighbours of a speech as a piece of HTML that is put below its page when the site is made.

It is no part of the page's Markdown: a page then stays as it is when a speech elsewhere comes or goes.
Knows: how a reason is told.
Must not know: how neighbours are found, MkDocs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from build_tools.model import Neighbour, Reason
from build_tools.pages import labels
from build_tools.pages.escape import attribute
from build_tools.vocabulary import Vocabulary

LONGEST: Final = 60  # characters of a passage that are quoted


def fragment(here: str, neighbours: Sequence[Neighbour], vocabulary: Vocabulary) -> str:
    """The list of a speech's neighbours, each with its reasons; nothing if there are none."""
    if not neighbours:
        return ""
    rows = "\n".join(_row(here, one, vocabulary) for one in neighbours)
    return f'<section class="related">\n<h2 id="related">相关讲话</h2>\n<ul>\n{rows}\n</ul>\n</section>\n'


def _row(here: str, one: Neighbour, vocabulary: Vocabulary) -> str:
    why = "".join(f"<li>{_told(reason, vocabulary)}</li>" for reason in one.reasons)
    compare = f'<a href="../../compare/?a={here}&amp;b={one.id}">对照提纲</a>'
    return f'<li><a href="../{one.id}/">{attribute(one.title)}</a><ul>{why}<li>{compare}</li></ul></li>'


def _told(reason: Reason, vocabulary: Vocabulary) -> str:
    words = reason.words
    if reason.kind == "setting":
        occasion, role = labels.label("occasions", words[0], vocabulary), labels.label("roles", words[1], vocabulary)
        return f"场合和身份相同：{attribute(occasion)}，{attribute(role)}"
    if reason.kind == "passage":
        more = "……" if len(words[0]) > LONGEST else ""
        return f"有相同的一段：<q>{attribute(words[0][:LONGEST])}{more}</q>（{len(words[0])} 字）"
    name = KINDS[reason.kind]
    return f"{name}：" + "、".join(f"<q>{attribute(word)}</q>" for word in words)


KINDS: Final[Mapping[str, str]] = {"outline": "提纲相近", "phrases": "用语相同"}
