"""Signs within a paragraph of Markdown that are no words: emphasis, links, images, tags, escapes.

Knows: Markdown's inline syntax, as far as it is beyond doubt; what is doubtful stays a word.
Must not know: lines, blocks, files.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from build_tools.model import Span

TAGS: Final = (
    "a abbr address article aside audio b big blockquote body br button caption center cite code col colgroup dd "
    "del details dfn dir div dl dt em embed fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 "
    "h5 h6 head header hr html i iframe img input ins kbd label legend li link main map mark menu meta nav noframes "
    "noscript object ol optgroup option p param picture pre q rp rt ruby s samp script section select small source "
    "span strike strong style sub summary sup svg table tbody td template textarea tfoot th thead time title tr "
    "track tt u ul var video wbr"
)
# Every part stops at the next "<", so a run of "<a " costs no more than its length.
TAG: Final = (
    rf"</?(?:{'|'.join(sorted(TAGS.split(), key=len, reverse=True))})"
    r"""(?:\s++[^\s"'<>/=]++(?:\s*+=\s*+(?:"[^"<]*+"|'[^'<]*+'|[^\s"'<>=`]++))?+)*+\s*+/?>"""
)
TOKEN: Final = re.compile(
    rf"(?P<escape>\\[!-/:-@\[-`{{-~])|(?P<tick>`+)|(?P<tag>{TAG})|(?P<open>!?\[)|(?P<close>\])|(?P<run>\*+|_+)",
    re.IGNORECASE,
)
# "(https://a.cn/x_(1) "标题")": an address without spaces, brackets in pairs, perhaps a title.
TARGET: Final = re.compile(
    r"""\([ \t]*+(?:<[^<>\r\n]{0,2000}+>|[^\s()<>]*+(?:\([^\s()<>]*+\)[^\s()<>]*+)*+)"""
    r"""(?:\s++(?:"[^"\r\n]{0,500}+"|'[^'\r\n]{0,500}+'))?+[ \t]*+\)"""
)
LONGEST_RUN: Final = 3  # of emphasis; "****" and "____" are drawn lines or blanks to be filled in
OPENERS: Final = 64  # brackets within brackets


def signs(text: str, start: int, end: int) -> Iterator[Span]:
    """The signs in a piece of text, in no order; they may overlap (an image hides what is in it)."""
    opened: list[re.Match[str]] = []
    runs: dict[str, re.Match[str]] = {}
    ticks: dict[int, re.Match[str]] = {}
    skip = start
    for token in TOKEN.finditer(text, start, end):
        if token.start() < skip:
            continue
        kind = token.lastgroup
        if kind == "escape":
            yield Span(token.start(), token.start() + 1)
        elif kind == "tag":
            yield Span(*token.span())
        elif kind == "tick":
            yield from _pair(ticks, len(token[0]), token)
        elif kind == "run":
            yield from _emphasis(text, start, end, token, runs)
        elif kind == "open":
            opened.append(token)
            del opened[:-OPENERS]
        elif opened:
            opener = opened.pop()
            if target := TARGET.match(text, token.end(), end):
                skip = target.end()
                yield from _link(opener, token, target)


def _link(opener: re.Match[str], closer: re.Match[str], target: re.Match[str]) -> Iterator[Span]:
    """A link's words are words; of an image nothing is."""
    if opener[0] == "![":
        yield Span(opener.start(), target.end())
        return
    yield Span(*opener.span())
    yield Span(closer.start(), target.end())


def _pair(ticks: dict[int, re.Match[str]], length: int, token: re.Match[str]) -> Iterator[Span]:
    """A run of backticks closes one of the same length; one that is alone is a character."""
    first = ticks.pop(length, None)
    if first is None:
        ticks[length] = token
        return
    yield Span(*first.span())
    yield Span(*token.span())


def _emphasis(text: str, start: int, end: int, token: re.Match[str], runs: dict[str, re.Match[str]]) -> Iterator[Span]:
    """A run closes the last one of the same signs, if both lean on words."""
    run = token[0]
    if len(run) > LONGEST_RUN:
        return
    before = text[token.start() - 1] if token.start() > start else " "
    after = text[token.end()] if token.end() < end else " "
    if _within_word(run, before, after):
        return
    opener = runs.get(run)
    if opener is not None and not before.isspace() and opener.end() < token.start() and _may_close(run, before, after):
        del runs[run]
        yield Span(*opener.span())
        yield Span(*token.span())
    elif not after.isspace() and _may_open(run, before, after):
        runs[run] = token


def _within_word(run: str, before: str, after: str) -> bool:
    """Arithmetic and names are not emphasis: "3*5", "a_b"."""
    return len(run) == 1 and before.isascii() and before.isalnum() and after.isascii() and after.isalnum()


def _may_open(run: str, before: str, after: str) -> bool:
    """Not after a word: an underscore ("____年__月" are blanks), or a star before a stop ("张三*、李四*" are notes)."""
    return not _is_word(before) or (run[0] == "*" and unicodedata.category(after) not in ("Pe", "Pf", "Po"))


def _may_close(run: str, before: str, after: str) -> bool:
    """Not before a word: an underscore, or a star after an opening bracket."""
    return not _is_word(after) or (run[0] == "*" and unicodedata.category(before) not in ("Ps", "Pi"))


def _is_word(character: str) -> bool:
    return unicodedata.category(character)[0] in "LN" or character == "_"
