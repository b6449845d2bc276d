"""D and E: what lies in a folder beside sources and is none, and names that are not what they seem."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from tests.battery.inputs import OTHERS, Input, Put, holding, inputs, speech

POINTER: Final = "version https://git-lfs.github.com/spec/v1\noid sha256:" + "ab" * 32 + "\nsize 12345\n"
DRAWING: Final = '<svg xmlns="http://www.w3.org/2000/svg" onload="window.__pwn=1"/>'


def link(to: str) -> Callable[[Path], None]:
    """Makes a symbolic link."""
    return lambda path: path.symlink_to(to)


def hard_link(path: Path) -> None:
    """Makes a second name of a file that is not a source."""
    outside = path.parents[2] / "outside"
    outside.write_text("x" * 200, encoding="utf-8")
    path.hardlink_to(outside)
    outside.unlink()


def plug(path: Path) -> None:
    """Makes a socket."""
    here = Path.cwd()
    os.chdir(path.parent)  # a socket's path must be short
    try:
        with socket.socket(socket.AF_UNIX) as one:
            one.bind(path.name)
    finally:
        os.chdir(here)


D: Final[dict[str, dict[str, Put]]] = {
    "link to a file": {"a.txt": link("/etc/passwd")},
    "link to a source": {"a.txt": link("good.txt")},
    "link to nothing": {"a.txt": link("nowhere.txt")},
    "link to itself": {"a.txt": link("a.txt")},
    "link to a folder": {"folder": link("/etc")},
    "link to the folder above": {"folder": link("..")},
    "link in the place of a sidecar": {"a.txt": speech(), "a.yml": link("/etc/hostname")},
    "link in the place of the register": {"withdrawn.yml": link("/etc/hostname")},
    "second name of a file elsewhere": {"a.txt": hard_link},
    "pipe": {"a.txt": os.mkfifo},
    "socket": {"a.txt": plug},
    "pointer to a file kept elsewhere": {"a.txt": POINTER},
    "submodule": {"module/.git": "gitdir: ../../.git/modules/x\n", "module/a.txt": ""},
    "drawing": {"a.svg": DRAWING},
    "script": {"a.js": "window.__pwn=1"},
    "style sheet of the theme": {"assets/stylesheets/main.min.css": "body{display:none}"},
    "domain": {"CNAME": "example.org\n"},
    "program": {"hooks.py": "import os\nos.system('touch pwned')\n"},
    "configuration": {"mkdocs.yml": "theme: {name: material, custom_dir: ../..}\n"},
    "snippet, and a file to put in": {"a.txt": holding('--8<-- "/etc/passwd"'), "a.env": "TOKEN=x"},
    "snippet that climbs": {"a.txt": holding('--8<-- "../../mkdocs.yml"'), "a.yml": "url: ../../mkdocs.yml\n"},
    "sidecar of another file": {"a.txt": speech(), "b.yml": "title: 讲话\n"},
    "two sidecars of one source": {"a.txt": speech(), "a.yml": "title: 甲\n", "a.yaml": "title: 乙\n"},
    "hidden source": {".a.txt": speech()},
    "register with a path": {
        "withdrawn.yml": "withdrawn:\n- {speech: ../../etc/passwd, date: 2026-01-01, reason: x}\n"
    },
}


def name(*names: str | bytes) -> dict[str, Put]:
    """Good sources under names."""
    given = [os.fsdecode(one) if isinstance(one, bytes) else one for one in names]
    return {one: OTHERS[at] for at, one in enumerate(given)}


E: Final[dict[str, dict[str, Put]]] = {
    "case alone": name("Speech.txt", "speech.txt"),
    "case of the suffix": name("a.TXT", "a.txt"),
    "case of a folder": name("Dir/a.txt", "dir/b.txt"),
    "width": name("ａ.txt", "a.txt"),
    "normal form": name("é.txt", "e\u0301.txt"),
    "compatibility character": name("\u8c48.txt", "\uf900.txt"),
    "not in normal form": name("cafe\u0301.txt"),
    "two suffixes of one name": name("a.txt", "a.md"),
    "one address from a folder and a hyphen": name("a-b.txt", "a/b.txt"),
    "one address from three": name("a-b-c.txt", "a/b-c.txt", "a-b/c.txt"),
    "not UTF-8": name(b"\xd6\xd0.txt"),
    "half a character": name(b"a\xe8.txt"),
    "hidden, and a source": name(".hidden.txt"),
    "in a hidden folder": name(".folder/a.txt"),
    "begins with a hyphen": name("-rf.txt"),
    "begins with a wide space": name("　a.txt"),
    "ends with a dot": name("folder./a.txt"),
    "ends with a space": name("folder /a.txt"),
    "device": name("CON.txt"),
    "device with a number": name("com1.txt"),
    "device as a folder": name("aux/a.txt"),
    "line end": name("a\nb.txt"),
    "escape": name("a\x1b[2Jb.txt"),
    "tab": name("a\tb.txt"),
    "direction turned": name("a\u202etxt.md"),
    "zero-width space": name("a\u200bb.txt"),
    "markup": name("<img src=x onerror=window.__pwn=1>.txt"),
    "command of a shell": name("$(touch pwned).txt"),
    "command of a runner": name("::error::x.txt"),
    "escape of an address": name("a%2e%2e%2fb.txt"),
    "backslash": name("..\\..\\a.txt"),
    "too long": name("长" * 80 + ".txt"),
    "too deep": name("a/b/c/d/e.txt"),
    "four hundred folders": name("/".join(["d"] * 400) + "/a.txt"),
    "emoji": name("😀.txt"),
}


def every() -> Iterator[Input]:
    """All of them."""
    yield from inputs("D", D)
    yield from inputs("E", E)
