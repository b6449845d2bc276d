"""What the machine refuses, in words: a full disk, no right to write, a disk that fails.

Knows: which errors are the machine's and which are ours.
Must not know: what any command does.
"""

from __future__ import annotations

import errno
from typing import Final

import click

STATUS: Final = 2
FULL: Final = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
FORBIDDEN: Final = (errno.EACCES, errno.EPERM, errno.EROFS)
SHORT: Final = (errno.ENOMEM,)
OTHER: Final = (
    errno.ENOENT,
    errno.EIO,
    errno.EMFILE,
    errno.ENFILE,
    errno.ENOTDIR,
    errno.EISDIR,
    errno.ENAMETOOLONG,
    errno.ESTALE,
)
MACHINE: Final = frozenset((*FULL, *FORBIDDEN, *SHORT, *OTHER))
"""Errors that no program can mend. Whatever else goes wrong with a file is a bug, and shows its traceback."""


class Refused(click.ClickException):
    """The machine would not; what was published is as it was."""

    exit_code = STATUS


class Telling(click.Group):
    """Commands that tell in both languages what the machine refuses, whichever of them meets it."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command. Raises: Refused: the machine would not."""
        try:
            return super().invoke(ctx)
        except OSError as failed:
            if failed.errno not in MACHINE:
                raise
            raise Refused(told(failed)) from failed


def told(failed: OSError) -> str:
    """Why something could not be read or written; the system's own words are in its language."""
    if failed.errno in FULL:
        why = "磁盘已满，请腾出空间再试；已发布的未动 / the disk is full: make room and try again"
    elif failed.errno in FORBIDDEN:
        why = "没有读写的权限；已发布的未动 / reading or writing is not allowed here"
    elif failed.errno in SHORT:
        why = (
            "内存不足，或系统中止了一个工作进程，请腾出内存或加 --jobs 1 再试；已发布的未动 / "
            "memory is short, or the system stopped a process of ours: free some, or try again with --jobs 1"
        )
    else:
        why = "系统不能读写这个文件；已发布的未动 / the system cannot read or write it"
    words = [failed.strerror or str(failed), str(failed.filename or "")]
    return f"{why}; what was published is as it was ({': '.join(word for word in words if word)})"
