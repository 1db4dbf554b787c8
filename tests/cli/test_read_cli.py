"""`jixiao read`: the case, what became of the cells, why columns are what they are, and a file for each form."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from jixiao.cli.places import file_name
from jixiao.documents.read import read_document
from jixiao.kernel.caret import cells
from jixiao.kernel.words import languages
from jixiao.scoring.load import load_case
from tests.cases.collect import TOP
from tests.cli.run import Ran

Call = Callable[..., Ran]

CORPUS = TOP / "tests" / "documents" / "data" / "corpus"
TWO = CORPUS / "F16-two-forms.html"
ONE = CORPUS / "F07b-score-header.html"


def test_the_summary_counts_every_cell_that_shows_something(call: Call, tmp_path: Path) -> None:
    ran = call("read", ONE, "-o", tmp_path / "case.toml")
    filled = sum(1 for each in re.findall(r"<(?:td|p|title)>(.*?)</", ONE.read_text(encoding="utf-8")) if each)
    told = re.fullmatch(r"共 (\d+) 格：读入 (\d+)，附注 (\d+)，未读 0\n", ran.text)
    assert told is not None
    everything, read, aside = map(int, told.groups())
    assert (everything, read + aside) == (filled, filled)


def test_what_was_not_read_is_named_in_the_summary(call: Call, tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    odd = ONE.read_text(encoding="utf-8").replace("是否核心指标", "督办代号").replace("<td>是<", "<td>甲乙丙<")
    page.write_text(odd, encoding="utf-8")
    ran = call("read", page, "-o", tmp_path / "case.toml")
    assert re.search(r"未读 2：表1!J2“甲乙丙”、表1!J3“否”", ran.text)


def test_the_case_stands_alone_on_standard_output(call: Call) -> None:
    ran = call("read", ONE)
    assert "格" not in ran.text
    assert re.search(r"^共 \d+ 格", ran.said, re.MULTILINE)
    english = call("--lang", "en", "read", ONE)
    assert english.text == ran.text
    assert re.search(r"^\d+ cells: \d+ read, \d+ kept aside, 0 not read$", english.said, re.MULTILINE)


def test_verbose_says_why_every_column_is_what_it_is(call: Call, tmp_path: Path) -> None:
    plain = call("read", ONE, "-o", tmp_path / "a.toml").text
    ran = call("read", ONE, "-o", tmp_path / "b.toml", "--verbose")
    assert ran.text.endswith(plain)
    for label in ("指标名称", "年初指标值", "调整指标值", "全年完成值", "指标权重(分)", "指标得分(分)", "是否核心指标"):
        assert f"列“{label}”：" in ran.text
    assert "列“指标性质”：指标符号（表头“指标性质” +10、列中多为符号 +8）" in ran.text


@pytest.mark.parametrize("lang", languages())
@pytest.mark.parametrize("width", [60, 100])
def test_the_evidence_fits_the_screen(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, width: int, lang: str
) -> None:
    for source in sorted(CORPUS.glob("*.html")):
        monkeypatch.setenv("COLUMNS", str(width))
        ran = call("--lang", lang, "read", source, "-o", tmp_path / source.stem, "--verbose")
        assert ran.text
        assert [line for line in ran.text.splitlines() if cells(line) > width] == []


def test_json_has_each_form_with_its_evidence_every_cell_and_every_finding(call: Call) -> None:
    ran = call("read", TWO, "--format", "json")
    told, reading = json.loads(ran.text), read_document(TWO)
    assert [each["case"]["project"]["name"] for each in told["forms"]] == ["共享工程", "水土保持监测"]
    assert told["forms"][0]["title"] == "2022年度共享工程项目自评表"
    assert told["ledger"]["counts"] == reading.ledger.counts
    assert len(told["ledger"]["cells"]) == reading.ledger.counts["all"]
    assert {each["fate"] for each in told["ledger"]["cells"]} <= {
        "read",
        "head",
        "kept",
        "furniture",
        "left-out",
        "unread",
    }
    assert [each["code"] for each in told["findings"]] == [each.code for each in reading.findings]
    actual = next(each for each in told["forms"][0]["columns"] if each["role"] == "actual")
    assert any(each["weight"] == 10 and "实际完成值(B)" in each["why"] for each in actual["evidence"])


def test_a_folder_takes_a_case_file_of_each_form(call: Call, tmp_path: Path) -> None:
    folder = tmp_path / "都在这里"
    ran = call("read", TWO, "-o", f"{folder}/")
    names = ["1-2022年度共享工程项目自评表.toml", "2-2020年度水土保持监测项目绩效自评表.toml"]
    assert ran.code == 0
    assert "JX426" not in ran.said
    assert sorted(each.name for each in folder.iterdir()) == names
    assert all(str(folder / name) in ran.text for name in names)
    assert [load_case(folder / name).project.name for name in names] == ["共享工程", "水土保持监测"]


def test_nothing_in_a_folder_is_overwritten_unless_asked(call: Call, tmp_path: Path) -> None:
    second = tmp_path / "2-2020年度水土保持监测项目绩效自评表.toml"
    second.write_text("mine", encoding="utf-8")
    ran = call("read", TWO, "-o", tmp_path)
    assert (ran.code, second.read_text(encoding="utf-8")) == (2, "mine")
    assert "JX701" in ran.said
    assert len(list(tmp_path.iterdir())) == 1  # the first one is not written either
    assert call("read", TWO, "-o", tmp_path, "--force").code == 0
    assert load_case(second).project.name == "水土保持监测"


def test_one_file_takes_the_first_form_and_names_the_others(call: Call, tmp_path: Path) -> None:
    ran = call("read", TWO, "-o", tmp_path / "case.toml")
    assert ran.code == 0
    said = re.sub(r"\s", "", ran.said)
    assert "JX426" in said
    assert "只读取了“2022年度共享工程项目自评表”" in said
    assert "2020年度水土保持监测项目绩效自评表" in said


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "a/b\\c", "con", " .hid", "x" * 400, "", "a\u202eb\x00", "：、。", "年" * 300]
)
def test_a_name_of_a_form_is_a_name_of_a_file_on_every_system(name: str) -> None:
    made = file_name(1, name, "zh")
    assert re.fullmatch(r"1(-[^\x00-\x1f<>:\"/\\|?*\s]+)?", made)
    assert len(f"{made}.toml".encode()) < 255
    assert not made.endswith((".", "-", " "))
    if sys.platform != "win32":
        assert Path(made).name == made
