"""``jixiao rules plot``: the score curve of a rule over the actuals of a target, in the terminal or as SVG."""

from __future__ import annotations

import sys
from fractions import Fraction
from pathlib import Path

import click

from jixiao.cli.common import fail, reporting, write_output
from jixiao.cli.spoken import Command
from jixiao.kernel.diagnostic import diagnose
from jixiao.kernel.number import exact
from jixiao.kernel.words import phrase, say
from jixiao.language.actual import MeasuredActual, read_actual
from jixiao.language.ast import Change, Meaning, Quantity, Range
from jixiao.language.direction import Direction, direction_of
from jixiao.language.parse import parse_target
from jixiao.rules.bind import sign_of
from jixiao.rules.claim import Atom, TargetKind
from jixiao.rules.find import named_ruleset
from jixiao.rules.rule import Rule
from jixiao.rules.ruleset import Ruleset
from jixiao.rules.scorer import Measured

__all__ = ["command"]


@click.command("plot", cls=Command, help="cli.rules.plot")
@click.argument("name", metavar="ID|FILE")
@click.option("--target", default=None, help="cli.rules.plot.target")
@click.option("--rule", "rule_id", default=None, help="cli.rules.plot.rule")
@click.option("--actual", default=None, help="cli.rules.plot.actual")
@click.option("--points", default="10", show_default=True, help="cli.rules.plot.points")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="cli.rules.plot.output")
@click.option("--force", is_flag=True, help="cli.option.force")
@click.pass_obj
def command(
    lang: str,
    name: str,
    target: str | None,
    rule_id: str | None,
    actual: str | None,
    points: str,
    output: Path | None,
    force: bool,
) -> None:
    """Draw the score curve of a rule, open and closed ends apart."""
    from jixiao.authoring.probe import Probe, ProbeTarget, probe, probes
    from jixiao.explain.sentence import clause_text
    from jixiao.report.plot import plot_of
    from jixiao.rules.curve_text import CurveRow

    with reporting(lang):
        ruleset = named_ruleset(name)
    ruleset = _enabled(ruleset, rule_id, lang)
    worth = _points(points)
    found: Probe | None = None
    if target is None:
        rule = (
            ruleset.rule(rule_id)
            if rule_id
            else next((r for r in ruleset.rules if isinstance(r.scorer, Measured)), None)
        )
        first = None if rule is None else next(probes(rule, ruleset), None)
        found = None if first is None else probe(first.rule, first.goal, ruleset, worth)
    else:
        meaning = parse_target(target).meaning
        rule = _rule_for(meaning, ruleset, rule_id)
        if rule is not None and isinstance(rule.scorer, Measured):
            goal = ProbeTarget(_atom(meaning), target, meaning, getattr(meaning, "unit", ""))
            found = probe(rule, goal, ruleset, worth)
    if found is None or found.curve is None:
        fail([diagnose("JX516", rule=rule_id or "—", target=target or "—")], lang)
    origins = dict.fromkeys(segment.origin for segment in found.scorer.curve.segments())
    rows = tuple(" ".join(origin.text.split()) for origin in origins if isinstance(origin, CurveRow))
    shown = found.goal.text or phrase("kind.execution")
    title = say("plot.title", lang, name=found.rule.name, id=found.rule.id, target=shown)
    unit = say("unit.days", lang) if found.whole and found.goal.unit == "" else found.goal.unit
    clause = clause_text(found.rule.clause, ruleset, lang)
    plot = plot_of(
        title, found.curve, worth, unit, found.bound.met, rows, clause, _actual(actual, found.goal.meaning, lang)
    )
    if output is not None:
        from jixiao.report.plot_svg import plot_svg

        write_output(output, plot_svg(plot, lang), force=force, lang=lang)
        return
    from jixiao.report.plot_lines import plot_lines
    from jixiao.report.terminal import console, print_lines

    out = console(sys.stdout)
    print_lines(out, plot_lines(plot, out.width, lang))


def _points(text: str) -> Fraction:
    try:
        worth = exact(text)
    except ValueError:
        worth = Fraction(0)
    if worth <= 0:
        raise click.BadParameter(text, param_hint="--points")
    return worth


def _enabled(ruleset: Ruleset, rule_id: str | None, lang: str) -> Ruleset:
    """The ruleset with the rule that is asked for enabled."""
    if rule_id is None:
        return ruleset
    if rule_id in {option.id for option in ruleset.options}:
        return ruleset.with_option(rule_id)
    if rule_id not in ruleset.rule_ids:
        fail([diagnose("JX516", rule=rule_id, target="—")], lang)
    return ruleset


def _atom(meaning: Meaning) -> Atom:
    if isinstance(meaning, Range):
        return Atom(TargetKind.RANGE, Direction.EXACT, sign_of(meaning))
    if isinstance(meaning, Change):
        return Atom(TargetKind.CHANGE, direction_of(meaning) or Direction.POSITIVE, sign_of(meaning))
    if isinstance(meaning, Quantity):
        return Atom(TargetKind.QUANTITY, direction_of(meaning) or Direction.POSITIVE, sign_of(meaning))
    return Atom(
        {"Deadline": TargetKind.DEADLINE, "Period": TargetKind.PERIOD, "Scale": TargetKind.SCALE}.get(
            type(meaning).__name__, TargetKind.LEVEL
        )
    )


def _rule_for(meaning: Meaning, ruleset: Ruleset, rule_id: str | None) -> Rule | None:
    """The rule named, where it claims the target's kind; else the one that takes an indicator of no special name."""
    from jixiao.rules.claim import Subject

    atom = _atom(meaning)
    if rule_id is not None:
        rule = ruleset.rule(rule_id)
        return rule if atom in rule.when.atoms() else None
    return ruleset.rule_for(Subject(atom, getattr(meaning, "unit", "")))


def _actual(text: str | None, meaning: Meaning, lang: str) -> Fraction | None:
    if text is None:
        return None
    from jixiao.kernel.structure import Text

    value = read_actual(Text(text), meaning).value
    if not isinstance(value, MeasuredActual):
        fail([diagnose("JX517", actual=text)], lang)
    return value.value
