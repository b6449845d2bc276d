"""Files that nobody trusts are read in a child: what goes wrong there is a finding, and harms nobody here."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable

import pytest

from build_tools import findings, sandbox
from build_tools.importers import contained
from build_tools.importers.reading import Reading, refuse
from build_tools.model import Mark, RawFile, Span

RAW = RawFile("a.docx", b"", "a.docx", None, "")
LITTLE = sandbox.Limits(seconds=1, patience=3.0, memory=64 * sandbox.MEGABYTE, result=10_000)


def endless(_: RawFile) -> Reading:
    """Never ends."""
    while True:
        pass


def greedy(_: RawFile) -> Reading:
    """Takes all memory."""
    return Reading(str(len(bytearray(1 << 33))), "utf-8", ())


def verbose(_: RawFile) -> Reading:
    """Gives back more than it may."""
    return Reading("话" * 100_000, "utf-8", ())


def falling(_: RawFile) -> Reading:
    """Ends in the middle, as a fault of a library in C does."""
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


@pytest.mark.parametrize("importer", [endless, greedy, verbose, falling])
def test_what_is_stopped_is_told(importer: Callable[[RawFile], Reading]) -> None:
    """F030, with the reason in both languages."""
    with pytest.raises(findings.BadInput) as caught:
        contained.read(importer, RAW, LITTLE)
    (found,) = caught.value.findings
    assert found.code == "F030"
    assert found.at.path == "a.docx"
    assert found.message.zh
    assert found.message.en


def test_a_reading_and_a_refusal_come_back_as_they_are() -> None:
    """Text, encoding and marks; or the importer's own finding."""
    reading = Reading("话\ud800", "utf-8", (Mark(Span(0, 1), "heading", 1),))
    assert contained.read(lambda _: reading, RAW) == reading

    def refusing(raw: RawFile) -> Reading:
        refuse(raw, "F030", why="?")

    with pytest.raises(findings.BadInput) as caught:
        contained.read(refusing, RAW)
    assert [found.code for found in caught.value.findings] == ["F030"]
