"""Which markers belong together: 一是…二要…三是… is one run, 第一、…第三,…, too.

Knows: the forms' customary order, and that a run counts up.
Must not know: what the words after a marker say.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from build_tools.structure.markers import Candidate

# By custom the higher form stands left. It decides only where the text itself shows no nesting.
ORDER: Final = (
    *("part", "chapter", "section", "formal", "cn", "cnp", "point"),
    *("di", "arabic", "arabicp", "circled", "qi", "yi"),
)
RANK: Final = {form: rank for rank, form in enumerate(ORDER)} | {"dash": 20, "bullet": 21}
SURE: Final = frozenset(("part", "chapter", "section", "formal", "cn", "cnp"))  # no prose begins like that
UNNUMBERED: Final = frozenset(("dash", "bullet", "plain"))
LEAST_APART: Final = 4  # code points from one marker to the next: 第一、第二产业 is no run


@dataclass(frozen=True, slots=True, eq=False)
class Run:
    """Markers of one form that count up. `above`: the runs that were open when it began, the outermost first."""

    form: str
    inline: bool  # it begins within a line
    above: tuple[Run, ...]
    members: list[Candidate] = field(default_factory=list)

    @property
    def own_lines(self) -> bool:
        """True if every member begins a line."""
        return all(member.at_start for member in self.members)


def runs(candidates: Iterable[Candidate]) -> tuple[Run, ...]:
    """The runs that are ones, in the order in which they begin."""
    open_: list[Run] = []
    found: list[Run] = []
    for candidate in candidates:
        run = _continued(open_, candidate)
        if run is None:
            if candidate.number != 1 and not candidate.at_start:
                continue
            _close(open_, candidate)
            run = Run(candidate.form, not candidate.at_start, tuple(open_))
            open_.append(run)
            found.append(run)
        else:
            del open_[open_.index(run) + 1 :]
        run.members.append(candidate)
    return tuple(run for run in found if is_run(run))


def _continued(open_: list[Run], candidate: Candidate) -> Run | None:
    """The open run that a candidate continues: of the same words and place if there is one, else the innermost."""
    best, most = None, -1
    for run in reversed(open_):
        if run.form == candidate.form and _follows(run, candidate):
            alike = 2 * (run.members[-1].verb == candidate.verb) + (run.inline != candidate.at_start)
            if alike > most:
                best, most = run, alike
    return best


def _follows(run: Run, candidate: Candidate) -> bool:
    last = run.members[-1]
    if run.form in UNNUMBERED or run.form.startswith("mark"):
        return run.form != "dash" or candidate.line <= last.line + 2
    same_line = last.line == candidate.line
    if not (candidate.at_start or same_line) or (same_line and candidate.start - last.end < LEAST_APART):
        return False
    if candidate.number == last.number + 1:
        return not last.weak or same_line
    # a section is missing, as in a text cut short
    return candidate.at_start and last.at_start and run.form in SURE and candidate.number > last.number


def _close(open_: list[Run], candidate: Candidate) -> None:
    """Close the runs that cannot go on where this candidate begins one."""
    if candidate.form.startswith("mark"):
        open_[:] = [run for run in open_ if run.form.startswith("mark") and run.form < candidate.form]
        return
    if candidate.at_start and candidate.form in SURE:
        open_[:] = [run for run in open_ if not run.inline]
    open_[:] = [run for run in open_ if not (run.members[-1].weak and candidate.weak)]
    for index, run in enumerate(open_):
        same = run.form == candidate.form and run.inline != candidate.at_start
        if same and (run.form != "yi" or run.members[-1].verb == candidate.verb):
            del open_[index:]
            return


def is_run(run: Run) -> bool:
    """True if the members make a run: enough of them, in honest places."""
    first, count = run.members[0], len(run.members)
    if run.form == "plain" or run.form.startswith("mark"):
        return True
    if run.own_lines:
        return count >= 2 or run.form in SURE
    verbs = {member.verb for member in run.members} - {"是", "要", ""}
    if verbs:  # 一靠…二靠…三靠…
        alike = len({member.verb for member in run.members}) == 1
        return alike and count >= 3 and all(member.sentence for member in run.members)
    return first.number == 1 and count >= (3 if first.weak else 2)


def levels(all_runs: tuple[Run, ...], headings: frozenset[Run]) -> dict[Run, int]:
    """The depth of each run, 1 the highest: a heading's among headings, a list's below the heading it stands under."""
    kept = frozenset(all_runs)
    nested: set[tuple[str, str]] = set()
    depth: dict[Run, int] = {}
    marked = any(run.form in ("cn", "chapter", "part") or run.form.startswith("mark") for run in all_runs)
    for run in all_runs:
        over = [above for above in run.above if above in kept and _over(above, run, nested, marked=marked)]
        nested |= {(above.form, run.form) for above in over}
        counted = (depth[above] for above in over if above in headings or run not in headings)
        depth[run] = 1 + max(counted, default=0)
    return depth


def _over(above: Run, run: Run, nested: set[tuple[str, str]], *, marked: bool) -> bool:
    """A run stands under another that goes on after it, or that custom or this text puts higher."""
    goes_on = above.members[-1].start > run.members[0].start
    if above.inline and above.members[-1].line != run.members[0].line:
        return goes_on
    return goes_on or (above.form, run.form) in nested or _rank(above, marked=marked) < _rank(run, marked=marked)


def _rank(run: Run, *, marked: bool) -> int:
    if run.form.startswith("mark"):
        return int(run.form[4:]) - 100
    if run.form == "plain":  # 工作回顾 on a line of its own stands above all where nothing else is so high
        return 30 if marked else -1
    return RANK[run.form]


def ends(run: Run) -> Iterator[tuple[Candidate, Candidate | None]]:
    """Each member with the one after it."""
    return zip(run.members, (*run.members[1:], None), strict=True)
