"""Names of files that every system can keep, and that mean nothing to a shell, a browser or git.

Knows: what file systems do to names, and the findings for it.
Must not know: what is in the files.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from pathlib import PurePosixPath
from typing import Final

from build_tools import findings
from build_tools.model import Bilingual, Finding, Location

LONGEST: Final = 120  # bytes of one name: with what we put around it, it fits in 255
DEEPEST: Final = 4
WORDS: Final = re.compile(r"[\w\-.·（）()《》〈〉“”‘’、，。：；！？【】〔〕＋+&@ 　]+")
DEVICES: Final = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE)

NOT_TEXT: Final = Bilingual("不是 UTF-8", "it is not UTF-8")
LONG: Final = Bilingual(f"长过 {LONGEST} 字节", f"it is longer than {LONGEST} bytes")
DEEP: Final = Bilingual(f"超过 {DEEPEST} 层目录", f"it lies deeper than {DEEPEST} folders")
SIGNS: Final = Bilingual(
    "有不能用的符号或看不见的字符", "it holds a sign that is not allowed, or an invisible character"
)
EDGES: Final = Bilingual(
    "以点、连字符或空格开头，或以点、空格结尾",
    "it begins with a dot, a hyphen or a space, or ends with a dot or a space",
)
DEVICE: Final = Bilingual("是某些系统的设备名", "some systems take it for a device")
FORM: Final = Bilingual("不是规范的字符写法（NFC）", "its characters are not in their normal form (NFC)")


def faults(names: Sequence[str], shown: Callable[[str], str]) -> Iterator[Finding]:
    """A finding for each name that cannot be used, and for each that some system takes for another.

    `names` are below the folder of sources; `shown` gives the path that people are told.
    """
    for name in names:
        if why := odd(name):
            yield findings.at(Location(shown(name)), "B021", name=name, why=why)
    for name, other in collisions(names):
        yield findings.at(Location(shown(name)), "B022", name=name, other=other)


def odd(name: str) -> Bilingual | None:
    """What is wrong with a name below the folder of sources; None if nothing is."""
    if any("\ud800" <= character <= "\udfff" for character in name):
        return NOT_TEXT
    parts = PurePosixPath(name).parts
    if len(parts) > DEEPEST:
        return DEEP
    if unicodedata.normalize("NFC", name) != name:
        return FORM
    return next((why for part in parts if (why := _odd(part))), None)


def _odd(part: str) -> Bilingual | None:
    if len(part.encode()) > LONGEST:
        return LONG
    if not WORDS.fullmatch(part) or not all(map(findings.seen, part.replace("\u3000", " "))):
        return SIGNS
    if part[0] in ".- \u3000" or part[-1] in ". \u3000":
        return EDGES
    return DEVICE if DEVICES.fullmatch(part) else None


def collisions(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Pairs of names, folders included, that some systems take for one."""
    seen: dict[str, str] = {}
    for name in names:
        parts = PurePosixPath(name).parts
        for number in range(1, len(parts) + 1):
            here = "/".join(parts[:number])
            key = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", here).casefold())
            if seen.setdefault(key, here) != here:
                yield here, seen[key]
