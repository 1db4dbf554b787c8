"""What is wrong with a ruleset is told with its code, file, line and column, all at once."""

import os
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import get_args

import pytest

from jixiao.kernel.diagnostic import JixiaoError, render
from jixiao.kernel.interval import Interval
from jixiao.kernel.tables import As
from jixiao.rules.curve_text import CurveRow
from jixiao.rules.faults import KINDS
from jixiao.rules.find import ruleset_path
from jixiao.rules.framework import AbsentPolicy, plain_name
from jixiao.rules.load import ruleset_from_bytes
from jixiao.rules.scorer import Measured
from jixiao.rules.structure_checks import uncovered
from jixiao.rules.values import Decimals, choice

GOOD = """\
version = 1
id = "small"
title = "小规则"
kind = "self-evaluation"

[sources.here]
title = "本文件"
trust = "assumed"

[framework]
clause = { source = "here", article = "一条", trust = "assumed" }

[[framework.level1]]
name = "产出指标"
points = 60

[[framework.level1]]
name = "满意度指标"
points = 40
absent = { policy = "receiver", to = "产出指标" }

[[rule]]
id = "ratio"
name = "比例"
when = { target = ["quantity"] }
axis = "completion"
curve = '''
(.., 0%)     0
[0%, 100%)   x
[100%, ..)   1
'''
clause = { source = "here", article = "一条", trust = "assumed" }
properties = ["full-at-target", "monotone"]

[[rule]]
id = "bands"
name = "三档"
when = { target = ["level"] }
clause = { source = "here", article = "二条", trust = "assumed" }

[[rule.band]]
name = "上"
share = "[60%, 100%]"

[[rule.band]]
name = "下"
share = "[0%, 60%)"
""".replace("'''", '"""')


def faults(text: str) -> list[tuple[str, str]]:
    """Code and ``line:column`` of every fault."""
    with pytest.raises(JixiaoError) as raised:
        ruleset_from_bytes(text.encode(), "small.toml")
    found = raised.value.diagnostics
    assert {each.place.file for each in found} == {"small.toml"}
    return [(each.code, f"{each.place.line}:{each.place.column}") for each in found]


def changed(*pairs: tuple[str, str]) -> str:
    text = GOOD
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new, 1)
    return text


def test_the_ruleset_that_is_broken_below_loads() -> None:
    assert ruleset_from_bytes(GOOD.encode()).rule_ids == ("ratio", "bands")


EXTRA = """
[[rule]]
id = "more"
name = "又一条"
when = { target = ["quantity"] }
axis = "completion"
curve = \"\"\"
(.., ..)   1
\"\"\"
clause = { source = "here", article = "三条", trust = "assumed" }
properties = ["full-at-target", "monotone"]
"""
BROKEN = {
    "an unknown key": (changed(('title = "小规则"', 'tilte = "小规则"\ntitle = "小规则"')), [("JX003", "3:1")]),
    "an unknown key of a rule": (changed(('axis = "completion"', 'axis = "completion"\ncolour = "red"')), [("JX003", "27:1")]),
    "a gap": (changed(("[0%, 100%)   x", "[0%, 90%)   x")), [("JX311", "30:1")]),
    "a gap at one number": (changed(("[100%, ..)   1", "  (100%, ..)   1")), [("JX311", "30:3")]),
    "an overlap": (changed(("[0%, 100%)   x", "[0%, 100%]   x")), [("JX312", "30:1")]),
    "a row that is no row": (changed(("[0%, 100%)   x", "[0%, 100%)   x x")), [("JX310", "29:16")]),
    "an empty interval": (changed(("[0%, 100%)   x", "[100%, 0%)   x")), [("JX314", "29:1")]),
    "x times x": (changed(("[0%, 100%)   x", "[0%, 100%)   x * x")), [("JX313", "29:14")]),
    "two gaps": (changed(("[0%, 100%)   x", "[1%, 90%)   x")), [("JX311", "29:1"), ("JX311", "30:1")]),
    "a gap and an overlap": (changed(("[0%, 100%)   x", "[1%, 110%)   x")), [("JX311", "29:1"), ("JX312", "30:1")]),
    "rows with a fault each": (
        changed(("(.., 0%)     0", "(.., 0%)     0 0"), ("[0%, 100%)   x", "[100%, 0%)   x"), ("[100%, ..)   1", "[100%, ..)   x x")),
        [("JX310", "28:16"), ("JX314", "29:1"), ("JX310", "30:16")],
    ),
    "a division by zero inside a row": (changed(("[0%, 100%)   x", "[0%, 100%)   1 / x")), [("JX325", "29:1")]),
    "steps without an end": (changed(("[100%, ..)   1", "[100%, ..)   full(x)")), [("JX316", "30:14")]),
    "a clause without trust": (
        changed(('article = "二条", trust = "assumed"', 'article = "二条"')),
        [("JX004", "39:1")],
    ),
    "a clause without a source that is there": (
        changed(('{ source = "here", article = "二条"', '{ source = "there", article = "二条"')),
        [("JX301", "39:1")],
    ),
    "a trust that is none": (changed(('article = "二条", trust = "assumed"', 'article = "二条", trust = "sure"')), [("JX005", "39:1")]),
    "two rules without an order": (GOOD + EXTRA, [("JX305", "49:1")]),
    "a rule that an earlier one leaves nothing": (GOOD + EXTRA.replace('name = "又一条"', 'name = "又一条"\norder = 1'), [("JX306", "49:1")]),
    "a rule whose conditions never hold together": (
        GOOD + EXTRA.replace('target = ["quantity"]', 'target = ["level"], direction = ["positive"]'),
        [("JX306", "52:1"), ("JX303", "53:1")],
    ),
    "a rule with two ways to score": (changed(('[[rule.band]]\nname = "上"', 'axis = "completion"\n\n[[rule.band]]\nname = "上"')), [("JX302", "35:1")]),
    "an axis that the target does not have": (changed(('axis = "completion"', 'axis = "days-late"')), [("JX303", "26:1")]),
    "a curve that ends early": (changed(("[100%, ..)   1", "[100%, 200%]   1")), [("JX321", "27:1")]),
    "a promise that is not given and not explained": (changed(('properties = ["full-at-target", "monotone"]', 'properties = ["monotone"]')), [("JX319", "33:1")]),
    "bands that leave a gap": (changed(('share = "[0%, 60%)"', 'share = "[0%, 50%)"')), [("JX317", "41:1")]),
    "framework points that are not there": (changed(("points = 40\n", "")), [("JX004", "17:1")]),
    "framework points that make no hundred": (changed(("points = 40\n", "points = 30\n")), [("JX323", "10:1")]),
    "a receiver that does not exist": (changed(('to = "产出指标"', 'to = "成本指标"')), [("JX308", "20:1")]),
    "a receiver that is the branch itself": (changed(('to = "产出指标"', 'to = "满意度指标"')), [("JX308", "20:1")]),
    "receivers that do not get everything": (
        changed(('policy = "receiver", to = "产出指标"', 'policy = "receiver", split = { "产出指标" = 30 }')),
        [("JX308", "20:1")],
    ),
    "an absent policy that is none": (changed(('policy = "receiver", to = "产出指标"', 'policy = "vanish"')), [("JX308", "20:1")]),
    "a branch named twice": (changed(('name = "满意度指标"', 'name = "产出"')), [("JX307", "17:1"), ("JX308", "20:1")]),
    "a rule id used twice": (changed(('id = "bands"', 'id = "ratio"')), [("JX307", "36:1")]),
    "a policy that is none": (GOOD + '\n[policy.luck]\nvalue = "good"\nbecause = "…"\n', [("JX304", "49:1")]),
    "a choice that a policy does not have": (GOOD + '\n[policy.judgement]\nvalue = "lucky"\nbecause = "…"\n', [("JX304", "50:1")]),
    "grades out of order": (
        GOOD + '\n[grades]\nclause = { source = "here", article = "…", trust = "assumed" }\ncut = [{ name = "优", from = 60 }, { name = "良", from = 90 }]\n',
        [("JX318", "49:1"), ("JX318", "49:1")],
    ),
    "a veto that does nothing": (
        GOOD + '\n[[gate]]\nid = "veto"\nlevel3 = ["事故"]\nbelow = 1\nclause = { source = "here", article = "…", trust = "assumed" }\n',
        [("JX324", "49:1")],
    ),
    "a reduction that leaves some over-fulfilment out": (
        GOOD + '\n[over]\nfrom = "130%"\nreduce = """\n[130%, 200%)   1\n"""\nclause = { source = "here", article = "…", trust = "assumed" }\n',
        [("JX321", "51:1")],
    ),
    "a merge that is none": (GOOD + '\n[merge]\nabsolute = "product"\n', [("JX320", "50:1")]),
    "a kind that is none": (changed(('kind = "self-evaluation"', 'kind = "horoscope"')), [("JX320", "4:1")]),
}  # fmt: skip


@pytest.mark.parametrize("what", BROKEN)
def test_a_fault_is_told_at_its_place(what: str) -> None:
    text, wanted = BROKEN[what]
    assert faults(text) == wanted


def test_all_faults_are_told_at_once_in_the_order_of_the_file() -> None:
    text = changed(
        ('title = "小规则"', 'titel = "小规则"\ntitle = "小规则"'),
        ('to = "产出指标"', 'to = "成本指标"'),
        ("[0%, 100%)   x", "[0%, 90%)   x"),
        ('article = "二条", trust = "assumed"', 'article = "二条"'),
    )
    assert faults(text + EXTRA.replace("completion", "days-late")) == [
        ("JX003", "3:1"),
        ("JX308", "21:1"),
        ("JX311", "31:1"),
        ("JX004", "40:1"),
        ("JX305", "50:1"),
        ("JX303", "54:1"),
    ]


def test_loading_runs_no_example() -> None:
    wrong = GOOD + '\n[[rule.example]]\ntarget = "优"\nactual = "优"\npoints = 8\nscore = "99"\n'
    assert ruleset_from_bytes(wrong.encode()).rule("bands").examples


# -- what is told of a fault

UNITS = EXTRA.replace('target = ["quantity"]', 'target = ["quantity"], unit = ["%"]')
OTHER = UNITS.replace('"more"', '"other"').replace('["%"]', '["个"]').replace('name = "又', 'order = 1\nname = "又')
NAMED = {
    "the values that a policy may have": (BROKEN["a choice that a policy does not have"][0], ["judgement", "lucky", "open", "top", "middle"]),
    "the policies that there are": (BROKEN["a policy that is none"][0], ["luck", "good", "bare_target", "zero_budget"]),
    "the rules that leave nothing": (BROKEN["a rule that an earlier one leaves nothing"][0], ["more", "ratio"]),
    "conditions that never hold together": (BROKEN["a rule whose conditions never hold together"][0], ["more"]),
    "what two rules both claim": (BROKEN["two rules without an order"][0], ["more", "ratio", "quantity exact negative"]),
    "the axes that fit": (BROKEN["an axis that the target does not have"][0], ["ratio", "days-late", "quantity", "completion", "deviation"]),
    "what a curve leaves out": (BROKEN["a curve that ends early"][0], ["ratio", "(2, ..)"]),
    "what the bands leave out": (BROKEN["bands that leave a gap"][0], ["bands", "[0, 0.5)", "[0.6, 1]"]),
    "what the points make": (BROKEN["framework points that make no hundred"][0], ["90", "100"]),
    "the name that stands twice": (BROKEN["a rule id used twice"][0], ["ratio"]),
    "a division by zero": (BROKEN["a division by zero inside a row"][0].replace("1 / x", "1 / x  # so"), ["[0%, 100%)   1 / x"]),
    "what is no curve": (BROKEN["a row that is no row"][0], ["[0%, 100%)   x x"]),
}  # fmt: skip


@pytest.mark.parametrize("what", NAMED)
def test_what_is_wrong_is_named(what: str) -> None:
    text, names = NAMED[what]
    with pytest.raises(JixiaoError) as raised:
        ruleset_from_bytes(text.encode(), "small.toml")
    for lang in ("zh", "en"):
        told = render(raised.value.diagnostics[0], lang)
        for name in names:
            assert name in told.message + told.help


def test_a_comment_is_no_part_of_a_row() -> None:
    ruleset = ruleset_from_bytes(changed(("[0%, 100%)   x", "[0%, 100%)   x  # 按比例")).encode())
    scorer = ruleset.rules[0].scorer
    assert isinstance(scorer, Measured)
    origin = scorer.curve.origin_at(Fraction(1, 2))
    assert isinstance(origin, CurveRow)
    assert origin.text == "[0%, 100%)   x"


@pytest.mark.parametrize(
    "cut", ["[]", '[{ name = "优", from = 90 }]', '[{ name = "优", from = 0 }, { name = "良", from = 0 }]']
)
def test_grades_begin_from_zero_and_each_once(cut: str) -> None:
    clause = '{ source = "here", article = "…", trust = "assumed" }'
    assert faults(f"{GOOD}\n[grades]\nclause = {clause}\ncut = {cut}\n") == [("JX318", "49:1")]


@pytest.mark.parametrize(("points", "sound"), [("0", True), ("0.5", True), ("-1", False)])
def test_a_branch_may_have_no_points_and_never_less(points: str, sound: bool) -> None:
    text = changed(
        ("points = 40\n", f"points = {points}\n"),
        ("points = 60\n", f"points = {100 - Decimal(points)}\n"),
    )
    if sound:
        assert len(ruleset_from_bytes(text.encode()).framework.branches) == 2
    else:
        assert faults(text) == [("JX320", "19:1")]


def test_rules_of_one_order_are_told_apart_by_units_and_by_nothing_else() -> None:
    first = UNITS.replace('name = "又', 'order = 1\nname = "又')
    assert (
        len(
            ruleset_from_bytes((GOOD.replace('id = "ratio"', 'order = 5\nid = "ratio"') + first + OTHER).encode()).rules
        )
        == 4
    )
    same = OTHER.replace('["个"]', '["%", "个"]')
    open_ = OTHER.replace(', unit = ["个"]', "")
    for other in (same, open_):
        text = GOOD.replace('id = "ratio"', 'order = 5\nid = "ratio"') + first + other
        assert "JX305" in [code for code, _ in faults(text)]


@pytest.mark.parametrize(
    ("reach", "domain", "missing"),
    [
        ((0, None), (0, None), []),
        ((0, None), (1, 2), ["[0, 1)", "(2, ..)"]),
        ((0, 1), (0, 1), []),
        ((0, 1), (None, None), []),
        ((None, None), (0, 1), ["(.., 0)", "(1, ..)"]),
        ((0, 1), (2, 3), ["[0, 1]"]),
    ],
)
def test_what_an_axis_reaches_beyond_a_curve_is_told(
    reach: tuple[int | None, int | None], domain: tuple[int | None, int | None], missing: list[str]
) -> None:
    one, two = (
        Interval(None if low is None else Fraction(low), None if high is None else Fraction(high))
        for low, high in (reach, domain)
    )
    assert [str(part) for part in uncovered(one, two)] == missing


def test_two_shared_scorers_of_one_id_are_told_at_the_second() -> None:
    scorer = '\n[[scorer]]\nid = "own"\naxis = "completion"\ncurve = """\n(.., ..)   1\n"""\n'
    assert faults(GOOD + scorer + scorer) == [("JX307", "57:1")]


def test_a_rule_that_uses_a_scorer_and_has_one_names_itself() -> None:
    with pytest.raises(JixiaoError) as raised:
        ruleset_from_bytes(changed(('axis = "completion"', 'use = "x"\naxis = "completion"')).encode())
    (fault, *_) = raised.value.diagnostics
    assert (fault.code, dict(fault.args)["rule"]) == ("JX302", "ratio")
    assert str(dict(fault.args)["found"]).startswith("use + axis")


def test_a_choice_tells_a_schema_what_may_be_chosen() -> None:
    assert choice(AbsentPolicy).schema == {"enum": [each.value for each in AbsentPolicy]}


def test_a_person_may_name_a_file_or_an_id(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "small.toml").write_text(GOOD, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert ruleset_path("small.toml", []) == Path("small.toml")
    assert ruleset_path(f".{os.sep}small", []) == Path("small")
    assert ruleset_path("cn-2020-10", []).stem == "cn-2020-10"
    assert ruleset_path("small", [tmp_path]) == tmp_path / "small.toml"
    with pytest.raises(JixiaoError) as raised:
        ruleset_path("small", [])
    assert [each.code for each in raised.value.diagnostics] == ["JX322"]


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("产出指标", "产出"),
        ("产出指标（50分）", "产出"),
        (" 产出 指标 (50分)", "产出"),
        ("指标", "指标"),
        ("(50分)", "(50分)"),
        ("数量", "数量"),
    ],
)
def test_a_level_is_known_without_brackets_and_its_last_word(name: str, plain: str) -> None:
    assert plain_name(name) == plain


@pytest.mark.parametrize(("places", "sound"), [(0, True), (20, True), (21, False), (-1, False)])
def test_scores_may_have_up_to_twenty_decimals(places: int, sound: bool) -> None:
    text = f"{GOOD}\n[rounding]\nplaces = {places}\n"
    if sound:
        assert ruleset_from_bytes(text.encode()).rounding.places == places
    else:
        assert faults(text) == [("JX320", "50:1")]
    (told,) = (each.schema for each in get_args(Decimals) if isinstance(each, As))
    assert told == {"type": "integer", "minimum": 0, "maximum": 20}


def test_an_example_expects_a_number_or_a_band() -> None:
    example = '\n[[rule.example]]\ntarget = "健全"\nactual = "健全"\npoints = 10\nscore = "{}"\n'
    assert ruleset_from_bytes((GOOD + example.format("[6, 10]")).encode()).rules[-1].examples[0].score == "[6, 10]"
    with pytest.raises(JixiaoError) as raised:
        ruleset_from_bytes((GOOD + example.format("很多")).encode())
    (fault,) = raised.value.diagnostics
    assert fault.code == "JX005"
    assert "a number" in render(fault, "en").message


def test_a_veto_lowers_nothing_unless_it_says_so() -> None:
    clause = '{ source = "here", article = "…", trust = "assumed" }'
    (gate,) = ruleset_from_bytes(
        f'{GOOD}\n[[gate]]\nid = "veto"\nlevel3 = ["事故"]\nbelow = 1\ntotal = 50\nclause = {clause}\n'.encode()
    ).gates
    assert (gate.lower, gate.grade, gate.enabled, gate.because) == (0, "", False, "")


ABOUT = {
    "JX301": "trust", "JX305": "claims", "JX306": "reach", "JX307": "reach", "JX308": "framework", "JX309": "framework",
    "JX311": "bands", "JX312": "bands", "JX317": "bands", "JX318": "grades", "JX319": "promises", "JX321": "bands", "JX323": "framework",
    "JX334": "framework",
}  # fmt: skip


def test_faults_belong_to_the_checks_of_their_subject() -> None:
    assert {kind.code: kind.about for kind in KINDS if kind.about} == ABOUT
