"""Two sets of data files → what changed between them, for a person who has a minute, and for programs.

Knows: the data files (sources, corpus, findings, withdrawn .jsonl), and what a reader of an old link must find.
Must not know: how data files are made, the road, sites.
"""

from build_tools.review.comparison import Comparison, compare
from build_tools.review.machine import machine
from build_tools.review.reading import Unreadable, read
from build_tools.review.summary import summary

__all__ = ["Comparison", "Unreadable", "compare", "machine", "read", "summary"]
