"""What is remembered is used only for the very same source; jobs and memory change nothing in what is made."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from build_tools import batch, disk
from build_tools.batch import Product
from build_tools.disk import Reference
from build_tools.memory import Memory

TEXT = "在{place}项目建设推进大会上的讲话\n同志们:\n今天,我们在这里召开大会。我讲三点意见。\n一、要抓落实\n谢谢大家!\n"


def lay(folder: Path, count: int = 12) -> None:
    """Some sources."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        (folder / f"s{number}.txt").write_text(TEXT.format(place=f"第{number}次"), encoding="utf-8")


def made(folder: Path, store: Path | None, jobs: int = 1) -> list[Product]:
    """The products of a folder."""
    references, _ = disk.find([folder])
    written = store.with_suffix(".jsonl") if store else None
    with Memory(store) as remembered:
        products = list(batch.convert(references, remembered, jobs, written))
        if written:
            disk.write(written, b"".join(product.speeches for product in products))
            remembered.wrote(written, [(product.id, len(product.speeches)) for product in products])
        return products


def test_jobs_change_nothing(tmp_path: Path) -> None:
    """One process or three: the same products in the same order."""
    lay(tmp_path / "in")
    assert made(tmp_path / "in", None, 1) == made(tmp_path / "in", None, 3)


def test_remembered_products_are_the_same(tmp_path: Path) -> None:
    """Cold, warm, and after the sources were only touched."""
    lay(tmp_path / "in")
    store = tmp_path / "store.sqlite"
    first = made(tmp_path / "in", store)
    assert made(tmp_path / "in", store) == first
    os.utime(tmp_path / "in" / "s3.txt", (1, 1))
    assert made(tmp_path / "in", store) == first


def test_a_changed_source_is_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where its size and its time of modification are as before; the others are not made again."""
    monkeypatch.setattr(disk, "SETTLED", 0)
    lay(tmp_path / "in")
    store, changed = tmp_path / "store.sqlite", tmp_path / "in" / "s5.txt"
    first = made(tmp_path / "in", store)
    before = changed.stat()
    time.sleep(0.05)
    changed.write_text(changed.read_text(encoding="utf-8").replace("抓落实", "抓实效"), encoding="utf-8")
    os.utime(changed, ns=(before.st_atime_ns, before.st_mtime_ns))
    worked: list[str] = []
    spread = batch._spread

    def watched(fresh: Sequence[Reference], jobs: int) -> Iterator[tuple[bytes, bytes]]:
        worked.extend(ref.id for ref in fresh)
        return spread(fresh, jobs)

    monkeypatch.setattr(batch, "_spread", watched)
    second = made(tmp_path / "in", store)
    assert worked == ["s5"]
    assert [one.id for one, two in zip(first, second, strict=True) if one != two] == ["s5"]


def test_a_changed_sidecar_is_a_changed_source(tmp_path: Path) -> None:
    """What a person declares is part of what the product is made from."""
    lay(tmp_path / "in", 1)
    store = tmp_path / "store.sqlite"
    first = made(tmp_path / "in", store)[0]
    (tmp_path / "in" / "s0.yml").write_text("speeches:\n  1: {title: 另题}\n", encoding="utf-8")
    second = made(tmp_path / "in", store)[0]
    assert "另题".encode() in second.speeches
    assert "另题".encode() not in first.speeches
    (tmp_path / "in" / "s0.yml").unlink()
    assert made(tmp_path / "in", store)[0] == first


def test_a_data_file_that_somebody_touched_is_not_taken_from(tmp_path: Path) -> None:
    """Its lines may be anybody's: all is made anew."""
    lay(tmp_path / "in")
    store = tmp_path / "store.sqlite"
    first = made(tmp_path / "in", store)
    written = store.with_suffix(".jsonl")
    written.write_bytes(written.read_bytes().replace("同志们".encode(), "各位们".encode()))
    second = made(tmp_path / "in", store)
    assert second == first
    assert all(product.fresh for product in second)


def test_a_source_that_is_gone_is_forgotten(tmp_path: Path) -> None:
    """Nothing is made of it, and the memory does not grow for ever."""
    lay(tmp_path / "in", 2)
    store = tmp_path / "store.sqlite"
    made(tmp_path / "in", store)
    (tmp_path / "in" / "s1.txt").unlink()
    assert [product.id for product in made(tmp_path / "in", store)] == ["s0"]
    with Memory(store) as remembered:
        assert set(remembered.keys()) == {"s0"}


def test_a_product_survives_packing(tmp_path: Path) -> None:
    """Every piece comes back as it was."""
    lay(tmp_path / "in", 1)
    product = made(tmp_path / "in", None)[0]
    assert batch.unpack(batch.pack(product)) == product
