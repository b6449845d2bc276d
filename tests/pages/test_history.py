"""The history of a file on its host: the address names the very file, whatever it is called, and nothing else."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote_to_bytes, urlsplit

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from build_tools.pages.history import BRANCH, history_url

WORKFLOW = Path(__file__).parents[2] / ".github/workflows/publish.yml"
NAMES = st.text(st.characters(exclude_characters="/\0", exclude_categories=["Cs"]), min_size=1, max_size=80)


@pytest.mark.parametrize(
    ("repository", "before"),
    [
        ("https://github.com/someone/speeches", "https://github.com/someone/speeches/commits/main/"),
        ("https://github.com/someone/speeches.git", "https://github.com/someone/speeches/commits/main/"),
        ("https://gitlab.com/group/below/speeches/", "https://gitlab.com/group/below/speeches/-/commits/main/"),
        ("http://gitlab.example.org:8080/a/b", "http://gitlab.example.org:8080/a/b/-/commits/main/"),
        ("https://gitee.com/a/b", "https://gitee.com/a/b/commits/main/"),
        ("https://me:secret@github.com/a/b", "https://github.com/a/b/commits/main/"),
    ],
)
def test_each_host_has_its_own_way(repository: str, before: str) -> None:
    """GitHub, GitLab below a name of its own, Gitee; a password in the address of a repository is never told."""
    assert f"{before}docs/sources/a-1.txt" == history_url(repository, "docs/sources/a-1.txt")


@pytest.mark.parametrize(
    "repository",
    [
        "", "a/b", "github.com/a/b", "https://github.com", "https://github.com/", "ftp://github.com/a/b",
        "javascript:alert(1)//github.com/a/b", "https://[", "https://github.com:x/a/b", "https://gitlab/a/b",
        "https://example.org/a/b", "https://github.com.example.org/a/b", "git@github.com:a/b.git",
    ],
)  # fmt: skip
def test_no_link(repository: str) -> None:
    """Rather none than one that leads nowhere, or runs."""
    assert "" == history_url(repository, "docs/sources/a-1.txt")


@given(st.lists(NAMES, min_size=1, max_size=4))
@example(["docs", "sources", "甲 乙#1?x=%41&<b>\"'\n.txt"])
def test_any_name_is_read_back(names: list[str]) -> None:
    """The host reads the same path, in as many parts: no query, no anchor, nothing but plain characters."""
    path = "/".join(names)
    url = history_url("https://github.com/a/b", path)
    assert url.isascii()
    assert not set(url) & set(" <>\"'\\^`{|}\n\r\t")
    parts = urlsplit(url)
    assert ("https", "github.com", "", "") == (parts.scheme, parts.netloc, parts.query, parts.fragment)
    read = [unquote_to_bytes(part).decode() for part in parts.path.split("/")]
    assert ["", "a", "b", "commits", "main", *names] == read


def test_the_branch_is_the_one_that_is_published() -> None:
    """Another one would not have the file, or another state of it."""
    workflow = yaml.safe_load(WORKFLOW.read_text(encoding="utf-8"))
    assert [BRANCH] == workflow[True]["push"]["branches"]  # YAML 1.1 reads the word `on` as true
