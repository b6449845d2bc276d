"""What `anthology explain` says to somebody who has an id, and to somebody who has nearly one."""

from __future__ import annotations

import pytest
from click.testing import CliRunner, Result

from build_tools.__main__ import main
from tests import road

SPEECH = "project-construction-speeches-2"


def explain(speech_id: str) -> Result:
    """Run it on the first compilation."""
    return CliRunner().invoke(main, ["explain", speech_id, "--sources", str(road.SOURCES)])


def test_every_value_names_its_place_and_quotes_what_is_there() -> None:
    """A value that was declared has a place and no words of the source; no empty quotation stands in their stead."""
    told = explain(SPEECH)
    assert told.exit_code == 0
    lines = told.output.splitlines()
    at = lines.index("  date = 2021  [推断 inferred] year-planned")
    place, _, words = lines[at + 1].strip().partition("  ")
    line, column = map(int, place.rsplit(":", 2)[1:])
    text = road.SEED.read_text(encoding="utf-8").splitlines()[line - 1]
    assert text[column - 1 :].startswith(words.strip("「」"))
    assert "「」" not in told.output


@pytest.mark.parametrize(
    "near", ["project-construction-speeches", "project-construction-speeches-99", "project-construction-speech-2"]
)
def test_nearly_an_id_is_answered_with_one(near: str) -> None:
    """The id of a source, a number that it does not have, a slip of the hand."""
    told = explain(near)
    assert told.exit_code == 2
    assert "project-construction-speeches-1" in told.output.replace("\n", "")


def test_what_is_like_nothing_gets_no_suggestion() -> None:
    """And nothing that the terminal would obey."""
    told = explain("x\x1b[31m")
    assert told.exit_code == 2
    assert "speeches-1" not in told.output
    assert "\x1b" not in told.output
