"""Words of the JX0xx diagnostics: data files of every kind (cases, rulesets, actuals)."""

from __future__ import annotations

from jixiao.kernel.messages._table import Message, error

MESSAGES: dict[str, Message] = {
    "JX001": error(
        "文件打不开：{reason}",
        "cannot open the file: {reason}",
        "请检查路径和读取权限。",
        "Check the path and that it may be read.",
    ),
    "JX002": error(
        "不是合法的 TOML：{reason}",
        "not valid TOML: {reason}",
        '请按所指位置修改；含 ≥、%、汉字的值要加引号，例如 target = "≥95%"。',
        'Mend the place shown; values such as ≥95% need quotes: target = "≥95%".',
    ),
    "JX003": error(
        "不认识的键 {key}",
        "unknown key {key}",
        "{meant_zh}这里可用的键：{known}。",
        "{meant_en}Keys allowed here: {known}.",
    ),
    "JX004": error(
        "缺少必填的键 {key}",
        "the key {key} is missing",
        "请补上 {key}。",
        "Add {key}.",
    ),
    "JX005": error(
        "值不对：应为{expected_zh}，实为 {found}",
        "wrong value: expected {expected_en}, found {found}",
        "请改成{expected_zh}。",
        "Write {expected_en}.",
    ),
    "JX006": error(
        "文件格式版本 {found} 比本程序认识的 {known} 新",
        "format version {found} is newer than the version {known} this program knows",
        "请升级 jixiao，或用旧格式重写该文件。",
        "Upgrade jixiao, or write the file in the older format.",
    ),
    "JX007": error(
        "文件不是 UTF-8 编码",
        "the file is not in UTF-8",
        "请用编辑器打开后另存为 UTF-8。",
        "Open it in an editor and save it as UTF-8.",
    ),
    "JX008": error(
        "不是合法的 JSON：{reason}",
        "not valid JSON: {reason}",
        "请按所指位置修改；文字和键加双引号，最后一项后面不加逗号，没有的值写 null 而不写 NaN。",
        "Mend the place shown; text and keys in double quotes, no comma after the last item, null instead of NaN.",
    ),
}
