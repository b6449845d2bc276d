"""A MkDocs plugin that gives the engine our files, and makes everything that it prints raw inert.

Knows: which values Material prints without escaping.
Must not know: how pages are made, or where the site goes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment
from markupsafe import Markup, escape
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from build_tools.pages.reporting import report_url
from build_tools.site import head, history, messages
from build_tools.site.dress import dress
from build_tools.site.policy import POLICY
from build_tools.site.sheet import sheet
from build_tools.site.terms import linked

SHEET: Final = "assets/stylesheets/site.css"
ENGLISH: Final = "assets/javascripts/english.js"
LANGUAGE: Final = Path(__file__).parent / "theme/assets/javascripts/language.js"
ABOUT_SOURCES: Final = ("speeches/", "compilations/")
STOCK: Final = re.compile(
    r"assets/(?:javascripts/(?:bundle|lunr|workers|language)|stylesheets/(?:main|palette|classic|modern|anthology)\b)"
)
"""What stock Material runs and dresses pages with: ours do with less."""


class NoOptions(Config):  # type: ignore[no-untyped-call]
    """The plugin has no options."""


class Inert(BasePlugin[NoOptions]):  # type: ignore[no-untyped-call]
    """The plugin; it is registered by the builder, not by mkdocs.yml, so that no configuration can leave it out."""

    def __init__(self, extra: Mapping[str, Path], related: Path | None, histories: Mapping[str, Sequence[str]]) -> None:
        """Take the files to publish beside the pages: address below the site → file; and what stands below pages.

        `histories` tells of a source's id which files of the repository it was made from.
        """
        super().__init__()
        self.extra = extra
        self.related = related
        self.histories = histories

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:  # noqa: ARG002
        """Tell every template, that of 404.html too, what pages may do."""
        env.globals["policy"] = POLICY
        env.globals["report_url"] = report_url
        return env

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add our files, so that links to them are checked like all others; leave out those of stock Material."""
        for file in list(files):
            if STOCK.match(file.src_uri):
                files.remove(file)
        spoken = messages.english() + LANGUAGE.read_text(encoding="utf-8")
        for uri, made in ((SHEET, sheet()), (ENGLISH, spoken)):
            files.append(File.generated(config, uri, content=made, inclusion=InclusionLevel.INCLUDED))
        for uri, path in self.extra.items():
            if (old := files.get_file_from_path(uri)) is not None:
                files.remove(old)
            file = File.generated(config, uri, abs_src_path=str(path), inclusion=InclusionLevel.INCLUDED)
            files.append(file)
        return files

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Give the page's body what the stylesheet and the search go by, and what only the site knows."""
        body = dress(html, page.file.src_uri)
        if page.file.src_uri.startswith(ABOUT_SOURCES):
            body = history.told(body, config.repo_url or "", self.histories.get(str(page.meta.get("source")), ()))
        if page.file.src_uri.startswith("speeches/") and "glossary/index.md" in files.src_uris:
            body = linked(body, "../../glossary/")
        return body + self._below(page.file.src_uri)

    def _below(self, uri: str) -> str:
        """What stands below a speech: HTML of ours, made of many speeches; nothing on other pages."""
        if not self.related or not uri.startswith("speeches/"):
            return ""
        file = self.related / f"{uri.removesuffix('.md').partition('/')[2]}.html"
        return file.read_text(encoding="utf-8") if file.is_file() else ""

    @event_priority(100)
    def on_page_context(
        self,
        context: TemplateContext,
        *,
        page: Page,
        config: MkDocsConfig,
        nav: Navigation,  # noqa: ARG002
    ) -> TemplateContext:
        """Escape what templates and search print; it comes before Material's search plugin reads it."""
        if head.is_speech(page.meta):
            context["json_ld"] = head.json_ld(page.meta, str(config.site_name))  # type: ignore[typeddict-unknown-key]
            context["said"] = head.stated(page.meta)  # type: ignore[typeddict-unknown-key]
            name = page.file.src_uri.removeprefix("speeches/").removesuffix(".md")
            context["speech_id"] = name  # type: ignore[typeddict-unknown-key]
        page.meta = {str(key): inert(value) for key, value in page.meta.items()}
        page.title = inert(page.title or "")
        for name in ("template", "icon", "status", "subtitle", "hide"):  # front matter that steers the theme
            page.meta.pop(name, None)
        return context


def inert(value: Any) -> Any:  # noqa: ANN401 - front matter holds whatever YAML holds
    """A value of front matter whose strings are escaped, once."""
    if isinstance(value, Markup):
        return value
    if isinstance(value, str):
        return escape(value)
    if isinstance(value, Mapping):
        return {str(key): inert(item) for key, item in value.items()}
    if isinstance(value, Sequence):
        return [inert(item) for item in value]
    return escape(str(value))
