"""Examples that try boundaries and notice mistakes: coverage is never rounded up, mutants are told from equal ones."""

import re
from pathlib import Path

import pytest

from jixiao.authoring.coverage import coverage, rate_text
from jixiao.authoring.examples import run_examples
from jixiao.authoring.mutate import mutants, mutation
from jixiao.rules.find import list_rulesets
from jixiao.rules.load import ruleset_from_bytes
from tests.authoring.planted_rulesets import BASE

pytestmark = pytest.mark.slow


def put_in(text: str, rule: str, example: str) -> str:
    """The example at the end of the rule's table."""
    start = text.index(f'\nid = "{rule}"\n')
    following = re.compile(r"^(\[\[rule\]\]|\[[a-z])", re.MULTILINE).search(text, start)
    end = following.start() if following else len(text)
    return f"{text[:end]}\n{example}\n{text[end:]}"


def filled(text: str) -> str:
    """With every example that mutation asks for, until nothing survives (a few rounds will do)."""
    for _ in range(6):
        found = mutation(ruleset_from_bytes(text.encode()))
        if not found.survivors:
            return text
        for mutant, example in found.survivors:
            rule = mutant.rule or example.split("\n", 1)[0].removeprefix("# ")
            text = put_in(text, rule, example)
    raise AssertionError([(mutant.rule, str(mutant.what)) for mutant, _ in found.survivors])


def test_without_examples_every_mutant_survives_and_each_comes_with_what_would_notice() -> None:
    found = mutation(ruleset_from_bytes(BASE.encode()))
    assert not found.killed
    assert len(found.survivors) > 30
    assert all(example for _, example in found.survivors)


def test_what_survivors_suggest_holds_and_kills_every_mutant() -> None:
    ruleset = ruleset_from_bytes(filled(BASE).encode())
    assert [each for each in run_examples(ruleset) if not each.holds] == []
    assert mutation(ruleset).survivors == ()


def test_a_mutant_that_scores_nothing_otherwise_is_counted_apart() -> None:
    found = mutation(ruleset_from_bytes(BASE.encode()))
    # 比例曲线在 100% 处连续，端点归哪一段都一样。
    assert "x = 100% 归入另一段（≥ 与 > 互换）" in {str(each.what) for each in found.equal if each.rule == "positive"}
    # 分档曲线在 90% 处是断崖，归哪一段不一样。
    assert "x = 90% 归入另一段（≥ 与 > 互换）" in {
        str(each.what) for each, _ in found.survivors if each.rule == "satisfaction"
    }


def test_the_kinds_of_mutants() -> None:
    told = [str(each.what) for each in mutants(ruleset_from_bytes(BASE.encode()))]
    for words in (
        "归入另一段",
        "断点 90% 前移 0.01%",
        "两段互换",
        "修约 half-up 改为 half-even",
        "两档互换",
        "系数差 1%",
    ):
        assert any(words in each for each in told), words


@pytest.mark.parametrize("path", list_rulesets(()).values(), ids=lambda path: path.stem)
def test_the_examples_of_a_shipped_ruleset_kill_every_mutant(path: Path) -> None:
    found = mutation(ruleset_from_bytes(path.read_bytes()))
    assert [(mutant.rule, str(mutant.what)) for mutant, _ in found.survivors] == []
    assert found.killed


# -- coverage

AT_95 = """
[[rule.example]]
target = "≥100"
actual = "{actual}"
points = 10
score = "{score}"
"""


def spots(*examples: tuple[str, str]) -> dict[str, bool]:
    text = BASE
    for actual, score in examples:
        text = put_in(text, "positive", AT_95.format(actual=actual, score=score))
    found = coverage(ruleset_from_bytes(text.encode()))
    return {str(spot.where): spot.covered for spot in found.spots if spot.rule == "positive" and spot.counts}


def test_boundaries_are_covered_one_by_one() -> None:
    names = list(spots())
    assert not any(spots().values())
    assert len(names) == 9
    tried = spots(("99.5", "9.95"), ("100", "10"), ("100.5", "10"), ("0", "0"), ("130", "10"))
    ratio = "完成率（实际÷目标）"
    assert {name for name, covered in tried.items() if covered} == {
        f"{ratio}略低于 100%", f"{ratio}恰为 100%", f"{ratio}略高于 100%", f"{ratio}恰为 0%", "实际值为零", "超额完成达到 130%",
    }  # fmt: skip


def test_what_lies_far_below_a_break_is_not_just_below_it() -> None:
    assert not spots(("98.9", "9.89"))["完成率（实际÷目标）略低于 100%"]


@pytest.mark.parametrize(
    ("tried", "text"),
    [((199, 200), "199/200 (99%)"), ((200, 200), "200/200 (100%)"), ((0, 0), "0/0 (100%)"), ((0, 3), "0/3 (0%)")],
)
def test_coverage_is_never_rounded_up(tried: tuple[int, int], text: str) -> None:
    assert rate_text(tried) == text


def test_what_no_actual_can_reach_does_not_count_and_says_why() -> None:
    found = coverage(ruleset_from_bytes(BASE.encode()))
    below = next(spot for spot in found.spots if spot.rule == "exact" and str(spot.where).endswith("略低于 0%"))
    assert not below.counts
    assert str(below.impossible) == "没有实际值能到这里"
