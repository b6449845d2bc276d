from __future__ import annotations

from build_tools.model import Facts, Location, Value
from tests.description.written import describe

TEXT = """[title] 在植树活动上的讲话
[date line] 2013年3月22日
[byline] 青山市市长　林大江
[salutation] 同志们：
春天到了，我市计划植树三万棵。
"""


def facts(**values: str) -> Facts:
    """Facts, each with a place of its own."""
    return {name: Value(text, Location("a.yml", line)) for line, (name, text) in enumerate(values.items(), 1)}


def test_declared_wins_and_keeps_its_place() -> None:
    """A declared fact is the value, and its evidence is the place in the sidecar."""
    _, known, doubts = describe(TEXT, facts(rights="permitted", genre="deployment", audience="全市干部"))
    assert ("permitted", "deployment", "declared") == (known.rights, known.genre.id, known.genre.status)
    assert known.audience == "全市干部"
    evidence = next(one for one in known.evidence if one.field == "genre")
    assert (Location("a.yml", 2), "declared", None) == (evidence.at, evidence.status, evidence.span)
    assert doubts == ()


def test_declared_may_be_more_exact() -> None:
    """A fact that says more than the text is no contradiction."""
    _, known, doubts = describe(TEXT, facts(date="2013-03-22", speaker="林大江", role_text="市长"))
    assert ("2013-03-22", "declared") == (known.date.edtf, known.date.status)
    assert "mayor" == known.speaker.role
    assert doubts == ()


def test_contradiction_is_a_finding() -> None:
    """What a person declares wins over what the text states, but not in silence."""
    _, known, doubts = describe(TEXT, facts(date="2014-01-01", speaker="陈一鸣"))
    assert ("2014-01-01", "陈一鸣") == (known.date.edtf, known.speaker.name)
    assert known.speaker.role_text is None, "the post printed is another person's"
    assert [("C038", 1), ("C038", 2)] == [(doubt.code, doubt.at.line) for doubt in doubts]


def test_inference_gives_way_without_a_word() -> None:
    """A year that we only inferred is no statement to contradict."""
    _, known, doubts = describe("今年是“十二五”规划的第一年。", facts(date="2012"))
    assert "2012" == known.date.edtf
    assert doubts == ()


def test_region_is_declared_by_its_code() -> None:
    """A code brings the path of names."""
    _, known, _ = describe(TEXT, facts(region="610900"))
    assert ("610900", "declared") == (known.region.code, known.region.status)
    assert known.region.path[-1] == "安康市"
