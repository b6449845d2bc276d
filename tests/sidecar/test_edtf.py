"""Dates as the sidecar takes them."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from build_tools.sidecar import edtf
from tests.sidecar.test_cases import CASES

DATES: dict[str, list[str]] = yaml.safe_load((CASES / "edtf.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("text", DATES["right"])
def test_dates_of_edtf(text: str) -> None:
    """Level 0, and of level 1 what speeches need."""
    assert edtf.fault(text) is None


@pytest.mark.parametrize("text", DATES["wrong"])
def test_what_is_no_date(text: str) -> None:
    """Other forms, days that no calendar has, masked years, ends before beginnings."""
    assert edtf.fault(text) is not None


@pytest.mark.parametrize("text", ["20xx", "20xx年", "201x", "××××", "2021年××月", "20**", "某某年"])
def test_a_masked_year_is_called_so(text: str) -> None:
    """`20xx` looks like EDTF's `20XX`, but says that somebody hid the year, not that nobody knows it."""
    assert edtf.fault(text) == edtf.MASK


@given(st.dates())
def test_every_day_of_the_calendar_is_a_day(day: object) -> None:
    """As ISO 8601 writes it."""
    assert edtf.day_fault(str(day)) is None


@pytest.mark.parametrize(
    "text", ["2021", "2021-06", "2021-06-XX", "2021-06-10~", "2021-06-10/2021-06-11", "2021-06-31"]
)
def test_what_is_no_single_day(text: str) -> None:
    """The day on which a source was found is known to who found it."""
    assert edtf.day_fault(text) is not None


@given(st.text(alphabet="0123456789X-/~?%.xY年", max_size=24))
def test_any_text_is_judged(text: str) -> None:
    """No text makes it stumble."""
    edtf.fault(text)
    edtf.day_fault(text)
