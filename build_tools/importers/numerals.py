"""Numbers as Word writes them before paragraphs: 1 → 一, 壹, 甲, 子, ①, I, a.

Knows: the names of number formats in WordprocessingML (ECMA-376 part 1, 17.18.59 ST_NumberFormat).
Must not know: paragraphs, lists.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

DIGITS: Final = "〇一二三四五六七八九"
LARGEST: Final = 9_999  # beyond, people and we write digits
ROMAN: Final = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def _counted(number: int, digits: str = "零一二三四五六七八九", units: str = "十百千", *, bare_ten: bool = True) -> str:
    """Chinese numerals with units: 12 → 十二, 105 → 一百零五, 1010 → 一千零一十."""
    places = [(int(digit), len(str(number)) - 1 - i) for i, digit in enumerate(str(number))]
    words = ""
    for digit, place in places:
        if digit:
            words += digits[digit] + (units[place - 1] if place else "")
        elif words and not words.endswith(digits[0]):
            words += digits[0]
    words = words.rstrip(digits[0]) or digits[0]
    return words[1:] if bare_ten and 10 <= number < 20 else words


def _legal(number: int) -> str:
    return _counted(number, "零壹贰叁肆伍陆柒捌玖", "拾佰仟", bare_ten=False)


def _legal_traditional(number: int) -> str:
    return _counted(number, "零壹貳參肆伍陸柒捌玖", "拾佰仟", bare_ten=False)


def _roman(number: int) -> str:
    words = ""
    for value, sign in ROMAN:
        words += sign * (number // value)
        number %= value
    return words


def _letters(number: int) -> str:
    """From a to z, then aa, bb …: Word repeats the letter."""
    return chr(ord("a") + (number - 1) % 26) * min(30, (number - 1) // 26 + 1)


def _among(signs: str) -> Callable[[int], str]:
    """A closed row of signs; beyond its end, digits."""
    return lambda number: signs[number - 1] if number <= len(signs) else str(number)


def _run(first: str, count: int) -> str:
    return "".join(chr(ord(first) + i) for i in range(count))


def _digital(number: int) -> str:
    return "".join(DIGITS[int(digit)] for digit in str(number))


def _full_width(number: int) -> str:
    return "".join(chr(0xFF10 + int(digit)) for digit in str(number))


CIRCLED: Final = _among(_run("①", 20))
FORMATS: Final[Mapping[str, Callable[[int], str]]] = MappingProxyType(
    {
        "decimal": str,
        "decimalZero": lambda number: f"{number:02d}",
        "upperRoman": lambda number: _roman(number).upper(),
        "lowerRoman": _roman,
        "upperLetter": lambda number: _letters(number).upper(),
        "lowerLetter": _letters,
        **dict.fromkeys(
            ("chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting",
             "taiwaneseCountingThousand", "koreanCounting"), _counted),
        **dict.fromkeys(
            ("ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital", "koreanDigital2"), _digital),
        "chineseLegalSimplified": _legal,
        "ideographLegalTraditional": _legal_traditional,
        "japaneseLegal": _legal_traditional,
        "ideographTraditional": _among("甲乙丙丁戊己庚辛壬癸"),
        "ideographZodiac": _among("子丑寅卯辰巳午未申酉戌亥"),
        "ideographEnclosedCircle": _among(_run("㊀", 10)),
        "decimalEnclosedCircle": CIRCLED,
        "decimalEnclosedCircleChinese": CIRCLED,
        "decimalEnclosedParen": _among(_run("⑴", 20)),
        "decimalEnclosedFullstop": _among(_run("⒈", 20)),
        **dict.fromkeys(("decimalFullWidth", "decimalFullWidth2"), _full_width),
    }
)  # fmt: skip


def written(number: int, form: str) -> str:
    """A number in a format; in one that is not known, or out of its range, in digits."""
    if not 1 <= number <= LARGEST:
        return str(number)
    return FORMATS.get(form, str)(number)
