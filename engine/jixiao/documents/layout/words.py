"""The words that forms print in their heads: which column is which, which label is which.

Forms differ from province to province and from year to year, but they name their parts with few words, which stand in
``headers.toml``. Everything here is about recognising those words; nothing depends on where they stand.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from enum import StrEnum
from functools import cache, lru_cache

from jixiao.documents.grid import squeeze
from jixiao.documents.layout.lexicon import is_named, named, words_of

__all__ = [
    "OWN_NOTE",
    "TODO",
    "FundRole",
    "Role",
    "bare",
    "fund_role",
    "goal_in",
    "is_contact",
    "is_fund_header",
    "is_fund_part",
    "is_fund_total",
    "is_header_row",
    "is_label",
    "is_level1",
    "is_level2",
    "is_named_sum",
    "is_of_person",
    "is_page_number",
    "is_section",
    "is_subtotal",
    "is_title",
    "is_total",
    "level1_of",
    "project_key",
    "role_of",
]  # fmt: skip


# What our own forms print and no case holds: the mark of a reason still to be written, the label of our notes.
TODO = "【待填写】"
OWN_NOTE = "计分说明"


class Role(StrEnum):
    """What a column of the indicator table holds; most are the case's own keys."""

    LEVEL1 = "level1"
    LEVEL2 = "level2"
    LEVEL3 = "level3"
    LEVEL4 = "level4"
    TARGET = "target"
    ADJUSTED = "adjusted"
    FORECAST = "forecast"
    ACTUAL = "actual"
    POINTS = "points"
    SCORE = "score"
    REASON = "reason"
    SIGN = "sign"
    UNIT = "unit"
    DIRECTION = "direction"
    JUDGEMENT = "judgement"
    GOAL = "goal"
    BASE = "base"
    ITEMS = "items"
    DEDUCTION = "deduction"
    NUMBER = "number"
    PROJECT = "project"
    OWNER = "owner"
    BUDGET = "budget"
    KEPT = "kept"
    BRANCH_POINTS = "branch-points"
    BRANCH_SCORE = "branch-score"


class FundRole(StrEnum):
    """What a column of the funds block holds."""

    SOURCE = "source"
    INITIAL = "initial"
    BUDGET = "budget"
    ADJUSTMENT = "adjustment"
    PRIOR = "prior"
    RECEIVED = "received"
    EXECUTED = "executed"
    POINTS = "points"
    RATE = "rate"
    SCORE = "score"
    REASON = "reason"
    OTHER = "other"


def bare(text: str) -> str:
    """A header or label without white space, brackets and their content, and closing colon: 指标值（A） is 指标值."""
    text = _NUMBERED.sub("", _unbracketed(squeeze(text)))
    return text.strip(":*·、.★▲☆#").removeprefix("其中:").removeprefix("其中").lstrip(":、,-")


_NUMBERED = re.compile(r"^(?:\d{1,2}[.、](?!\d)|[一二三四五六七八九十]{1,2}[、.])")
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\]]{0,200}\]|〔[^〕]{0,200}〕|【[^】]{0,200}】")


def _unbracketed(text: str) -> str:
    """Without brackets, also those inside brackets, and without one that is never closed."""
    for _ in range(3):
        text, count = _BRACKETS.subn("", text)
        if not count:
            break
    return re.sub(r"\([^()]*$", "", text)


@lru_cache(maxsize=65_536)
def role_of(text: str) -> Role | None:
    """The role that a column's header names; None for words that are no header.

    >>> role_of("指标值（A）"), role_of("全年实际值"), role_of("出差人次")
    (<Role.TARGET: 'target'>, <Role.ACTUAL: 'actual'>, None)
    """
    if len(text) > 60:
        return None
    name = bare(text)
    found = (named("column", name) or named("column", name.replace("/", ""))) if 0 < len(name) <= 30 else None
    return Role(found) if found and found != "generic" else None


_VALUES = frozenset({Role.TARGET, Role.ACTUAL, Role.FORECAST})
_NAMES = frozenset({Role.LEVEL3, Role.LEVEL4})


def is_header_row(texts: Sequence[str]) -> bool:
    """True for the head of an indicator table: a column of names, and one of values or points.

    >>> is_header_row(["一级指标", "二级指标", "三级指标", "目标值"]), is_header_row(["项目名称", "指标", "目标值"])
    (True, True)
    >>> is_header_row(["说明", "指标要写清目标值"])
    False
    """
    roles = {role_of(text) for text in texts}
    if roles & _NAMES:
        branch = {Role.LEVEL1, Role.LEVEL2, Role.SCORE}
        points = Role.POINTS in roles and bool(roles & branch)
        return bool(roles & _VALUES) or points or {Role.LEVEL1, Role.LEVEL2, Role.SCORE} <= roles
    return {Role.LEVEL1, Role.LEVEL2} <= roles and bool(roles & _VALUES)


@lru_cache(maxsize=16_384)
def fund_role(text: str) -> FundRole | None:
    """The role of a column of the funds block by its header."""
    name = bare(text)
    found = named("fund", name) if 0 < len(name) <= 24 else None
    return FundRole(found) if found else None


_SUMS = frozenset(
    {FundRole.INITIAL, FundRole.BUDGET, FundRole.ADJUSTMENT, FundRole.PRIOR, FundRole.RECEIVED, FundRole.EXECUTED}
)


def is_fund_header(texts: Sequence[str]) -> bool:
    """True for the head of a funds block: two sums of money side by side, one with its rate, or one beside its source; also
    the rate of execution alone, with its points or its score.

    >>> is_fund_header(["", "分值", "执行率", "得分"]), is_fund_header(["三级指标", "目标值", "完成率", "分值", "得分"])
    (True, False)
    """
    if any(re.fullmatch(r"[-¥￥]?[\d.,，]+%?", squeeze(text)) for text in texts):
        return False
    roles = [role for role in map(fund_role, texts) if role is not None]
    sums = _SUMS & set(roles)
    if len(sums) >= 2 or (sums and FundRole.RATE in roles):
        return True
    if any(text.endswith("执行率") for text in map(bare, texts)) and {FundRole.POINTS, FundRole.SCORE} & set(roles):
        return len(roles) == sum(bool(squeeze(text)) and not is_section(text) for text in texts)
    return bool(sums) and roles[0] is FundRole.SOURCE and len(roles) > 1


def is_fund_total(name: str) -> bool:
    """True for the row that adds up the sources."""
    return is_named("fund_row", "total", name.rstrip(":"))


def is_fund_part(name: str) -> bool:
    """True for the name of a source of money."""
    return len(name) <= 24 and any(word in name for word in words_of("fund_row", "total", "part"))


@lru_cache(maxsize=16_384)
def project_key(text: str) -> str | None:
    """The case's project key that a label fills: 项目名称 is name.

    >>> project_key("实施单位："), project_key("项目概况")
    ('unit', None)
    """
    for candidate in (squeeze(text).strip(":*"), bare(text)):
        if found := named("project", candidate):
            return found
    return None


@cache
def _contact_end() -> re.Pattern[str]:
    words = "|".join(sorted(map(re.escape, words_of("label", "contact", "words")), key=len, reverse=True))
    link = "及|和|与|、|/|,|，|或|-|姓名|签字|签章|签名|盖章|号码|号|联系|办公|移动|固定|职务|职称|\\s"
    return re.compile(f".*?(?:{words})(?:{link}|{words}|方式)*")


@lru_cache(maxsize=16_384)
def is_contact(text: str) -> bool:
    """True for a label before a person's name or number: its last word says so.

    >>> is_contact("项目负责人及联系电话"), is_contact("绩效管理联络员："), is_contact("投诉电话接听率")
    (True, True, False)
    """
    names = {squeeze(text).strip(":*"), bare(text)}
    known = words_of("label", "contact", "not_words")
    return any(
        0 < len(name) <= 20 and _contact_end().fullmatch(name) and not any(word in name for word in known)
        for name in names
    )


@lru_cache(maxsize=16_384)
def is_of_person(text: str) -> bool:
    """True for a label that may stand before a person's name, and before other things too.

    >>> is_of_person("校对人"), is_of_person("评价组成员（签字）"), is_of_person("项目名称")
    (True, True, False)
    """
    name = bare(text)
    return 0 < len(name) <= 20 and name.endswith(words_of("label", "contact", "ends"))


@lru_cache(maxsize=16_384)
def is_label(text: str) -> bool:
    """True for any label of a form's head or foot."""
    name = bare(text)
    if not name or len(name) > 20 or re.search(r"[，。；]", name):
        return False
    return name == OWN_NOTE or is_contact(text) or project_key(text) is not None or is_named("label", "kept", name)


@lru_cache(maxsize=16_384)
def is_section(text: str) -> bool:
    """True for the name of a part of the form, printed sideways at its edge or over it."""
    return is_named("label", "section", bare(text))


_GOAL = re.compile(
    r"(?P<name>(?:年度|项目|部门|整体)*(?:绩效)?(?:总)?目标[一二三四五六七八九十\d]+)[:：]?(?P<words>.*?)[(（]\s*(?P<points>\d+(?:\.\d+)?)\s*分\s*[)）]"
)
_GOAL_NAME = re.compile(r"(?P<name>(?:年度|项目|部门|整体)*绩效目标[一二三四五六七八九十\d]+)[:：]?")


def goal_in(text: str) -> tuple[str, str, str | None] | None:
    """Name, words and points of a goal's heading: 年度绩效目标1（40分）; None for a text that is none.

    >>> goal_in("年度绩效目标1（40分）"), goal_in("目标1：养护公路120公里。")
    (('年度绩效目标1', '', '40'), None)
    """
    if "目标" not in text:
        return None
    if found := _GOAL.match(text):
        return squeeze(found["name"]), found["words"], found["points"]
    plain = _GOAL_NAME.fullmatch(text)
    return (squeeze(plain["name"]), "", None) if plain else None


_TITLE = re.compile(
    r"自评价?表|(绩效|目标|自评|评价|监控|申报|评分|考核).*(表|表格|一览表|汇总表)$|绩效(目标|自评|评价|监控|自评价).*表.*|(绩效)?评价指标体系(表|及评分标准|评分表)?$"
)


def is_title(text: str) -> bool:
    """True for a form's own title."""
    name = squeeze(text)
    if not 4 <= len(name) <= 60 or ":" in name or "。" in name or "," in name:
        return False
    return bool(_TITLE.search(bare(unicodedata.normalize("NFKC", name))))


def is_page_number(text: str) -> bool:
    """True for 3, - 3 -, 第3页 and 第 3 页，共 9 页."""
    return bool(re.fullmatch(r"[-—第\s]*\d{1,4}[-—页\s]*([/共,，\s]*\d+\s*页?)?", text.strip()))


def is_total(text: str) -> bool:
    """True for the row that adds up the points and scores."""
    return len(text) < 40 and is_named("label", "total", bare(text))


def is_named_sum(text: str) -> bool:
    """True for a name of the points or the score of all, or such a name with its figure: 总得分：97."""
    label = bare(squeeze(text).partition(":")[0])
    return is_named("label", "total_points", label) or is_named("label", "total_score", label)


def is_subtotal(text: str) -> bool:
    """True for the row that adds up one branch."""
    name = bare(text)
    return 0 < len(name) < 16 and (is_named("label", "subtotal", name) or name.endswith("小计"))


def is_level1(text: str) -> bool:
    """True for a first level of the frameworks in use."""
    return is_named("level", "first", bare(text))


def is_level2(text: str) -> bool:
    """True for a second level of the frameworks in use."""
    return is_named("level", "second", bare(text))


def level1_of(text: str) -> str | None:
    """The first level that a second one belongs to in the frameworks in use; None where it is not known.

    >>> level1_of("数量指标"), level1_of("社会效益")
    ('产出指标', '效益指标')
    """
    return next(
        (first for first in words_of("level", "of", "firsts") if bare(text) in words_of("level", "of", first)), None
    )
