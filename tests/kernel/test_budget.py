"""A limit that is passed is named, with the way to raise it; what is within all of them passes."""

from __future__ import annotations

import json
import re
import threading
import time
import tomllib
from pathlib import Path

import pytest
from attrs import asdict, fields
from hypothesis import given
from hypothesis import strategies as st

from jixiao.kernel import budget as module
from jixiao.kernel.bounded import json_data, toml_data
from jixiao.kernel.budget import Budget, budget, deadline, fits, tick, using
from jixiao.kernel.diagnostic import JixiaoError, render
from jixiao.kernel.words import phrase, say

TOP = Path(__file__).parents[2]
NAMES = [each.name for each in fields(Budget)]
SMALL = Budget(text=2000, nesting=4, items=9, key=8, cell=20, digits=6)


def told(problem: pytest.ExceptionInfo[JixiaoError]) -> tuple[str, str]:
    """The code, and the limit that is named."""
    (found,) = problem.value.diagnostics
    raised = str(dict(found.args)["raised"])
    return found.code, raised.removeprefix("JIXIAO_LIMITS=").split("=")[0]


@pytest.mark.parametrize("name", NAMES)
def test_every_limit_has_its_words_and_can_be_raised(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert say(f"limit.{name}", "zh") != say(f"limit.{name}", "en")
    limit = getattr(Budget(), name)
    with pytest.raises(JixiaoError) as problem:
        fits(name, limit + 1)
    (found,) = problem.value.diagnostics
    assert str(limit) in render(found, "en").message
    _, _, setting = str(dict(found.args)["raised"]).partition("=")
    assert setting in render(found, "zh").help
    monkeypatch.setenv("JIXIAO_LIMITS", setting)
    fits(name, limit + 1)  # what the help says is enough


def test_a_limit_has_fifteen_digits_at_most(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIXIAO_LIMITS", "cells=" + "9" * 15)
    assert budget().cells == 10**15 - 1


@pytest.mark.parametrize(
    "text", ["cells", "cells=-1", "cells=1e9", "cells=", "sells=3", "cells=１", "cells=" + "9" * 16]
)
def test_limits_that_are_not_understood_are_told(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIXIAO_LIMITS", text)
    with pytest.raises(JixiaoError) as problem:
        budget()
    assert [each.code for each in problem.value.diagnostics] == ["JX443"]


def test_limits_of_the_environment_and_of_a_call(monkeypatch: pytest.MonkeyPatch) -> None:
    assert budget() == Budget()
    monkeypatch.setenv("JIXIAO_LIMITS", " cells = 5 ,seconds=20,, ")
    assert budget() == Budget(cells=5, seconds=20)
    monkeypatch.delenv("JIXIAO_LIMITS")
    with using(Budget(cells=1)):
        assert budget().cells == 1
        with using(None):
            assert budget().cells == 1
    assert budget() == Budget()


TOO_MUCH = [
    ("nesting", "a = [[[[[1]]]]]", {"a": [[[[[1]]]]]}),
    ("nesting", "a.b.c.d.e = 1", None),
    ("nesting", "[a.b.c.d.e]", None),
    ("nesting", "a = [{b = [{c = [1]}]}]", None),
    ("items", "a = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]", {"a": list(range(11))}),
    ("items", "\n".join(f"a{n} = 1" for n in range(10)), {f"a{n}": 1 for n in range(11)}),
    ("key", "abcdefghi = 1", {"abcdefghi": 1}),
    ("cell", f'a = "{"长" * 21}"', {"a": "长" * 21}),
    ("cell", f'a = """{"长" * 21}"""', None),
    ("digits", "a = 1234567", {"a": 1234567}),
    ("digits", "a = 1e7", None),
    ("digits", "a = 0.1234567", None),
    ("digits", "a = 1e99999999999999999999", None),
    ("text", "#" + " " * 2000, None),
]


@pytest.mark.parametrize(("name", "text", "data"), TOO_MUCH)
def test_a_text_that_passes_a_limit_is_refused_for_it(name: str, text: str, data: object) -> None:
    with using(SMALL), pytest.raises(JixiaoError) as problem:
        toml_data(text)
    assert told(problem) == ("JX405", name)
    if data is not None:
        with using(SMALL), pytest.raises(JixiaoError) as problem:
            json_data(json.dumps(data, ensure_ascii=False))
        assert told(problem) == ("JX405", name)


@pytest.mark.parametrize("number", ["1e99999999999999999999", "-1E-999999999", "0." + "1" * 500])
def test_a_number_of_json_has_limits_too(number: str) -> None:
    with pytest.raises(JixiaoError) as problem:
        json_data(f'{{"a": {number}}}')
    assert told(problem) == ("JX405", "digits")


def test_a_key_path_that_would_cost_gigabytes_costs_nothing() -> None:
    start = time.process_time()
    with pytest.raises(JixiaoError) as problem:
        toml_data(".".join("a" * 20_000) + " = 1\n" + ".".join("a" * 20_000 + "b") + " = 1\n")
    assert told(problem) == ("JX405", "nesting")
    assert time.process_time() - start < 2


values = st.recursive(
    st.integers(-(10**6), 10**6) | st.booleans() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text("ab甲", min_size=1, max_size=3), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(st.dictionaries(st.text("ab甲", min_size=1, max_size=3), values, max_size=4))
def test_what_is_within_the_limits_is_what_the_standard_readers_give(data: dict[str, object]) -> None:
    text = json.dumps(data, ensure_ascii=False)
    assert json_data(text) == data
    whole = "a = " + json.dumps(list(data), ensure_ascii=False).replace("\x7f", "\\u007f")
    assert toml_data(whole)[0] == tomllib.loads(whole)


# -- time


def test_the_time_of_what_runs_inside_ends_in_any_thread() -> None:
    found: list[str] = []

    def work() -> None:
        try:
            with using(Budget(seconds=0)), deadline():
                while True:
                    tick()
        except JixiaoError as error:
            found.extend(each.code for each in error.diagnostics)

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert found == ["JX409", "JX409"]


def test_outside_of_a_deadline_and_with_time_left_nothing_happens() -> None:
    tick()
    with using(Budget(seconds=0)), deadline() as watch:
        watch.earn(1000)
        tick()
        with using(Budget(seconds=0)), deadline() as inner:
            assert inner is watch
            tick()
    tick()


def test_the_finding_says_the_time_and_how_to_raise_it() -> None:
    found = module.too_long(4)
    assert dict(found.args) == {"n": "4", "raised": "JIXIAO_LIMITS=seconds=8"}
    assert phrase("limit.seconds") is not None


def test_the_guide_tells_the_limits_that_are_in_force() -> None:
    page = (TOP / "docs" / "environment.md").read_text(encoding="utf-8")
    told = dict(re.findall(r"^\| `(\w+)` \| ([\d,]+) \|", page, re.MULTILINE))
    assert {name: int(number.replace(",", "")) for name, number in told.items()} == asdict(Budget())
