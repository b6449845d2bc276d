"""Packed files (Word, OpenDocument, EPUB) broken inside: their parts are changed, and packed again as they should be.

A byte changed at random breaks a checksum, and the file is refused before any of its words is read.
"""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from functools import lru_cache
from typing import Final

from lxml import etree

SUFFIXES: Final = (".docx", ".odt", ".epub")
TEXTS: Final = (".xml", ".xhtml", ".html", ".opf", ".rels")
STORY: Final = ("word/document.xml", "content.xml", "xhtml", "html")
"""How the names of the parts end that hold the words: these are broken more often."""
VALUES: Final = (
    *("", "0", "1", "-1", "9", "77", "99999999999999999999", "٣", "1.5", "x", "../../x", "#", "true", "false", "none"),
    *("Heading1", "Title", "chineseCounting", "%1、", "（%2）", "%9%0", "一", "javascript:alert(1)", "\u202e"),
)
WORDS: Final = (
    *(
        "同志们：",
        "一、",
        "（一）",
        "第一，",
        "20xx年",
        "’",
        "-6-",
        "谢谢大家！",
        "讲话范文篇三：",
        "\t",
        "\n",
        "\u3000",
    ),
    *("<script>alert(1)</script>", "](javascript:x)", "{{", "---", "\U00020000", "\u200b", "9" * 40, "字" * 3000),
)
DEEPEST: Final = 120
ID: Final = "{http://www.w3.org/XML/1998/namespace}id"

Part = etree._Element


def pack(parts: Mapping[str, bytes]) -> bytes:
    """An archive of parts; the same parts make the same bytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name), data)
    return stream.getvalue()


@lru_cache
def unpack(data: bytes) -> Mapping[str, bytes]:
    """The parts of an archive that is whole."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def broken(data: bytes, dice: random.Random) -> bytes:
    """An archive of which one to three parts were changed in one to eight ways each."""
    parts = dict(unpack(data))
    names = [name for name in parts if name.endswith(TEXTS)]
    stories = [name for name in names if name.endswith(STORY)]
    for _ in range(dice.randint(1, 3)):
        name = dice.choice(stories if dice.random() < 0.7 else names)
        parts[name] = changed(parts[name], dice)
    return pack(parts)


def changed(data: bytes, dice: random.Random) -> bytes:
    """A part with elements lost, doubled, nested, moved or renamed, other attributes, odd words; still well-formed."""
    try:
        root = etree.fromstring(data)
    except etree.XMLSyntaxError:
        return data
    for _ in range(dice.randint(1, 8)):
        found = list(root.iterdescendants("*"))
        if found:
            dice.choice(WAYS)(dice.choice(found), found, dice)
    known: set[str] = set()
    for one in root.iterdescendants("*"):
        if (name := one.get(ID, "")) in known:
            del one.attrib[ID]  # a name that stands twice is refused at the door
        known |= {name} - {""}
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _lose(one: Part, _: Sequence[Part], __: random.Random) -> None:
    one.getparent().remove(one)  # type: ignore[union-attr]


def _double(one: Part, _: Sequence[Part], dice: random.Random) -> None:
    for _time in range(dice.randint(1, 20)):
        one.addnext(deepcopy(one))


def _nest(one: Part, _: Sequence[Part], dice: random.Random) -> None:
    """The element inside elements of its own name."""
    inner = deepcopy(one)
    for _time in range(dice.choice((1, 2, 5, DEEPEST))):
        outer = etree.Element(one.tag, {str(name): str(value) for name, value in one.attrib.items()})
        outer.append(inner)
        inner = outer
    one.append(inner)


def _move(one: Part, found: Sequence[Part], dice: random.Random) -> None:
    dice.choice(found).append(deepcopy(one))


def _rename(one: Part, found: Sequence[Part], dice: random.Random) -> None:
    one.tag = dice.choice(found).tag


def _attribute(one: Part, found: Sequence[Part], dice: random.Random) -> None:
    """Another value, one that is known in this part or none that anybody would write; or no attribute."""
    other = dice.choice(found)
    names = [*one.attrib, *other.attrib]
    if not names:
        return
    name = dice.choice(names)
    if name in one.attrib and dice.random() < 0.3:
        del one.attrib[name]
    else:
        one.set(name, dice.choice((*VALUES, *other.attrib.values())))


def _words(one: Part, _: Sequence[Part], dice: random.Random) -> None:
    word = dice.choice(WORDS)
    if dice.random() < 0.5:
        one.text = (one.text or "") + word
    else:
        one.tail = word + (one.tail or "")


def _between(one: Part, _: Sequence[Part], dice: random.Random) -> None:
    """A comment or an instruction where nobody expects one."""
    one.insert(0, dice.choice((etree.Comment("x"), etree.ProcessingInstruction("x", "y"))))


WAYS: Final[Sequence[Callable[[Part, Sequence[Part], random.Random], None]]] = (
    *(_lose, _double, _nest, _move, _rename, _attribute, _attribute, _attribute, _words, _words, _between),
)
