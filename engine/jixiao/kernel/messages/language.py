"""Words of the JX1xx diagnostics: reading targets and actuals."""

from __future__ import annotations

from jixiao.kernel.messages._table import Message, error, note, warning

MESSAGES: dict[str, Message] = {
    # ------------------------------------------------------------------ a cell that cannot be read
    "JX101": error(
        "比较符号有误：“{text}”",
        "the operators do not fit: “{text}”",
        "只写一个比较符号，并与后面的数值相合，例如 ≥90%",
        "write one operator that fits its number, such as ≥90%",
    ),
    "JX102": error(
        "“{text}”处没有数值",
        "no number at “{text}”",
        "写上数值和单位，例如 ≤5次；定性指标直接写文字，例如 健全",
        "write a number and its unit, such as ≤5次; a qualitative target is just its words, such as 健全",
    ),
    "JX103": error(
        "没有这个日期：“{text}”",
        "there is no such date: “{text}”",
        "改为存在的日期，例如 2021年12月底前",
        "write a date of the calendar, such as 2021年12月底前",
    ),
    "JX104": error(
        "区间的下限大于上限：“{text}”",
        "the range ends before it begins: “{text}”",
        "把较小的写在前面，例如 90%-95%",
        "write the smaller one first, such as 90%-95%",
    ),
    "JX105": error(
        "内容或数字过长，没有读取",
        "the text or a number is too long to be read",
        "单元格只写目标值（1000字以内，数字30位以内），说明写在别处",
        "keep only the target in the cell (1000 characters, 30 digits) and remarks elsewhere",
    ),
    "JX106": error(
        "括号没有配对：“{text}”",
        "a bracket without its other half: “{text}”",
        "补上另一半括号，例如 95%(含)以上",
        "add the other half of the bracket, such as 95%(含)以上",
    ),
    "JX107": error(
        "“{text}”的分母为零，算不出比率",
        "“{text}” divides by zero",
        "预算数为零的项目请注明不适用",
        "mark an item without a budget as not applicable",
    ),
    "JX108": error(
        "“{text}”的分子与分母单位不同，无法相除",
        "“{text}” divides different kinds of units",
        "分子与分母使用同类单位，例如 334896元/40万元",
        "use units of one kind above and below, such as 334896元/40万元",
    ),
    # ------------------------------------------------------------------ a cell that was read on an assumption
    "JX110": warning(
        "“{text}”的年份只写了两位，按{year}年读取",
        "“{text}” has a year of two digits; read as {year}",
        "写出四位年份，例如 2021年12月底前",
        "write the year with four digits, such as 2021年12月底前",
    ),
    "JX111": note(
        "不认识单位“{unit}”，按原样保留；是否为“{known}”？",
        "the unit “{unit}” is not known and kept as printed; was “{known}” meant?",
        "如为笔误请改正；自定单位可以忽略本条",
        "mend it if it is a slip; ignore this for a unit of your own",
    ),
    "JX112": note(
        "不在已知等级中：“{text}”；是否为“{known}”？",
        "“{text}” is no known level; was “{known}” meant?",
        "如为笔误请改正，否则由评分人判断",
        "mend it if it is a slip; otherwise it is left to the assessor",
    ),
    # ------------------------------------------------------------------ an actual against its target
    "JX120": note(
        "实际值“{text}”照抄了符号，按其中的数值计分",
        "the actual “{text}” echoes an operator; its number is taken",
        "实际值只写完成的数值，不写比较符号",
        "write just the number that was reached, without an operator",
    ),
    "JX121": note(
        "“{text}”按前数除以后数得出比率",
        "“{text}” is read as the first number over the second",
        "也可以直接写出比率，例如 98.2%",
        "or write the rate itself, such as 98.2%",
    ),
    "JX122": warning(
        "实际值“{text}”没有单位，目标以百分比计：不能确定它是{text}%还是比值{text}",
        "the actual “{text}” has no unit and the target is a percentage: it may be {text}% or the ratio {text}",
        "写明单位，例如 98% 或 0.98%",
        "write the unit, such as 98% or 0.98%",
    ),
    "JX123": error(
        "实际值“{text}”的单位是“{unit}”，目标的单位是“{wanted}”，两者不能换算",
        "the actual “{text}” is in “{unit}” and the target in “{wanted}”; neither converts into the other",
        "按目标的单位填写实际值",
        "give the actual in the target's unit",
    ),
    "JX124": warning(
        "目标没有单位，按与实际值“{text}”单位“{unit}”相同计算",
        "the target has no unit; the unit “{unit}” of the actual “{text}” is assumed for it",
        "在目标值中写明单位",
        "write the unit in the target",
    ),
    "JX125": warning(
        "实际值“{text}”是约数，不能据以计分",
        "the actual “{text}” is approximate and cannot be scored",
        "写出准确的完成数",
        "give the exact number",
    ),
    "JX126": warning(
        "实际值“{text}”是文字说明，无法自动判断完成程度",
        "the actual “{text}” is a description; how far it meets the target is not known",
        "写出完成值，或由评分人给出评判",
        "give the value that was reached, or an assessor's judgement",
    ),
    "JX127": warning(
        "目标是数值或日期，实际值只写了“{text}”",
        "the target is a number or a date and the actual only says “{text}”",
        "写出实际完成的数值或日期",
        "give the number or the date that was reached",
    ),
    "JX128": warning(
        "目标含几项要求，实际值“{text}”与之不能逐项对应",
        "the target holds several items and the actual “{text}” does not match them one by one",
        "按目标的顺序逐项填写，用；隔开",
        "give one value for each item in the target's order, with ； between",
    ),
    "JX129": error(
        "实际值“{text}”超出可读取的范围",
        "the actual “{text}” is out of range",
        "检查小数点和位数",
        "check its decimal point and digits",
    ),
    "JX130": warning(
        "目标与实际值“{text}”一个是日期，一个不是",
        "of the target and the actual “{text}” one is a date and the other is not",
        "时效指标填写实际完成日期，例如 2021年11月",
        "give the date of completion for a deadline, such as 2021年11月",
    ),
    "JX131": warning(
        "实际值“{text}”是一个范围，不是一个数值",
        "the actual “{text}” is a range and not one value",
        "写出准确的完成数",
        "give the exact number",
    ),
    "JX132": warning(
        "实际值“{text}”是变化幅度，目标不是",
        "the actual “{text}” is a change and the target is not",
        "按目标的口径填写实际值",
        "give the actual in the target's own terms",
    ),
    "JX133": warning(
        "实际值“{text}”以“{unit}”计，目标以“{wanted}”计，按同一计数单位处理",
        "the actual “{text}” counts in “{unit}” and the target in “{wanted}”; they are taken as the same count",
        "使用与目标相同的量词",
        "use the target's own measure word",
    ),
    "JX136": warning(
        "目标是定性要求，实际值“{text}”是数值，无法自动判断",
        "the target is qualitative and the actual “{text}” is a number; how far it meets the target is not known",
        "写明是否达到要求，例如 达成预期指标，或由评分人给出评判",
        "say whether it was met, such as 达成预期指标, or give an assessor's judgement",
    ),
    # ------------------------------------------------------------------ a target put together from its columns
    "JX137": note(
        "实际值“{text}”没有写单位，按目标的单位（{unit}）计算",
        "the actual “{text}” has no unit; it is counted in the target's ({unit})",
        "请把单位写全，例如“{text}{unit}”。",
        "Write the unit, such as {text}{unit}.",
    ),
    "JX138": warning(
        "实际值“{text}”没有写单位，按目标的单位（{unit}）算则远超目标，不能确定",
        "the actual “{text}” has no unit; counted in the target's ({unit}) it would be far beyond it",
        "请写明单位。",
        "Write the unit.",
    ),
    "JX140": warning(
        "符号列为“{sign}”，与指标值“{text}”中的符号不同，以指标值为准",
        "the sign column says “{sign}” and the value “{text}” another; the value's own is kept",
        "两处写成一致",
        "make the two agree",
    ),
    "JX141": warning(
        "单位列为“{unit}”，与指标值“{text}”中的单位不同，以指标值为准",
        "the unit column says “{unit}” and the value “{text}” another; the value's own is kept",
        "两处写成一致",
        "make the two agree",
    ),
    "JX142": note(
        "“{text}”的“{taken}”取自指标名称",
        "“{taken}” of “{text}” was taken from the indicator's name",
        "把符号和单位写在目标值里",
        "write operator and unit in the target itself",
    ),
    "JX143": warning(
        "方向列为“{direction}”，与目标“{text}”的符号相反，以方向列为准时请改符号",
        "the direction column says “{direction}”, against the operator of “{text}”",
        "核对符号和方向",
        "check the operator and the direction",
    ),
}
