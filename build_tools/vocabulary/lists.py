"""The vocabulary: every list, loaded once.

Knows: which lists there are, and which declared field each of them rules.
Must not know: what is known of a place but its code, or what the cues are used for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from build_tools.vocabulary import places
from build_tools.vocabulary.entries import LANGUAGES, Entries, Labels, read


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """The lists by id, in the order of their files. Two vocabularies are the same if they are one object."""

    occasions: Entries
    genres: Entries
    roles: Entries
    states: Entries
    rights: Entries
    proofreading: Entries
    occasion_groups: Labels
    genre_groups: Labels
    role_groups: Labels
    levels: Labels
    bodies: Labels

    @property
    def ids(self) -> Mapping[str, tuple[str, ...]]:
        """The ids that a declared field may hold, by the field's name; fields that hold free words are not in it."""
        return MappingProxyType(
            {
                "occasion": tuple(self.occasions),
                "genre": tuple(self.genres),
                "speaker_role": tuple(self.roles),
                "state": tuple(self.states),
                "rights": tuple(self.rights),
                "language": LANGUAGES,
                "region": _regions(),
            }
        )


@cache
def _regions() -> tuple[str, ...]:
    """The codes of every division, of then and now, and of every country."""
    return tuple(sorted(places.codes()))


@cache
def load() -> Vocabulary:
    """The vocabulary of the anthology.

    Raises: ValueError: a file of ours is wrong: a bug.
    """
    (occasions, of_occasions), (genres, of_genres), (roles, of_roles), (states, _), (rights, _), (proofreading, _) = (
        read(f"{name}.yml") for name in ("occasions", "genres", "roles", "states", "rights", "proofreading")
    )
    return Vocabulary(
        occasions=occasions,
        genres=genres,
        roles=roles,
        states=states,
        rights=rights,
        proofreading=proofreading,
        occasion_groups=of_occasions["groups"],
        genre_groups=of_genres["groups"],
        role_groups=of_roles["groups"],
        levels=of_roles["levels"],
        bodies=of_roles["bodies"],
    )
