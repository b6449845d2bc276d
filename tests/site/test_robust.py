"""Builds killed at random, on a disk that is too small, or side by side: one of two complete sites always stands.

Faults at chosen moments stand in tests/faults.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from build_tools import publication, relations
from build_tools.site.build import BuildFailed, tree_hash
from tests.site import places

KILLS = 50
SPEECH = "在{place}项目建设推进会上的讲话\n同志们：\n{words}\n谢谢大家！\n"
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(places.ROOT), "SOURCE_DATE_EPOCH": "0"}


@dataclass(frozen=True, slots=True)
class Room:
    """A folder with two sets of sources and what is built of them."""

    path: Path

    def command(self, edition: str) -> list[str]:
        """The command that builds an edition."""
        return [
            *(sys.executable, "-m", "build_tools", "build", "--jobs", "1"),
            *("--sources", f"{edition}-sources", "--docs-dir", f"{edition}-docs", "--site-dir", "published/site"),
        ]

    def build(self, edition: str) -> subprocess.CompletedProcess[str]:
        """Build an edition to the end."""
        return subprocess.run(
            self.command(edition), cwd=self.path, env=ENVIRONMENT, capture_output=True, text=True, check=False
        )

    @property
    def site(self) -> Path:
        """What is published."""
        return self.path / "published/site"


def made(path: Path) -> Room:
    """A room with an old and a new edition: one speech differs, one is gone, one has come."""
    (path / "published").mkdir(parents=True)
    for edition, places_named, words in (
        ("old", ("甲县", "乙县"), "项目是发展的基础，要抓紧抓实。"),
        ("new", ("甲县", "丙县"), "项目是发展的基础,要抓紧抓实,确保投产。"),
    ):
        places.copy_docs(path / f"{edition}-docs", sources=False)
        sources = path / f"{edition}-sources"
        sources.mkdir()
        for number, place in enumerate(places_named):
            file = sources / f"speech-{number}-{edition if number else 'same'}.txt"
            file.write_text(SPEECH.format(place=place, words=words), encoding="utf-8")
    return Room(path)


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Room:
    """The room of this module."""
    return made(tmp_path_factory.mktemp("robust"))


@pytest.fixture(scope="module")
def editions(room: Room) -> dict[str, str]:
    """The digests of the two complete sites, each built from nothing; the old one is published."""
    digests = {}
    for edition in ("new", "old"):
        shutil.rmtree(room.path / ".anthology", ignore_errors=True)
        done = room.build(edition)
        assert done.returncode == 0, done.stderr
        digests[edition] = tree_hash(room.site)
    assert len(set(digests.values())) == 2
    return digests


def test_killed_builds_leave_a_complete_site() -> None:
    """At fifty moments spread over a build; and who builds afterwards gets what a build from nothing gives."""
    command = [sys.executable, "-m", "tests.faults.chance", str(KILLS)]
    done = subprocess.run(command, cwd=places.ROOT, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    told = json.loads(done.stdout)
    assert told["killed"] == KILLS, "too many builds came to their end"
    assert told["broken"] == []
    assert told["beside"] == ["site"], "nothing is left of those that were killed"


@contextmanager
def mounted(place: Path, size: str) -> Iterator[None]:
    """A file system of a size in memory, at a folder."""
    command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(place)]
    if subprocess.run(command, check=False, capture_output=True).returncode:
        pytest.fail("这项测试要挂载一个小磁盘，须以 root 运行 / this test mounts a small disk: run it as root")
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)


def told_in_a_sentence(done: subprocess.CompletedProcess[str], zh: str, en: str) -> bool:
    """True if a failure is told to people: status 2, no traceback, in Chinese and in English."""
    told = done.stderr
    return done.returncode == 2 and "Traceback" not in told and "None" not in told and zh in told and en in told


@pytest.mark.parametrize("what", ["the site", "the store"])
def test_a_full_disk_leaves_the_old_site(room: Room, editions: dict[str, str], what: str) -> None:
    """Where the site is to stand, or where what is remembered stands: at every size that is too small."""
    assert room.build("old").returncode == 0
    shutil.rmtree(room.path / ".anthology", ignore_errors=True)
    place = room.path / ("published" if what == "the site" else ".anthology")
    kept = room.path / "kept"
    if what == "the site":
        shutil.copytree(room.site, kept)
    place.mkdir(exist_ok=True)
    used = sum(path.stat().st_size for path in room.site.rglob("*") if path.is_file()) >> 20
    failed = 0
    for size in [f"{used + more}m" for more in (1, 2, 3)] if what == "the site" else ["8k", "64k", "512k", "1m"]:
        with mounted(place, size):
            if what == "the site":
                shutil.copytree(kept, room.site)
            before = tree_hash(room.site)
            done = room.build("new")
            if done.returncode:
                failed += 1
                assert told_in_a_sentence(done, "已发布的未动", "the disk is full"), done.stderr
                assert tree_hash(room.site) == before == editions["old"]
            elif what == "the site":
                assert tree_hash(room.site) == editions["new"]
        if what == "the store":
            assert tree_hash(room.site) in editions.values()
            assert room.build("old").returncode == 0
            shutil.rmtree(place, ignore_errors=True)
            place.mkdir()
    assert failed, "no disk was too small"
    shutil.rmtree(kept, ignore_errors=True)


def test_of_two_builds_at_once_one_is_told_to_wait(room: Room, editions: dict[str, str]) -> None:
    """Status 2 and a sentence for the one; the other's site is whole."""
    started = [
        subprocess.Popen(room.command("new"), cwd=room.path, env=ENVIRONMENT, stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    ended = [(running.communicate()[1], running.returncode) for running in started]
    assert sorted(status for _, status in ended) == [0, 2]
    assert all("another build" in words and "另一个构建" in words for words, status in ended if status)
    assert tree_hash(room.site) == editions["new"]


def test_an_error_binds_no_book(room: Room, editions: dict[str, str]) -> None:
    """A build that cannot be published binds nothing; the book of before is still there when the error is gone."""
    assert room.build("old").returncode == 0
    books = {path: path.stat().st_mtime_ns for path in room.path.glob(".anthology/taken-*/data/anthology.*")}
    assert books
    wrong, more = room.path / "old-sources/speech-9.txt", room.path / "old-sources/speech-8.txt"
    wrong.write_bytes(b"\x00\x01\x02")
    more.write_text(SPEECH.format(place="丁县", words="这一篇要装进书里，可是书不必装。"), encoding="utf-8")
    done = room.build("old")
    wrong.unlink()
    more.unlink()
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr
    assert tree_hash(room.site) == editions["old"]
    assert {path: path.stat().st_mtime_ns for path in books} == books
    assert room.build("old").returncode == 0
    assert tree_hash(room.site) == editions["old"]


def test_a_source_that_changes_while_the_site_is_built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was not checked is not published: the build fails, the old site stands, and the next one takes it."""
    source = tmp_path / "sources/speech-1.txt"
    source.parent.mkdir()
    source.write_text(SPEECH.format(place="甲县", words="项目是发展的基础，要抓紧抓实。"), encoding="utf-8")
    site = places.build(tmp_path, source.parent)
    before = tree_hash(site)
    neighbours = relations.neighbours

    def meanwhile(corpus: Path, room: Path) -> Path:
        source.write_text("<script>window.__pwn = 1</script>", encoding="utf-8")
        return neighbours(corpus, room)

    with monkeypatch.context() as patch:
        patch.setattr(relations, "neighbours", meanwhile)
        folders = (source.parent, tmp_path / "docs", site, tmp_path / "store")
        with pytest.raises(BuildFailed, match=r"sources changed .* sources/speech-1\.txt"):
            publication.build(*folders, clean=False, jobs=1, strict=False)
    assert tree_hash(site) == before
