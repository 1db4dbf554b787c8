"""The door of the shelf: what is wrong is told in a sentence, whatever it is, also where Python leaves assertions out."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.api.wrong_uses import USES, wrong

TOP = Path(__file__).resolve().parents[2]


def test_there_are_many() -> None:
    assert len(set(USES)) == len(USES) > 250


@pytest.mark.parametrize("use", USES, ids=lambda use: use[:70].encode("ascii", "backslashreplace").decode())
def test_a_wrong_use_is_told_in_a_sentence(use: str) -> None:
    assert wrong(use) == ""


@pytest.mark.slow
def test_so_it_is_without_assertions() -> None:
    done = subprocess.run(
        [sys.executable, "-O", "-m", "tests.api.wrong_uses"], cwd=TOP, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_a_right_use_is_seen_as_no_wrong_one() -> None:
    assert wrong("jixiao.evaluate(CASE, RULESET)").startswith("gives Result(")
    assert wrong("1 / 0").startswith("ZeroDivisionError")
