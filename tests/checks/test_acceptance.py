"""What a person accepts is not told any more; what accepts nothing is."""

from __future__ import annotations

from build_tools import checks, findings
from build_tools.model import Acceptance, Declared, Location, Source, Span

TEXT = "20xx年\n20xx年，xx年"
FOUND = tuple(
    findings.on(Source("a", "a.txt", "a.txt", "", "utf-8", TEXT), span, "T101", words=TEXT[span.start : span.end])
    for span in (Span(0, 5), Span(6, 11), Span(12, 15))
)


def accept(*rows: Acceptance) -> tuple[int, list[str]]:
    """How many findings are left, and which codes are new."""
    source = Source("a", "a.txt", "a.txt", "", "utf-8", TEXT, Declared(accepted=rows))
    left, unused = checks.accept(FOUND, source)
    return len(left), [finding.code for finding in unused]


def row(code: str, words: str = "", line: int | None = None) -> Acceptance:
    """An acceptance with a reason."""
    return Acceptance(code, "据原件", Location("a.yml", 5, 1), words, line)


def test_a_code_alone_accepts_all_of_it() -> None:
    """A code alone accepts all of it."""
    assert (0, []) == accept(row("T101"))


def test_words_and_line_narrow_it() -> None:
    """Words and line narrow it."""
    assert (1, []) == accept(row("T101", "20xx年"))
    assert (1, []) == accept(row("T101", "", 2))
    assert (2, []) == accept(row("T101", "20xx年", 2))


def test_an_acceptance_without_use_is_a_finding() -> None:
    """An acceptance without use is a finding."""
    assert (3, ["C035"]) == accept(row("T102"))
    assert (3, ["C035"]) == accept(row("T101", "某年"))


def test_errors_cannot_be_accepted() -> None:
    """Errors cannot be accepted."""
    error = findings.at(Location("a.txt"), "S003")
    source = Source("a", "a.txt", "a.txt", "", "utf-8", TEXT, Declared(accepted=(row("S003"),)))
    left, unused = checks.accept((error,), source)
    assert ((error,), ["C035"]) == (left, [finding.code for finding in unused])


def test_without_acceptances_nothing_changes() -> None:
    """Without acceptances nothing changes."""
    assert (3, []) == accept()
