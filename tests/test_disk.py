"""Which files are sources, what they are called, and that files are written whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from build_tools import disk
from build_tools.findings import BadInput


def lay(folder: Path, *names: str) -> None:
    """Make files of these names."""
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("同志们：", encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("kaigong-yishi.txt", "kaigong-yishi"),
        ("2021/kaigong.txt", "2021-kaigong"),
        ("Speech One.docx", "speech-one-"),
        ("县长讲话.docx", "s-"),
        ("2013-03-22_在会上的致辞.txt", "2013-03-22-"),
    ],
)
def test_id_is_the_name_or_holds_a_digest_of_it(name: str, expected: str) -> None:
    """Plain names are kept; others are cut to what a URL can hold, with eight digits that tell them apart."""
    made = disk.source_id(name)
    assert made == expected if "." in name and expected == made else made.startswith(expected)
    assert made.isascii()
    assert made == made.lower()


def test_id_does_not_depend_on_the_form_of_accents() -> None:
    """A file named on a Mac and the same file named on Linux are one source."""
    assert disk.source_id("caf\u00e9.txt") == disk.source_id("cafe\u0301.txt")


def test_sidecar_stands_beside_its_source(tmp_path: Path) -> None:
    """It is not a source itself, and one without its source is a finding."""
    lay(tmp_path, "a.txt", "a.yml", "b.txt", "lonely.yml", ".hidden.txt", "x/c.md")
    found, faults = disk.find([tmp_path])
    assert [(ref.id, bool(ref.sidecar)) for ref in found] == [("a", True), ("b", False), ("x-c", False)]
    assert [fault.code for fault in faults] == ["C037"]


def test_sidecar_of_a_file_named_alone_is_found(tmp_path: Path) -> None:
    """`anthology check a.txt` reads a.yml too."""
    lay(tmp_path, "a.txt", "a.yml")
    found, faults = disk.find([tmp_path / "a.txt"])
    assert found[0].sidecar == str(tmp_path / "a.yml")
    assert faults == []


def test_two_sources_with_one_id_are_both_refused(tmp_path: Path) -> None:
    """Each is told of the other; the third is still read."""
    lay(tmp_path, "a.txt", "a.docx", "b.txt")
    found, faults = disk.find([tmp_path])
    assert [ref.id for ref in found] == ["b"]
    assert [fault.code for fault in faults] == ["B001", "B001"]


def test_links_are_told_and_not_followed(tmp_path: Path) -> None:
    """A link may point at any file of the machine."""
    lay(tmp_path, "real/a.txt")
    (tmp_path / "real" / "link.txt").symlink_to("/etc/hostname")
    (tmp_path / "real" / "folder").symlink_to("/etc")
    (tmp_path / "real" / "round.txt").symlink_to("round.txt")
    found, faults = disk.find([tmp_path / "real"])
    assert [ref.id for ref in found] == ["a"]
    assert [fault.code for fault in faults] == ["B002", "B002", "B002"]


@pytest.mark.parametrize("alone", [True, False])
def test_a_sidecar_must_be_one_real_file(alone: bool, tmp_path: Path) -> None:  # noqa: FBT001 - a parameter of the test
    """What is declared by a link, or by two files, is not known: the source waits."""
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text("同志们", encoding="utf-8")
    (tmp_path / "a.yml").symlink_to("/etc/hostname")
    (tmp_path / "b.yml").touch()
    (tmp_path / "b.yaml").touch()
    found = [disk.find([tmp_path / f"{name}.txt"]) for name in "ab"] if alone else [disk.find([tmp_path])]
    assert [] == [ref for references, _ in found for ref in references]
    told = [(fault.code, Path(fault.at.path).name) for _, faults in found for fault in faults]
    assert told == [("B002", "a.yml"), ("C044", "b.yaml")]


def test_name_that_is_not_utf8_is_a_finding(tmp_path: Path) -> None:
    """It can be neither an address nor a record; the other sources are found all the same."""
    lay(tmp_path, "good.txt")
    for name in (b"\xb9\xa4.txt", b"\xb9\xa4.yml"):
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_text("同志们：", encoding="utf-8")
    found, faults = disk.find([tmp_path])
    assert [ref.id for ref in found] == ["good"]
    assert [fault.code for fault in faults] == ["B005", "B005"]
    assert all(fault.at.path.isprintable() for fault in faults)


def test_unreadable_file_is_a_finding(tmp_path: Path) -> None:
    """It may have gone between being found and being read."""
    with pytest.raises(BadInput) as bad:
        disk.read(disk.Reference("a", "a.txt", str(tmp_path / "a.txt")))
    assert [finding.code for finding in bad.value.findings] == ["B004"]


def test_write_leaves_an_unchanged_file_alone(tmp_path: Path) -> None:
    """Its time does not change, so that what depends on it is not made again."""
    path = tmp_path / "x" / "a.md"
    assert disk.write(path, b"1")
    os.utime(path, (1, 1))
    assert not disk.write(path, b"1")
    assert path.stat().st_mtime == 1
    assert disk.write(path, b"2")


def test_whole_leaves_the_old_file_when_writing_fails(tmp_path: Path) -> None:
    """Half a file is no file."""
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"old")
    with pytest.raises(TypeError), disk.whole(path) as stream:
        stream.writelines([b"new", None])  # type: ignore[list-item]
    assert path.read_bytes() == b"old"
    assert [file.name for file in tmp_path.iterdir()] == ["a.jsonl"]


def test_sweep_removes_what_is_not_kept(tmp_path: Path) -> None:
    """Only files of the suffix that the tool writes."""
    lay(tmp_path, "a.md", "x/b.md", "x/c.md", "note.txt")
    assert disk.sweep(tmp_path, {"a.md", "x/b.md"}) == 1
    assert sorted(file.name for file in tmp_path.rglob("*.*")) == ["a.md", "b.md", "note.txt"]


def test_what_a_killed_run_left_half_written_goes(tmp_path: Path) -> None:
    """With what is not kept, where all files are ours; elsewhere if it is asked for."""
    lay(tmp_path, "a.md", "x/b.md", "x/.b.md.part", ".c.json.part")
    disk.sweep(tmp_path / "x", {"b.md"})
    assert sorted(file.name for file in tmp_path.rglob("*.*")) == [".c.json.part", "a.md", "b.md"]
    disk.tidy(tmp_path, ".*.part")
    assert sorted(file.name for file in tmp_path.rglob("*.*")) == ["a.md", "b.md"]
    disk.tidy(tmp_path / "nowhere", ".*.part")
