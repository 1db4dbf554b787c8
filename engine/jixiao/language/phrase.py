"""One number or date inside a phrase: whether it is what the phrase asks for."""

from __future__ import annotations

from attrs import evolve

from jixiao.kernel.quantity import is_measure
from jixiao.kernel.when import When
from jixiao.language import cues
from jixiao.language.ast import Deadline, Operator, Period, Quantity, Range, Relation
from jixiao.language.facts import WORDS, Settled, alone
from jixiao.language.operators import Printed, printed
from jixiao.language.pieces import Amount, Fact, Interval, Moment, Part, Ratio, Stretch, Token, Zero

__all__ = ["in_phrase", "text_of"]


def text_of(words: list[Token]) -> str:
    """The words of a gap; a remark in round brackets says nothing about the number."""
    if not words:
        return ""
    return "".join([word for word in words if word.type != "BRACKET" or word[0] != "("])


def in_phrase(part: Part) -> Settled:
    """What the part's only fact means among the words before and behind it."""
    fact = part.facts[0]
    before, per = _rate(part)
    behind = text_of(part.gaps[1])
    cued = bool(before) and bool(cues.ANY.search(before))
    if cued and cues.OPEN_RANGE.search(before):
        return WORDS
    if isinstance(fact, Moment):
        return _date(fact, before.removesuffix("每年"), behind)
    if isinstance(fact, Zero):
        return alone(fact, before) if not behind else WORDS
    if isinstance(fact, Ratio):
        return WORDS
    if per is None or not (_stands(fact, before, behind, cued) or (per and not before and not behind)):
        return WORDS
    settled = alone(fact, before.rstrip(":=为是"))
    if cued and isinstance(settled, Quantity) and settled.operator is Operator.BARE and not _is_way(fact):
        settled = _distant(settled, before)
    if per and isinstance(settled, Quantity | Range):
        return WORDS if "/" in settled.unit else evolve(settled, unit=f"{settled.unit}/{per}")
    return settled


# ------------------------------------------------------------------------------------------------ rates


def _rate(part: Part) -> tuple[str, str | None]:
    """The words before the fact without the 每… that it is a rate of, and the rate's period ("" none, None unclear)."""
    before = part.gaps[0]
    pers = [index for index, word in enumerate(before) if word.type == "PER"]
    behind = part.gaps[1]
    if not pers and behind and behind[0].type == "PER" and len(behind) == 1:
        part.gaps[1] = []
        return text_of(before), _period(behind[0])
    text = text_of(before)
    if not pers:
        if "每" in text and not cues.is_metric(text):
            return text, None
        return text, ""
    if isinstance(part.facts[0], Moment):
        return text, ""
    between = text_of(before[pers[-1] + 1 :])
    period = "·".join(_period(before[index]) for index in pers)
    if pers != list(range(pers[0], pers[-1] + 1)) or "每" in between:
        return text, None
    if between and period not in _PERIODS and not cues.RATE_VERB.fullmatch(between):
        return text, None
    return text_of(before[: pers[0]]) + between, period


_PERIODS = frozenset(
    [
        "年",
        "半年",
        "年度",
        "季度",
        "季",
        "月",
        "旬",
        "周",
        "星期",
        "天",
        "日",
        "小时",
        "学期",
        "学年",
        "期",
        "次",
        "场",
        "工作日",
    ]
)
_ONE_TO_NINE = {char: str(value) for value, char in enumerate("一二三四五六七八九", 1)} | {"两": "2", "1": "1"}


def _period(text: str) -> str:
    """每季度 -> 季度, 每个村 -> 村, 每两年 -> 2年."""
    text = text[1:].removeprefix("个")
    number = _ONE_TO_NINE.get(text[0])
    if number is None or len(text) == 1 or text[1].isdigit():
        return text
    return ("" if number == "1" else number) + text[1:].removeprefix("个")


# ------------------------------------------------------------------------------------------------ quantities


def _is_way(fact: Fact) -> bool:
    return isinstance(fact, Amount) and printed(fact).way is not None


def _distant(settled: Quantity, before: str) -> Quantity:
    """至少全年完成2次: the operator stands before other words."""
    least, most = cues.LEAST.search(before), cues.MOST.search(before)
    if least and not most:
        return evolve(settled, operator=Operator.AT_LEAST)
    if most and not least:
        return evolve(settled, operator=Operator.AT_MOST)
    return settled


def _stands(fact: Fact, before: str, behind: str, cued: bool) -> bool:
    """Whether a number is the standard of its phrase; ``cued``: the words before it hold one of the cues at all."""
    if isinstance(fact, Amount):
        said, unit, last = printed(fact), fact.unit, fact
    else:
        assert isinstance(fact, Stretch)
        said, unit, last = _said_of_range(fact), fact.high.unit, fact.high
    if behind and (cues.NOT_BEHIND.match(behind) or unit in cues.DESCRIBES):
        return False
    if before.endswith(("第", "前", "近", "几", "不为", "不是", "非")):
        return False
    if cued and (cues.PERIODIC.search(before) or cues.SHARED.search(before)):
        return False
    metric = cues.is_metric(before) or (before == "在" and isinstance(fact, Stretch))
    if said.way is not None:
        return not behind or unit in ("%", "百分点")
    if unit in ("%", "‰", "百分点") and behind and cues.CHANGE.search(behind):
        return False  # 5%的增长
    if cued:
        if _compares(before, metric) or (not said.explicit and not _distant_fits(before)):
            return False
        if cues.LEAST.search(before) or cues.MOST.search(before):
            said = Printed(Operator.AT_LEAST, None, False, True)
    if isinstance(fact, Amount) and fact.numeral == "半" and not unit:
        return False
    if said.explicit:
        return _explicit_stands(said, unit, before, behind)
    if last.numeral:
        return _numeral_stands(last, before, behind)
    return _bare_stands(fact, unit, before, behind, metric)


def _said_of_range(fact: Stretch) -> Printed:
    said = printed(fact.high)
    return Printed(said.operator, said.way, said.sign, isinstance(fact, Interval) or said.explicit)


def _compares(before: str, metric: bool) -> bool:
    """A change or a base in words that the number does not follow at once: 降低成本5%, 比上年多5个."""
    if cues.CHANGE_RATE.search(before):
        return False  # 增长率 is what is measured
    if cues.BASE.search(before) and not metric:
        return True
    return bool(cues.CHANGE.search(before)) and not before.endswith(("到", "至", "达", "为", ":", "="))


def _distant_fits(before: str) -> bool:
    """Whether a comparison that stands before other words can only mean the number (至少全年完成, 不超过总额的)."""
    found = cues.FAR.search(before)
    return found is None or bool(cues.FILLER.fullmatch(before[found.end() :])) or cues.is_metric(before)


def _explicit_stands(said: Printed, unit: str, before: str, behind: str) -> bool:
    """A printed operator makes a standard, unless the limit describes what follows (3级以上医院, 200万元以上的项目)."""
    if not behind:
        return True
    if behind.startswith("的"):
        return unit in ("%", "‰")
    if said.operator in (Operator.AT_LEAST, Operator.AT_MOST) and not said.sign and _describes_next(unit, behind):
        return bool(before) and bool(cues.LEAST.search(before) or cues.MOST.search(before))
    return True


def _describes_next(unit: str, behind: str) -> bool:
    """200万元以上项目, 100人以上自然村: the limit belongs to the noun; 3个工作日内办结 is a limit on doing."""
    if unit in ("级", "层", "类", "档"):
        return True
    if not is_measure(unit) and unit not in ("人", "户", "年", "月"):
        return False
    return not cues.DOES.match(behind)


def _numeral_stands(fact: Amount, before: str, behind: str) -> bool:
    """Chinese numerals are often no count (三个到位, 打造一支队伍): only a plain count, or of events, stands."""
    if before.endswith(("数", "上", "成")) or not fact.unit:
        return False
    one = fact.numeral in ("一", "零")
    if fact.unit in ("%", "‰", "‱"):
        return True
    if fact.unit in cues.EVENTS:
        return not one or bool(cues.DO_COUNT.search(before)) or not (before or behind)
    if behind:
        return False
    return not (one and before and not cues.is_metric(before))


def _bare_stands(fact: Fact, unit: str, before: str, behind: str, metric: bool) -> bool:
    """A number with no operator."""
    if isinstance(fact, Amount) and not unit:
        stated = metric or (fact.value == 0 and before.endswith(("为", "是")))
        return bool(before) and stated and not behind
    if not behind:
        return metric or not cues.PREPOSITION.fullmatch(before)
    if metric and before:
        return unit in ("%", "‰") or not is_measure(unit)
    if unit in ("级", "类", "层", "档", "度", "位", "点"):
        return False
    if unit in ("%", "‰", "‱"):
        return not cues.PREPOSITION.match(before)
    if is_measure(unit) or unit in ("年", "月", "季度", "天"):
        return bool(cues.DO_MEASURE.search(before)) and not behind.startswith("的")
    return not cues.PREPOSITION.match(before)


# ------------------------------------------------------------------------------------------------ dates


def _date(fact: Moment, before: str, behind: str) -> Settled:
    """A date is the standard when its words say so (前, 底), or when what is done by then stands beside it."""
    if behind and cues.DATE_NOT.match(behind):
        return WORDS
    if (
        "的" in behind
        or cues.OTHER_YEAR.search(before)
        or before.endswith(("自", "从", "第", "根据", "按", "按照", "符合"))
    ):
        return WORDS
    if fact.problem is None and not fact.ends and not (fact.operators and not before and not behind):
        year_only = fact.when == When(fact.when.year) and not fact.period
        if behind and not (cues.YEAR_DO.match(behind) if year_only else cues.DATE_DO.search(behind)):
            return WORDS
        if before and not cues.DATE_LEAD.search(before) and not (behind and not year_only):
            return WORDS
    settled = alone(fact, before.rstrip(":=为是"))
    if fact.half and not fact.ends and behind and settled is WORDS:
        fact.ends = {"END"}
        settled = alone(fact, before)
    return _by_year(settled, behind)


def _by_year(settled: Settled, behind: str) -> Settled:
    """2021年完成 is a deadline, where a bare 2021年 is a period."""
    if isinstance(settled, Period) and settled.end is None and behind:
        return Deadline(Relation.BY, settled.start, settled.label, settled.span)
    return settled
