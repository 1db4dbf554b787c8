"""People in the heads of forms: a name or a number that stands behind a label of its kind, or looks like one.

Published forms name who filled them in. None of it belongs to a case, so it stays out unless it is asked for.
"""

from __future__ import annotations

import re
import unicodedata

__all__ = ["has_phone", "looks_like_person", "without_phones"]

# Mobile numbers, with or without groups; numbers with an area code; an area number behind a word that says so.
_PHONE = re.compile(
    r"(?<![\d.,])(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d|\.\d|[,，]\d|\s*[万亿元%])"
    r"|(?<![\d.,])\(?0\d{2,3}\)?[-—– ]{0,3}\d{3,4}[- ]?\d{4}(?:[-—–转]\d{1,6})?(?!\d|\.\d|\s*[万亿元%])"
)
_NEAR = re.compile(
    r"(?P<label>(?:联系|办公|咨询|监督|投诉|移动|固定|手机)*(?:电话|手机|座机|传真|号码|联系方式)(?:号码?)?|QQ|微信号?|致电|拨打|来电|热线|[Tt][Ee][Ll]\.?|☎|℡)\s*[:：]?\s*"
    r"(?P<number>[\d][\d\s\-—–转/、,，()（）]{5,40}\d)"
)
_MAIL = re.compile(r"(?<![A-Za-z0-9_.+-])[A-Za-z0-9_.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_DOTTED = r"[\u4e00-\u9fff]{2,6}·[\u4e00-\u9fff]{2,8}"
"""买买提·艾山."""
_ENDS = r"(?=$|[\s,，;；、。(（\d\ufffc]|联系|电话|手机)"
"""What a name behind a label ends at."""
_POSTS = (
    "人员?", "员", "领导", "主管", "审核", "复核", "审定", "校对", "录入", "成员", "组长", "主任", "[科处所局校院]长", "会计", "出纳", "代表",
)  # fmt: skip
"""What labels end with that may stand before other things than a name."""
_NAME_NEAR = re.compile(
    r"(?:(?:项目|单位|部门|财务|业务|评价|填报|主管|分管|意见|信息|材料|具体)*(?:负责人|联系人|经办人|联络员|联络人|填报人|填表人|制表人|审核人|复核人|责任人|经手人|收集人|申报人)(?:姓名|[及和与、/]?(?:联系)?(?:电话|手机|方式))?(?:[(（]?(?:签字|签名|签章|盖章)[)）]?)?)"
    rf"\s*[:：]\s*(?P<name>{_DOTTED}|[\u4e00-\u9fff·]{{2,4}}){_ENDS}"
)
# A label that may stand before other things too: what follows must be a name.
_NAME_AFTER = re.compile(
    rf"(?P<label>[\u4e00-\u9fff]{{0,10}}(?:{'|'.join(_POSTS)})"
    rf"(?:姓名|[(（]?(?:签字|签名|签章|盖章)[)）]?)?)\s*[:：]\s*(?P<name>{_DOTTED}|[\u4e00-\u9fff]{{2,4}}){_ENDS}"
)
_MAYBE = re.compile(
    rf"\d{{7}}|\d{{3,4}}[-—– )）]|@|[人{''.join(sorted({post.rstrip('?')[-1] for post in _POSTS}))}][姓及]?.{{0,6}}[:：]"
)
"""Nothing of people is in a text where this is not."""
_DOUBLE = frozenset(
    [
        "欧阳",
        "司马",
        "上官",
        "诸葛",
        "东方",
        "皇甫",
        "尉迟",
        "公孙",
        "慕容",
        "令狐",
        "宇文",
        "长孙",
        "司徒",
        "司空",
        "夏侯",
        "轩辕",
        "端木",
        "百里",
        "呼延",
        "南宫",
        "独孤",
        "拓跋",
        "公羊",
        "澹台",
        "淳于",
        "单于",
        "太叔",
        "申屠",
        "仲孙",
        "钟离",
        "闻人",
        "东郭",
        "西门",
        "第五",
    ]
)
_SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯管卢莫房裘缪干解应宗丁宣邓郁单杭洪包诸左石崔吉钮龚程嵇邢裴陆荣翁荀羊甄曲封芮储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍却桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公某"
)


def has_phone(text: str) -> bool:
    """Whether a telephone number or an address of mail stands in the text.

    >>> has_phone("0371-66668888"), has_phone("13800138000"), has_phone("1,380,013.80"), has_phone("860000.00")
    (True, True, False, False)
    """
    text = unicodedata.normalize("NFKC", text)
    return bool(_PHONE.search(text) or _NEAR.search(text) or _MAIL.search(text))


def looks_like_person(text: str) -> bool:
    """Whether the text is a name (or several), a number, or a name with its number, and nothing else.

    >>> [looks_like_person(text) for text in ("张某三", "沈某某 13800138000", "王五、李四", "≥1个", "健全", "")]
    [True, True, True, False, False, False]
    """
    rest = without_phones(text)
    if rest != text.strip() and not re.search(r"[\u4e00-\u9fff]{5,}", rest):
        return True
    names = [part for part in re.split(r"[\s、,，/;；]+", re.sub(r"[(（].{0,200}?[)）]", "", rest)) if part]
    return bool(names) and all(_is_name(name) for name in names)


def _is_name(text: str) -> bool:
    if re.fullmatch(_DOTTED, text):
        return True
    if re.fullmatch(r"[\u4e00-\u9fff]{3,4}", text) and text[:2] in _DOUBLE:
        return True
    return bool(re.fullmatch(r"[\u4e00-\u9fff]{2,3}", text)) and text[0] in _SURNAMES and text not in _WORDS


# Short words of forms that begin as a surname does.
_WORDS = frozenset(
    [
        "完成",
        "合格",
        "安全",
        "明显",
        "全部",
        "及时",
        "和谐",
        "稳定",
        "达成",
        "成功",
        "常年",
        "通过",
        "满意",
        "高",
        "方案",
        "应急",
        "时效",
        "成本",
        "明确",
        "管理",
        "都达到",
        "广泛",
        "利用",
        "平稳",
        "公开",
        "单位",
        "党建",
        "计划",
        "东城区",
        "农业",
        "国家",
        "支付",
        "文件",
        "水利",
        "金额",
        "项目",
        "程度",
        "易地",
        "元月",
        "解决",
        "关闭",
        "相符",
        "安装",
        "常态化",
        "包装",
        "从业",
        "申报",
        "通知",
        "边境",
    ]
)


_MARK = "\ufffc"


_BEFORE_NAMES = tuple("询系找人员长任导致是")


def _unnamed(match: re.Match[str]) -> str:
    """What stood before a number, without the name at its end."""
    before = match["before"]
    for start in range(len(before)):
        rest = before[:start]
        if _is_name(before[start:]) and (not rest or rest.endswith(_BEFORE_NAMES)):
            return rest.removesuffix("联系").removesuffix("请")
    return match[0].partition(_MARK)[0]


_OFFICES = tuple("局院部委办所科厅处站队校会社团组室")


def _of_office(match: re.Match[str]) -> str:
    """Label and text, if the text is an office."""
    return match[0] if match["name"].endswith(_OFFICES) or match["name"] in ("无", "暂无", "同上") else ""


def _kept(match: re.Match[str]) -> str:
    """Label and text, if the text is no name."""
    return "" if _is_name(match["name"]) else match[0]


def without_phones(text: str) -> str:
    """The text without telephone numbers, addresses of mail, and the names that stand before them.

    >>> without_phones("意见收集人：罗某 联系电话：0838-7211924"), without_phones("共 13800138000 元")
    ('', '共 13800138000 元')
    """
    if not _MAYBE.search(text):
        return text
    flat = unicodedata.normalize("NFKC", text)
    clean = _NAME_AFTER.sub(_kept, _NAME_NEAR.sub(_of_office, _MAIL.sub("", _PHONE.sub(_MARK, _NEAR.sub(_MARK, flat)))))
    clean = re.sub(
        rf"(?P<before>[\u4e00-\u9fff·]{{0,10}})[\s,、;]{{0,8}}(?:(?:联系|办公)?电话|手机)?[:：]?{_MARK}\s*(?:\((?:办公|手机|座机|移动|办公室)\))?",
        _unnamed,
        clean,
    )
    if clean == flat:
        return text
    return clean.strip(" ,，;；、:：/()（）")
