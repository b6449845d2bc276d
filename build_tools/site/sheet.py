"""The one stylesheet of the site: of Material's what our pages need, and ours behind it.

Knows: where Material keeps its stylesheet, and which of its parts stand on our pages.
Must not know: pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

import material  # type: ignore[import-untyped]
import tinycss2  # type: ignore[import-untyped]

OURS: Final = Path(__file__).parent / "theme/assets/stylesheets/anthology.css"
MATERIAL: Final = Path(material.__file__).parent / "templates/assets/stylesheets"
PARTS: Final = re.compile(
    r"md-(?:container|content|dialog|ellipsis|footer|footer-meta|grid|header|icon|logo|main|nav|overlay|sidebar|skip|toggle|"
    r"typeset)(?:__\w+|--\w+)*|admonition(?:-title)?|note|warning|headerlink|js|no-js"
)
"""Classes whose rules are kept; a rule that asks for any other matches nothing on our pages."""
CLASS: Final = re.compile(r"\.((?:[\w-]|\\.)+)")
NEGATED: Final = re.compile(r":not\([^()]*\)")
USED: Final = re.compile(r"var\(\s*(--md-[\w-]+)")


def sheet() -> bytes:
    """The stylesheet.

    Raises: ValueError: this Material keeps its stylesheet under another name.
    """
    (found,) = MATERIAL.glob("main.*.min.css")
    ours = OURS.read_text(encoding="utf-8")
    kept = "".join(_rules(_parsed(found.read_text(encoding="utf-8"))))
    used = frozenset(USED.findall(kept + ours))
    return (_without(kept, used) + "\n" + ours).encode()


def kept(name: str) -> bool:
    """True if the rules for a class are kept."""
    return PARTS.fullmatch(name) is not None


def _parsed(text: str) -> list[Any]:
    return list(tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True))


def _rules(rules: Iterable[Any]) -> Iterator[str]:
    """Rules, in order, as text: without the selectors of which no element of ours can be."""
    for rule in rules:
        if rule.type == "qualified-rule":
            selectors = ",".join(filter(_matches, _selectors(rule.prelude)))
            if selectors:
                yield f"{selectors}{{{tinycss2.serialize(rule.content)}}}"
        elif rule.type == "at-rule" and rule.lower_at_keyword in ("media", "supports"):
            inner = "".join(_rules(tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)))
            if inner:
                yield f"@{rule.at_keyword}{tinycss2.serialize(rule.prelude)}{{{inner}}}"
        elif rule.type == "at-rule" and rule.lower_at_keyword not in ("charset", "keyframes"):
            yield rule.serialize()


def _selectors(prelude: Iterable[Any]) -> Iterator[str]:
    """The selectors of a list: commas inside brackets part nothing."""
    held: list[Any] = []
    for token in prelude:
        if token.type == "literal" and token.value == ",":
            yield tinycss2.serialize(held).strip()
            held = []
        else:
            held.append(token)
    yield tinycss2.serialize(held).strip()


def _matches(selector: str) -> bool:
    return all(kept(name) for name in CLASS.findall(NEGATED.sub("", selector)))


def _without(text: str, used: frozenset[str]) -> str:
    """The rules without definitions of Material's properties that nothing asks for."""
    made: list[str] = []
    for rule in _parsed(text):
        if rule.type != "qualified-rule" or "--md-" not in tinycss2.serialize(rule.content):
            made.append(rule.serialize())
            continue
        lines = tinycss2.parse_declaration_list(rule.content, skip_comments=True, skip_whitespace=True)
        told = [line.serialize() for line in lines if not (line.name.startswith("--md-") and line.name not in used)]
        if told:
            made.append(f"{tinycss2.serialize(rule.prelude)}{{{';'.join(told)}}}")
    return "".join(made)
