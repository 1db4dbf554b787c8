"""The words that forms print in their heads: which column is which, which label is which.

Forms differ from province to province and from year to year, but they name their parts with few words.
Everything here is about recognising those words; nothing depends on where they stand.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from enum import StrEnum

from jixiao.documents.grid import squeeze

__all__ = [
    "CONTACTS", "LEVEL1", "LEVEL2", "OWN_NOTE", "TODO", "VERTICAL", "FundRole", "Role", "bare", "fund_role", "is_contact", "is_fund_header",
    "is_header_row", "is_label", "is_page_number", "is_title", "is_total", "project_key", "role_of",
]  # fmt: skip


# What our own forms print and no case holds: the mark of a reason still to be written, the label of our notes.
TODO = "【待填写】"
OWN_NOTE = "计分说明"


class Role(StrEnum):
    """What a column of the indicator table holds; most are the case's own keys."""

    LEVEL1 = "level1"
    LEVEL2 = "level2"
    LEVEL3 = "level3"
    TARGET = "target"
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


class FundRole(StrEnum):
    """What a column of the funds block holds."""

    SOURCE = "source"
    INITIAL = "initial"
    BUDGET = "budget"
    RECEIVED = "received"
    EXECUTED = "executed"
    POINTS = "points"
    RATE = "rate"
    SCORE = "score"
    REASON = "reason"
    OTHER = "other"


_ROLES = [
    (Role.LEVEL1, r"一级(绩效)?(指标|目标)?(名称)?|指标类别"),
    (Role.LEVEL2, r"二级(绩效)?(指标|目标)?(名称)?"),
    (
        Role.LEVEL3,
        r"三级(绩效)?(指标|目标)?(名称|内容)?|(绩效|具体|考核|评价)?指标名称|具体指标|考核指标|指标|指标内容",
    ),
    (
        Role.TARGET,
        r"(项目|年度|年初|全年|预期|计划|绩效|当年|本年度?|设定|预计)*(指标)?(目标值|指标值|目标指标值)|年度指标|目标|计划数|(年度)?计划(完成)?(值|数)",
    ),
    (
        Role.ACTUAL,
        r"(全年|实际|年度|当年|本年度?)*(完成|达成|执行)(值|指标值|情况|结果)(及说明)?|实际值|实际完成|(全年)?实际完成(指标)?(值|数)|实际数|完成数",
    ),
    (Role.ACTUAL, r"1[-—–~至]\d+月(执行|完成)(情况|值)|执行情况"),
    (Role.POINTS, r"(指标|标准|权重|分配)?(分值|权重|分数)(权重|分值)?|满分|标准分值?|权重系数"),
    (Role.SCORE, r"(自评|评价|实际|最终|单位自评)?(得分|评分|评价得分|自评分)(数|情况)?"),
    (
        Role.REASON,
        r".*(偏差|未完成|未达标|扣分|差异)(大)?(或目标未完成|情况)?(原因|说明).*|原因(说明|分析)?|.*偏差原因.*|未完成原因.*",
    ),
    (Role.SIGN, r"指标性质|(指标|计算|运算|比较|关系|目标值)?符号?号|(运算|比较|计算)符"),
    (Role.UNIT, r"(度量|计量|指标|数据)?单位"),
    (Role.DIRECTION, r"(指标)?方向|正反向|正反?向?指标|指标(方向|趋向)(性)?"),
    (Role.JUDGEMENT, r"评判(系数|比例|结果)?"),
    (Role.GOAL, r"所属目标|所属绩效目标"),
    (Role.BASE, r"基数|基期值|上年(完成)?值|上年数"),
    (Role.ITEMS, r"完成项数"),
    (Role.DEDUCTION, r"扣分|人工扣分"),
    (Role.NUMBER, r"序号|编号"),
]

_FUND_ROLES = [
    (FundRole.INITIAL, r"年初(部门)?预算(数|金额|安排)?"),
    (FundRole.BUDGET, r"(全年|调整后?|年度|本年)(的)?预算(数|金额|安排)?|预算(数|金额|总额)?|预算调整数|计划金额"),
    (FundRole.RECEIVED, r"(实际|资金)*到位(数|金额|资金)?"),
    (
        FundRole.EXECUTED,
        r"(全年|预算|实际|年度|本年|累计)*(执行|支出|使用)(数|金额|额)|实际支出|1[-—–~至]\d+月(预算)?执行数",
    ),
    (FundRole.RATE, r"(1[-—–~至]\d+月)?(预算)?执行率"),
    (FundRole.POINTS, r"分值|权重|标准分值?"),
    (FundRole.SCORE, r"(自评)?得分"),
    (FundRole.REASON, r".*原因.*"),
    (FundRole.OTHER, r"全年预计执行数|预计执行数|结转结余|结余"),
]

# Labels of the head, and the case's key that each one fills.
_PROJECT = {
    "name": r"项目名称|专项(资金)?名称|项目\(专项\)名称|转移支付(项目)?名称|政策名称|项目\(政策\)名称",
    "unit": r"(项目)?(实施|承担|执行)单位(名称)?|项目单位(名称)?|(预算|填报|申报)单位(名称)?|单位名称|部门(\(单位\))?名称|单位\(部门\)名称",
    "unit_code": r"(预算)?(单位|部门)(编码|代码)",
    "year": r"(预算|评价|自评|项目)?年度|年份",
    "start": r"(项目)?(开始|起始)(时间|日期)|项目起始?时间",
    "end": r"(项目)?(结束|终止|完成)(时间|日期)",
    "budget": r"项目本?年度(资金)?金额|项目本年度金额|年度资金总额|本年度?(项目)?(预算|资金)(总?额|金额)|全年预算数|年度预算",
    "executed": r"全年执行数|(全年)?实际支出(数|金额)",
    "ruleset": r"评分规则",
}

CONTACTS = re.compile(
    r"(项目|单位|部门|财务|业务|评价)*(负责人|联系人|经办人|填报人|填表人|审核人|复核人|制表人|责任人|经手人|主要领导)(员)?"
    r"(姓名|签字|签章|\(签字\)|\(签章\)|\(签名\))?|(联系|办公|手机)?(电话|手机|座机|传真)(号码?)?|联系方式|手机号码?|电子邮箱|邮箱"
    r"|(负责人|联系人|填报人|填表人|经办人)(联系)?(电话|方式|手机)|身份证号码?|签字|签名"
)

# Other labels that stand before a text or over a column of text.
_OTHER = re.compile(
    r"资金用途|项目总金额|上年度项目总金额|项目上年度金额|项目概况|立项依据|项目设立的必要性|项目配套制度措施|项目实施计划|备注|项目总目标"
    r"|(项目)?(年度|总体|中期|长期|阶段性)*(总体|绩效)*目标|年度绩效目标|预期目标|(年度)?目标(实际)?完成情况|实际完成情况|完成情况|实施过程|项目实施过程"
    r"|主管部门(及代码)?|项目属性|项目期|项目类别|项目类型|项目性质|资金性质|资金来源|中期资金总额|(其中:)?(当年)?(本年)?(财政|中央|地方|单位|其他|上级|一般公共预算)*(拨款|资金|补助)"
    r"|上年结转(资金)?|预算执行率|总体绩效目标|存在(的)?(主要)?问题|改进措施|改进措施及结果应用|评价结论|自评结论|说明|其他需要说明的问题|需要说明的问题|注|评价日期|填报日期|填报时间|填表日期"
    r"|偏差大或目标未完成原因分析?|自评等级|评价等级|等级|任务名称|主要内容|主要任务|年度主要任务|部门职能|部门职责|所属领域|项目起止时间|项目起止年限|支出计划|版本"
)

# Sections printed sideways at the left edge, over all their rows.
VERTICAL = re.compile(
    r"(年度|项目)?绩效(指标|目标)|绩效指标情况|绩效目标及指标|项目资金|资金情况|预算执行情况|(部门|单位)?预算情况?|项目基本情况|基本情况|年度主要任务|年度(总体|绩效)?目标|总体目标"
    r"|项目详细信息|项目绩效目标|项目支出预算|部门整体支出|年度部门预算|自评指标|产出效益指标|资金|预算执行|部门预算执行情况"
)

_TITLE = re.compile(r"自评表|绩效.*?(目标|自评|评价|监控|申报).*?(表|报告)$|绩效(目标|自评|评价|监控|自评价).*表.*")
_TOTAL = re.compile(r"(自评)?(总分|总计|合计|总得分|总分值|自评总分|得分合计|分值合计|综合得分|自评得分)(值|数|合计)?")

# First and second levels of the frameworks in use. Only text without rules needs them, to tell a branch from a target.
LEVEL1 = frozenset(
    [
        "投入与目标管理",
        "投入和管理目标",
        "产出目标",
        "效果目标",
        "影响力目标",
        "产出指标",
        "效益指标",
        "满意度指标",
        "成本指标",
        "决策",
        "过程",
        "产出",
        "效益",
        "效果",
        "投入",
        "预算执行",
        "预算执行率",
        "满意度",
    ]
)
LEVEL2 = frozenset(
    [
        "投入管理",
        "财务管理",
        "项目管理",
        "实施管理",
        "资产管理",
        "数量",
        "质量",
        "时效",
        "成本",
        "经济效益",
        "社会效益",
        "环境效益",
        "生态效益",
        "满意度",
        "长效管理",
        "人力资源",
        "部门协助",
        "配套设施",
        "信息共享",
        "其它",
        "其他",
        "数量指标",
        "质量指标",
        "时效指标",
        "成本指标",
        "经济效益指标",
        "社会效益指标",
        "生态效益指标",
        "可持续影响指标",
        "可持续影响",
        "服务对象满意度指标",
        "服务对象满意度",
        "经济成本指标",
        "社会成本指标",
        "生态环境成本指标",
        "经济成本",
        "社会成本",
        "生态环境成本",
    ]
)


def bare(text: str) -> str:
    """A header or label without white space, brackets and their content, and closing colon: 指标值（A） is 指标值."""
    text = squeeze(text)
    text = re.sub(r"\([^()]*\)|\[[^\]]*\]|〔[^〕]*〕", "", text)
    return text.strip(":*·、.").removeprefix("其中:")


def role_of(text: str) -> Role | None:
    """The role of a column by its header; None for words that are no header."""
    name = bare(text)
    if not name or len(name) > 30:
        return None
    return next((role for role, pattern in _ROLES if re.fullmatch(pattern, name)), None)


def is_header_row(texts: Sequence[str]) -> bool:
    """True for the head of an indicator table: a column of third-level names, and one of values or points.

    >>> is_header_row(["一级指标", "二级指标", "三级指标", "目标值"]), is_header_row(["项目名称", "指标", "目标值"])
    (True, True)
    >>> is_header_row(["说明", "指标要写清目标值"])
    False
    """
    roles = {role_of(text) for text in texts}
    values = {Role.TARGET, Role.ACTUAL}
    if Role.LEVEL3 in roles:
        return bool(roles & values) or (Role.POINTS in roles and bool(roles & {Role.LEVEL1, Role.LEVEL2, Role.SCORE}))
    return False


def fund_role(text: str) -> FundRole | None:
    """The role of a column of the funds block by its header."""
    name = bare(text)
    return next((role for role, pattern in _FUND_ROLES if re.fullmatch(pattern, name)), None)


def is_fund_header(texts: Sequence[str]) -> bool:
    """True for the head of a funds block: at least two sums of money side by side, or one with its rate."""
    roles = [role for role in map(fund_role, texts) if role is not None]
    sums = {FundRole.INITIAL, FundRole.BUDGET, FundRole.RECEIVED, FundRole.EXECUTED} & set(roles)
    return len(sums) >= 2 or (bool(sums) and FundRole.RATE in roles)


def project_key(text: str) -> str | None:
    """The case's project key that a label fills: 项目名称 is name.

    >>> project_key("实施单位："), project_key("项目概况")
    ('unit', None)
    """
    name = squeeze(text).strip(":*")
    for candidate in (name, bare(text)):
        for key, pattern in _PROJECT.items():
            if re.fullmatch(pattern, candidate):
                return key
    return None


def is_contact(text: str) -> bool:
    """True for a label before a person's name or number."""
    return bool(CONTACTS.fullmatch(squeeze(text).strip(":*"))) or bool(CONTACTS.fullmatch(bare(text)))


def is_label(text: str) -> bool:
    """True for any label of a form's head or foot."""
    name = bare(text)
    if not name or len(name) > 20:
        return False
    return name == OWN_NOTE or is_contact(text) or project_key(text) is not None or bool(_OTHER.fullmatch(name))


def is_title(text: str) -> bool:
    """True for a form's own title."""
    name = squeeze(text)
    return 5 <= len(name) <= 60 and ":" not in name and bool(_TITLE.search(bare(unicodedata.normalize("NFKC", name))))


def is_page_number(text: str) -> bool:
    """True for 3, - 3 -, 第3页 and 第 3 页，共 9 页."""
    return bool(re.fullmatch(r"[-—第\s]*\d+[-—页\s]*([/共,，\s]*\d+\s*页?)?", text.strip()))


def is_total(text: str) -> bool:
    """True for the row that adds up the points and scores."""
    return bool(_TOTAL.fullmatch(bare(text)))
