"""Words of the JX4xx diagnostics: reading and writing documents."""

from __future__ import annotations

from jixiao.kernel.messages._table import Message, error, note, warning

MESSAGES: dict[str, Message] = {
    # -- the file as a whole
    "JX401": error(
        "认不出这是什么文件：{detail}",
        "this kind of file is not known: {detail}",
        "可读取 xlsx、xls、ods、csv、docx、pdf（含文字）、txt、html、toml、json；旧版 .doc 请先另存为 .docx",
        "readable are xlsx, xls, ods, csv, docx, pdf with text, txt, html, toml, json; save an old .doc as .docx first",
    ),
    "JX402": error(
        "缺少组件 {module}，无法处理 {kind}",
        "{module} is not installed, which {kind} needs",
        "请安装：{command}",
        "install it: {command}",
    ),
    "JX403": error(
        "文件已损坏或不完整：{detail}",
        "the file is damaged or incomplete: {detail}",
        "用原来的软件打开后另存一份再试",
        "open it in the program that made it, save it again, and retry",
    ),
    "JX404": error(
        "文件有密码保护，无法读取",
        "the file is protected by a password",
        "在原软件中去掉密码后另存",
        "save a copy without the password",
    ),
    "JX405": error(
        "文件过大：{what} {actual}，上限 {limit}",
        "the file is too large: {what} {actual}, the limit is {limit}",
        "删去空白行列或多余的工作表，只保留绩效表后再试",
        "keep only the sheet with the form, without empty rows and columns",
    ),
    "JX406": error(
        "文件含有 XML 实体定义，可能是恶意文件，已拒绝读取",
        "the file declares XML entities, as harmful files do; it was not read",
        "请向提供文件的人核实，或用原软件另存一份",
        "ask whoever sent it, or save it again from the program that made it",
    ),
    "JX407": error(
        "没有找到绩效指标表：未见含有“三级指标”和“目标值/指标值/完成值”的表头",
        "no indicator table was found: no header row with a third-level and a target or actual column",
        "检查表头文字；至少要有三级指标（指标名称）和目标值两列",
        "check the header words; at least a third-level and a target column are needed",
    ),
    "JX408": error(
        "扫描件，无法读取：{detail}没有文字",
        "a scan cannot be read: {detail} has no text",
        "请提供可以选中文字的 PDF，或原始的 Word、Excel 文件",
        "give a PDF whose text can be selected, or the Word or Excel original",
    ),
    "JX409": error(
        "读取超时（{seconds} 秒），已停止",
        "reading took longer than {seconds} seconds and was stopped",
        "文件过于复杂；只保留绩效表所在的页后再试",
        "the file is too complex; keep only the pages with the form",
    ),
    # -- cells
    "JX410": warning(
        "“{shown}”由公式计算得出（{formula}），按显示的结果读取",
        "“{shown}” was computed by a formula ({formula}); the result shown was read",
        "确认结果无误；如不是计算值，请直接填写",
        "check the result, or type the value itself",
    ),
    "JX411": error(
        "公式未计算：{formula}，没有可读取的结果",
        "the formula {formula} was never calculated, so there is no value to read",
        "用 Excel 或 WPS 打开并保存一次，或直接填写数值",
        "open and save the file in Excel or WPS once, or type the value",
    ),
    "JX412": warning(
        "显示为“{shown}”，实际存的是 {raw}；按显示的读取",
        "shown as “{shown}” but stored as {raw}; what is shown was read",
        "若应以存储值为准，请把显示的小数位数调够",
        "show enough decimals if the stored value is the right one",
    ),
    "JX413": warning(
        "“{shown}”的格式（{format}）常由软件自动套用，原来输入的可能是区间或比例（如 3-5、1/2）",
        "“{shown}” has a format ({format}) that spreadsheets apply by themselves; a range or ratio may have been typed",
        "核对原意，并把单元格设为文本后重新填写",
        "check what was meant, make the cell text, and type it again",
    ),
    "JX414": error(
        "单元格里是图片，没有可读取的文字",
        "the cell holds a picture and no text that could be read",
        "把图片中的内容改为文字填写",
        "type what the picture shows",
    ),
    "JX415": warning(
        "含有隐藏的{what}：{names}；{fate}",
        "there are hidden {what}: {names}; {fate}",
        "取消隐藏并核对，或删去后再读",
        "unhide and check them, or delete them",
    ),
    "JX416": warning(
        "文件样式有误，只读到数值，格式（百分号、日期、单位）已丢失：{detail}",
        "the styles are damaged; values were read without their formats (percent, dates, units): {detail}",
        "用 Excel 或 WPS 另存一份后重读，并核对百分数",
        "save it again from Excel or WPS, and check every percentage",
    ),
    "JX417": error(
        "单元格是错误值 {shown}",
        "the cell holds the error {shown}",
        "改正公式，或直接填写数值",
        "mend the formula, or type the value",
    ),
    "JX418": note(
        "表头中的 {count} 项姓名、电话等联系信息未读入",
        "{count} names, phone numbers and the like in the header were left out",
        "确需保留时加 --with-contacts",
        "add --with-contacts to keep them",
    ),
    "JX419": warning(
        "“{label}”没有写明金额单位，按“{unit}”读取（{why}）",
        "“{label}” does not say its unit of money; read as {unit} ({why})",
        "在表头注明“单位：元”或“单位：万元”",
        "state the unit of money in the header",
    ),
    "JX420": warning(
        "支出计划 {by} 写明占 {share}，但 {amount} 占总额 {budget} 的 {right}",
        "the schedule says {share} by {by}, but {amount} of {budget} is {right}",
        "核对金额和比例，改正其一",
        "check the amount and the share, and mend one of them",
    ),
    "JX421": warning(
        "这是监控表：完成情况和执行数截至 {period}，不是全年",
        "this is a monitoring form: actuals and spending are those of {period}, not of the year",
        "年终自评请填全年数",
        "give full-year figures for a self-evaluation",
    ),
    "JX422": error(
        "有指标值“{target}”却没有指标名称",
        "there is a target “{target}” without an indicator's name",
        "补上三级指标名称，或删去这一行",
        "give the third-level name, or delete the row",
    ),
    "JX423": note(
        "“{text}”由折行的几行合并而成",
        "“{text}” was joined from wrapped lines",
        "核对合并是否完整",
        "check that it is whole",
    ),
    "JX424": error(
        "实际值表中的“{name}”在目标表里没有同名指标{hint}",
        "“{name}” of the actuals is no indicator of the target table{hint}",
        "把名称改成目标表中的写法；不会自动猜测匹配",
        "write the name as the target table does; nothing is matched by guessing",
    ),
    "JX425": warning(
        "第 {page} 页有文字互相重叠或越出单元格（{count} 处），读到的内容可能混行、缺行",
        "text overlaps or leaves its cell on page {page} ({count} places); lines may be mixed or missing",
        "调整行高后重新导出 PDF，或提供原始文件",
        "export the PDF with enough row height, or give the original file",
    ),
    "JX426": warning(
        "文件中有 {count} 张绩效表，只读取了“{used}”",
        "the file holds {count} forms; only “{used}” was read",
        "把其余的表单独存成文件",
        "save the others as files of their own",
    ),
    "JX427": error(
        "文字编码既不是 UTF-8 也不是 GB18030",
        "the text is neither UTF-8 nor GB18030",
        "另存为 UTF-8 编码",
        "save it as UTF-8",
    ),
    "JX428": note(
        "申报表分中期和年度两组，案例取年度一组，中期一组留在 [extra]",
        "the application form has mid-term and annual groups; the case takes the annual one, the other is in [extra]",
        "如需中期目标，请单独成表",
        "make a table of the mid-term targets if they are needed",
    ),
    "JX429": warning(
        "读不懂“{label}”中的日期“{text}”，已留在 [extra]",
        "the date “{text}” of “{label}” could not be read and was left in [extra]",
        "写成 2021-01-01 的形式",
        "write it like 2021-01-01",
    ),
    "JX430": warning(
        "“{shown}”引用了其他文件（{formula}），按保存时的结果读取",
        "“{shown}” refers to another file ({formula}); the result saved with it was read",
        "核对后改为数值",
        "check it and type the value",
    ),
    "JX431": error(
        "“{name}”对应目标表中 {count} 个同名指标，无法确定是哪一个",
        "“{name}” could be any of {count} indicators of that name",
        "补上一级、二级指标",
        "give its first and second level",
    ),
    "JX432": warning(
        "“{name}”的金额“{text}”读不懂，按原样保留",
        "the amount “{text}” of “{name}” could not be read and was kept as printed",
        "写成“86万元”的形式",
        "write it like 86万元",
    ),
    "JX433": warning(
        "第 {page} 页没有文字，可能是扫描页，未读取",
        "page {page} has no text and may be a scan; it was not read",
        "核对该页是否有指标",
        "check whether that page holds indicators",
    ),
    "JX434": error(
        "“{name}”在实际值表里出现了两次",
        "“{name}” stands twice in the actuals",
        "每个指标只保留一行",
        "keep one row for each indicator",
    ),
    "JX435": error(
        "“{name}”印在表格之外：合并单元格可能被分页切断，其后指标的层级不可靠",
        "“{name}” is printed outside of the table: a page break may have cut its merged cell, and the levels of the "
        "indicators after it cannot be relied on",
        "提供原始的 Word 或 Excel 文件，或调整分页后重新导出",
        "give the Word or Excel original, or export it again with another page break",
    ),
    "JX436": warning(
        "“{name}”没有指标值，按空白读取",
        "“{name}” has no target; it was read as blank",
        "补上指标值，或按评分标准单独评判",
        "give a target, or judge it by its own standard",
    ),
    "JX437": error(
        "“{name}”所属的{level}没有读出",
        "the {level} of “{name}” could not be read",
        "表头有这一列而该行为空；补上名称，或提供表格清楚的原文件",
        "the table has that column and the row leaves it blank; give its name, or a file with a clear table",
    ),
    "JX438": error(
        "文本按列对齐且有折行的单元格，无法可靠地拼回：“{text}”",
        "the text keeps its columns and has folded cells, which cannot be put together safely: “{text}”",
        "直接提供 PDF，或用不带 -layout 的 pdftotext 转出文本",
        "give the PDF itself, or the text that pdftotext prints without -layout",
    ),
    "JX439": warning(
        "表中另有“{header}”列；案例取原定的指标值，调整后的留在 [extra]",
        "the table has a column “{header}” as well; the case takes the targets as first set, the others are in [extra]",
        "如应按调整后的值评分，请改写 target",
        "if the adjusted ones count, change target",
    ),
    "JX440": warning(
        "指标表之后有认不出的行（“{text}”），内容留在 [extra]，未作为指标读取",
        "rows after the indicators were not understood (“{text}”); they are in [extra] and no indicators",
        "如果是续表，请补上表头，或与前表合为一张",
        "if the table goes on there, repeat its header or make it one table",
    ),
    # -- writing
    "JX450": error(
        "文件已存在，未覆盖：{path}",
        "the file exists and was not overwritten: {path}",
        "换一个文件名，或加 --force",
        "choose another name, or add --force",
    ),
    "JX451": error(
        "不能写成这种文件：{name}",
        "this kind of file cannot be written: {name}",
        "自评表可写成 .xlsx、.docx、.pdf、.html",
        "a form can be written as .xlsx, .docx, .pdf or .html",
    ),
    "JX452": error(
        "没有可用的中文字体，无法生成 PDF",
        "no Chinese font was found, so no PDF can be made",
        "安装字体：apt-get install fonts-noto-cjk（或 fonts-wqy-microhei），Windows 和 macOS 自带中文字体",
        "install one: apt-get install fonts-noto-cjk (or fonts-wqy-microhei); Windows and macOS have their own",
    ),
    "JX453": error(
        "只能写入 .xlsx 工作簿的副本：{name}",
        "results can only be written into a copy of an .xlsx workbook: {name}",
        "先把文件另存为 .xlsx，或改用 form 生成自评表",
        "save it as .xlsx first, or make a form instead",
    ),
    "JX454": error(
        "不能写入原文件：{path}",
        "the original is never written to: {path}",
        "给 --into 另一个文件名",
        "give --into another name",
    ),
    "JX455": warning(
        "工作簿中找不到“{name}”所在的行，其得分未写入",
        "the row of “{name}” was not found in the workbook; its score was not written",
        "该指标不来自这个工作簿",
        "the indicator does not come from this workbook",
    ),
    "JX456": error(
        "无法写入 {path}：{detail}",
        "{path} could not be written: {detail}",
        "检查文件夹是否存在、是否可写，文件是否正被打开",
        "check that the folder exists and can be written to, and that the file is not open",
    ),
}
