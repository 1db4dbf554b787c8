"""More is better or less: who says it first, and what the words of a name, a target and a branch say."""

import tomllib
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao._resource import grammar_text
from jixiao.language.direction import Bearing, Direction, DirectionFrom, bearing_of, is_bare_zero
from jixiao.language.name import Told, own_words, told_by_name
from jixiao.language.parse import parse_target
from tests.language.cells import DATA

WORDS = tomllib.loads(grammar_text("direction.toml"))
ROLES = [role for role in WORDS if role not in ("version", "own", "branch")]


def words_of(*roles: str) -> list[str]:
    return [word for role in roles for line in WORDS[role].values() for word in line[0].split()]


def examples() -> Iterator[tuple[str, str]]:
    """Every example of the word lists: a name and the direction that it tells."""
    for role in ROLES:
        for line in WORDS[role].values():
            for example in line[1:]:
                name, direction = example.split(" -> ")
                yield name, direction.replace("?", "")


def names() -> list[tuple[str, str]]:
    lines = (DATA / "names.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return [tuple(line.split("\t")) for line in lines]  # type: ignore[misc]


FALLING = [name for name, direction in names() if direction == "negative"]
HEADS = [word for word in words_of("negative") if told_by_name("", word).direction == "negative"]

any_text = st.text(max_size=30)
falling = st.sampled_from(FALLING)


# ------------------------------------------------------------------------------------------------ names


@pytest.mark.parametrize(("name", "direction"), list(examples()))
def test_the_examples_of_the_word_lists_hold(name: str, direction: str) -> None:
    assert told_by_name("", name).direction == direction


def test_a_falling_name_is_told_and_a_rising_one_is_never_taken_the_wrong_way() -> None:
    wrong = {
        name: told_by_name("", name)
        for name, direction in names()
        if told_by_name("", name).direction not in ((direction,) if direction == "negative" else (direction, ""))
    }
    assert wrong == {}


def test_every_word_stands_once_in_its_list() -> None:
    for role in ROLES:
        words = words_of(role)
        assert sorted(words) == sorted(set(words)), role


def test_every_word_that_means_less_is_better_means_so_alone_and_counted() -> None:
    assert set(words_of("negative")) - set(HEADS) == set()
    wrong = [word for word in HEADS if told_by_name("", f"{word}数量").direction != "negative"]
    assert wrong == []


@given(name=falling, verb=st.sampled_from(words_of("turn")))
def test_a_verb_of_lessening_before_a_name_says_that_more_is_better(name: str, verb: str) -> None:
    assert told_by_name("", verb + "，" + name).direction == "negative"
    told = told_by_name("", f"{verb}所在地{name}")
    assert told.direction == "positive"


@given(
    head=st.sampled_from(["合格率", "达标率", "及时率", "满意率", "完成率", "通过率"]),
    not_=st.sampled_from(["不", "未"]),
)
def test_a_negator_before_a_head_turns_it(head: str, not_: str) -> None:
    assert told_by_name("", f"产品{head}").direction == "positive"
    assert told_by_name("", f"产品{not_}{head}").direction == "negative"


@given(name=falling, remark=st.sampled_from(["(≥**%)", "（按月平均）", "(次)", "【重点】"]), number=st.integers(1, 99))
def test_remarks_and_numbering_say_nothing(name: str, remark: str, number: int) -> None:
    told = told_by_name("", name)
    assert told_by_name("", name + remark) == told
    assert told_by_name("", f"指标{number}：{name}") == told
    assert told_by_name("", f"★ {name} ") == told


@given(level2=any_text, level3=any_text, negative=st.lists(st.text(max_size=4), max_size=3).map(tuple))
def test_any_name_can_be_asked(level2: str, level3: str, negative: tuple[str, ...]) -> None:
    assert told_by_name(level2, level3, negative).direction in ("", "positive", "negative")


def test_the_words_of_a_ruleset_hold_over_the_lexicon() -> None:
    assert told_by_name("", "等候客户数").direction == ""
    assert told_by_name("", "等候客户数", ("等候客户",)) == Told("negative", "等候客户")
    assert told_by_name("", "巡查率", ("巡查率",)).direction == "negative"


@pytest.mark.parametrize(
    ("name", "cue"),
    [
        ("安全事故发生数", "事故"), ("逾期发放率", "逾期发放率"), ("降低事故损失率", "降低…损失率"), ("无事故天数", "无…事故"),
        ("pm2.5年均浓度", "PM2.5"), ("采购装备出现不合格装备的比例", "不合格"), ("物流成本占生产总值的比重", "物流成本"),
    ],
)  # fmt: skip
def test_the_word_that_told_it_is_kept(name: str, cue: str) -> None:
    assert told_by_name("", name).cue == cue


# ------------------------------------------------------------------------------------------------ bearing


def bearing(
    target: str,
    name: str = "",
    *,
    level2: str = "",
    given: Direction | None = None,
    assumed: Direction | None = Direction.POSITIVE,
) -> Bearing:
    told = told_by_name(level2, name)
    return bearing_of(parse_target(target).meaning, target, given=given, told=told, assumed=assumed)


@pytest.mark.parametrize(
    ("target", "name", "case", "direction", "source"),
    [
        ("≥95%", "投诉率", "negative", "positive", "operator"),
        ("=95%", "投诉率", "negative", "negative", "case"),
        ("95%", "投诉率", "positive", "positive", "case"),
        ("控制在4%左右", "满意率", None, "negative", "target"),
        ("4%", "投诉率", None, "negative", "name"),
        ("4%", "满意率", None, "positive", "name"),
        ("4%", "其他", None, "positive", "policy"),
        ("增长5%", "营业收入", None, "positive", "target"),
        ("降低5%", "单位成本", None, "positive", "target"),
        ("上涨3%", "居民消费价格", None, "negative", "name"),
        ("约300人", "伤亡人数", None, "negative", "name"),
        ("80-100人", "伤亡人数", None, "exact", "operator"),
    ],
)
def test_the_first_that_says_something_holds(
    target: str, name: str, case: str | None, direction: str, source: str
) -> None:
    found = bearing(target, name, given=None if case is None else Direction(case))
    assert (found.direction, found.source) == (Direction(direction), DirectionFrom(source))


def test_words_and_dates_have_no_direction_and_none_is_asked_for() -> None:
    for target in ("健全", "2021年12月底前", "/"):
        assert bearing(target, "投诉率") == Bearing()


def test_an_approximate_value_is_asked_about_where_only_the_policy_would_answer() -> None:
    assert bearing("约300人", "其他") == Bearing(asked=True)
    assert bearing("约300人", "满意人数").asked is False


def test_a_ruleset_that_asks_is_answered_by_the_name() -> None:
    assert bearing("300人", "其他", assumed=None) == Bearing(asked=True)
    assert bearing("300人", "伤亡人数", assumed=None).direction is Direction.NEGATIVE


@pytest.mark.parametrize("target", ["0起", "0%", "0", "零起"])
@pytest.mark.parametrize("name", ["", "其他", "合格率", "重大森林火灾"])
@pytest.mark.parametrize("case", [None, Direction.POSITIVE])
def test_a_bare_zero_is_never_more_is_better(target: str, name: str, case: Direction | None) -> None:
    """A bare target of zero is met by zero alone and by no other actual."""
    assert is_bare_zero(parse_target(target).meaning)
    assert bearing(target, name, given=case).direction in (Direction.NEGATIVE, Direction.EXACT)


def test_a_share_of_all_is_no_limit_from_above() -> None:
    assert bearing("100%", "逾期发放率").source is DirectionFrom.POLICY
    assert bearing("5%", "逾期发放率").direction is Direction.NEGATIVE
    assert bearing("100%", "成本控制率").direction is Direction.NEGATIVE


@pytest.mark.parametrize(
    ("level2", "name", "target", "direction", "source"),
    [
        ("成本指标", "补贴标准", "475元/亩", "negative", "name"), ("成本指标", "补贴标准", "5", "negative", "name"),
        ("成本指标", "按标准发放", "100%", "positive", "policy"), ("成本指标", "预算执行率", "95%", "positive", "name"),
        ("数量指标", "补贴标准", "475元/亩", "positive", "policy"), ("时效指标", "检测及时率", "7工作日", "negative", "name"),
        ("时效指标", "项目完成时限", "12个月", "negative", "name"), ("时效指标", "检测及时率", "95%", "positive", "name"),
        ("时效指标", "维持时效", "1年", "positive", "name"), ("数量指标", "培训", "7天", "positive", "policy"),
    ],
)  # fmt: skip
def test_a_branch_speaks_of_its_own_units_where_the_name_is_silent(
    level2: str, name: str, target: str, direction: str, source: str
) -> None:
    found = bearing(target, name, level2=level2)
    assert (found.direction, found.source) == (Direction(direction), DirectionFrom(source))


@pytest.mark.parametrize("direction", ["negative", "positive"])
def test_the_words_of_a_target_hold(direction: str) -> None:
    for word in WORDS["own"][direction][0].split():
        told = own_words(f"{word}约5%")
        assert told is not None
        assert told.direction == direction
    assert own_words("5%左右") is None


@given(word=st.sampled_from(HEADS), name=st.sampled_from([name for name, _ in names()]))
def test_a_ruleset_that_repeats_a_word_of_the_lexicon_says_nothing_new(word: str, name: str) -> None:
    assert told_by_name("", name, (word,)) == told_by_name("", name)
