"""One number inside a phrase: whether every word around it is accounted for, and it is what the phrase asks for."""

from __future__ import annotations

from attrs import evolve

from jixiao.kernel.quantity import is_measure
from jixiao.language.ast import Operator, Quantity
from jixiao.language.operators import Said, said
from jixiao.language.pieces import Amount, Bracketed, Fact, Moment, Nothing, Part, Ratio, Stretch
from jixiao.language.steps.alone import says
from jixiao.language.steps.apart import left_over, operator_apart
from jixiao.language.steps.dated import in_date_phrase
from jixiao.language.steps.settled import Settled, Words, words_at
from jixiao.language.text import label_of, text_of
from jixiao.language.vocabulary import Vocabulary

__all__ = ["describes", "in_phrase", "measured"]

_SHARES = ("%", "‰", "‱")


def measured(before: str, words: Vocabulary) -> bool:
    """Whether the words end in what is measured (满意度达到, 成本控制在), so that the number behind states it."""
    if before.endswith((":", "=")):
        return True
    rest = words.families["reads"].stripped(before)
    return bool(words.families["measured"].ends(rest)) and not words.families["periodic"].ends(rest)


def describes(unit: str, words: Vocabulary) -> bool:
    """Whether the unit says what something is like, and not how many there are (岁, 级)."""
    return words.kinds.get(unit) == "describes" and unit not in words.families["counted_ranks"]


def in_phrase(part: Part, words: Vocabulary) -> Settled | None:
    """What the part's only fact means among the words before and behind it."""
    fact = part.facts[0]
    if isinstance(fact, Moment):
        return in_date_phrase(part, fact, words)
    if isinstance(fact, Ratio):
        return words_at(fact)
    front, back = part.gaps
    far: Operator | None = Operator.BARE
    based = False
    if part.plain:
        before, behind = text_of(front), text_of(back)
        label = label_of(before)
    else:
        loose = left_over(front, back, fact, words)
        if loose is not None:
            return words_at(loose)
        before = text_of(token for token in front if token.type not in _OPERATORS)
        behind, label = text_of(back), label_of(text_of(front))
        far = operator_apart(front, fact, words) if isinstance(fact, Amount | Stretch) else None
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


_OPERATORS = frozenset({"COMPARE", "NOT", "SIGN"})


def _stopped(part: Part, fact: Fact) -> Words:
    """Words, stopped by what stands behind the number, else before it."""
    for gap in (part.gaps[1], part.gaps[0]):
        if gap:
            return Words((gap[0].start_pos, gap[-1].end_pos))
    return words_at(fact)


def _as_counted(fact: Amount | Stretch, behind: str, words: Vocabulary) -> Amount | Stretch:
    """提升4500个活动室: the verb's object is counted, nothing changes by so many."""
    if not behind or not isinstance(fact, Amount) or fact.said.way is None or words.kinds.get(fact.unit) != "thing":
        return fact
    if all(token.text in words.families["betters"] for token in fact.before if token.type == "CHANGE"):
        fact.before = [token for token in fact.before if token.type != "CHANGE"]
        fact.said = said(fact.before, fact.behind, fact.value)
    return fact


# ------------------------------------------------------------------------------------------------ is it the standard?


def _stands(fact: Amount | Stretch, before: str, behind: str, far: Operator, based: bool, words: Vocabulary) -> bool:
    """Whether a number is the standard of its phrase."""
    last = fact if isinstance(fact, Amount) else fact.high
    told, unit = last.said, last.unit
    head = fact.said if isinstance(fact, Amount) else fact.low.said
    if behind and (not unit or describes(unit, words) or _no_noun(unit, behind, words)):
        return False
    if words.families["shared"].ends(before) or (_is_event(unit, words) and _periodic(before, words)):
        return False
    if head.way is not None:
        return _changes(last, before, behind, based, words)
    if isinstance(fact, Amount) and _verb(fact, before, behind, words):
        return False
    if isinstance(fact, Amount) and fact.spelt and fact.text in words.special["half"] and not unit:
        return False
    if told.explicit or far is not Operator.BARE or isinstance(fact, Bracketed):
        if last.before and last.before[0].type != "SIGN" and _denied(before, words):
            return False
        return _bounded(told, far, unit, before, behind, words)
    return _spelt_stands(last, before, behind, words) if last.spelt else _bare_stands(fact, unit, before, behind, words)


def _no_noun(unit: str, behind: str, words: Vocabulary) -> bool:
    """Whether what stands behind the unit is no noun that it counts (90%为优, 五双人次, 5次…/年, 3个…工作日)."""
    if words.families["not_behind"].begins(behind) or "/" in behind:
        return True
    if "/" in unit and words.unit_length(behind, 0):
        return True  # 元/学校户: what it is per goes on
    if unit in _SHARES and behind[:1].isascii() and behind[:1].isalpha():
        return True  # 95%CI
    if unit == "个" and any(_is_parted(word[1:], behind) for word in words.same if word[0] == unit):
        return True
    return words.families["event"].begins(behind) > 0


def _is_parted(unit: str, behind: str) -> bool:
    """Whether the rest of a unit (工作日) stands further behind, so that a word has come between its two halves."""
    return behind.endswith(unit) or (len(unit) > 1 and unit in behind)


def _denied(before: str, words: Vocabulary) -> bool:
    """Whether a word of denying stands just before the comparison and may be meant to turn it (不力…低于95%)."""
    return any(char in words.families["denies"] for char in before[-4:]) and not measured(before, words)


def _is_event(unit: str, words: Vocabulary) -> bool:
    return words.kinds.get(unit) == "event" or unit in words.families["event"]


def _periodic(before: str, words: Vocabulary) -> bool:
    """季度1次, 按季度开展1次: how often, in a form that is not read."""
    families = words.families
    if any(families["periodically"].begins(before, place) for place in range(len(before))):
        return True
    return families["periodic"].ends(before) > 0 and not families["whole_time"].ends(before)


def _verb(fact: Amount, before: str, behind: str, words: Vocabulary) -> bool:
    """关键技术突破3项, 整改不足5个: with things counted the comparison may be a verb or a noun."""
    if len(fact.before) != 1 or fact.before[0].text not in words.families["sign_or_verb"]:
        return False
    return words.kinds.get(fact.unit) == "thing" and bool(behind or (before and not measured(before, words)))


def _changes(last: Amount, before: str, behind: str, based: bool, words: Vocabulary) -> bool:
    """A change in a share or a measure; things counted that change (提升5人) need a base or a measure before."""
    things = words.kinds.get(last.unit) == "thing"
    if behind and not things:
        return last.unit in (*_SHARES, "百分点")
    if behind.startswith("的"):
        return False
    return not things or based or not before or measured(before, words)


def _bounded(told: Said, far: Operator, unit: str, before: str, behind: str, words: Vocabulary) -> bool:
    """A printed operator makes a standard, unless the limit describes what follows (3级以上医院, 200万元以上的项目)."""
    if not behind:
        return True
    if behind.startswith("的"):
        return unit in _SHARES
    limits = told.operator in (Operator.AT_LEAST, Operator.AT_MOST) and not told.sign
    if limits and _describes_next(unit, behind, words):
        return far is not Operator.BARE
    return True


def _describes_next(unit: str, behind: str, words: Vocabulary) -> bool:
    """200万元以上项目, 100人以上自然村: the limit belongs to the noun; 3个工作日内办结 is a limit on doing."""
    if describes(unit, words):
        return True
    if not is_measure(_counted(unit)) and unit not in words.families["sizes"]:
        return False
    return not words.families["lasts"].begins(behind)


def _counted(unit: str) -> str:
    """What a rate counts: 次 of 次/季度."""
    return unit.partition("/")[0] or unit


def _spelt_stands(fact: Amount, before: str, behind: str, words: Vocabulary) -> bool:
    """Chinese numerals are often no count (三个到位, 打造一支队伍): only a plain count, or of events, stands."""
    if before.endswith(("数", "上", "成")) or (not fact.unit and before and not measured(before, words)):
        return False
    if not fact.unit:
        return not behind
    single = fact.value in (0, 1)
    if fact.unit in _SHARES:
        return True
    if _is_event(fact.unit, words):
        return not single or words.families["counts"].ends(before) > 0 or not (before or behind)
    return not behind and not (single and before and not measured(before, words))


def _bare_stands(fact: Fact, unit: str, before: str, behind: str, words: Vocabulary) -> bool:
    """A number with no operator."""
    states = measured(before, words) or (before == "在" and isinstance(fact, Stretch))
    led = words.families["describes_by"]
    if words.families["after"].ends(before) or (before.endswith("于") and words.families["at"].ends(before) == 0):
        return False  # 宽于5米 compares
    if not unit:
        stated = states or (isinstance(fact, Amount) and fact.value == 0 and before.endswith(("为", "是")))
        return bool(before) and stated and not behind
    if not behind:
        return states or before not in led or before in words.families["as_planned"]
    if states and before:
        return unit in _SHARES or not is_measure(unit)
    if describes(unit, words) or unit in words.families["no_counts"]:
        return False
    if is_measure(_counted(unit)) or unit in words.families["sizes_of_time"]:
        return words.families["measures"].ends(before) > 0 and not behind.startswith("的")
    return not led.begins(before) or words.families["as_planned"].begins(before) > 0
