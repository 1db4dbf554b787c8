"""The words that settle what a number in a sentence is: its standard, a label or mere description."""

from __future__ import annotations

import re
from collections.abc import Callable

__all__ = [
    "AND",
    "ANY",
    "BASE",
    "CHANGE",
    "CHANGE_RATE",
    "DATE_DO",
    "DATE_LEAD",
    "DATE_NOT",
    "DESCRIBES",
    "DOES",
    "DO_COUNT",
    "DO_MEASURE",
    "EVENTS",
    "FAR",
    "FILLER",
    "LEAST",
    "METRIC",
    "MOST",
    "NOT_BEHIND",
    "ODD_REMARK",
    "OPEN_RANGE",
    "OTHER_YEAR",
    "PERIODIC",
    "PREPOSITION",
    "RATE_VERB",
    "RESTS",
    "SHARED",
    "YEAR_DO",
    "Cue",
    "is_metric",
]  # fmt: skip


class Cue:
    """A pattern that is compiled when it is first asked: cells without phrases need none of them."""

    __slots__ = ("fullmatch", "match", "pattern", "search")

    fullmatch: Callable[[str], re.Match[str] | None]
    match: Callable[[str], re.Match[str] | None]
    search: Callable[[str], re.Match[str] | None]

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern

    def __getattr__(self, name: str) -> Callable[[str], re.Match[str] | None]:
        if name not in ("fullmatch", "match", "search"):
            raise AttributeError(name)
        compiled = re.compile(self.pattern)
        self.fullmatch, self.match, self.search = compiled.fullmatch, compiled.match, compiled.search
        found: Callable[[str], re.Match[str] | None] = getattr(compiled, name)
        return found


METRIC = Cue(
    r"(?:率|度|数|量|额|值|比|比例|比重|占比|面积|里程|长度|宽度|规模|人次|次数|频次|频率|时间|时长|时限|期限|工期|周期|"
    r"标准|金额|成本|费用|费|经费|支出|投资|收入|资金|单价|价格|年限|寿命|评分|得分|分数|指数|系数|浓度|质量|幅度|总数|共计|合计|共)"
    r"(?:\([^()]*\))?(?:(?:全部|均|都|应|需|须|要|分别|力争|确保|总体|平均|预计|计划|不断)?(?:为|是|达|达到|达成|实现|完成|保持在?|控制在?|稳定在|维持在|不|:|=)*|[:=]|指标|目标|要求)?\Z"
)
"""A gap that ends in what is measured: the number behind it is the standard, whatever stood before."""

AND = frozenset({"", "且", "并且", "并", "但", "和", "与", "同时", "且不", "而", "~", "-", "至", "到"})
"""Between two bounds of one thing."""

CHANGE = Cue(r"增长|提高|提升|上升|增加|上涨|下降|减少|降低|下滑|压减|缩减|缩短|增收|减收|削减|增幅|降幅|翻")
BASE = Cue(r"较(?!好|高|大|强|低|小|为)|(?<!对|占)比(?!例|率|重|赛|武|较|对|选)|同比|环比|上年|去年|往年|基期|上一年")

PREPOSITION = Cue(
    r"(?:由|对|在|以|按|按照|向|从|将|把|给|与|和|为|根据|依据|依照|针对|通过|经|于|距|距离|凡|参照|比照)"
)
"""A sentence that begins so describes: by whom, for whom, by what measure."""

DO_COUNT = Cue(
    r"(?:开展|举办|召开|组织|完成|实现|进行|实施|安排|参加|参与|发布|检查|巡查|抽查|培训|宣传|慰问|演练|调研|监测|检测|演出|巡演|次数|至少|不少于|共|达)\Z"
)
DO_MEASURE = Cue(
    r"(?:完成|实现|铺设|敷设|种植|硬化|绿化|清理|治理|修复|疏浚|清淤|流转|造林|拆除|维修|养护|管护|新增|改良|播种|收购|处理|清运|发放|兑付|拨付|支付|支出|投入|回收|筹集|争取)(?:了)?\Z"
)
EVENTS = frozenset({"次", "场", "期", "场次", "人次", "批次"})

NOT_BEHIND = Cue(
    r"为|前|后|起(?!重)|以来|余|多|几|之前|之后|以后|开始|左|级|号|折|强(?!化)|甲|分之|中旬|上旬|下旬|以外|\+|×|x|\*|:|/|%"
)
"""Behind a number or a date these change what it says; it is not read then."""

DESCRIBES = frozenset({"岁", "周岁", "月龄", "年级"})
RESTS = Cue(r"的")
SHARED = Cue(r"(?:各|各自)\Z")

LEAST = Cue(r"至少|最少|不少于|不低于|不得少于|不得低于")
MOST = Cue(r"至多|最多|不超过|不高于|不多于|不大于|不得超过|控制在")

DATE_LEAD = Cue(
    r"(?:时间|时限|期限|日期|节点|期|:|于|在|为|是|至|到|截至|截止|截止至|截至到|前|最迟|不晚于|不迟于|计划|预计|确保|力争|拟|应|须|完成|竣工|完工|验收|建成|交付|年度)\Z"
)
DATE_DO = Cue(
    r"完成|竣工|完工|结束|交付|验收|投入|启用|投用|开工|动工|开展|实施|发放|拨付|支付|到位|建成|上线|举办|召开|启动|办结|通过|达到|"
    r"实现|付清|支出|安装|交工|运行|使用|印发|出台|报送|提交|公开|落实|执行|兑付|开园|开业|通车|通水|入住|移交|审批|评审|签订|采购|配送|上报|止"
)
YEAR_DO = Cue(r"(?:全部|全面|全年)?(?:完成|竣工|完工|建成|交付|投用|验收|结束|办结|完成率)")
DATE_NOT = Cue(r"的|起(?!重)|以来|后(?!评|续)|开始|度|标准|规划|计划|上旬|中旬|下旬|版|届|(?:上|下)半月|左右|以上|每")

ODD_REMARK = Cue(r"[≥≤<>=]|以上|以下|以内|不少于|不低于|不超过|至少|其中|每|各|除外|单位")
"""A remark in brackets that bounds or divides the number before it."""

RATE_VERB = Cue(
    r"(?:补助|补贴|发放|奖补|奖励|资助|标准|不超过|开展|举办|召开|组织|完成|配备|配置|安排|应|需|须|要|至少|新增|资助|救助|支付|缴纳|收取|按|达到|为|是|:|发|每|平均|巡查|检查|培训|享受)*"
)
"""What may stand between 每户 and its number."""

DOES = Cue(
    r"(?:内)?(?:完成|办结|到达|响应|处理|处置|反馈|回复|答复|解决|修复|恢复|出动|拨付|发放|支付|到位|上报|报送|送达|办理|受理|审核|审批|赶到|抵达|派单|结案|给予|作出|提交|公示|公开|反应|维修|抢修|排除|整改|交付|开通|通知|竣工|完工|验收|实现|达标|出具|出结果|培训|参加|参与|就业|投入|实施|落实|使用|运行|保持|内)"
)

CHANGE_RATE = Cue(
    r"(?:增长|提高|提升|上升|增加|上涨|下降|减少|降低|下滑|压减|缩减|缩短|增收|削减)(?:率|幅度|幅|速度|速|额|值|量|数|比例|百分比)"
)
"""A change as a noun of its own."""

FAR = Cue(
    r"至少|最少|至多|最多|不?超过?|控制在|不?高于|不?低于|不?大于|不?小于|不?多于|不?少于|不足|不满|未满|突破|优于|领先|落后"
)
"""A comparison in the words before a number, not next to it."""

FILLER = Cue(
    r"(?:(?:全年|每年|年度|年内|本年度?|当年|开展|举办|召开|组织|完成|进行|实施|安排|新增|新建|培训|宣传|建设|建成|发放|巡查|检查|抽查|演练|在|为|是|有|达到|达|:)*|.{1,12}的)"
)
"""What may stand between that comparison and its number."""

OTHER_YEAR = Cue(r"次年|翌年|下年|明年|上年|去年|隔年|第二年|上一年|下一年|前年|后年")

OPEN_RANGE = Cue(r"[零一二两三四五六七八九十百千万亿\d](?:至|到|[-~]+)\Z")
"""The first half of a range that is not read, right before a number or a date: 一至三季度."""

PERIODIC = Cue(
    r"\A(?:半?年度?|月度?|季度?|周|日|天)\Z|按(?:年|月|季|周|日|天)|隔(?:年|月|周|日|天)|双(?:月|周)|逐(?:年|月|季|周|日)"
)
"""A period without 每 (季度1次, 隔月1次): the number is a rate of it, or it is not; it is not read."""

ANY = Cue("|".join(cue.pattern for cue in (OPEN_RANGE, PERIODIC, SHARED, CHANGE, BASE, FAR, LEAST, MOST)))
"""Whether any of the cues that turn a number away, or give it an operator from afar, is in the words before it."""


def is_metric(before: str) -> bool:
    """Whether the words before a number end in what is measured."""
    return bool(METRIC.search(before[-24:]))
