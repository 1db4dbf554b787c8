"""Words of the JX26x to JX28x diagnostics: auditing printed scores, and seeking a wanted total."""

from __future__ import annotations

from jixiao.kernel.messages._table import Message, error, note, warning

MESSAGES: dict[str, Message] = {
    "JX260": error(
        "表头缺少必要的列：{missing}",
        "the header has no column for: {missing}",
        "第一行写列名（次序不限），至少要有：三级指标、目标值、实际值、分值、得分；也认 level3、target、actual、points、score。",
        "Name the columns in the first line, in any order: at least level3, target, actual, points and score.",
    ),
    "JX261": error(
        "表头有两列都是“{column}”",
        "two columns of the header are both “{column}”",
        "请删去或改名其中一列。",
        "Remove or rename one of them.",
    ),
    "JX262": error(
        "表格读不下去：{reason}",
        "the table cannot be read on: {reason}",
        "请检查该行的引号与分隔符。",
        "Check the quotes and separators of that line.",
    ),
    "JX263": warning(
        "这一行比表头多出 {count} 格，多出的没有用上",
        "this line has {count} cells more than the header; they are not used",
        "请检查该行的分隔符。",
        "Check the separators of that line.",
    ),
    "JX264": note(
        "没有用到的列：{columns}",
        "columns not used: {columns}",
        "无须处理。",
        "Nothing to do.",
    ),
    "JX265": error(
        "表格里一行数据也没有",
        "the table has no row",
        "表头之下每行写一项指标。",
        "Write one indicator a line below the header.",
    ),
    "JX266": note(
        "未印得分",
        "no score is printed",
        "无从核对；可填上得分再核。",
        "Nothing to check; fill in the score.",
    ),
    "JX267": warning(
        "得分“{text}”不是数",
        "the score “{text}” is not a number",
        "请写成数字，例如 9.34。",
        "Write a number, such as 9.34.",
    ),
    "JX268": warning(
        "未印分值，只能算出得分率 {share}",
        "no points are printed; only the share of the points is known: {share}",
        "请补填分值。",
        "Fill in the points.",
    ),
    "JX286": warning(
        "未印分值",
        "no points are printed",
        "请补填分值。",
        "Fill in the points.",
    ),
    "JX269": warning(
        "分值“{text}”不是大于或等于 0 的数",
        "the points “{text}” are not a number of 0 or more",
        "请写成数字，例如 10。",
        "Write a number, such as 10.",
    ),
    "JX270": warning(
        "应为 {score}，表上{way} {by}（{rule}）",
        "should be {score}; printed {by} {way_en} ({rule})",
        "请核对得分，或说明另有评分标准。",
        "Check the score, or name the scoring standard used.",
    ),
    "JX271": warning(
        "应在 {band} 之内，表上{way} {by}（{rule}）",
        "should be within {band}; printed {by} {way_en} ({rule})",
        "请核对所评档次与得分。",
        "Check the level and the score.",
    ),
    "JX272": note(
        "在“{name}”档内",
        "within “{name}”",
        "档内分值由评价人确定。",
        "The point within the band is the assessor's.",
    ),
    "JX273": warning(
        "日期只到月或季，得分在 {band} 之间，定不下来",
        "the date is no more precise than a month or quarter: the score is within {band}",
        "请写出具体日期。",
        "Give the day.",
    ),
    "JX274": warning(
        "各项得分合计 {sum}，表上{way} {by}{computed}",
        "the printed scores add up to {sum}; printed {by} {way_en}{computed_en}",
        "请核对合计。",
        "Check the sum.",
    ),
    "JX275": warning(
        "表内只有 {found} 分的得分可加，合计 {sum}，另有 {missing} 分不在表内{computed}",
        "only {found} points of printed scores can be added: {sum}; {missing} points are not in the table{computed_en}",
        "请补全各项得分。",
        "Complete the rows.",
    ),
    "JX285": warning(
        "表内各项得分合计 {sum}，不在表内的 {missing} 分全得也只有 {most}，表上多 {by}{computed}",
        "the printed scores add up to {sum}; with all {missing} points that are not in the table it would be {most}, "
        "printed {by} too much{computed_en}",
        "请核对合计。",
        "Check the sum.",
    ),
    "JX276": warning(
        "其下没有印得分的行，无从相加",
        "no printed score stands below it to be added",
        "请补全各项得分。",
        "Complete the rows.",
    ),
    "JX277": warning(
        "合计相符，但按条款重算为 {total}",
        "the sum is right, but recomputed by the clauses it is {total}",
        "见各项差异。",
        "See the rows that differ.",
    ),
    "JX278": warning(
        "不能按规则 {ruleset} 算出得分",
        "ruleset {ruleset} cannot compute this score",
        "请核对目标值与实际值。",
        "Check the target and the actual.",
    ),
    "JX279": note(
        "方向是推定的；若按“{direction}”，则与表上相符",
        "the direction is assumed; were it “{direction_en}”, the printed score would agree",
        "请在目标前写 ≥、≤ 或 =。",
        "Write ≥, ≤ or = before the target.",
    ),
    "JX280": error(
        "规则 {ruleset} 没有等级“{grade}”",
        "ruleset {ruleset} has no grade “{grade}”",
        "可用的等级：{known}；也可用 --score 指定总分。",
        "Its grades: {known}; or give a total with --score.",
    ),
    "JX281": error(
        "总分写不对：{text}",
        "not a total: {text}",
        "请写 0 或更大的数，例如 --score 90。",
        "Give a number of 0 or more, such as --score 90.",
    ),
    "JX282": error(
        "请在 --grade 与 --score 中指定一个",
        "give one of --grade and --score",
        "例如 --grade 优，或 --score 90。",
        "Such as --grade 优 or --score 90.",
    ),
    "JX283": warning(
        "“{name}”的得分由其他指标是否达标决定，其他指标变动时会随之变化，此处未计入",
        "“{name}” counts other indicators and would move with them; this is not taken into account",
        "改动后请重新评分。",
        "Score the case again after a change.",
    ),
    "JX284": warning(
        "否决条款生效时，总分与等级不随单项变化",
        "a veto applies: total and grade do not follow single indicators",
        "请先处理否决条款所指的指标。",
        "First see to the indicator of the veto.",
    ),
}
