"""A small run of the campaign, and that it would tell a difference."""

from attrs import evolve

from tests.oracle.campaign.ends import Ends
from tests.oracle.campaign.held import case_of, hold
from tests.oracle.campaign.made import made
from tests.oracle.campaign.run import run, run_in
from tests.oracle.campaign.tally import Tally, told

KINDS = {
    "points of a row", "row (policy)", "row (execution)", "own execution", "goal", "total", "grade", "first level",
    "csv", "xlsx", "html", "row (shaped)", "seek (number)", "seek (judgement)", "audit", "columns", "light",
    "light (execution)", "alarm (consistency)", "alarm (unspent)", "alarm (execution-schedule)", "alarm (progress-gap)",
    "columns: first level", "columns: total", "columns: grade", "audit (judged)", "audit (subtotal)", "audit (total)",
}  # fmt: skip


def test_every_ruleset_gives_what_its_clauses_say_in_whole_cases_and_through_every_door() -> None:
    tally = run(560, 2)
    assert list(told(tally))[1:] == []
    assert set(tally.by_what) >= KINDS


def test_processes_share_the_cases_of_a_seed() -> None:
    assert run_in(2, 60, 3) == run(60, 3)


def test_a_wrong_score_is_a_difference() -> None:
    case = made(45, 1)
    line = case.lines[0]
    wrong = evolve(case, lines=(evolve(line, exact=line.exact + Ends(1, 1)), *case.lines[1:]))  # type: ignore[arg-type]
    tally = Tally()
    hold(wrong, case_of(case), tally)
    assert {"total", "first level"} <= {each.split(":")[0] for each in tally.differences}
