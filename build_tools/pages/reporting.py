"""The address of a form, filled in, in which a reader reports an error in a paragraph.

Knows: how the hosts of repositories take what a form is filled with.
Must not know: where the repository is: whoever calls this says so.
"""

from __future__ import annotations

from typing import Final
from urllib.parse import quote, urlencode

from build_tools.pages.escape import visible
from build_tools.pages.hosting import repository

TEMPLATE: Final = "report-error.yml"
LONGEST: Final = 240  # characters of the paragraph: hosts refuse addresses of more than some 8,000 bytes
TITLE: Final = "报错："


def report_url(address: str, speech_id: str, block_id: str, text: str) -> str:
    """Where a reader reports an error in a block; nothing if the repository is none that we know how to ask.

    GitHub takes the fields of an issue form by their ids, GitLab a title and a description, Gitee a title alone.
    """
    where = repository(address)
    if where is None:
        return ""
    place, words = f"{speech_id}#{block_id}", _short(visible(text))
    if where.host == "github":
        form = f"{where.address}/issues/new"
        return _with(form, template=TEMPLATE, title=TITLE + place, paragraph=place, quote=words)
    if where.host == "gitee":
        return _with(f"{where.address}/issues/new", title=TITLE + place)
    body = f"段落 {place}\n\n现在的文字：\n\n{words}\n\n应当是：\n\n依据：\n"
    return _with(f"{where.address}/-/issues/new", **{"issue[title]": TITLE + place, "issue[description]": body})


def _with(address: str, **fields: str) -> str:
    return f"{address}?{urlencode(fields, quote_via=quote)}"


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
