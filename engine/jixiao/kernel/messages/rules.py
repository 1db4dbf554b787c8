"""Words of the JX3xx diagnostics: rulesets and curves."""

from __future__ import annotations

from jixiao.kernel.messages._table import Message, error

MESSAGES: dict[str, Message] = {
    "JX301": error(
        "条款引用了不存在的文件来源 {source}",
        "the clause cites a source that is not there: {source}",
        "在 [sources] 下写明 {source}，或改用：{known}。",
        "Add {source} under [sources], or cite one of: {known}.",
    ),
    "JX302": error(
        "规则 {rule} 的评分方式不明：写了 {found}",
        "rule {rule} does not say one way to score: it has {found}",
        "三者取一：axis 加 curve（按曲线），grade（按等级系数），band（按档次评判）。",
        "Give just one: axis with curve, grade, or band.",
    ),
    "JX303": error(
        "规则 {rule} 的坐标 {axis} 不适用于目标类型 {kind}",
        "rule {rule}: the axis {axis} does not fit targets of kind {kind}",
        "{kind} 可用的坐标：{known}。",
        "Axes for {kind}: {known}.",
    ),
    "JX304": error(
        "不认识的政策选项 {name} = {value}",
        "unknown policy {name} = {value}",
        "可用：{known}。",
        "Allowed: {known}.",
    ),
    "JX305": error(
        "规则 {rule} 与 {other} 认领同一类目标（{atom}），又没有先后",
        "rules {rule} and {other} claim the same targets ({atom}) in the same order",
        "给其中一条写上 order（小的在先），或收窄 when。",
        "Give one of them an order (lower goes first), or narrow its when.",
    ),
    "JX306": error(
        "没有任何目标会用到规则 {rule}：{reason_zh}",
        "no target can reach rule {rule}: {reason_en}",
        "删去该规则，或调整 when 与 order。",
        "Remove the rule, or change its when or order.",
    ),
    "JX307": error(
        "名称重复：{name}",
        "the name {name} is used twice",
        "每个名称只能用一次。",
        "Use each name once.",
    ),
    "JX308": error(
        "缺项处理写错：{reason}",
        "what becomes of an absent branch is wrong: {reason}",
        "policy 可用 receiver（写 to，或用 split 写明各得几分）、pro-rata、keep、full、rescale；接收的须是另外的一级指标，分值须分完。",
        "policy is receiver (with to, or split with the points of each), pro-rata, keep, full or rescale; receivers are other first levels and get all there is.",
    ),
    "JX309": error(
        "{name} 的二级指标分值合计 {found}，与其分值 {points} 不符",
        "the second levels of {name} add up to {found}, not to its {points} points",
        "请核对分值。",
        "Check the points.",
    ),
    "JX310": error(
        "曲线写法不对：{near}",
        "not in the notation of curves: {near}",
        "每行写一个区间和它给出的值，例如：[60%, 100%)  x",
        "Write an interval and what it gives on each line, such as: [60%, 100%)  x",
    ),
    "JX311": error(
        "曲线有空档：{left} 与 {right} 之间没有规定",
        "the curve has a gap between {left} and {right}",
        "补上缺的区间，并检查端点的方、圆括号。",
        "Add the missing interval; check which end is closed.",
    ),
    "JX312": error(
        "曲线有重叠：{left} 与 {right}",
        "the curve has an overlap: {left} and {right}",
        "同一个值只能属于一个区间，请检查端点的方、圆括号。",
        "A number belongs to one interval only; check which end is closed.",
    ),
    "JX313": error(
        "算式超出可判定的范围（{operation}）",
        "the expression leaves the form that can be decided ({operation})",
        "每段只能是常数、直线或一次分式；max、min 的一边须是数。",
        "Each piece is a constant, a line or a line over a line; max and min take a number on one side.",
    ),
    "JX314": error(
        "区间为空：{interval}",
        "the interval is empty: {interval}",
        "下端须小于上端；单点写成 [a, a]。",
        "The lower end comes first; a single number is [a, a].",
    ),
    "JX315": error(
        "{function} 需要 {wanted} 个参数",
        "{function} takes {wanted} argument(s)",
        "full(…)、started(…) 一个，max(…, …)、min(…, …) 两个。",
        "full(…) and started(…) take one, max(…, …) and min(…, …) two.",
    ),
    "JX316": error(
        "{function} 的台阶没有尽头或太多",
        "the steps of {function} have no end, or are too many",
        "台阶须写在两端有界的区间里，例如 (0, 365]，且不超过 2000 级。",
        "Write steps on an interval with two ends, such as (0, 365], and at most 2000 of them.",
    ),
    "JX317": error(
        "规则 {rule} 的档次没有盖满 0 到 100%：{reason}",
        "the bands of rule {rule} do not tile 0 to 100%: {reason}",
        "档次须首尾相接，不重不漏，例如 [80%, 100%]、[60%, 80%)、[0%, 60%)。",
        "Bands must touch without gap or overlap, such as [80%, 100%], [60%, 80%), [0%, 60%).",
    ),
    "JX318": error(
        "等级表有误：{reason}",
        "the grade table is wrong: {reason}",
        "从高到低排列，最低一档从 0 开始。",
        "List the best first; the last begins at 0.",
    ),
    "JX319": error(
        "规则 {rule} 没有承诺 {promise}，也没有说明原因",
        "rule {rule} does not promise {promise} and does not say why",
        "在 properties 中写上，或用 because 说明为什么不成立。",
        "Add it to properties, or say in because why it does not hold.",
    ),
    "JX320": error(
        "写法不对：{key} = {value}",
        "not allowed: {key} = {value}",
        "可用：{known}。",
        "Allowed: {known}.",
    ),
    "JX321": error(
        "规则 {rule} 的曲线没有规定 {missing}",
        "the curve of rule {rule} says nothing for {missing}",
        "补上这一段，或写 outside 说明由人评判的区间。",
        "Add that interval, or an outside band that an assessor judges within.",
    ),
    "JX322": error(
        "没有找到评分规则 {name}",
        "there is no ruleset {name}",
        "可用的规则：{known}；也可以给出 .toml 文件的路径，或设置 JIXIAO_RULESETS。",
        "Rulesets: {known}; or give the path of a .toml file, or set JIXIAO_RULESETS.",
    ),
    "JX323": error(
        "一级指标分值合计 {found}，不是 {total}",
        "the first levels add up to {found}, not to {total}",
        "请核对分值；确不满 100 分的（如只列出部分指标），在 [framework] 写 total。",
        "Check the points; a framework that makes no hundred says so with total under [framework].",
    ),
    "JX324": error(
        "否决条款 {gate} 写错：{reason}",
        "the veto {gate} is wrong: {reason}",
        "写明 level2 或 level3，以及 grade（等级表中的一档）、total、lower 之一。",
        "Name a level2 or level3, and one of grade (from the table), total or lower.",
    ),
    "JX325": error(
        "这一行在区间内有除以零的地方：{row}",
        "this row divides by zero inside its interval: {row}",
        "收窄区间，或另写一行。",
        "Narrow the interval, or write another row.",
    ),
}
