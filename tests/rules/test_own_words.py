"""Words that a ruleset brings: cells are read with them, every line's example holds, and no known word is changed."""

import pickle

import pytest

import jixiao
from jixiao.kernel.diagnostic import JixiaoError
from jixiao.language.normal import normal
from jixiao.rules.ruleset import Ruleset
from tests.rules.small import leaf, scored, small

OWN = """
[words.unit.count]
"檐" = ["thing", "3檐 -> quantity ? 3 檐"]

[words.comparison]
"不劣于" = [">=", "不劣于5% -> quantity >= 5 %"]

[words.ordinary]
"约" = ["张约村", "张约村5个 -> quantity ? 5 个"]
"""


def target_of(ruleset: Ruleset, target: str, actual: str) -> str:
    (found,) = scored(ruleset, leaf("修缮", target=target, actual=actual)).leaves
    assert found.parsed is not None
    return normal(found.parsed.meaning)


def test_a_target_and_its_actual_are_read_with_the_words_of_the_ruleset() -> None:
    own = small(OWN)
    assert target_of(own, "不劣于12檐", "6檐") == "quantity >= 12 檐"
    assert target_of(own, "张约村12个", "6个") == "quantity ? 12 个"
    (found,) = scored(own, leaf("修缮", target="不劣于12檐", actual="6檐", points=60)).leaves
    assert found.score.low == found.score.high == 30


def test_single_cells_are_read_with_them_too() -> None:
    own = small(OWN)
    assert jixiao.normal(jixiao.parse_actual("张约村5个", None, own)) == "quantity ? 5 个"
    assert jixiao.normal(jixiao.parse_actual("张约村5个")) != "quantity ? 5 个"
    against = jixiao.parse_actual("6檐", "不劣于12檐", own)
    assert (jixiao.normal(against), against.diagnostics) == ("quantity ? 6 檐", ())
    assert jixiao.parse_actual("6檐", jixiao.parse_target("不劣于12檐", own), own) == against


def test_another_ruleset_does_not_know_them() -> None:
    assert target_of(small(), "不劣于12檐", "6檐") == "level 不劣于12檐"


def test_a_ruleset_with_own_words_is_kept_and_copied_like_any_other() -> None:
    own = small(OWN)
    assert pickle.loads(pickle.dumps(own)) == own
    assert own.words.vocabulary is small(OWN).words.vocabulary
    assert small().words.vocabulary is None


@pytest.mark.parametrize(
    ("lines", "code", "said"),
    [
        ('[words.unit.count]\n"檐" = "thing"', "JX327", "檐"),
        ('[words.unit.count]\n"檐" = []', "JX327", "檐"),
        ('[words.unit.same]\n"檐" = ["没有的单位甲", "3檐 -> level"]', "JX328", "檐"),
        ('[words.unit.equals]\n"檐" = ["没有的单位甲", "3檐 -> level"]', "JX327", "没有的单位甲"),
        ('[words.comparison]\n"超过" = ["<=", "超过5% -> quantity <= 5 %"]', "JX327", "超过"),
        ('[words.unit.money]\n"元" = ["2", "3元 -> quantity ? 3 元"]', "JX327", "元"),
        ('[words.spelling]\n"%" = ["趴", "5趴 -> quantity ? 5 %"]', "JX327", "spelling"),
        ('[words.comparison]\n"不劣于" = ["<=", "不劣于5% -> quantity >= 5 %"]', "JX328", "quantity <= 5 %"),
    ],
)
def test_lines_that_cannot_stand_are_told(lines: str, code: str, said: str) -> None:
    with pytest.raises(JixiaoError) as caught:
        small(lines)
    (found,) = caught.value.diagnostics
    assert found.code == code
    assert said in str(dict(found.args).values())
