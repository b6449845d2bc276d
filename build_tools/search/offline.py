"""The index once more as scripts: a page opened from a disk can fetch nothing, but it can load scripts.

The modules of the reader's side are joined to one script for the same reason; they are written so that taking away
their import lines and the word `export` is all that it takes.
Knows: the form of our modules, the names of the index's files.
Must not know: what is in them.
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

ON_A_DISK: Final = "disk"  # the module that stands in for the worker
PACK: Final = 64  # texts in one script
IMPORT: Final = re.compile(r'^import \{[^}]*\} from "\./([a-z-]+)\.js";\n', re.MULTILINE)
EXPORT: Final = re.compile(r"^export (?=(?:async )?(?:function|class|const)\b)", re.MULTILINE)
DECLARED: Final = re.compile(r"^(?:async )?(?:function\*?|class|const|let) +(\w+)", re.MULTILINE)
NAME: Final = re.compile(r"^export (?:async )?(?:function\*?|class|const) (\w+)", re.MULTILINE)


def write(folder: Path) -> None:
    """Write the scripts of an index beside its files, and `index.js` beside `index.json`."""
    manifest = (folder / "index.json").read_text(encoding="utf-8").strip()
    (folder / "index.js").write_text(f"anthologyIndex({manifest});\n", encoding="utf-8")
    index = folder / json.loads(manifest)["version"]
    packs: dict[str, list[str]] = {}
    for path in sorted(index.rglob("*.bin"), key=_numbered):
        name = path.relative_to(index).as_posix()
        packs.setdefault(_script(name), []).append(name)
    for script, names in packs.items():
        out = index / "offline" / script
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_text("".join(_told(name, (index / name).read_bytes()) for name in names), encoding="utf-8")


def _told(name: str, data: bytes) -> str:
    return f'anthologyFile("{name}","{base64.b64encode(data).decode()}");\n'


def _numbered(path: Path) -> tuple[str, int]:
    return path.parent.as_posix(), int(path.stem) if path.stem.isdigit() else 0


def _script(name: str) -> str:
    """The script that holds a file: texts stand many in one."""
    if not name.startswith("t/"):
        return f"{name}.js"
    folder, _, number = name.rpartition("/")
    return f"{folder}/{int(number.removesuffix('.bin')) // PACK}.js"


def joined(modules: Mapping[str, str], first: str) -> str:
    """One script of some modules, `first` and `disk` and all that they import.

    What `first` exports becomes `AnthologySearch`.

    Raises: ValueError: a module of ours has not the form that it takes.
    """
    done: list[str] = []
    order = [*_order(modules, ON_A_DISK, done), *_order(modules, first, done)]
    texts = [EXPORT.sub("", IMPORT.sub("", modules[name])) for name in order]
    for name, text in zip(order, texts, strict=True):
        if re.search(r"^(?:import|export)\b", text, re.MULTILINE):
            message = f"{name}.js: an import or export that cannot be taken away"
            raise ValueError(message)
    declared = [name for text in texts for name in DECLARED.findall(text)]
    if twice := sorted({name for name in declared if declared.count(name) > 1}):
        message = f"declared in two modules: {', '.join(twice)}"
        raise ValueError(message)
    names = ", ".join(NAME.findall(modules[first]))
    return "\n".join(['"use strict";', "(() => {", *texts, f"globalThis.AnthologySearch = {{ {names} }};", "})();", ""])


def _order(modules: Mapping[str, str], name: str, done: list[str]) -> Iterator[str]:
    """A module after all that it imports."""
    if name in done:
        return
    done.append(name)
    for other in IMPORT.findall(modules[name]):
        yield from _order(modules, other, done)
    yield name
