"""Words of the JX6xx diagnostics: columns and batches."""

from __future__ import annotations

from jixiao.kernel.messages._table import Message, error

MESSAGES: dict[str, Message] = {
    "JX601": error(
        "缺少列“{name}”（{wanted}）",
        "the column “{name}” ({wanted}) is missing",
        "请补上这一列；没有数据的可填空值。",
        "Add the column; it may hold nulls where nothing is known.",
    ),
    "JX602": error(
        "列“{name}”的类型是 {found}，应为 {wanted}",
        "the column “{name}” is {found}, not {wanted}",
        "请先转换类型；浮点数只在 actual 一列接受，按最短写法读。",
        "Convert it first; floats are taken in “actual” only, by their shortest digits.",
    ),
    "JX603": error(
        "分值“{text}”不是数",
        "the points “{text}” are no number",
        "请写成 10、2.5 或 1/3；本行不评分。",
        "Write 10, 2.5 or 1/3; this row is not scored.",
    ),
    "JX604": error(
        "方向“{text}”无法识别",
        "the direction “{text}” is not known",
        "请填 positive、negative、exact 或留空；本行不评分。",
        "Write positive, negative, exact or nothing; this row is not scored.",
    ),
    "JX605": error(
        "评判“{text}”不是比例",
        "the judgement “{text}” is no share",
        "请写成 90% 或 0.9；本行不评分。",
        "Write 90% or 0.9; this row is not scored.",
    ),
    "JX606": error(
        "分值“{text}”超出结果列能容纳的范围（最多 9999999.99）",
        "the points “{text}” do not fit the result's columns (at most 9999999.99)",
        "请核对分值；本行不评分。",
        "Check the points; this row is not scored.",
    ),
    "JX607": error(
        "规则 {ruleset} 的得分在 {at} 一级修约到 {places} 位小数，按列评分只支持逐项修约到分",
        "ruleset {ruleset} rounds at “{at}” to {places} decimals; columns hold scores rounded to cents at the leaf",
        "请用 jixiao score 逐个项目评分。",
        "Score project by project with jixiao score.",
    ),
    "JX610": error(
        "不能按表读取：{reason}",
        "it cannot be read as a table: {reason}",
        "请给 .parquet 或 .csv（UTF-8）文件，或放有文档的文件夹。",
        "Give a .parquet or .csv (UTF-8) file, or a folder of documents.",
    ),
    "JX611": error(
        "输出格式“{suffix}”不认识",
        "the output format “{suffix}” is not known",
        "输出文件名请以 {known} 之一结尾。",
        "Let the output's name end in one of {known}.",
    ),
    "JX612": error(
        "文件夹里没有可读的文档",
        "the folder holds no document that can be read",
        "请放入案例文件（.toml、.json）或表格文档（.xlsx、.docx、.pdf …）。",
        "Put in case files (.toml, .json) or forms (.xlsx, .docx, .pdf …).",
    ),
}
