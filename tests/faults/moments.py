"""The moments of a build at which it falls, and worlds in which it runs: called in its process before it begins.

Knows the names of what is ours by which a moment is known. A moment that is not reached is told of by who looks on.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from tests.faults.damage import Hurt, after, before, change, die, half, half_removed, reached


def at(where: str, end: Hurt = die, nth: int = 1) -> Hurt:
    """Fall before the nth call of a function."""
    return partial(before, where, lambda *_, **__: end(), nth)


def is_named(start: str, path: str | Path, *_: object, **__: object) -> bool:
    """True of a path whose last name begins so; what else a function is given does not matter."""
    return Path(path).name.startswith(start)


def cramped(end: Hurt) -> None:
    """Let the store write to the disk before it is told to, and fall before it is told that all is well."""

    def then(store: object, *_: object) -> None:
        journal = Path(f"{store._path}-journal")  # type: ignore[attr-defined]
        assert journal.stat().st_size, "nothing was written before its time"
        end()

    after("build_tools.memory:Memory._open", lambda rows: rows.execute("PRAGMA cache_size = 1"))
    before("build_tools.memory:Memory.__exit__", then)


def small() -> None:
    """Give the store no room for more than it has."""

    def limit(rows: object) -> None:
        (pages,) = rows.execute("PRAGMA page_count").fetchone()  # type: ignore[attr-defined]
        rows.execute(f"PRAGMA max_page_count = {pages + 1}")  # type: ignore[attr-defined]

    after("build_tools.memory:Memory._open", limit)
    before("build_tools.memory:Memory.put", lambda *_: reached())


def no_press() -> None:
    """Kill the program that sets PDFs before it is asked for one."""

    def kill(*_: object) -> None:
        from build_tools.exporters import pdf

        reached()
        pdf._press(os.getpid()).kill()

    before("build_tools.exporters.pdf:write", kill)


def half_joined(end: Callable[..., None]) -> None:
    """Fall when half of the second source's lines are written."""

    def then(joined: object, data: bytes) -> None:
        stream = joined._stream  # type: ignore[attr-defined]
        stream.write(data[: len(data) // 2])
        stream.flush()
        end()

    before("build_tools.joining:Joined.write", then, nth=2)


def half_file(place: str, end: Callable[..., None]) -> None:
    """Fall when half of a file is written whose path ends so."""
    before("pathlib:Path.write_bytes", half(end, name=0, data=1), when=lambda path, _: path.match(place))


def half_shelved(end: Callable[..., None]) -> None:
    """Fall when half of something that readers take away is written."""
    before("build_tools.shelf:_write", half(end, name=0, data=1), nth=5)


def half_rendered(end: Callable[..., None]) -> None:
    """Fall when half of a page of the new site is written."""
    before("mkdocs.utils:write_file", half(end, name=1, data=0), nth=20)


def between_names() -> None:
    """Fall between two renames, on a system that cannot exchange two names."""
    change("build_tools.site.swap:exchange", lambda _: lambda *_: False)
    before("pathlib:Path.rename", lambda *_: die(), when=partial(is_named, ".site.new-"))


def zone(name: str) -> None:
    """Live elsewhere."""
    os.environ["TZ"] = name
    time.tzset()
    assert time.strftime("%z") not in ("", "+0000"), "this machine knows no such zone"
    reached()


def mask(number: int) -> None:
    """Make files with these bits of their modes taken away."""
    os.umask(number)
    reached()


def touch_and_die() -> None:
    """Do what must not be done."""
    with Path("published/site/index.html").open("a", encoding="utf-8") as page:
        page.write(" ")
    die()


def leave() -> None:
    """Leave something behind that nobody will remove."""
    Path(".anthology/left").touch()
    reached()


def old_half_removed() -> None:
    """Fall after the exchange, when half of the old site is removed."""
    before("shutil:rmtree", half_removed, when=partial(is_named, ".site.new-"))
