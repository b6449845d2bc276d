"""A built site and its list of digests; and a site on the web compared with that list.

Knows: the list's form, which `sha256sum --check` reads, and how a web server answers.
Must not know: what a site is made of.
"""

from __future__ import annotations

import hashlib
import http.client
import re
import time
import urllib.request
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final
from urllib.parse import quote

MANIFEST: Final = "manifest.sha256"
LINE: Final = re.compile(r"(?P<digest>[0-9a-f]{64})  (?P<name>[^\n\r\\]+)")
SIDE_BY_SIDE: Final = 8
PATIENCE: Final = 20  # seconds for one answer


def manifest(site: Path) -> str:
    """The digest and name of every file of a site but the list itself, sorted by name.

    Raises: ValueError: a name that the list cannot hold.
    """
    files = {path.relative_to(site).as_posix(): path for path in site.rglob("*") if path.is_file()}
    files.pop(MANIFEST, None)
    return "".join(f"{_digest(path)}  {_listed(name)}\n" for name, path in sorted(files.items()))


def parse(words: str) -> Mapping[str, str]:
    """Digests by name. Raises: ValueError: this is no such list."""
    found = [LINE.fullmatch(line) for line in words.splitlines()]
    if not found or not all(found):
        message = "不是摘要清单 / this is no list of digests"
        raise ValueError(message)
    return {line["name"]: line["digest"] for line in found if line}


def differences(address: str, wanted: Mapping[str, str], attempts: int = 1, pause: float = 10) -> list[str]:
    """The files that a site on the web does not have, or has otherwise. Those are asked for again after a pause."""
    left = dict(wanted)
    for attempt in range(attempts):
        time.sleep(pause if attempt else 0)
        with ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
            got = dict(zip(left, pool.map(lambda item: _fetched(address, *item), left.items()), strict=True))
        left = {name: digest for name, digest in left.items() if got[name] != digest}
        if not left:
            break
    return sorted(left)


def _fetched(address: str, name: str, digest: str) -> str:
    """The digest of what a server gives for a name; what went wrong, if it gives nothing.

    The digest in the query makes caches on the way ask the server again.
    """
    url = f"{address.rstrip('/')}/{quote(name)}?{digest[:16]}"
    request = urllib.request.Request(url, headers={"Accept-Encoding": "identity"})  # noqa: S310 - checked by the caller
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310
            return hashlib.file_digest(answer, "sha256").hexdigest()
    except (http.client.HTTPException, OSError) as error:  # the answer may end in the middle
        return f"{type(error).__name__}: {error}"


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _listed(name: str) -> str:
    if "\n" in name or "\r" in name or "\\" in name:
        message = f"a name that the list cannot hold: {name!r}"
        raise ValueError(message)
    return name
