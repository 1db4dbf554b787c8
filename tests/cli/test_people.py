"""Names and telephone numbers of people stay out of all that is written, unless they are asked for."""

from __future__ import annotations

import json
import re
import unicodedata
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.documents.layout.people import without_phones
from jixiao.documents.read import read_document
from jixiao.documents.reading_json import reading_json
from tests.documents.drawn import FILES
from tests.documents.tables import drawn
from tests.examples import examples

LABELS = [
    "负责人及电话",
    "联系人",
    "经办人",
    "联络员",
    "绩效管理联络员",
    "申报联系人",
    "填报人",
    "审核人",
    "项目经办人",
    "项目负责人及联系电话",
    "单位负责人",
    "财务负责人",
    "分管领导",
    "制表人",
    "填表人",
    "填表人（签字）",
    "项目负责人（签章）",
    "联系人及电话",
    "经办人姓名",
    "项目联系人/电话",
    "主管领导",
    "录入人",
    "校对人",
    "审定人",
    "审核",
    "复核",
    "会计",
    "科室负责人",
    "责任人",
    "项目主管",
    "评价组成员",
    "评价小组组长",
    "专家签名",
    "负责人签字",
    "填报负责人",
    "单位联系人",
    "部门负责人",
    "编报人",
    "上报人",
    "提交人",
    "测评人",
    "评价人员",
    "复核人员",
    "审核人员",
    "填报人员",
    "项目实施负责人",
    "法定代表人",
    "财务联系人",
    "资金使用单位联系人",
    "单位主任",
    "财务科长",
]
NAMES = ("赵思远", "欧阳明轩", "钱丽", "买买提·艾山", "孙海涛")
NUMBERS = ("13912345678", "139 1234 5678", "139-1234-5678", "0371-66668888", "(0371)66668888", "037166668888", "+86 13912345678",
           "0371－66668888", "0371-6666 8888", "１３９１２３４５６７８", "13912345678/0371-66668888")  # fmt: skip
MAIL = "zhao.siyuan@example.cn"
FORM = """项目支出绩效自评表|<|<|<|<|<|<
项目名称|培训|<|<|<|<|<
{head}
一级指标|二级指标|三级指标|年度指标值|实际完成值|偏差原因|责任人
产出指标|数量指标|培训人次|{target}|{actual}|{reason}|{owner}
{foot}"""
QUIET = {
    "head": "主管部门|某局|<|<|<|<|<",
    "foot": "存在问题|无|<|<|<|<|<",
    "target": "≥5人",
    "actual": "6人",
    "reason": "",
    "owner": "",
}
PLACES: dict[str, Callable[[str, str], dict[str, str]]] = {
    "pair": lambda label, said: {"head": f"{label}|{said}|<|主管部门|某局|<|<"},
    "after a blank": lambda label, said: {"head": f"主管部门|某局|<|{label}||{said}|<"},
    "in one cell": lambda label, said: {"head": f"{label}：{said}|<|<|<|<|<|<"},
    "among others": lambda label, said: {"foot": f"填报日期：2022年3月1日  {label}：{said}|<|<|<|<|<|<"},
    "below": lambda label, said: {"foot": f"{label}|{said}|<|<|<|<|<"},
    "below in one cell": lambda label, said: {"foot": f"{label}：{said}|<|<|<|<|<|<"},
}
BARE: dict[str, Callable[[str], dict[str, str]]] = {
    "prose": lambda number: {"head": f"项目概况|有问题请致电{number}。|<|<|<|<|<"},
    "line": lambda number: {"head": f"请联系赵思远，电话{number}|<|<|<|<|<|<"},
    "note": lambda number: {"foot": f"注：咨询电话：{number}|<|<|<|<|<|<"},
    "remark": lambda number: {"head": f"备注|{number}|<|<|<|<|<"},
    "target": lambda number: {"target": f"公开热线{number}"},
    "actual": lambda number: {"actual": f"已公布{number}"},
    "reason": lambda number: {"reason": f"详询{number}"},
    "alone": lambda number: {"reason": number},
}


def form(**parts: str) -> str:
    return FORM.format(**{**QUIET, **parts})


def flat(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def leaks(text: str, *planted: str) -> list[str]:
    """What was planted and stands in a text: names as they are, numbers by their last seven digits."""
    digits = re.sub(r"(?<=\d)[\s()/–—-]+(?=\d)", "", flat(text))
    found = []
    for each in planted:
        number = re.sub(r"\D", "", flat(each))
        if (number[-7:] in digits) if len(number) >= 7 else (each in text):
            found.append(each)
    return found


def everything(picture: str, kind: str, *, with_contacts: bool = False) -> str:
    """All that a reading says of itself, in both languages."""
    reading = read_document(FILES[kind](drawn(picture)), "f", with_contacts=with_contacts)
    assert len(reading.form.document["indicator"] if reading.form.document else []) == 1
    told = [json.dumps(reading_json(reading, lang), ensure_ascii=False) for lang in ("zh", "en")]
    return "\n".join((*told, repr(reading), repr(reading.cases)))


kinds = st.sampled_from(sorted(FILES))


@examples(150)
@given(st.sampled_from(LABELS), st.sampled_from(NAMES), st.sampled_from(sorted(PLACES)), kinds, st.data())
def test_a_name_behind_a_label_stays_out(label: str, name: str, place: str, kind: str, data: st.DataObject) -> None:
    number = data.draw(st.sampled_from(("", *NUMBERS)))
    picture = form(**PLACES[place](label, f"{name} {number}".strip()))
    assert leaks(everything(picture, kind), name, *([number] if number else [])) == []
    assert leaks(everything(picture, kind, with_contacts=True), name) == [name]


@examples(100)
@given(st.sampled_from(NUMBERS), st.sampled_from(sorted(BARE)), kinds)
def test_a_number_stays_out_wherever_it_stands(number: str, place: str, kind: str) -> None:
    picture = form(**BARE[place](number))
    assert leaks(everything(picture, kind), number, "赵思远") == []
    assert leaks(everything(picture, kind, with_contacts=True), number) == [number]


@pytest.mark.parametrize("kind", sorted(FILES))
def test_a_column_of_people_stays_out(kind: str) -> None:
    picture = form(owner="赵思远", reason=f"发至{MAIL}")
    assert leaks(everything(picture, kind), "赵思远", MAIL) == []
    assert leaks(everything(picture, kind, with_contacts=True), "赵思远", MAIL) == ["赵思远", MAIL]


@pytest.mark.parametrize(
    "text",
    ["共 13800138000 元", "13812345678元", "0.371", "2021-12-31", "1380", "86万元", "≥13812345678.5", "12345热线接通率≥95%", "财预〔2020〕10号",
     "410100210000000012345", "0-3岁", "3000-5000元", "100100", "2022年1月1日-12月31日", "负责人：无", "覆盖人口：12345678人", "受益人：贫困户",
     "主要负责人：市财政局", "编码：41010020220001", "(2022)0371"],
)  # fmt: skip
def test_what_is_of_nobody_stays(text: str) -> None:
    assert without_phones(text) == text


@pytest.mark.parametrize("number", ["13812345678", "66668888", "1380013800"])
def test_a_plain_number_is_a_number(number: str) -> None:
    leaf = (read_document(FILES["html"](drawn(form(actual=number)))).document or {})["indicator"][0]
    assert leaf["actual"] == number


PLANTED = ("赵思远", "欧阳明轩", "孙海涛", "13912345678", "0371-66668888", "13700007777", "钱丽", MAIL)
FULL = form(
    head="项目负责人及电话|赵思远 13912345678|<|绩效管理联络员|欧阳明轩|<|<",
    actual="6人，热线0371-66668888",
    reason=f"详询孙海涛13700007777，{MAIL}",
    owner="钱丽",
    foot="填报人：孙海涛  联系电话：13700007777  审核：钱丽|<|<|<|<|<|<",
)


def texts_of(path: Path) -> Iterator[str]:
    """The text of a file; of a package, of each of its parts."""
    data = path.read_bytes()
    if data.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(data)) as package:
            for name in package.namelist():
                yield package.read(name).decode("utf-8", "replace")
    else:
        yield data.decode("utf-8", "replace")


@pytest.mark.parametrize("kind", ["xlsx", "html"])
def test_no_command_writes_them(kind: str, call: Callable[..., object], tmp_path: Path) -> None:
    source = tmp_path / "in" / f"form.{kind}"
    source.parent.mkdir()
    source.write_bytes(FILES[kind](drawn(FULL)))
    rules = ("--ruleset", "cn-2020-10")
    out = tmp_path / "out"
    out.mkdir()
    commands: list[tuple[object, ...]] = [
        ("read", source, "--verbose"), ("read", source, "--format", "json"), ("read", source, "-o", out / "case.toml"),
        ("score", source, *rules, "--verbose"), ("score", source, *rules, "--format", "text"),
        ("score", source, *rules, "--format", "json", "-o", out / "result.json"),
        ("audit", source, *rules, "--verbose"), ("audit", source, *rules, "--format", "json", "-o", out / "audit.json"),
        ("seek", source, *rules, "--score", "90"), ("batch", source.parent, *rules, "-o", out / "all.csv"),
        ("--lang", "en", "read", source, "--verbose"), ("score", out / "case.toml", *rules, "--verbose"),
        *(("form", source, *rules, "-o", out / f"form{suffix}") for suffix in (".xlsx", ".docx", ".html")),
        *(("form", out / "case.toml", "--blank", "-o", out / f"blank{suffix}") for suffix in (".xlsx", ".html")),
    ]  # fmt: skip
    for words in commands:
        ran = call(*words)
        assert leaks(ran.text + ran.said, *PLANTED) == [], words  # type: ignore[attr-defined]
    assert len(list(out.iterdir())) >= 8
    for path in out.iterdir():
        assert leaks("\n".join(texts_of(path)), *PLANTED) == [], path.name


def test_they_are_written_where_they_are_asked_for(call: Callable[..., object], tmp_path: Path) -> None:
    source = tmp_path / "form.xlsx"
    source.write_bytes(FILES["xlsx"](drawn(FULL)))
    ran = call("read", source, "--with-contacts")
    assert set(PLANTED) - set(leaks(ran.text, *PLANTED)) == set()  # type: ignore[attr-defined]
    assert call("form", source, "--ruleset", "cn-2020-10", "--with-contacts", "-o", tmp_path / "a.html").code == 0  # type: ignore[attr-defined]
    assert "赵思远" in (tmp_path / "a.html").read_text(encoding="utf-8")
