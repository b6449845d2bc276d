"""A site takes the old one's place whole or not at all."""

from __future__ import annotations

import fcntl
import gzip
import os
import re
import stat
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from build_tools import conversion, publication
from build_tools.site import serve, swap, verify
from build_tools.site.build import DATA, BuildFailed, Busy, build_site, tree_hash
from build_tools.site.inert import inert

MENU = (*conversion.LISTED[1:], "data", "contributing", "search")


def small(folder: Path) -> Path:
    """A folder of pages, as few as the menu needs."""
    for name in ("index.md", *(f"{kind}/index.md" for kind in MENU)):
        path = folder / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"---\ntitle: {name}\n---\n\n# {name} {{: #top }}\n\n字\n{{: #p1 }}\n", encoding="utf-8")
    data = folder / "data"
    data.mkdir(exist_ok=True)
    for name in DATA:
        (data / name).write_text("{}\n", encoding="utf-8")
    (folder / "甲 乙#1.txt").write_bytes("原样\r\n".encode("gb18030"))
    return folder


def build(folder: Path) -> Path:
    """Build the small site."""
    sources = [(folder / "甲 乙#1.txt", "甲 乙#1.txt")]
    build_site(folder / "docs", folder / "site", publication.CONFIG, folder / "data", sources)
    return folder / "site"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a small site in it."""
    folder = small(tmp_path_factory.mktemp("small"))
    build(folder)
    return folder


def left_beside(folder: Path) -> list[str]:
    """What stands beside a site and should not."""
    return [path.name for path in folder.iterdir() if path.name.startswith(".")]


def test_all_is_there(built: Path) -> None:
    """Pages, data, sources byte for byte; nothing is left beside the site."""
    site = built / "site"
    assert (site / "occasions/index.html").is_file()
    assert (site / "data/corpus.jsonl").read_text(encoding="utf-8") == "{}\n"
    assert (site / "sources/甲 乙#1.txt").read_bytes() == "原样\r\n".encode("gb18030")
    assert left_beside(built) == []


@pytest.mark.parametrize(
    "bad", ["[无处](nowhere.md)", "[无处](../index.md#nowhere)", "[无处](/nowhere/)", '<a href="nowhere/">无处</a>']
)
def test_failing_build_leaves_the_old_site(built: Path, bad: str) -> None:
    """The old site is the same, byte for byte, and the message names the page."""
    before = tree_hash(built / "site")
    page = built / "docs/genres/index.md"
    good = page.read_text(encoding="utf-8")
    page.write_text(good + "\n" + bad + "\n", encoding="utf-8")
    with pytest.raises(BuildFailed, match="genres/index"):
        build(built)
    page.write_text(good, encoding="utf-8")
    assert tree_hash(built / "site") == before
    assert left_beside(built) == []


def test_two_builds_are_the_same(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In another folder, on another day."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    other = small(tmp_path / "other")
    monkeypatch.setattr(time, "time", lambda: 4_000_000_000.0)
    build(other)
    monkeypatch.undo()
    assert tree_hash(other / "site") == tree_hash(built / "site")


@pytest.mark.parametrize(("epoch", "day"), [("", ""), ("0", ""), ("1234567890", "2009-02-13")])
def test_day_of_the_build(built: Path, monkeypatch: pytest.MonkeyPatch, epoch: str, day: str) -> None:
    """It is the one that is given, or none; a map of the site there is only if its address is known."""
    monkeypatch.setenv("SITE_URL", "https://example.org/anthology/")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    words = (build(built) / "sitemap.xml").read_text(encoding="utf-8")
    assert set(re.findall("<lastmod>(.*?)</lastmod>", words)) == ({day} if day else set())
    assert "<loc>https://example.org/anthology/genres/</loc>" in words
    assert gzip.decompress((built / "site/sitemap.xml.gz").read_bytes()).decode() == words
    monkeypatch.undo()
    build(built)


@pytest.mark.parametrize("epoch", ["yesterday", "1e9", "9" * 30])
def test_day_that_is_none(built: Path, monkeypatch: pytest.MonkeyPatch, epoch: str) -> None:
    """What cannot be a day is said, and nothing is built."""
    before = tree_hash(built / "site")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    with pytest.raises(BuildFailed, match="SOURCE_DATE_EPOCH"):
        build(built)
    assert tree_hash(built / "site") == before


@pytest.mark.parametrize("name", ["SITE_URL", "REPO_URL"])
@pytest.mark.parametrize("address", ["https://[", "javascript:alert(1)", "example.org/a"])
def test_address_that_is_none(built: Path, monkeypatch: pytest.MonkeyPatch, name: str, address: str) -> None:
    """It is told, as what it is, and nothing is built."""
    before = tree_hash(built / "site")
    monkeypatch.setenv(name, address)
    with pytest.raises(BuildFailed, match="URL"):
        build(built)
    assert tree_hash(built / "site") == before


def test_what_was_removed_is_gone(tmp_path: Path) -> None:
    """The new site replaces the old one: nothing of that shows through."""
    folder = small(tmp_path)
    (folder / "docs/data/extra.md").write_text("# 多\n", encoding="utf-8")
    page = folder / "docs/data/index.md"
    words = page.read_text(encoding="utf-8")
    page.write_text(words + "\n[多](extra.md)\n", encoding="utf-8")
    assert (build(folder) / "data/extra/index.html").is_file()
    (folder / "docs/data/extra.md").unlink()
    page.write_text(words, encoding="utf-8")
    assert not (build(folder) / "data/extra").exists()


def test_second_builder_is_told_to_wait(built: Path) -> None:
    """Who comes second is refused, and the first one's lock stays."""
    lock = built / ".site.lock"
    with lock.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(Busy, match="another build"):
            build(built)
        assert lock.exists()
    build(built)
    assert left_beside(built) == []


def test_leftovers_of_killed_builds_go(tmp_path: Path) -> None:
    """A site that was killed between two renames comes back; unfinished ones go."""
    for name in (".site.new-1", ".site.old-2"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "who").write_text(name, encoding="utf-8")
    swap.tidy(tmp_path / "site")
    assert (tmp_path / "site/who").read_text(encoding="utf-8") == ".site.old-2"
    (tmp_path / ".site.old-3").mkdir()
    swap.tidy(tmp_path / "site")
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


@pytest.mark.parametrize("knows", [True, False])
def test_swap(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, knows: bool) -> None:
    """The new one is in the old one's place, with and without a system that exchanges names."""
    if not knows:
        monkeypatch.setattr(swap, "exchange", lambda _one, _other: False)
    for name in ("site", "new"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "who").write_text(name, encoding="utf-8")
    swap.replace(tmp_path / "new", tmp_path / "site")
    assert (tmp_path / "site/who").read_text(encoding="utf-8") == "new"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_swap_that_fails_halfway_puts_the_old_site_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where names cannot be exchanged and the second rename fails."""
    monkeypatch.setattr(swap, "exchange", lambda _one, _other: False)
    (tmp_path / "site").mkdir()
    with pytest.raises(FileNotFoundError):
        swap.replace(tmp_path / "new", tmp_path / "site")
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


@pytest.mark.parametrize("mask", [0o077, 0o002, 0o000])
def test_everybody_may_read_and_nobody_else_write_what_is_published(tmp_path: Path, mask: int) -> None:
    """Whatever the mask of those who build: servers run as somebody else, and hosts refuse other modes."""
    before = os.umask(mask)
    try:
        site = build(small(tmp_path))
    finally:
        os.umask(before)
    found = {(path.is_dir(), stat.S_IMODE(path.stat().st_mode)) for path in (site, *site.rglob("*"))}
    assert found == {(True, 0o755), (False, 0o644)}


def test_folder_with_other_things_is_not_replaced(built: Path, tmp_path: Path) -> None:
    """A slip in --site-dir must not cost anyone their files."""
    (tmp_path / "letter.txt").write_text("x", encoding="utf-8")
    with pytest.raises(BuildFailed, match="something else"):
        build_site(built / "docs", tmp_path, publication.CONFIG, built / "data", [])
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_verification_reads_the_html(tmp_path: Path) -> None:
    """Links and anchors are followed in what was built, whoever built it."""
    (tmp_path / "a").mkdir()
    (tmp_path / "index.html").write_text('<a href="a/#x">1</a><a href="a/#y">2</a><img src="no.png">', encoding="utf-8")
    (tmp_path / "a/index.html").write_text(
        '<p id="x">字</p><a href="..">家</a><a href="../b/">无</a>', encoding="utf-8"
    )
    found = verify.faults(tmp_path, ["index.html", "c/index.html"])
    assert len(found) == 4
    assert "c/index.html" in found[0]
    assert [fault.rpartition(" ")[2] for fault in found[1:]] == ["../b/", "a/#y", "no.png"]


def test_verification_finds_orphans_and_ids_that_stand_twice(tmp_path: Path) -> None:
    """A page that only links to itself is as lost as one that nobody knows; an id leads to one place."""
    for name, body in {"index": "<p>字", "b": '<a href="./">我</a>', "c": '<p id="x">一<p id="x">二'}.items():
        (tmp_path / f"{name}.html").write_text(body, encoding="utf-8")
    (tmp_path / "index.html").write_text('<a href="c.html#x">丙</a><p>', encoding="utf-8")
    found = verify.faults(tmp_path, [])
    assert found == [
        "c.html: 同一编号出现两次 / an id stands twice: x",
        "b.html: 没有任何链接通到这一页 / no link leads to this page",
    ]


@pytest.mark.parametrize(
    "words",
    [
        "<script>x()</script>", '<script src="https://a.b/c.js"></script>', "<img src=x onerror=x()>",
        "<svg onload=x()>", '<a href="javascript:x()">',
        '<a href=" java\tscript:x()">', '<a href="data:text/html,x">', "<iframe srcdoc=x>",
        '<meta http-equiv="Refresh" content="0;url=//a.b">', '<img src="//a.b/c.png">', '<form action="https://a.b">',
        '<link rel="stylesheet" href="https://a.b/c.css">', "<object data=x>", '<base href="https://a.b/">',
        '<button formaction="javascript:x()">', "<p onclick=x()>",
    ],
)  # fmt: skip
def test_nothing_alive_is_published(tmp_path: Path, words: str) -> None:
    """If foreign markup ever reaches a page, whoever let it through, there is no site."""
    theirs = '<script>var a=new URL("..",location)</script><script type="application/json">{}</script>'
    (tmp_path / "404.html").write_text(theirs, encoding="utf-8")
    page = tmp_path / "index.html"
    for good in ("<p>字</p>", '<a href="https://a.b/">甲</a><a href="mailto:a@b.c">乙</a>', "&lt;script&gt;x()"):
        page.write_text(theirs.replace('".."', '"../.."') + good, encoding="utf-8")
        assert verify.faults(tmp_path, []) == []
    page.write_text(theirs + words, encoding="utf-8")
    assert "alive" in verify.faults(tmp_path, [])[0]


def test_link_to_a_site_stays_a_link(built: Path, tmp_path: Path) -> None:
    """What --site-dir leads to is replaced, not the link."""
    (tmp_path / "real").mkdir()
    (tmp_path / "site").symlink_to(tmp_path / "real", target_is_directory=True)
    build_site(built / "docs", tmp_path / "site", publication.CONFIG, built / "data", [])
    assert (tmp_path / "site").is_symlink()
    assert (tmp_path / "real/index.html").is_file()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["real", "site"]


def test_values_are_escaped_once() -> None:
    """Whatever YAML holds, to any depth."""
    made = inert({"<a>": ["<b>", 1, {"c": "&"}]})
    assert made == {"<a>": ["&lt;b&gt;", "1", {"c": "&amp;"}]}
    assert inert(made) == made


def test_preview_serves_what_is_there_now(built: Path, tmp_path: Path) -> None:
    """After a swap the next request gets the new site; an address that leads nowhere gets the site's own page."""
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text("旧", encoding="utf-8")
    (site / "404.html").write_text("没有", encoding="utf-8")
    with serve.server(site, 0) as running:
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            address = f"http://127.0.0.1:{running.server_port}"
            assert urllib.request.urlopen(address).read().decode() == "旧"
            swap.replace(Path(os.fspath(built / "site")).rename(tmp_path / "new"), site)
            assert "index.md" in urllib.request.urlopen(address).read().decode()
            with pytest.raises(urllib.error.HTTPError) as told:
                urllib.request.urlopen(f"{address}/no/")  # noqa: S310 - loopback
            assert told.value.code == 404
            assert "没有这一页" in told.value.read().decode()
            told.value.close()
        finally:
            running.shutdown()
            thread.join()


def test_watcher_outlives_a_bad_build(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A build that raises is told; the next change is built."""
    monkeypatch.setattr(serve, "EVERY", 0.01)
    over, times = threading.Event(), iter(range(100))
    outcomes: Iterator[RuntimeError | bool] = iter([RuntimeError("坏"), False, True])

    def rebuild() -> bool:
        outcome = next(outcomes)
        if isinstance(outcome, RuntimeError):
            raise outcome
        if outcome:
            over.set()
        return outcome

    serve._watch(lambda: {Path("a"): float(next(times))}, rebuild, over)
    told = capsys.readouterr().out
    assert "坏" in told
    assert told.count("\n") == 3
