"""The search: an index of the anthology that a browser asks piece by piece, and the reader's side that asks it.

Knows: `corpus.jsonl`, and the format of docs/contributing/search-format.md.
Must not know: pages, MkDocs, where a site is published.
"""

from build_tools.search.writer import Figures, write_index

__all__ = ["Figures", "write_index"]
