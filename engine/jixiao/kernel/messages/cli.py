"""Words of the JX7xx diagnostics: the command line."""

from __future__ import annotations

from jixiao.kernel.messages._table import Message, error

MESSAGES: dict[str, Message] = {
    "JX701": error(
        "输出文件已存在，没有覆盖",
        "the output file exists and was not overwritten",
        "换个文件名，或加 --force。",
        "Choose another name, or add --force.",
    ),
    "JX702": error(
        "输出文件写不了：{reason}",
        "cannot write the output file: {reason}",
        "请检查目录是否存在、是否有写权限。",
        "Check that the folder exists and may be written to.",
    ),
    "JX703": error(
        "没有第 {row} 项，共 {count} 项",
        "there is no row {row}; the result has {count}",
        "请给出 1 到 {count} 之间的序号，或三级指标名称。",
        "Give a number from 1 to {count}, or the name of a third-level indicator.",
    ),
    "JX704": error(
        "日期写不对：{text}",
        "not a date: {text}",
        "请写成 2021-07 或 2021-07-31。",
        "Write 2021-07 or 2021-07-31.",
    ),
    "JX710": error(
        "--into 只用于从工作簿读来的目标表",
        "--into is for tables that were read from a workbook",
        "请给出 .xlsx 文件作为 CASE；项目文件请用 -o 或 jixiao form。",
        "Give an .xlsx file as CASE; for case files use -o or jixiao form.",
    ),
    "JX705": error(
        "不认识的诊断代码或结果文件：{name}",
        "neither a diagnostic code nor a result file: {name}",
        "代码形如 JX203；结果文件由 jixiao score --format json 写出。",
        "Codes look like JX203; results are written by jixiao score --format json.",
    ),
    "JX706": error(
        "没有 {name} 这个命令",
        "there is no command {name}",
        "可用的命令：{known}。{suggestion}",
        "Commands: {known}. {suggestion}",
    ),
    "JX707": error(
        "没有 {name} 这个选项",
        "there is no option {name}",
        "全部选项见 {command} --help。{suggestion}",
        "All options: {command} --help. {suggestion}",
    ),
    "JX708": error(
        "命令写得不对：{reason}",
        "the command line is wrong: {reason}",
        "用法见 {command} --help。",
        "Usage: {command} --help.",
    ),
    "JX709": error(
        "缺少 {name}",
        "{name} is missing",
        "用法见 {command} --help。",
        "Usage: {command} --help.",
    ),
}
