"""A new site in the old one's place, in one step; one builder at a time; no trace of those that were killed.

Knows: renaming, locks, and the names of unfinished folders beside a site.
Must not know: what a site holds.
"""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from build_tools.site.failures import Busy

EXCHANGE: Final = 2  # RENAME_EXCHANGE of <linux/fs.h>, and RENAME_SWAP of macOS
HERE: Final = -100  # AT_FDCWD of Linux; not looked at, since paths are absolute
NOT_HERE: Final = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP)


@contextmanager
def alone(site: Path) -> Iterator[None]:
    """Hold the site's lock; the system lets go of it when we die.

    Raises: Busy: someone else holds it.
    """
    path = site.with_name(f".{site.name}.lock")
    path.parent.mkdir(parents=True, exist_ok=True)
    held = _take(path)
    try:
        yield
    finally:
        path.unlink(missing_ok=True)  # while it is held: who opened it before finds it gone and opens another
        os.close(held)


def _take(path: Path) -> int:
    while True:
        opened = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        try:
            fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as taken:
            os.close(opened)
            message = (
                f"另一个构建正在写 {path.parent.name}，请等它结束再试 / "
                "another build of this site is under way: wait for it to end, then try again"
            )
            raise Busy(message) from taken
        try:
            if path.stat().st_ino == os.fstat(opened).st_ino:
                return opened
        except FileNotFoundError:
            pass
        os.close(opened)


def tidy(site: Path) -> None:
    """Remove what killed builds left; put the old site back if one was killed between two renames."""
    olds = sorted(site.parent.glob(f".{site.name}.old-*"))
    if olds and not site.exists():
        olds.pop().rename(site)
    for left in (*olds, *site.parent.glob(f".{site.name}.new-*")):
        shutil.rmtree(left)


def recover(site: Path) -> None:
    """Put the old site back at once if a build was killed between two renames; else touch nothing.

    Raises: Busy: a build is under way, which may be between them just now.
    """
    if not site.exists() and any(site.parent.glob(f".{site.name}.old-*")):
        with alone(site):
            tidy(site)


def fresh(site: Path) -> Path:
    """A name beside the site for the new one: in the same file system, so that a rename is enough."""
    return site.with_name(f".{site.name}.new-{os.getpid()}")


def replace(new: Path, site: Path) -> None:
    """Put the new site in the old one's place, and remove the old one."""
    if not site.exists():
        new.rename(site)
        return
    if exchange(new, site):
        shutil.rmtree(new)
        return
    old = site.with_name(f".{site.name}.old-{os.getpid()}")
    site.rename(old)
    try:
        new.rename(site)
    except BaseException:  # an interrupt too
        if not site.exists():
            old.rename(site)
        raise
    shutil.rmtree(old)


def exchange(one: Path, other: Path) -> bool:
    """Let two folders change names in one step; False where the system does not know how."""
    library = ctypes.CDLL(None, use_errno=True)
    rename = getattr(library, "renameatx_np" if sys.platform == "darwin" else "renameat2", None)
    if rename is None:
        return False
    if rename(HERE, os.fsencode(one.absolute()), HERE, os.fsencode(other.absolute()), EXCHANGE) == 0:
        return True
    number = ctypes.get_errno()
    if number in NOT_HERE:
        return False
    raise OSError(number, os.strerror(number), str(other))
