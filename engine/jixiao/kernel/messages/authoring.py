"""Words of the JX5xx diagnostics: checking, testing and comparing rulesets."""

from __future__ import annotations

from jixiao.kernel.messages._table import Message, error, note, warning

MESSAGES: dict[str, Message] = {
    "JX501": warning(
        "规则 {rule} 给出 {gives}，超出 0 到满分（按界限截断计分）：{where_zh}",
        "rule {rule} gives {gives}, outside 0 to full (cut off when scored): {where_en}",
        "在曲线里写明界限，例如 (.., 0%)  0 与 [100%, ..)  1，或用 max(0, …)、min(1, …)。",
        "Write the limits into the curve, such as (.., 0%)  0 and [100%, ..)  1, or use max(0, …), min(1, …).",
    ),
    "JX502": warning(
        "规则 {rule} 承诺恰在达到目标时得满分，但{wrong_zh}",
        "rule {rule} promises to be full just where the target is met, but: {wrong_en}",
        "改曲线的断点或端点括号；确非如此的，去掉承诺并用 because 说明。",
        "Mend the break or which end is closed; if the rule is meant so, drop the promise and say why in because.",
    ),
    "JX503": warning(
        "规则 {rule} 承诺越接近目标得分不减，但：{pair_zh}",
        "rule {rule} promises that nearer to the target is never worse, but: {pair_en}",
        "改曲线在这两点之间的写法；确非如此的，去掉承诺并用 because 说明。",
        "Mend the curve between these two; if the rule is meant so, drop the promise and say why in because.",
    ),
    "JX504": warning(
        "规则 {rule} 承诺连续，却有断崖：{pair_zh}",
        "rule {rule} promises to be continuous, but jumps: {pair_en}",
        "接上两段，或去掉 continuous。",
        "Join the two pieces, or drop continuous.",
    ),
    "JX505": warning(
        "{kind} 类目标{how_zh}：{targets}",
        "targets of kind {kind}: {how_en}: {targets}",
        "补一条规则，或放宽某条规则的 when。",
        "Add a rule for them, or widen the when of one.",
    ),
    "JX506": warning(
        "规则 {rule} 有用不上的部分：{reason_zh}",
        "a part of rule {rule} is never used: {reason_en}",
        "删去，或改 when、order、曲线或所列的词。",
        "Remove it, or change when, order, the curve or the words.",
    ),
    "JX507": warning(
        "指标体系有误：{reason_zh}",
        "the framework is wrong: {reason_en}",
        "核对 [[framework.level1]] 的分值、上限与缺项承接。",
        "Check points, caps and receivers under [[framework.level1]].",
    ),
    "JX508": warning(
        "等级表有误：{reason_zh}",
        "the grade table is wrong: {reason_en}",
        "核对 [grades] 的 cut。",
        "Check the cuts under [grades].",
    ),
    "JX509": warning(
        "{rule} 的档次有误：{reason_zh}",
        "the bands of {rule} are wrong: {reason_en}",
        "从好到差排列，首尾相接，不重不漏。",
        "List the best first, without gap or overlap.",
    ),
    "JX510": warning(
        "{clause} 的条款依据有误：{reason_zh}",
        "the clause of {clause} is wrong: {reason_en}",
        "写明条款内容；只有读过原文才可写 seen。",
        "Write down what the clause says; seen means that the text itself was read.",
    ),
    "JX511": warning(
        "规则 {rule} 由人评定，无从承诺 {promise}",
        "rule {rule} is judged by a person and cannot promise {promise}",
        "从 properties 中去掉。",
        "Remove it from properties.",
    ),
    "JX512": note(
        "规则 {rule} 有 {count} 处断崖（目标 {target}；左极限|该点|右极限）：{cliffs_zh}",
        "rule {rule} has {count} cliffs (target {target}; limit before|value|limit after): {cliffs_en}",
        "本为条款所定的不必改；承诺 continuous 即不许有断崖。",
        "Nothing to mend where the clause wants them; promise continuous to forbid them.",
    ),
    "JX513": note(
        "规则 {rule} 其实满足 {promise}，却没有承诺",
        "rule {rule} keeps {promise} without promising it",
        "写入 properties，以后改坏了会被发现。",
        "Add it to properties, so that a later change cannot break it unseen.",
    ),
    "JX514": warning(
        "超额完成的调减有误：{reason_zh}",
        "the reduction for over-fulfilment is wrong: {reason_en}",
        "改 [over] 的 from 与 reduce：从起点起处处有定义，在 0 与 1 之间，不上升。",
        "Mend from and reduce under [over]: defined from its start on, between 0 and 1, never rising.",
    ),
    "JX515": note(
        "{kind} 类目标{how_zh}（本规则只管列名的指标）：{targets}",
        "targets of kind {kind}: {how_en} (this ruleset scores named indicators): {targets}",
        "表中如有这类目标，得分为未定，须人工评定。",
        "A table that has such a target leaves its score open, to be judged by a person.",
    ),
    "JX516": error(
        "没有可画的曲线：规则 {rule}，目标 {target}",
        "there is no curve to draw: rule {rule}, target {target}",
        "由人评定的规则没有曲线；请给出该规则认领的目标，规则编号见 jixiao rules show。",
        "A judged rule has no curve; give a target that the rule claims (jixiao rules show lists the ids).",
    ),
    "JX517": error(
        "实际完成值 {actual} 不是与目标同单位的数",
        "the actual {actual} is no number in the target's unit",
        "写成数，例如 93.1%。",
        "Give a number, such as 93.1%.",
    ),
}
