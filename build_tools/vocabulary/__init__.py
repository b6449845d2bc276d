"""The controlled lists of the anthology, as frozen lookups: occasions, genres, roles, states, rights, levels.

Knows: the .yml files beside it, their form, and what makes them wrong.
Must not know: what a room does with an entry.
"""

from build_tools.vocabulary.entries import LANGUAGES, Entry
from build_tools.vocabulary.lists import Vocabulary, load

__all__ = ["LANGUAGES", "Entry", "Vocabulary", "load"]
