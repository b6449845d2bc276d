"""The address of the history of a file: who changed it, when and why, as the repository's host shows it.

Knows: how the hosts of repositories name the history of a file.
Must not know: where the repository is, or which files there are: whoever calls this says so.
"""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

from build_tools.pages.hosting import repository

BRANCH: Final = "main"
"""What .github/workflows/publish.yml publishes."""
BEFORE: Final = {"github": "commits", "gitlab": "-/commits", "gitee": "commits"}


def history_url(address: str, path: str) -> str:
    """The history of a file, given by its path in the repository; nothing if the host is none that we know."""
    where = repository(address)
    if where is None:
        return ""
    return f"{where.address}/{BEFORE[where.host]}/{BRANCH}/{quote(path)}"
