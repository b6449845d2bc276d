"""What can go wrong with a build, brought about from within: its own process is told at which moment to fall.

Nothing of ours is loaded here: the functions whose moment it is are named, and looked up in the process that falls.
"""

from __future__ import annotations

import atexit
import ctypes
import datetime as dt
import errno
import os
import pkgutil
import shutil
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, Self

MARK: Final = Path("../reached")
"""Beside the room in which a build works: the moment was reached. One that never comes would prove nothing."""
YEAR: Final = 365 * 86_400 + 21_600  # seconds
Hurt = Callable[[], None]
"""Called in the process of a build before it begins."""


def nothing() -> None:
    """No fault at all."""
    reached()


def reached() -> None:
    """Leave the mark."""
    MARK.touch()


def die() -> None:
    """Be killed, and with us all processes that we started."""
    reached()
    os.killpg(0, signal.SIGKILL)


def die_alone() -> None:
    """Be killed; what we started is left to itself."""
    reached()
    os.kill(os.getpid(), signal.SIGKILL)


def full(name: object = None) -> None:
    """Find no room on the disk."""
    reached()
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(name) if name else None)


def change(where: str, make: Callable[[Callable[..., Any]], Callable[..., Any]]) -> None:
    """Put what is made of a function, `module:name` or `module:Class.name`, in its place."""
    above, _, name = where.replace(":", ".").rpartition(".")
    holder = pkgutil.resolve_name(above)
    setattr(holder, name, make(getattr(holder, name)))


def before(
    where: str, then: Callable[..., object], nth: int = 1, when: Callable[..., bool] = lambda *_, **__: True
) -> None:
    """Let something happen, with its arguments, before the nth call of a function (of those calls that are meant)."""
    calls = [0]

    def make(real: Callable[..., Any]) -> Callable[..., Any]:
        def watched(*args: Any, **named: Any) -> Any:  # noqa: ANN401 - whatever the function takes
            if when(*args, **named):
                calls[0] += 1
                if calls[0] == nth:
                    then(*args, **named)
            return real(*args, **named)

        return watched

    change(where, make)


def after(where: str, then: Callable[[Any], object]) -> None:
    """Let something happen with what a function gives back."""

    def make(real: Callable[..., Any]) -> Callable[..., Any]:
        def watched(*args: Any, **named: Any) -> Any:  # noqa: ANN401 - whatever the function takes
            made = real(*args, **named)
            then(made)
            return made

        return watched

    change(where, make)


def half(end: Callable[..., None], *, name: int, data: int) -> Callable[..., None]:
    """Write half of what a function is to write, and fall. `name` and `data` are places among its arguments."""

    def then(*args: Any, **_: object) -> None:  # noqa: ANN401 - whatever the function takes
        path = Path(args[name])
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)  # the published site may know the file by another name
        path.write_bytes(args[data][: len(args[data]) // 2])
        end(args[name]) if end is full else end()

    return then


def half_removed(folder: Path, *_: object, **__: object) -> None:
    """Be killed when half of a folder is gone."""
    for path in sorted(path for path in folder.rglob("*") if path.is_file())[::2]:
        path.unlink()
    shutil.rmtree(folder / "assets")
    die()


def wait(here: int, go: int) -> None:
    """Come to the moment before the exchange of the sites, say so on one pipe, and wait for word on another."""

    def then(*_: object) -> None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # the other build tells what is to be told
        os.write(here, b"x")
        os.read(go, 1)

    before("build_tools.site.swap:replace", then)


def clocks(years: int) -> None:
    """Set every clock of this process that Python reads. To be called before anything of ours is loaded."""
    shift = years * YEAR
    now, now_ns, shown = time.time, time.time_ns, time.strftime
    time.time = lambda: now() + shift
    time.time_ns = lambda: now_ns() + shift * 10**9
    for name in ("localtime", "gmtime", "ctime"):
        change(f"time:{name}", lambda real: lambda given=None: real(time.time() if given is None else given))
    time.strftime = lambda form, given=None: shown(form, given or time.localtime())
    dt.date, dt.datetime = Day, Moment  # type: ignore[misc]
    atexit.register(_date, shift, now())
    reached()


class _Kind(type):
    """What is a date by another maker is one."""

    def __instancecheck__(cls, one: object) -> bool:
        return isinstance(one, cls.__base__ or cls)


class Day(dt.date, metaclass=_Kind):
    """A date that asks the clock that was set."""

    @classmethod
    def today(cls) -> Self:
        """The day that the clock shows."""
        return cls.fromtimestamp(time.time())


class Moment(dt.datetime, metaclass=_Kind):
    """A moment that asks the clock that was set."""

    @classmethod
    def now(cls, tz: dt.tzinfo | None = None) -> Self:
        """What the clock shows."""
        return cls.fromtimestamp(time.time(), tz)

    @classmethod
    def utcnow(cls) -> Self:
        """What it shows in Greenwich."""
        return cls.fromtimestamp(time.time(), dt.UTC).replace(tzinfo=None)

    @classmethod
    def today(cls) -> Self:
        """What it shows here."""
        return cls.now()


def _date(shift: int, since: float) -> None:
    """Let the files that were written since a moment carry the time that the clock showed."""
    for path in Path.cwd().rglob("*"):
        found = path.stat()
        if found.st_mtime >= since:
            os.utime(path, (found.st_atime + shift, found.st_mtime + shift))


NEW_MOUNTS, NEW_USER = 0x20000, 0x10000000  # <linux/sched.h>
READ_ONLY, REMOUNT, BIND, RECURSIVE, PRIVATE = 0x1, 0x20, 0x1000, 0x4000, 0x40000  # <linux/mount.h>


def read_only(*folders: str) -> None:
    """Make folders read-only for this process alone: in a name space of its own they are mounted upon themselves."""
    system = ctypes.CDLL(None, use_errno=True)
    assert any(system.unshare(flags) == 0 for flags in (NEW_MOUNTS, NEW_USER | NEW_MOUNTS)), "no name space"
    assert system.mount(None, b"/", None, RECURSIVE | PRIVATE, None) == 0, os.strerror(ctypes.get_errno())
    reached()
    for folder in folders:
        name = os.fsencode(Path(folder).absolute())
        for flags in (BIND, REMOUNT | BIND | READ_ONLY):
            assert system.mount(name, name, None, flags, None) == 0, os.strerror(ctypes.get_errno())


VERSION_3: Final = 0x20080522  # _LINUX_CAPABILITY_VERSION_3
OVERRIDE: Final = 0b110  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH


def ordinary() -> None:
    """Be one whom the system refuses what a file's mode forbids, also if we are root."""
    system = ctypes.CDLL(None, use_errno=True)
    head, held = (ctypes.c_uint32 * 2)(VERSION_3, 0), (ctypes.c_uint32 * 6)()
    assert system.capget(head, held) == 0
    for at in (0, 1):  # effective, permitted
        held[at] &= ~OVERRIDE
    assert system.capset(head, held) == 0, os.strerror(ctypes.get_errno())
    reached()
