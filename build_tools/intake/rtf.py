"""RTF → its paragraphs in order, with the numbers that the program showed, and headings.

Knows: the control words of RTF that carry text, and those whose groups do not.
Must not know: any other format, what a speech is.
Source: Rich Text Format specification, version 1.9.1, Microsoft.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Final

from build_tools.importers.limits import PARAGRAPHS
from build_tools.importers.numbering import ENDS
from build_tools.importers.reading import Reading, refuse
from build_tools.importers.styles import BODY_LEVEL, HEADING, TITLES
from build_tools.importers.styles import DEEPEST as DEEPEST_STYLE
from build_tools.intake.lines import Line, reading
from build_tools.model import RawFile

TOKEN: Final = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?[0-9]{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|([^\\{}\r\n]+)|[\r\n]+"
)
DEEPEST: Final = 500
MOST_STYLES: Final = 5_000
SKIPPED: Final = frozenset(
    b"fonttbl colortbl stylesheet info pict object header headerl headerr headerf footer footerl footerr footerf "
    b"ftnsep ftnsepc aftnsep aftnsepc xe tc rxe private listtable listoverridetable rsidtbl generator fldinst "
    b"themedata colorschememapping datastore latentstyles xmlnstbl mmathPr filetbl revtbl template annotation atnid "
    b"atnauthor pnseclvl nonshppict bkmkstart bkmkend shpinst pntxta pntxtb nextfile password docvar userprops".split()
)
KEPT: Final = (b"shptxt", b"ud")  # they hold words, inside groups that are skipped by who does not know them
SIGNS: Final = {
    b"tab": "\t", b"line": "\n", b"emdash": "—", b"endash": "–", b"lquote": "‘", b"rquote": "’", b"ldblquote": "“",
    b"rdblquote": "”", b"bullet": "•", b"emspace": "\u2003", b"enspace": "\u2002", b"cell": "\t",
}  # fmt: skip
ESCAPED: Final = {b"~": "\u00a0", b"_": "\u2011", b"-": "", b"\\": "\\", b"{": "{", b"}": "}", b"\n": "\n", b"\r": "\n"}
CHARSETS: Final = {128: "cp932", 129: "cp949", 134: "gb18030", 136: "big5hkscs", 204: "cp1251", 238: "cp1250"}
FONT: Final = re.compile(rb"\{\\f([0-9]{1,5})\\[^{};]{0,200}?\\fcharset([0-9]{1,3})")
STYLE: Final = re.compile(rb"\{\\s([0-9]{1,5})(\\[^{};]{0,800});")
NAME: Final = re.compile(rb"\\[a-z]{1,32}(?:-?[0-9]{1,10})? ((?:[^\\]|\\'[0-9a-fA-F]{2}|\\u-?[0-9]{1,5}+){1,90})$")
ENCODED: Final = re.compile(rb"\\u(-?[0-9]{1,5}) ?(?:\\'[0-9a-fA-F]{2}|\?)?|\\'([0-9a-fA-F]{2})")
OUTLINE: Final = re.compile(rb"\\outlinelevel([0-9])")
RESTS: Final = re.compile(rb"\\sbasedon([0-9]{1,5})")
HEAD: Final = 1 << 20  # bytes in which the tables of fonts and styles stand


@dataclass(slots=True)
class State:
    """What holds inside a group, and ends with it."""

    skipped: bool = False
    hidden: bool = False
    font: int = 0
    number: bool = False  # the number before a paragraph, as it was shown
    note: int = 0  # a footnote, by its number
    after: int = 1  # how many characters follow \\u for programs that do not know it


@dataclass(slots=True)
class Story:
    """What is known while a file is read from its beginning."""

    codec: str = "cp1252"
    fonts: dict[int, str] = field(default_factory=dict)
    styles: dict[int, tuple[str, int]] = field(default_factory=dict)
    state: State = field(default_factory=State)
    above: list[State] = field(default_factory=list)
    bytes: bytearray = field(default_factory=bytearray)
    pieces: list[str] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    kind: tuple[str, int] = ("", 0)
    due: int = 0  # characters that stand for one that was read already
    notes: list[list[str]] = field(default_factory=list)

    def flush(self) -> None:
        """Decode the bytes that wait: a character may have two."""
        if self.bytes:
            codec = self.fonts.get(self.state.font, self.codec)
            words = bytes(self.bytes).decode(codec, "strict")
            self.bytes.clear()
            self._put(words)

    def add(self, words: str) -> None:
        """Add what is shown."""
        self.flush()
        if not (self.state.skipped or self.state.hidden):
            self._put(words)

    def _put(self, words: str) -> None:
        words = words.lstrip(" ") if self.state.number and not self.pieces else words
        (self.notes[self.state.note - 1] if self.state.note else self.pieces).append(words)

    def end_paragraph(self) -> None:
        """Close the paragraph."""
        self.flush()
        if self.state.note:
            self._put("\n")
            return
        words = "".join(self.pieces)
        self.pieces.clear()
        # \\u gives UTF-16 code units: two of them may be one character
        self.lines.append(Line(_whole(words), *self.kind))

    def begin_note(self) -> None:
        """A footnote: its number stands here, its words after the text."""
        self.state.skipped = False
        self.notes.append([])
        self.add(f"[{len(self.notes)}]")
        self.state.note = len(self.notes)


def read(raw: RawFile) -> Reading:
    """The words of an RTF file.

    Raises: BadInput: it is broken, or nested too deep.
    """
    story = Story(fonts=_fonts(raw.data), styles=_styles(raw.data))
    try:
        for token in _tokens(raw.data):
            _take(token, story)
            if len(story.above) > DEEPEST or len(story.lines) > PARAGRAPHS:
                refuse(raw, "F023", what="groups", found=f"> {DEEPEST}", limit=DEEPEST)
        story.end_paragraph()
        notes = [Line(f"[{at}] {_whole(''.join(words)).strip()}") for at, words in enumerate(story.notes, 1)]
    except (UnicodeDecodeError, LookupError, ValueError) as error:
        refuse(raw, "F034", format="RTF", why=str(error))
    return reading([*story.lines, *notes], "rtf")


def _tokens(data: bytes) -> Iterator[re.Match[bytes]]:
    r"""Every token; the bytes after \\\\bin are passed over.

    Raises: ValueError: the file is cut short.
    """
    at, depth = 0, 0
    while at < len(data) and (token := TOKEN.match(data, at)):
        at = token.end()
        if token[1] == b"bin":
            at += max(0, int(token[2] or 0))
        yield token
        depth += (token[5] == b"{") - (token[5] == b"}")
        if depth <= 0:
            return
    message = f"{depth} groups are not closed"
    raise ValueError(message)


def _take(token: re.Match[bytes], story: Story) -> None:
    word, number, two, sign, brace, plain = token.groups()
    if brace == b"{":
        story.flush()
        story.above.append(story.state)
        story.state = replace(story.state)
    elif brace == b"}":
        story.flush()
        story.state = story.above.pop()
    elif word:
        _control(word, int(number) if number else None, story)
    elif two or plain:
        _bytes(bytes.fromhex(two.decode()) if two else plain, story)
    elif sign == b"*":
        story.state.skipped = True
    elif sign:
        story.add(ESCAPED.get(sign, ""))


def _bytes(data: bytes, story: Story) -> None:
    passed = min(story.due, len(data))
    story.due -= passed
    if not (story.state.skipped or story.state.hidden):
        story.bytes += data[passed:]


def _control(word: bytes, number: int | None, story: Story) -> None:
    state = story.state
    if word == b"u" and number is not None:
        story.add(chr(number % 0x10000))
        story.due = state.after
        return
    story.due = 0
    if word in SKIPPED:
        state.skipped = True
    elif word in KEPT:
        state.skipped = False
    elif word in (b"listtext", b"pntext"):
        state.skipped, state.number = False, True
    elif word == b"footnote":
        story.begin_note()
    elif word in (b"par", b"row", b"sect", b"page"):
        if not state.skipped:
            story.end_paragraph()
    elif word in SIGNS:
        story.add(_spaced(story) if state.number and word == b"tab" else SIGNS[word])
    else:
        _property(word, number, story)


def _property(word: bytes, number: int | None, story: Story) -> None:
    state = story.state
    if word == b"ansicpg":
        story.codec = _codec(number or 1252)
    elif word == b"f":
        story.flush()
        state.font = number or 0
    elif word == b"uc":
        state.after = number if number is not None else 1
    elif word in (b"v", b"deleted"):
        story.flush()
        state.hidden = number != 0
    elif word == b"plain":
        story.flush()
        state.hidden = False
    elif state.number or state.note:
        return  # these are rules of the number's look, not of the paragraph
    elif word == b"pard":
        story.kind = ("", 0) if not story.pieces else story.kind
    elif word == b"outlinelevel" and number is not None and number < 9:
        story.kind = ("heading", number + 1)
    elif word == b"s" and number in story.styles:
        story.kind = story.styles[number]


def _codec(page: int) -> str:
    name = {936: "gb18030", 950: "big5hkscs", 65001: "utf-8"}.get(page, f"cp{page}")
    return codecs.lookup(name).name


def _spaced(story: Story) -> str:
    """What parts a number from the words: nothing after a mark."""
    story.flush()
    return "" if "".join(story.pieces)[-1:] in ENDS else " "


def _whole(words: str) -> str:
    """The characters of UTF-16 code units: two of them may be one character.

    Raises: UnicodeDecodeError: one of them stands alone.
    """
    return words.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "strict")


def _fonts(data: bytes) -> dict[int, str]:
    """The codecs of the fonts that have one of their own."""
    found = FONT.finditer(data[:HEAD])
    return {int(one[1]): CHARSETS[int(one[2])] for one in found if int(one[2]) in CHARSETS}


def _styles(data: bytes) -> dict[int, tuple[str, int]]:
    """The styles that are headings or titles, by number: by what they say, or those that they rest on."""
    rows = {int(one[1]): one[2] for one in islice(STYLE.finditer(data[:HEAD]), MOST_STYLES)}
    return {number: kind for number in rows if (kind := _kind(number, rows))[0]}


def _kind(number: int, rows: Mapping[int, bytes]) -> tuple[str, int]:
    """Kind and level of a style's paragraphs; a circle of styles is cut."""
    for _ in range(DEEPEST_STYLE):
        row = rows.get(number, b"")
        name = NAME.search(row)
        named = ENCODED.sub(_decoded, name[1]).decode("gb18030", "replace").strip().lower() if name else ""
        if named in TITLES:
            return "title", 1
        if outline := OUTLINE.search(row):
            return ("heading", int(outline[1]) + 1) if int(outline[1]) < BODY_LEVEL else ("", 0)
        if heading := HEADING.fullmatch(named):
            return "heading", int(heading[1])
        rests = RESTS.search(row)
        if not rests:
            break
        number = int(rests[1])
    return "", 0


def _decoded(found: re.Match[bytes]) -> bytes:
    """A character of a name: its number, or one of its bytes."""
    return chr(int(found[1]) % 0x10000).encode("gb18030", "replace") if found[1] else bytes.fromhex(found[2].decode())
