"""The page of all findings is what the table gives, and the table is fit to be read."""

from __future__ import annotations

import html
import re
from pathlib import Path

import markdown
import pytest

from build_tools import findings
from build_tools.findings import Code
from build_tools.pages import findings_manual
from build_tools.pages.markdown import render
from tests.conftest import Golden

DOCS = Path(__file__).parents[2] / "docs"
TABLE = findings.table()
EXTENSIONS = ["attr_list", "tables", "toc"]


def test_the_page_is_what_the_table_gives(golden: Golden) -> None:
    """Whoever adds a code runs pytest --update-golden, or python -m build_tools.pages.findings_manual."""
    made = render(findings_manual.manual(TABLE.values())).decode()
    golden(DOCS / findings_manual.PATH, made)


def test_every_code_has_its_anchor_and_all_its_words() -> None:
    """Other pages lead to findings.md#T101; nothing in a sentence is taken for markup."""
    body = findings_manual.manual(TABLE.values()).body
    page = markdown.markdown(body, extensions=EXTENSIONS)
    shown = re.sub(r"\s", "", html.unescape(re.sub(r"<[^>]+>", "", page)))
    assert [code for code in TABLE if f'<h3 id="{code}">' not in page] == []
    assert "{:" not in shown
    for row in TABLE.values():
        for words in (row.message, row.hint, row.why):
            for sentence in (words.zh, words.en):
                plain = re.sub(r"[\s`]", "", re.sub(r"\{([a-z0-9_]+)\}", r"‹\1›", sentence))
                assert plain in shown


@pytest.mark.parametrize("code", TABLE.values(), ids=lambda code: code.code)
def test_a_row_is_complete_in_both_languages(code: Code) -> None:
    """Both tell the same, each in its own script."""
    assert re.fullmatch(r"[FCSTDB][0-9]{3}", code.code)
    for words in (code.message, code.hint, code.why):
        assert words.zh == words.zh.strip() != ""
        assert words.en == words.en.strip() != ""
        assert findings.names(words.zh) == findings.names(words.en)
        assert re.search("[\u3400-\u9fff]", words.zh)
        assert not re.search("[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]", words.en)
        assert words.zh[-1] not in "。；，"
        assert words.en[-1] not in ".;,"
    assert findings.names(code.why.zh) == set()
