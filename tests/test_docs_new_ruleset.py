"""The walk-through of docs/new-ruleset.md, run: its pieces are a ruleset, its examples hold, its errors are the real ones."""

import re
from pathlib import Path

import pytest

from jixiao import explanation, load_ruleset, load_ruleset_file
from jixiao.authoring.examples import run_examples
from jixiao.kernel.diagnostic import JixiaoError, render
from tests.rules.small import leaf, scored

PAGE = (Path(__file__).parent.parent / "docs" / "new-ruleset.md").read_text(encoding="utf-8")
NAME = "mingshan-2024.toml"


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)


RULESET = "\n".join(blocks("toml"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    written = tmp_path / NAME
    written.write_text(RULESET, encoding="utf-8")
    return written


def test_the_pieces_of_the_page_are_a_ruleset_whose_examples_hold(path: Path) -> None:
    ruleset = load_ruleset_file(path)
    assert ruleset.rule_ids == ("ratio", "limit", "late", "bands", "execution", "range")
    outcomes = run_examples(ruleset)
    assert len(outcomes) == 10
    assert [outcome for outcome in outcomes if not outcome.holds] == []


def test_it_takes_a_data_file_and_no_code(path: Path) -> None:
    assert set(re.findall(r"^```(\w+)", PAGE, re.MULTILINE)) == {"toml", "errors"}


def test_a_score_by_it_cites_its_article(path: Path) -> None:
    ruleset = load_ruleset_file(path)
    result = scored(ruleset, leaf("户数", "≥50户", "45户", 100, level1="产出指标"))
    assert "明财绩〔2024〕3号 第五条" in explanation(result.leaves[-1])


def test_it_is_found_by_its_name_in_the_folder_that_is_named(path: Path) -> None:
    assert load_ruleset("mingshan-2024", [path.parent]).title == "明山县项目支出绩效自评"


def test_the_errors_on_the_page_are_the_ones_that_are_told(path: Path) -> None:
    broken = RULESET.replace("[60%, 100%)   x\n[100%, ..)    1", "(60%, 100%)   x\n[100%, ..)    1", 1)
    broken = broken.replace('article = "第七条", trust = "seen"', 'article = "第七条"')
    path.write_text(broken, encoding="utf-8")
    with pytest.raises(JixiaoError) as raised:
        load_ruleset_file(path)
    told = [
        f"{each.code} {NAME}:{each.place.line}:{each.place.column} {render(each).message}"
        for each in raised.value.diagnostics
    ]
    assert "\n".join(told) + "\n" == blocks("errors")[0]
