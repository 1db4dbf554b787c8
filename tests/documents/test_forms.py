"""The official form in four kinds of file: it reads back to its case, and nothing in it can be mistaken."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from jixiao._resource import ruleset_dir
from jixiao.documents.form_docx import form_docx
from jixiao.documents.form_html import form_html
from jixiao.documents.form_model import TODO, Form, build_form
from jixiao.documents.form_pdf import form_pdf
from jixiao.documents.form_xlsx import form_xlsx
from jixiao.documents.layout.money import amount_of
from jixiao.documents.read import read_document
from jixiao.kernel.diagnostic import JixiaoError
from jixiao.kernel.document import Document
from jixiao.rules.load import load_ruleset
from jixiao.scoring.case import Case
from jixiao.scoring.evaluate import Result, evaluate
from jixiao.scoring.load import case_from_document, load_case
from tests.examples import examples

GOOD = Path(__file__).parents[2] / "cases" / "good"
CASES = sorted(path.parent for path in GOOD.glob("*/case.toml"))

WRITERS: dict[str, Callable[[Form], bytes]] = {
    "xlsx": form_xlsx,
    "docx": form_docx,
    "pdf": form_pdf,
    "html": form_html,
}
# A file is written and read for every example: to shrink one would take minutes.
QUICK = (Phase.explicit, Phase.generate)
NEEDS = {"xlsx": ("xlsxwriter", "openpyxl"), "docx": ("docx",), "pdf": ("typst", "pdfplumber"), "html": ()}


def written(kind: str, form: Form) -> bytes:
    for module in NEEDS[kind]:
        pytest.importorskip(module)
    try:
        return WRITERS[kind](form)
    except JixiaoError as problem:
        if problem.diagnostics[0].code == "JX452":
            pytest.skip("no Chinese font on this machine")
        raise


def read_back(data: bytes) -> Case:
    result = read_document(data, "自评表")
    assert result.document is not None, result.diagnostics
    return case_from_document(Document(result.document))


def meaning(case: Case) -> Case:
    """The case with sums in yuan and with sign and unit in the target, as the form prints it."""

    def yuan(text: str | None) -> Any:
        amount = amount_of(text or "")
        return text if amount is None else f"{amount}元"

    project = evolve(case.project, budget=yuan(case.project.budget), executed=yuan(case.project.executed))
    funds = tuple(
        evolve(f, initial=yuan(f.initial), budget=yuan(f.budget), received=yuan(f.received), executed=yuan(f.executed))
        for f in case.funds
    )
    leaves = tuple(
        evolve(leaf, target=f"{leaf.sign}{leaf.target}{leaf.unit}", sign="", unit="") for leaf in case.indicator
    )
    return evolve(case, project=project, funds=funds, indicator=leaves)


def scored(case: Case, ruleset: str = "zhengzhou-2021") -> Result:
    return evaluate(case, load_ruleset(ruleset_dir() / f"{ruleset}.toml"))


def simple(**more: Any) -> Case:
    leaf = {
        "level1": "产出",
        "level2": "数量",
        "level3": "件数",
        "target": "≥5件",
        "points": 50,
        "actual": "4件",
        **more,
    }
    return case_from_document(Document({"version": 1, "project": {"name": "甲"}, "indicator": [leaf]}))


@pytest.mark.parametrize("kind", WRITERS)
@pytest.mark.parametrize("folder", CASES, ids=lambda path: path.name)
def test_a_form_reads_back_to_its_case(folder: Path, kind: str) -> None:
    case = load_case(folder)
    again = read_back(written(kind, build_form(case, scored(case, case.project.ruleset or "zhengzhou-2021"))))
    assert meaning(again) == meaning(case)


word = st.text(st.sampled_from("公路养护培训场次群众满意度提升改造验收合格安全宣传档案"), min_size=2, max_size=9)
target = st.one_of(
    st.builds(
        "{}{}{}".format,
        st.sampled_from(["≥", "=", "≤", ""]),
        st.integers(1, 9999),
        st.sampled_from(["次", "%", "公里"]),
    ),
    word,
    st.sampled_from(["=100%", "+5%", "-3℃", "@甲", "12月底前", "5-10个"]),
)
amount = st.builds("{}{}".format, st.integers(1, 10**6), st.sampled_from(["元", "万元"]))
leaf = st.fixed_dictionaries(
    {"level1": word, "level2": word, "level3": word, "target": target},
    optional={
        "actual": target, "points": st.integers(1, 60), "reason": word, "judgement": st.sampled_from(["90%", "2/3"]),
        "direction": st.sampled_from(["positive", "negative", "exact"]), "deduction": st.integers(1, 3),
        "inputs": st.dictionaries(word, st.sampled_from(["3", "12.5", "60%"]), min_size=1, max_size=3),
        "target_too_low": st.just(True), "not_applicable": st.just(True), "base": target,
        "override": st.fixed_dictionaries({"score": st.integers(0, 9), "reason": word}),
    },
)  # fmt: skip
documents = st.fixed_dictionaries(
    {
        "version": st.just(1),
        "project": st.fixed_dictionaries(
            {"name": word},
            optional={"unit": word, "unit_code": st.just("055001"), "year": st.integers(2015, 2030), "budget": amount,
                      "executed": amount, "start": st.just("2021-01-01"), "ruleset": st.just("cn-2020-10")},
        ),
        "indicator": st.lists(leaf, min_size=1, max_size=6),
        "framework": st.lists(
            st.fixed_dictionaries({"level1": word, "level2": st.just("空分支")}), max_size=3, unique_by=str
        ),
        "schedule": st.lists(
            st.fixed_dictionaries({"by": st.just("2021-06-30"), "amount": amount, "share": st.just("65%")}), max_size=1
        ),
        "goal": st.lists(st.fixed_dictionaries({"name": word, "points": st.integers(1, 99)}), max_size=2),
        "funds": st.lists(
            st.fixed_dictionaries({"source": st.sampled_from(["财政拨款", "其他资金"])}, optional={"received": amount, "budget": amount}),
            max_size=2,
        ),
        "extra": st.dictionaries(st.sampled_from(["立项依据", "项目概况", "自定事项", "年度绩效目标"]), word),
    }
)  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["xlsx", "docx", "html"])
@settings(examples(40), phases=QUICK)
@given(document=documents)
def test_random_cases_read_back(kind: str, document: dict[str, Any]) -> None:
    case = case_from_document(Document(document))
    assert meaning(read_back(written(kind, build_form(case, scored(case))))) == meaning(case)


@pytest.mark.slow
@settings(examples(8), phases=QUICK)
@given(document=documents)
def test_random_cases_read_back_from_a_page(document: dict[str, Any]) -> None:
    test_random_cases_read_back.hypothesis.inner_test("pdf", document)  # type: ignore[attr-defined]


@pytest.mark.parametrize("kind", WRITERS)
def test_what_looks_like_a_formula_stays_text(kind: str) -> None:
    case = simple(target="=100%", actual="@SUM(A1)", reason="-1+1|calc")
    again = read_back(written(kind, build_form(case, scored(case)))).indicator[0]
    assert (again.target, again.actual, again.reason) == ("=100%", "@SUM(A1)", "-1+1|calc")


def test_no_cell_of_the_workbook_is_a_formula() -> None:
    openpyxl = pytest.importorskip("openpyxl")
    case = simple(target="=1+1", actual="=cmd|' /C calc'!A0", reason="+1")
    book = openpyxl.load_workbook(io.BytesIO(written("xlsx", build_form(case, scored(case)))))
    assert all(cell.data_type != "f" for sheet in book for row in sheet.iter_rows() for cell in row)


@pytest.mark.parametrize("kind", WRITERS)
def test_markup_in_a_name_is_text(kind: str) -> None:
    name = '<b>#panic(1)</b>&"甲"{{x}}'
    case = simple(level3=name)
    assert read_back(written(kind, build_form(case, scored(case)))).indicator[0].level3 == name


def test_control_characters_do_not_break_a_document() -> None:
    case = simple(level3="件\x07数")
    assert read_back(written("docx", build_form(case, scored(case)))).indicator[0].level3 == "件数"


@pytest.mark.parametrize("kind", WRITERS)
def test_the_same_form_is_the_same_bytes(kind: str) -> None:
    case = simple()
    assert written(kind, build_form(case, scored(case))) == written(kind, build_form(case, scored(case)))


def test_a_reason_still_to_be_written_is_marked_and_not_read_back() -> None:
    form = build_form(simple(), scored(simple()))
    assert any(box.text == TODO for box in form.boxes)
    assert read_back(written("xlsx", form)).indicator[0].reason == ""


def test_an_open_score_is_an_interval() -> None:
    case = simple(target="明显提升", actual="部分提升")
    form = build_form(case, scored(case))
    assert any(re.fullmatch(r"\[0\.00, 50\.00[\])]", box.text) for box in form.boxes)


def test_allotted_points_are_marked_and_not_read_back_as_printed() -> None:
    case = load_case(GOOD / "zhengzhou-2021-laojiu")
    form = build_form(case, scored(case))
    assert any(box.text.endswith("*") for box in form.boxes)


def test_a_blank_form_asks_for_levels_and_holds_no_actual() -> None:
    openpyxl = pytest.importorskip("openpyxl")
    case = simple(target="明显提升", actual="部分提升", reason="雨")
    data = written("xlsx", build_form(case, blank=True))
    sheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    assert [rule.type for rule in sheet.data_validations.dataValidation] == ["list"]
    again = read_back(data).indicator[0]
    assert (again.target, again.actual, again.reason) == ("明显提升", None, "")


def test_a_blank_document_has_drop_downs_whose_prompt_is_no_text() -> None:
    data = written("docx", build_form(simple(target="明显提升", actual="好"), blank=True))
    assert b"w:dropDownList" in zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml")
    assert read_back(data).indicator[0].actual is None


def test_people_are_left_out_unless_asked_for() -> None:
    document = {
        "version": 1, "project": {"name": "甲"}, "indicator": [{"level3": "件数", "target": "5"}],
        "extra": {"联系人": "张三", "立项依据": "某文"},
    }  # fmt: skip
    case = case_from_document(Document(document))
    assert "张三" not in str(build_form(case))
    assert "张三" in str(build_form(case, with_contacts=True))


def test_a_page_asks_for_nothing_from_outside_and_draws_each_measured_curve() -> None:
    case = load_case(GOOD / "zhengzhou-2021-laojiu")
    page = form_html(build_form(case, scored(case)), scored(case)).decode()
    assert not re.search(r"(src|href)=|url\(|@import|<script|https?://(?!www\.w3\.org/2000/svg)", page)
    assert page.count("<svg") == 4
    assert "实际 93.1" in page


def test_without_a_chinese_font_there_is_no_pdf() -> None:
    pytest.importorskip("typst")
    with pytest.raises(JixiaoError) as problem:
        form_pdf(build_form(simple()), ignore_system_fonts=True)
    assert [finding.code for finding in problem.value.diagnostics] == ["JX452"]


def test_the_printed_column_adds_up() -> None:
    leaves = [{"level1": "产出目标", "level3": f"甲{n}", "target": "≥3", "actual": "1", "points": 30} for n in range(3)]
    case = case_from_document(Document({"version": 1, "project": {"name": "甲"}, "indicator": leaves}))
    form = build_form(case, scored(case))
    *scores, total = [Fraction(box.text) for box in form.boxes if box.col == 7 and re.fullmatch(r"\d+\.\d\d", box.text)]
    assert sum(scores) == total == 30
