"""One number or date inside a phrase: whether every word around it is accounted for, and it is what the phrase asks for."""

from __future__ import annotations

from attrs import evolve

from jixiao.kernel.quantity import is_measure
from jixiao.language.ast import Deadline, Operator, Period, Quantity, Relation
from jixiao.language.pieces import Amount, Fact, Interval, Moment, Nothing, Part, Ratio, Stretch
from jixiao.language.steps.alone import says
from jixiao.language.steps.settled import Settled, Words, words_at
from jixiao.language.text import stray, text_of
from jixiao.language.tokens import Token
from jixiao.language.vocabulary import Vocabulary

__all__ = ["describes", "in_phrase", "is_dated", "measured"]

_SHARES = ("%", "‰", "‱")


def measured(before: str, words: Vocabulary) -> bool:
    """Whether the words end in what is measured (满意度达到, 成本控制在), so that the number behind states it."""
    if before.endswith((":", "=")):
        return True
    rest = words.families["reads"].stripped(before)
    return bool(rest) and words.families["measured"].ends(rest) > 0


def describes(unit: str, words: Vocabulary) -> bool:
    """Whether the unit says what something is like, and not how many there are (岁, 级)."""
    return words.kinds.get(unit) == "describes" and unit not in ("分", "旬", "学期", "学年")


def is_dated(before: str, words: Vocabulary) -> bool:
    """Whether the words end in what a date stands behind (完成时间为, 截至)."""
    return words.families["dated"].ends(before) > 0


def in_phrase(part: Part, words: Vocabulary) -> Settled | None:
    """What the part's only fact means among the words before and behind it."""
    fact = part.facts[0]
    if isinstance(fact, Moment):
        return _date(part, fact, words)
    if isinstance(fact, Ratio):
        return words_at(fact)
    front, back = part.gaps
    far: Operator | None = Operator.BARE
    based = False
    if part.plain:
        before, behind = text_of(front), text_of(back)
        label = _label(before)
    else:
        loose = _loose(part, fact, words)
        if loose is not None:
            return words_at(loose)
        before = text_of(token for token in front if token.type not in ("COMPARE", "NOT"))
        behind, label = text_of(back), _label(text_of(front))
        far = _far(front, fact, words) if isinstance(fact, Amount | Stretch) else None
        based = any(token.type == "BASE" for token in front)
    if isinstance(fact, Nothing):
        return words_at(back[0]) if behind else says(fact, words, label)
    if not isinstance(fact, Amount | Stretch):
        return words_at(fact)
    fact = _as_counted(fact, behind, words)
    if far is None or not _stands(fact, before, behind, far, based, words):
        return _stopped(part, fact)
    settled = says(fact, words, label)
    if far is not Operator.BARE:
        if not isinstance(settled, Quantity) or settled.operator not in (Operator.BARE, far):
            return words_at(fact)
        settled = evolve(settled, operator=far)
    return settled


def _label(text: str) -> str:
    return text.rstrip(":=为是")


def _stopped(part: Part, fact: Fact) -> Words:
    """Words, stopped by what stands behind the number, else before it."""
    for gap in (part.gaps[1], part.gaps[0]):
        if gap:
            return Words((gap[0].start_pos, gap[-1].end_pos))
    return words_at(fact)


# ------------------------------------------------------------------------------------------------ what is left over


def _loose(part: Part, fact: Fact, words: Vocabulary) -> Token | None:
    """The first token around the number that is not accounted for, None when all are."""
    before, behind = part.gaps
    said = fact.said if isinstance(fact, Amount) else None
    signed = said is not None and said.sign
    changes = (said is not None and said.way is not None) or (
        isinstance(fact, Stretch) and fact.low.said.way is not None
    )
    for index, token in enumerate(before):
        kind = token.type
        if stray((token,)) is None or kind == "EACH":
            continue
        if kind == "BASE" and changes:
            continue
        if (
            kind == "TAIL"
            and 0 < index < len(before) - 1
            and before[index - 1].type == "WORDS"
            and before[index + 1].type == "WORDS"
        ):
            continue  # 省级以上奖励: of what is named
        if kind == "NUMERAL" and signed and len(token.text) == 1:
            continue
        if kind == "SIGN" and token.text == "=" and index == 0:
            continue
        if kind in ("COMPARE", "NOT") and _adverb(before, index, words):
            continue
        if kind == "REACH" and token.text[0] == "达" and index + 1 < len(before) and before[index + 1].type == "WORDS":
            continue  # 达到预期目标90%
        return token
    counts = isinstance(fact, Amount) and words.kinds.get(fact.unit) == "thing"
    return stray(behind, _CHANGES if counts else frozenset())


_CHANGES = frozenset({"CHANGE"})
"""带动500户农户增收: of what is counted something changes, and not by so many."""


def _adverb(before: list[Token], index: int, words: Vocabulary) -> bool:
    """至少 and 不超过 may stand apart from their number: 至少全年完成2次, 不超过预算总额的5%."""
    tokens = before[index:]
    if tokens[0].type == "NOT":
        tokens = tokens[1:]
    if not tokens or tokens[0].type != "COMPARE":
        return False
    return len(tokens) == 1 or (len(tokens) == 2 and tokens[1].type == "WORDS")


def _far(before: list[Token], fact: Amount | Stretch, words: Vocabulary) -> Operator | None:
    """The operator that stands apart from its number (BARE: none), None where it may not mean the number."""
    place = next((index for index, token in enumerate(before) if token.type in ("COMPARE", "NOT")), None)
    if place is None:
        return Operator.BARE
    if not isinstance(fact, Amount) or fact.said.explicit or fact.said.way:
        return None
    from jixiao.language.operators import said

    tokens = [token for token in before[place:] if token.type in ("COMPARE", "NOT")]
    found = said(tokens, ())
    spoken = before[-1].text if before[-1].type == "WORDS" else ""
    if found.problem or found.operator not in (Operator.AT_LEAST, Operator.AT_MOST):
        return None
    if spoken.endswith("的") and fact.unit in _SHARES and not spoken.startswith("的"):
        return found.operator
    if not spoken or (len(tokens) == 1 and words.families["filler"].covers(spoken)):
        return found.operator
    return None


def _as_counted(fact: Amount | Stretch, behind: str, words: Vocabulary) -> Amount | Stretch:
    """提升4500个活动室: the verb's object is counted, nothing changes by so many."""
    if behind and isinstance(fact, Amount) and fact.said.way is not None and words.kinds.get(fact.unit) == "thing":
        fact.before = [token for token in fact.before if token.type != "CHANGE"]
        from jixiao.language.operators import said

        fact.said = said(fact.before, fact.behind, fact.value)
    return fact


# ------------------------------------------------------------------------------------------------ quantities


def _stands(fact: Amount | Stretch, before: str, behind: str, far: Operator, based: bool, words: Vocabulary) -> bool:
    """Whether a number is the standard of its phrase."""
    last = fact if isinstance(fact, Amount) else fact.high
    said, unit = last.said, last.unit
    head = fact.said if isinstance(fact, Amount) else fact.low.said
    explicit = said.explicit or far is not Operator.BARE or isinstance(fact, Interval)
    if behind and (describes(unit, words) or not unit or _no_noun(behind, words)):
        return False
    if words.families["shared"].ends(before) or (_is_event(unit, words) and _periodic(before, words)):
        return False
    if head.way is not None:
        return _changes(last, before, behind, based, words)
    if isinstance(fact, Amount) and _verb(fact, before, behind, words):
        return False
    if isinstance(fact, Amount) and fact.spelt and fact.text in words.special["half"] and not unit:
        return False
    if explicit:
        return _bounded(said, far, unit, before, behind, words)
    if last.spelt:
        return _spelt_stands(last, before, behind, words)
    return _bare_stands(fact, unit, before, behind, words)


def _no_noun(behind: str, words: Vocabulary) -> bool:
    """Whether what stands behind the unit is no noun that it counts (90%为优, 五双人次)."""
    if words.families["not_behind"].begins(behind):
        return True
    return words.families["event"].begins(behind) > 0


def _periodic(before: str, words: Vocabulary) -> bool:
    """季度1次, 按季度开展1次: how often, in a form that is not read."""
    families = words.families
    if any(families["periodically"].begins(before, place) for place in range(len(before))):
        return True
    return families["periodic"].ends(before) > 0 and not families["whole_time"].ends(before)


def _is_event(unit: str, words: Vocabulary) -> bool:
    return words.kinds.get(unit) == "event" or unit in words.families["event"]


def _verb(fact: Amount, before: str, behind: str, words: Vocabulary) -> bool:
    """关键技术突破3项, 整改不足5个: with things counted the comparison may be a verb or a noun."""
    if len(fact.before) != 1 or fact.before[0].text not in words.families["sign_or_verb"]:
        return False
    return words.kinds.get(fact.unit) == "thing" and bool(behind or (before and not measured(before, words)))


def _changes(last: Amount, before: str, behind: str, based: bool, words: Vocabulary) -> bool:
    """A change in a share or a measure; things counted that change (提升5人) need a base or a measure before."""
    if behind:
        return last.unit in (*_SHARES, "百分点")
    if words.kinds.get(last.unit) != "thing":
        return True
    return based or not before or measured(before, words)


def _bounded(said: object, far: Operator, unit: str, before: str, behind: str, words: Vocabulary) -> bool:
    """A printed operator makes a standard, unless the limit describes what follows (3级以上医院, 200万元以上的项目)."""
    if not behind:
        return True
    if behind.startswith("的"):
        return unit in _SHARES
    operator, sign = said.operator, said.sign  # type: ignore[attr-defined]
    if operator in (Operator.AT_LEAST, Operator.AT_MOST) and not sign and _describes_next(unit, behind, words):
        return far is not Operator.BARE
    return True


def _describes_next(unit: str, behind: str, words: Vocabulary) -> bool:
    """200万元以上项目, 100人以上自然村: the limit belongs to the noun; 3个工作日内办结 is a limit on doing."""
    if describes(unit, words):
        return True
    if not is_measure(unit) and unit not in ("人", "户", "年", "月"):
        return False
    return not words.families["lasts"].begins(behind)


def _spelt_stands(fact: Amount, before: str, behind: str, words: Vocabulary) -> bool:
    """Chinese numerals are often no count (三个到位, 打造一支队伍): only a plain count, or of events, stands."""
    if before.endswith(("数", "上", "成")) or (not fact.unit and before and not measured(before, words)):
        return False
    if not fact.unit:
        return not behind
    single = fact.value in (0, 1)
    if fact.unit in _SHARES:
        return True
    if words.kinds.get(fact.unit) == "event" or fact.unit in words.families["event"]:
        return not single or words.families["counts"].ends(before) > 0 or not (before or behind)
    if behind:
        return False
    return not (single and before and not measured(before, words))


def _bare_stands(fact: Fact, unit: str, before: str, behind: str, words: Vocabulary) -> bool:
    """A number with no operator."""
    states = measured(before, words) or (before == "在" and isinstance(fact, Stretch))
    led = words.families["describes_by"]
    if words.families["after"].ends(before):
        return False
    if not unit:
        stated = states or (isinstance(fact, Amount) and fact.value == 0 and before.endswith(("为", "是")))
        return bool(before) and stated and not behind
    if not behind:
        return states or before not in led
    if states and before:
        return unit in _SHARES or not is_measure(unit)
    if describes(unit, words) or unit in ("度", "位", "点"):
        return False
    if unit in _SHARES:
        return not led.begins(before)
    if is_measure(unit) or unit in ("年", "月", "季度", "天"):
        return words.families["measures"].ends(before) > 0 and not behind.startswith("的")
    return not led.begins(before)


# ------------------------------------------------------------------------------------------------ dates


def _date(part: Part, fact: Moment, words: Vocabulary) -> Settled | None:
    """A date is the standard when its words say so (前, 底), or when what is done by then stands beside it."""
    loose = stray(part.gaps[0]) or stray(part.gaps[1])
    if loose is not None:
        return words_at(loose)
    before, behind = text_of(part.gaps[0]), text_of(part.gaps[1])
    if behind and (words.families["not_by"].begins(behind) or "的" in behind):
        return words_at(part.gaps[1][0])
    if before.endswith(("自", "从", "第", "根据", "按", "按照", "符合", "自从")) and fact.until is None:
        return words_at(part.gaps[0][-1])
    acts = words.families["does_by"]
    if fact.problem is None and not fact.ends and not (fact.before and not before and not behind):
        if behind and not (words.families["done"].begins(behind) if fact.plain_year else _does(behind, words)):
            return words_at(part.gaps[1][0])
        if before and not is_dated(before, words) and not (behind and not fact.plain_year):
            return words_at(part.gaps[0][-1])
    elif behind and not (acts.begins(behind) or _does(behind, words)):
        return words_at(part.gaps[1][0])
    label = _label(before)
    if fact.point.half and not fact.ends and behind:
        fact.ends = {"end"}
    return _by_year(says(fact, words, label), behind)


def _does(behind: str, words: Vocabulary) -> bool:
    """Whether one of the words of doing stands in the text."""
    acts = words.families["does_by"]
    return any(acts.begins(behind, place) for place in range(len(behind)))


def _by_year(settled: Settled, behind: str) -> Settled:
    """2021年完成 is a deadline, where a bare 2021年 is a period."""
    if isinstance(settled, Period) and settled.end is None and behind:
        return Deadline(Relation.BY, settled.start, settled.label, settled.span)
    return settled
