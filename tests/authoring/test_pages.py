"""Every check has a page of one form, whose example is a planted fault and whose message is what the check says."""

import re
from pathlib import Path

import pytest

from jixiao.authoring.check import check_bytes
from jixiao.authoring.checks import CHECKS, Check
from jixiao.kernel.diagnostic import render
from jixiao.rules.faults import KINDS
from tests.authoring.planted_rulesets import BASE

PAGES = Path(__file__).parents[2] / "docs" / "checks"
HEADINGS = ["查什么 · What it checks", "为什么 · Why", "例子 · Example", "怎么改 · How to mend"]


def at_load(check: Check) -> list[str]:
    """The codes of the faults that keep a file from being loaded and are the check's subject."""
    return [kind.code for kind in KINDS if kind.about == check.name]


def block(text: str, language: str) -> str:
    found = re.search(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    assert found is not None
    return found[1].rstrip("\n")


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.name)
def test_a_page_shows_a_fault_and_what_is_said_of_it(check: Check) -> None:
    text = (PAGES / f"{check.name}.md").read_text(encoding="utf-8")
    assert re.findall(r"^## (.*)$", text, re.MULTILINE) == HEADINGS
    assert all(code in text for code in (*check.codes[:1], *at_load(check)))
    lines = block(text, "diff").split("\n")
    find, to = ("\n".join(line[1:] for line in lines if line[:1] == sign) for sign in "-+")
    assert BASE.count(find) == 1
    report = check_bytes(BASE.replace(find, to).encode())
    said = [f"{each.diagnostic.code} {render(each.diagnostic).message}" for each in report.findings]
    assert block(text, "text") in said


def test_there_is_no_page_without_a_check() -> None:
    assert {path.stem for path in PAGES.glob("*.md")} == {check.name for check in CHECKS}


def test_every_fault_of_loading_that_is_about_something_is_about_a_check() -> None:
    assert {kind.about for kind in KINDS} - {""} <= {check.name for check in CHECKS}
