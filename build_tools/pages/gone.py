"""Addresses that are gone → the pages that stand in their places, and the list of them.

Knows: what a reader of an old link is told.
Must not know: the register's YAML, disks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from build_tools.model import Gone, Page
from build_tools.pages import addresses
from build_tools.pages.escape import inline, line
from build_tools.pages.markdown import link, page, table

LIST: Final = "withdrawn/index.md"
FOOT: Final = "\n[撤下与移动的讲话](withdrawn/index.md)\n"
"""Stands at the end of the front page while anything is gone: every page must be reached."""
GONE: Final = "链接所指的段落已不在此篇：来源更换后没有这一段。This paragraph is no longer part of the speech."
BLOCK: Final = r"\{{: #{id}[ }}]|\bid=\"{id}\""


def pages(gone: Sequence[Gone]) -> Iterator[Page]:
    """A page at every address that is gone, and the list of them; nothing if there is none."""
    whole = [one for one in gone if "#" not in one.address]
    if gone:
        yield _list(gone)
    for one in whole:
        yield _moved(one) if one.to else _withdrawn(one)


def file_of(address: str) -> str:
    """The page's file of an address, with the anchor if it has one."""
    kind, _, rest = address.partition("/")
    name, hash_, block = rest.partition("#")
    return (addresses.speech(name) if kind == "speeches" else addresses.compilation(name)) + hash_ + block


def aliases(text: str, moved: Mapping[str, str]) -> str:
    """A speech's page with an anchor of its own for each block that moved, before the block that it moved to.

    Those that are nowhere now (`new` is empty) are told of at the page's end, where an old link finds it.
    """
    pieces = text.rstrip("\n").split("\n\n")
    for old in sorted(old for old, new in moved.items() if not new):
        pieces.append(f'<p id="{old}" class="gone">{GONE}</p>')
    for old, new in sorted((old, new) for old, new in moved.items() if new):
        found = re.compile(BLOCK.format(id=re.escape(new)))
        at = next((number for number, piece in enumerate(pieces) if found.search(piece)), None)
        if at is not None:
            pieces.insert(at, f'<div id="{old}"></div>')
    return "\n\n".join(pieces) + "\n"


def _withdrawn(one: Gone) -> Page:
    """A tombstone: that something was here, when and why it went, and none of its words."""
    front = {"title": "已撤下", "description": "此处的内容已经撤下"}
    rows = [
        "# 已撤下 {: #top }",
        "这里曾有一篇讲话或一个汇编，现已撤下，不再提供正文、下载和检索。",
        table(("编号", "撤下日期", "理由"), [(_id(one), inline(one.date), inline(one.reason))]),
        "Withdrawn: what stood here is no longer published.\n{: .english lang=en }",
        link("全部撤下与移动", LIST, file_of(one.address)),
    ]
    return page(file_of(one.address), front, rows)


def _moved(one: Gone) -> Page:
    """A signpost. Not a jump of the browser: a page of ours never leads a reader away by itself."""
    here = file_of(one.address)
    front = {"title": "已移动", "description": "此处的内容已移到别处"}
    rows = [
        "# 已移动 {: #top }",
        f"这里的内容已移到 {link(inline(one.to.partition('/')[2]), file_of(one.to), here)}。",
        line(f"理由：{one.reason}"),
        "Moved: follow the link above.\n{: .english lang=en }",
        link("全部撤下与移动", LIST, here),
    ]
    return page(here, front, rows)


def _list(gone: Sequence[Gone]) -> Page:
    rows = [
        (
            link(_id(one), file_of(one.address), LIST) if "#" not in one.address else _id(one),
            f"移到 {link(inline(one.to.partition('/')[2]), file_of(one.to), LIST)}" if one.to else "撤下",
            inline(one.date) or "—",
            inline(one.reason),
        )
        for one in gone
    ]
    about = "公布过的网址不会悄悄消失：撤下的留下说明，移动的指向新处。"
    english = "Addresses that were published and are no more.\n{: .english lang=en }"
    front = {"title": "撤下与移动", "description": f"撤下或移动的网址 {len(gone)} 个"}
    return page(LIST, front, ["# 撤下与移动 {: #top }", about, english, table(("编号", "去向", "日期", "理由"), rows)])


def _id(one: Gone) -> str:
    return inline(one.address.partition("/")[2])
