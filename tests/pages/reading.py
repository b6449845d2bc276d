"""A page's file read as the site's engine reads it: front matter, and the elements that its Markdown becomes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import markdown
from lxml import html
from lxml.html import HtmlElement
from mkdocs.config import load_config
from mkdocs.utils.meta import get_data

from build_tools.pages import escape

CONFIG = Path(__file__).parents[2] / "mkdocs.yml"


@dataclass(frozen=True, slots=True)
class Read:
    """Front matter and body of a page."""

    front: dict[str, Any]
    body: HtmlElement

    def text(self) -> str:
        """The body's text without white space."""
        return shown(self.body)

    def tags(self) -> set[str]:
        """The names of all elements in the body."""
        return {str(element.tag) for element in self.body.iterdescendants()}

    def ids(self) -> list[str]:
        """The ids in the body, in order."""
        return [str(found) for found in self.body.xpath("//@id")]

    def rows(self, number: int) -> list[list[str]]:
        """The cells of a table's body, as text."""
        return [[str(cell.text_content()) for cell in row.iter("td")] for row in list(self.body.iter("tbody"))[number]]

    def links(self) -> dict[str, str]:
        """Targets of the body's links, by their words."""
        return {str(link.text_content()): str(link.get("href")) for link in self.body.iter("a")}


@cache
def _extensions() -> tuple[list[Any], dict[str, Any]]:
    config = load_config(str(CONFIG))
    return list(config.markdown_extensions), dict(config.mdx_configs)


def elements(source: str) -> HtmlElement:
    """What the site's own Markdown and an HTML reader make of a source."""
    names, options = _extensions()
    text = markdown.Markdown(extensions=names, extension_configs=options).convert(source)
    for link in (made := html.fragment_fromstring(text, create_parent="div")).find_class("headerlink"):
        link.drop_tree()
    return made


def read(data: bytes) -> Read:
    """A page's file."""
    body, front = get_data(data.decode())
    return Read(dict(front), elements(body))


def bare(text: str) -> str:
    """A text as it is to be shown, without white space."""
    return "".join(escape.visible(escape.WHITE.sub(" ", text)).split())


def shown(element: HtmlElement) -> str:
    """The text of an element without white space."""
    return "".join(str(element.text_content()).split())
