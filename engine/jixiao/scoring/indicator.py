"""One indicator scored: the steps in their order.

A step is a plain function of the row's :class:`~jixiao.scoring.steps.work.Work`. Until the share is known a step may
settle the row by an outcome of its own (the target cannot be read, say); then the others up to the share are left out.
"""

from __future__ import annotations

from collections.abc import Callable

from jixiao.scoring.leaf import Leaf, Outcome
from jixiao.scoring.row import Row, Setting
from jixiao.scoring.steps.actual import take_actual
from jixiao.scoring.steps.direction import settle_direction
from jixiao.scoring.steps.points import (
    ask_reasons,
    give_points,
    leave_out_missing,
    note_over,
    override_score,
    round_points,
    score_nothing,
    show_light,
    soften_deduction,
)
from jixiao.scoring.steps.rule import choose_rule
from jixiao.scoring.steps.share import find_share
from jixiao.scoring.steps.target import leave_out, read_target
from jixiao.scoring.steps.work import Work

__all__ = ["TO_RULE", "TO_SCORE", "TO_SHARE", "Row", "Setting", "begun", "ended", "score_row"]

TO_RULE: tuple[Callable[[Work], Outcome | None], ...] = (read_target, settle_direction, leave_out, choose_rule)
TO_SHARE: tuple[Callable[[Work], Outcome | None], ...] = (take_actual, find_share)
TO_SCORE: tuple[Callable[[Work], None], ...] = (
    leave_out_missing,
    note_over,
    soften_deduction,
    give_points,
    round_points,
    show_light,
    override_score,
    ask_reasons,
)


def score_row(row: Row, setting: Setting) -> Leaf:
    """The row scored; never raises for what a user can write."""
    return ended(begun(row, setting))


def begun(row: Row, setting: Setting) -> Work:
    """The row up to its rule. ``counts`` of the work may be filled in before it is :func:`ended`."""
    work = Work(row, setting)
    _run(TO_RULE, work)
    return work


def ended(work: Work) -> Leaf:
    """The leaf of a row that has begun."""
    if not work.settled:
        _run(TO_SHARE, work)
    for step in (score_nothing,) if work.row.indicator.not_applicable else TO_SCORE:
        step(work)
    return work.leaf()


def _run(steps: tuple[Callable[[Work], Outcome | None], ...], work: Work) -> None:
    """The steps until one of them settles the row."""
    for step in steps:
        outcome = step(work)
        if outcome is not None:
            work.outcome, work.settled = outcome, True
            return
