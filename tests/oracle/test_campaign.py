"""A small run of the campaign, and that it would tell a difference."""

from attrs import evolve

from tests.oracle.campaign import Tally, case_of, hold, made, run, told


def test_every_ruleset_gives_what_its_clauses_say_in_whole_cases_and_through_every_door() -> None:
    tally = run(420, 1)
    assert list(told(tally))[1:] == []
    assert {"row", "own execution", "total", "grade", "first level", "csv", "xlsx", "html"} <= set(tally.by_what)


def test_a_wrong_score_is_a_difference() -> None:
    case = made(3, 1)
    low, high, is_open = case.lines[0].bounds
    wrong = evolve(case, lines=(evolve(case.lines[0], bounds=(low + 1, high + 1, is_open)), *case.lines[1:]))
    tally = Tally()
    hold(wrong, case_of(case), tally)
    assert {each.split()[1].rstrip(":") for each in tally.differences} >= {"row", "total"}
