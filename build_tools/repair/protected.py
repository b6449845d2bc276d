"""Places where half-width marks are right: addresses, code, numbers, times, scores, names of files.

Knows: what such places look like.
Must not know: what is done with the other marks.
"""

from __future__ import annotations

import re
from typing import Final

URL: Final = re.compile(r"(?i:https?|ftp)://[!-~]+|(?i:www)\.[!-~]+")
MAIL: Final = re.compile(r"@[\w-]+(?:\.[\w-]+)+", re.ASCII)
TRAILING: Final = re.compile(r"[,;:!?.)'\"]+\Z")
CODE: Final = re.compile(r"```.*?(?:```|\Z)|`[^`\n]{1,200}`", re.DOTALL)
LINK_TARGET: Final = re.compile(r"\]\([^()\n]{0,500}\)")
ENTITY: Final = re.compile(r"&#?[0-9A-Za-z]{1,10};")
# "附件(终稿).docx": the name goes back to the last white space or full stop
FILE: Final = re.compile(
    r"\.(?:docx?|pdf|txt|xlsx?|pptx?|jpe?g|png|gif|zip|rar|html?|md|ya?ml|csv|json|py|js|exe|mp[34])(?![0-9A-Za-z])",
    re.IGNORECASE,
)
FILE_START: Final = re.compile(r"[^\s，。；：！？、“”《》,;:!?\"']{0,60}\Z")
# A line that is code: it begins as a statement does, and ends as one does.
CODE_LINE: Final = re.compile(
    r"^[ \t]*(?:(?:(?:def|class|import|from|return|if|elif|else|for|while|var|let|const|function|public|private|static|"
    r"void|int|print|console|printf|echo|SELECT|INSERT)\b|#include|//|/\*|>>>|\$[ ])[^\n\r]*[;:{})\]]"
    r"|[A-Za-z_][\w.]*[ ]?=[ ]?[^\n\r]{1,300}|[A-Za-z_][\w.]*\([\"'][^\n\r]*\);?|<[A-Za-z!/][^\n\r]*>)[ \t]*$",
    re.MULTILINE | re.ASCII,
)
CODE_SIGNS: Final = ("();", "=", '("', "('", "{", "</", "/>", "#include", "//")


def protected(text: str) -> list[tuple[int, int]]:
    """Spans where no mark may be touched: sorted, and never overlapping. Empty for nearly all texts."""
    spans: list[tuple[int, int]] = []
    if "://" in text or "www." in text or "WWW." in text:
        spans += (_trimmed(text, *match.span()) for match in URL.finditer(text))
    if "@" in text:
        spans += (match.span() for match in MAIL.finditer(text))
    if "`" in text:
        spans += (match.span() for match in CODE.finditer(text))
    if "](" in text:
        spans += ((match.start() + 1, match.end()) for match in LINK_TARGET.finditer(text))
    if "&" in text:
        spans += (match.span() for match in ENTITY.finditer(text))
    if "." in text:
        spans += _file_names(text)
    if any(sign in text for sign in CODE_SIGNS):
        spans += (match.span() for match in CODE_LINE.finditer(text))
    return _joined(spans)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """An address without the sentence's own marks behind it."""
    tail = TRAILING.search(text, max(start, end - 20), end)
    return start, tail.start() if tail else end


def _file_names(text: str) -> list[tuple[int, int]]:
    names = []
    for match in FILE.finditer(text):
        start = FILE_START.search(text, max(0, match.start() - 60), match.start())
        names.append((start.start() if start else match.start(), match.end()))
    return names


def _joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
