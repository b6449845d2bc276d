"""What is remembered is used only for the very same source; jobs and memory change nothing in what is made."""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path

import pytest

from build_tools import batch, conversion, disk, product
from build_tools.disk import Reference
from build_tools.memory import Memory
from build_tools.product import Product

TEXT = "在{place}项目建设推进大会上的讲话\n同志们:\n今天,我们在这里召开大会。我讲三点意见。\n一、要抓落实\n谢谢大家!\n"


def lay(folder: Path, count: int = 12) -> None:
    """Some sources."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        (folder / f"s{number}.txt").write_text(TEXT.format(place=f"第{number}次"), encoding="utf-8")


def made(folder: Path, store: Path | None, jobs: int = 1) -> list[Product]:
    """The products of a folder."""
    references, _ = disk.find([folder])
    if store is None:
        with Memory(None) as nothing:
            return list(batch.convert(references, nothing, jobs, whole=True))
    products: list[Product] = []
    with Memory(store) as remembered:
        conversion.write_data(references, remembered, jobs, store.parent / "out", products.append, whole=True)
    with Memory(store) as remembered:
        lines = remembered.lines(store.parent / "out" / "corpus.jsonl")
        assert lines is not None
        whole = [replace(product, speeches=lines.get(product.id)) for product in products]
        os.close(lines.number)
    assert all(one.speeches == two.speeches for one, two in zip(products, whole, strict=True) if one.fresh)
    return whole


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

    def watched(
        fresh: Sequence[Reference], jobs: int, work: Callable[[Reference], tuple[bytes, Product]]
    ) -> AbstractContextManager[Iterator[tuple[bytes, Product]]]:
        worked.extend(ref.id for ref in fresh)
        return spread(fresh, jobs, work)

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
    written = tmp_path / "out" / "corpus.jsonl"
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
        assert set(remembered.known()) == {"s0"}


def test_a_product_survives_packing(tmp_path: Path) -> None:
    """Every piece comes back as it was."""
    lay(tmp_path / "in", 1)
    one = made(tmp_path / "in", None)[0]
    back = product.unpack(product.brief(one), product.rest(one))
    assert replace(back, speeches=one.speeches) == one
    assert product.pages(product.rest(one)) == one.pages


def folder_of(output: Path) -> dict[str, bytes]:
    """Every file of an output folder, by its path in it."""
    return {str(path.relative_to(output)): path.read_bytes() for path in output.rglob("*") if path.is_file()}


@pytest.mark.parametrize("seed", range(4))
def test_any_history_ends_in_the_same_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    """After sources were added, changed and removed at random, all files are as a cold run writes them."""
    monkeypatch.setattr(disk, "SETTLED", 0)
    chance = random.Random(seed)  # noqa: S311 - no secret
    sources, output = tmp_path / "in", tmp_path / "out"
    lay(sources, 6)
    for step in range(6):
        for number in chance.sample(range(10), chance.randrange(4)):
            path = sources / f"s{number}.txt"
            if path.exists() and chance.random() < 0.4:
                path.unlink()
            else:
                path.write_text(TEXT.format(place=f"第{number}号{'新' * chance.randrange(9)}"), encoding="utf-8")
        if chance.random() < 0.5:
            next((output / "pages").glob("*.md"), sources / "none").unlink(missing_ok=True)
        with Memory(tmp_path / "warm.sqlite") as store:
            conversion.convert([sources], store, 1 + step % 2, output)
        with Memory(None) as nothing:
            conversion.convert([sources], nothing, 1, tmp_path / f"cold{step}")
        assert folder_of(output) == folder_of(tmp_path / f"cold{step}")
