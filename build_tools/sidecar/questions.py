"""The questions that a new sidecar has for a person, as remarks; and an answer that was left a remark.

Knows: how a question and the line for its answer are written.
Must not know: what is asked, or what becomes of an answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

ASKED: Final = "# ? "
NOTHING: Final = ("", '""', "''", '"https://"', "https://")
"""What stands on the line for an answer that was not given."""
PAIR: Final = re.compile(
    rf"^{re.escape(ASKED)}(?P<name>[a-z_]+)：(?P<question>[^\r\n]*)\r?\n"
    r"(?P<mark>#[ \t]*)(?P=name)[ \t]*:[ \t]*(?P<answer>[^\r\n]*)",
    re.MULTILINE,
)


def ask(name: str, words: str, proposal: str) -> tuple[str, str]:
    """A question, and the line that answers it as soon as it has a value and its # is gone."""
    return f"{ASKED}{name}：{words}", f"# {name}: {proposal}"


def unread(text: str) -> Iterator[tuple[str, int]]:
    """Each question that was answered behind the #, where nothing reads it: its name, and the line of the answer."""
    for found in PAIR.finditer(text):
        answer = found["answer"].strip()
        proposed = "://" in answer and answer.strip("\"'") in found["question"]
        if answer not in NOTHING and not proposed:
            yield found["name"], text.count("\n", 0, found.start("mark")) + 1
