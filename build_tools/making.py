"""One source: what is made of it, and under which key it is remembered.

Knows: the road, and the data lines, pages and findings at its end.
Must not know: that there are other sources, and what is remembered.
"""

from __future__ import annotations

import gc
import json
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Final

from build_tools import disk, findings, pipeline
from build_tools.description import region
from build_tools.disk import Reference
from build_tools.exporters import records, taken
from build_tools.keys import key_of
from build_tools.model import Finding, Volume
from build_tools.pages import render_volume
from build_tools.pages.entry import source_title
from build_tools.product import Product
from build_tools.vocabulary import load

PASSING: Final = b'"C041"'  # a day that has not come: what time mends is not remembered


@cache
def prepare() -> None:
    """Load what every source needs, before any fork, so that processes share it.

    What is loaded never goes, so the garbage collector need not look at it; and a source's many small objects go with
    the source, so it need not look often.
    """
    load()
    region.prepare()
    gc.collect()
    gc.freeze()
    gc.set_threshold(200_000, 20, 20)


def make(ref: Reference, *, taking: bool = False, comparing: bool = False) -> tuple[bytes, Product]:
    """The key and the product of one source; with `taking`, what readers take away is made too.

    With `comparing`, what is compared with other sources is made too.

    Raises: RuntimeError: a bug of ours; it names the source. OSError: the machine would not.
    """
    try:
        raw = disk.read(ref)
    except findings.BadInput as bad:
        return b"", _refused(ref, bad.findings)
    key = key_of(ref, raw.data, raw.sidecar)
    try:
        volume = pipeline.make_volume(raw, ref.id, load())
        made = _product(volume, taking=taking)
        made = replace(made, compared=_compared(volume)) if comparing else made
    except findings.BadInput as bad:
        made = _refused(ref, bad.findings)
    except OSError:
        raise  # the machine's fault, not ours
    except Exception as bug:
        message = f"a bug of ours, met in {disk.shown(ref.path)}"
        raise RuntimeError(message) from bug
    return b"" if PASSING in made.findings else key, made


def _product(volume: Volume, *, taking: bool) -> Product:
    vocabulary = load()
    told = pipeline.all_findings(volume)
    files = taken.of_volume(volume, source_title(volume), vocabulary) if taking else ()
    away = {file.path: file.data for file in files}
    rendered = render_volume(volume, vocabulary, away)
    return Product(
        volume.source.id,
        records.line(records.source(volume)),
        records.findings(told),
        tuple((page.path, len(page.data)) for page in rendered.pages),
        len(volume.speeches),
        *findings.counts(told),
        b"".join(records.line(records.speech(speech, vocabulary)) for speech in volume.speeches),
        tuple((page.path, page.data) for page in rendered.pages),
        json.dumps(rendered.entries, ensure_ascii=False).encode(),
        tuple(away.items()),
    )


def _compared(volume: Volume) -> tuple[bytes, bytes]:
    from build_tools import corpus  # noqa: PLC0415 - arrays, which a conversion does without

    return corpus.pack(volume.speeches, volume.source, findings.ACROSS)


def _refused(ref: Reference, told: Sequence[Finding]) -> Product:
    ordered = sorted(told, key=lambda finding: (finding.at, finding.code))
    return Product(ref.id, b"", records.findings(ordered), (), 0, *findings.counts(ordered), entries=b"[]")
