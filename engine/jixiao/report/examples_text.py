"""What the examples of a ruleset show, as lines: those that fail, what was never tried, mutants that nobody noticed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from jixiao.authoring.coverage import Coverage, rate_text
from jixiao.authoring.examples import ExampleOutcome
from jixiao.authoring.mutate import Mutation
from jixiao.kernel.words import DEFAULT, Value, in_words, phrase, say
from jixiao.report.lines import Line, StyledText, indented, to_copy

__all__ = ["examples_lines"]


def examples_lines(
    outcomes: Sequence[ExampleOutcome],
    covered: Coverage,
    mutation: Mutation | None,
    width: int,
    lang: str = DEFAULT,
    *,
    verbose: bool = False,
) -> Iterator[Line]:
    """Examples, coverage and (where asked for) mutants; suggestions are listed with ``verbose`` or for survivors."""
    return indented(_report(outcomes, covered, mutation, lang, verbose=verbose), width)


def _report(
    outcomes: Sequence[ExampleOutcome], covered: Coverage, mutation: Mutation | None, lang: str, *, verbose: bool
) -> Iterator[StyledText]:
    failed = [each for each in outcomes if not each.holds]
    style = "bold red" if failed else "green"
    yield style, say("examples.hold", lang, rate=f"{len(outcomes) - len(failed)}/{len(outcomes)}")
    for each in failed:
        yield "red", f"  ✗ {each.name}  {each.path}"
        for failure in each.failures:
            text = say("examples.failure", lang, what=failure.what, wanted=failure.wanted, found=failure.found)
            yield "", f"    {text}"
    yield "", ""
    yield from _covered(covered, lang, verbose=verbose)
    if mutation is not None:
        yield "", ""
        yield from _mutants(mutation, lang)


def _covered(covered: Coverage, lang: str, *, verbose: bool) -> Iterator[StyledText]:
    done, every = covered.tried
    style = "green" if done == every else "yellow"
    yield style, say("examples.coverage", lang, rate=rate_text(covered.tried))
    for rule, group in groupby(covered.spots, key=lambda spot: spot.rule):
        spots = list(group)
        rest = [spot for spot in spots if not spot.covered]
        tried = Coverage(tuple(spots)).tried
        yield "", f"  {rule}  {rate_text(tried)}"
        for spot in rest:
            why = spot.impossible or phrase("examples.none")
            mark = "✗" if spot.counts else "·"
            yield "dim", f"    {mark} {say('labelled', lang, label=spot.where, text=why)}"
            if verbose and spot.paste:
                yield from to_copy(in_words(spot.paste, lang), "      ")


def _mutants(mutation: Mutation, lang: str) -> Iterator[StyledText]:
    killed, survived, equal = len(mutation.killed), len(mutation.survivors), len(mutation.equal)
    style = "bold red" if survived else "green"
    yield style, say("mutants.killed", lang, rate=f"{killed}/{killed + survived}", n=equal)
    for mutant, example in mutation.survivors:
        owner: Value = mutant.rule or phrase("mutants.ruleset")
        yield "red", f"  ✗ {say('labelled', lang, label=owner, text=mutant.what)}"
        if example:
            yield "dim", f"    {say('mutants.example', lang)}"
            yield from to_copy(in_words(example, lang), "    ")
