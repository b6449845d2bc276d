"""Volume → Markdown pages and the rows that lists are made from. The only room that knows Markdown and front matter.

Knows: Markdown, front matter, links between pages, what each kind of page holds.
Must not know: MkDocs, disks.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from build_tools import __version__
from build_tools.model import Artifact, Volume
from build_tools.pages import compilation, entry, markdown, speech
from build_tools.pages.lines import lines
from build_tools.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Rendered:
    """The pages of a volume as files, and its rows for lists."""

    pages: tuple[Artifact, ...]
    entries: Mapping[str, Any]


def render_volume(volume: Volume, vocabulary: Vocabulary, taken: Mapping[str, bytes] | None = None) -> Rendered:
    """The page of each speech and of the compilation; `taken` are the files that readers can take away, by address."""
    places = lines(volume.source.text)
    title = entry.source_title(volume)
    speeches = volume.speeches
    made = []
    for before, here, after in zip((None, *speeches), speeches, (*speeches[1:], None), strict=False):
        around = speech.Surroundings(title, places, before, after, __version__, taken or {})
        made.append(speech.render(here, around, vocabulary))
    made.append(compilation.render(volume, places, vocabulary, taken or {}))
    files = tuple(Artifact(page.path, markdown.render(page)) for page in made)
    return Rendered(files, entry.of_volume(volume))
