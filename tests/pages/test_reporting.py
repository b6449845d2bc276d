"""Forms that are filled in from a page: what the host gets is what stood there; and the forms have those fields."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from build_tools.pages.reporting import LONGEST, TEMPLATE, report_url

FORMS = Path(__file__).parents[2] / ".github/ISSUE_TEMPLATE"
KINDS = {"markdown", "input", "textarea", "dropdown", "checkboxes"}


def fields(url: str) -> dict[str, str]:
    """What a host reads of an address."""
    return {name: values[0] for name, values in parse_qs(urlsplit(url).query, strict_parsing=True).items()}


def form(path: Path) -> dict[str, Any]:
    """An issue form."""
    loaded: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return loaded


def test_github() -> None:
    """The form's own fields are filled."""
    url = report_url("https://github.com/someone/speeches.git", "a-1", "p22", "修路&修桥 #1\n<b>")
    assert url.startswith("https://github.com/someone/speeches/issues/new?template=report-error.yml&")
    given = fields(url)
    assert ("a-1#p22", "修路&修桥 #1\n<b>") == (given["paragraph"], given["quote"])
    ids = {field.get("id") for field in form(FORMS / TEMPLATE)["body"]}
    assert set(given) - {"template", "title"} <= ids


def test_others() -> None:
    """GitLab gets a description, Gitee a title; of one that is not known there is no link."""
    lab = fields(report_url("https://gitlab.example.org/a/b", "a-1", "p22", "修路"))
    assert "修路" in lab["issue[description]"]
    assert "a-1#p22" in fields(report_url("https://gitee.com/a/b/", "a-1", "p22", "修路"))["title"]


NO_REPOSITORY = ["", "javascript:alert(1)", "https://github.com", "ftp://github.com/a/b", "a/b", "https://["]


def test_nothing_of_a_person_is_told() -> None:
    """A name or password in the address of a repository, as some runners have it, stands on no page."""
    for host in ("github.com", "gitee.com", "gitlab.com"):
        url = report_url(f"https://me:secret@{host}/a/b.git", "a-1", "p22", "修路")
        assert url.startswith(f"https://{host}/a/b/")
        assert "secret" not in url


@pytest.mark.parametrize("repository", NO_REPOSITORY)
def test_no_link(repository: str) -> None:
    """Rather none than one that leads nowhere, or runs."""
    assert "" == report_url(repository, "a-1", "p22", "修路")


@given(st.text(max_size=2000))
def test_any_text(text: str) -> None:
    """The address is plain, not too long, and gives back the words; what nobody sees is shown by its number."""
    url = report_url("https://github.com/a/b", "a-1", "p22", text)
    assert url.isascii()
    assert len(url) < 8000
    got = parse_qs(urlsplit(url).query, keep_blank_values=True)["quote"][0]
    assert got == text[: LONGEST - 1] + got[LONGEST - 1 :] or not text.isprintable()


@pytest.mark.parametrize("path", sorted(FORMS.glob("[a-z]*-*.yml")), ids=lambda path: path.name)
def test_forms_are_such_as_the_host_takes(path: Path) -> None:
    """Name, description, fields of known kinds with unique ids and labels, Chinese first, English beside."""
    found = form(path)
    assert {"name", "description", "title", "labels", "body"} == set(found)
    asked = [field for field in found["body"] if field["type"] != "markdown"]
    assert {field["type"] for field in found["body"]} <= KINDS
    names, labels = [field["id"] for field in asked], [field["attributes"]["label"] for field in asked]
    assert len(names) == len(set(names))
    assert len(labels) == len(set(labels))
    for words in (found["name"], found["description"], *labels):
        assert "\u4e00" <= words[0] <= "\u9fff"
        assert any(letter.isascii() and letter.isalpha() for letter in words)


def test_three_ways_in() -> None:
    """To add, to report, to withdraw."""
    assert {"add-speech.yml", "report-error.yml", "withdraw-speech.yml"} <= {path.name for path in FORMS.iterdir()}
