"""A program of its own that sets PDFs with Typst, whose threads do not outlive a fork: none of ours may hold them.

Knows: Typst. It reads jobs from its standard input and writes files to its standard output until the input ends.
Must not know: anything of ours: it is started by its path, alone.
"""

from __future__ import annotations

import json
import struct
import sys
from typing import IO, Any, Final

HEAD: Final = struct.Struct(">?Q")
"""Of an answer: whether it is what was asked for, not a complaint, and the number of bytes that follow."""


def main() -> None:
    """Answer until nobody asks."""
    import typst  # noqa: PLC0415 - only this program may load it

    asked, answers = sys.stdin.buffer, sys.stdout.buffer
    compiler = typst.Compiler()
    while job := _read(asked):
        try:
            answer = _families(typst) if "template" not in job else _set(compiler, job)
        except (RuntimeError, ValueError) as failed:
            _write(answers, str(failed).encode(), good=False)
        else:
            _write(answers, answer, good=True)


def _read(stream: IO[bytes]) -> dict[str, Any]:
    line = stream.readline()
    job: dict[str, Any] = json.loads(line) if line else {}
    return job


def _write(stream: IO[bytes], data: bytes, *, good: bool) -> None:
    stream.write(HEAD.pack(good, len(data)) + data)
    stream.flush()


def _families(typst: Any) -> bytes:  # noqa: ANN401 - the library
    return json.dumps(sorted(typst.Fonts(include_embedded_fonts=False).families())).encode()


def _set(compiler: Any, job: dict[str, Any]) -> bytes:  # noqa: ANN401 - the library's compiler
    made: bytes = compiler.compile(
        input=job["template"].encode(), format="pdf", sys_inputs={"book": job["book"]}, timestamp=0
    )
    return made


if __name__ == "__main__":
    main()
