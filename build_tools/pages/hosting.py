"""The address of a repository → which host keeps it, and where its pages there begin.

Knows: the hosts whose addresses of forms and histories we know.
Must not know: what is asked of a host.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, urlsplit

KNOWN: Final = ("github.com", "gitee.com")


@dataclass(frozen=True, slots=True)
class Repository:
    """A repository on a host. `address` has no slash at its end, and never a name or password of a person."""

    host: str  # github | gitlab | gitee
    address: str


def repository(address: str) -> Repository | None:
    """The repository at an address of the web; None if it is none, or on a host that we do not know.

    GitLab stands on hosts of many names: those that begin with `gitlab.` are taken for it.
    """
    try:
        parts = urlsplit(address.rstrip("/").removesuffix(".git"))
        name, port = parts.hostname or "", parts.port
    except ValueError:  # https://[ · https://example.org:x
        return None
    if parts.scheme not in ("http", "https") or not parts.path.strip("/"):
        return None
    first, _, rest = name.partition(".")
    if name not in KNOWN and not (first == "gitlab" and rest):
        return None
    place = f"{name}:{port}" if port else name
    return Repository(first, f"{parts.scheme}://{place}{quote(parts.path)}")
