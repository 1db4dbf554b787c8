"""The library under load: threads and processes give what one run gives, and nothing grows."""

from __future__ import annotations

import multiprocessing
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

import pytest

import jixiao
from jixiao.language import parse
from tests.api import endurance


@pytest.mark.slow
def test_sixteen_threads_over_all_rulesets_give_what_one_gives() -> None:
    alone = endurance.results()
    with ThreadPoolExecutor(16) as pool:
        for _ in range(3):
            assert endurance.results(pool) == alone
    assert len(alone) == len(jixiao.list_rulesets(()))


@pytest.mark.slow
def test_a_pool_of_processes_gives_it_too_and_errors_come_back() -> None:
    """Processes that begin anew: every hash differs there, and everything travels by its pickle."""
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn")) as pool:
        assert endurance.results(pool) == endurance.results()
        with pytest.raises(jixiao.JixiaoError, match="JX322"):
            pool.submit(jixiao.load_ruleset, "no-such-ruleset").result()
        with pytest.raises(TypeError, match="is a Case"):
            pool.submit(jixiao.evaluate, 1, 2).result()  # type: ignore[arg-type]
        here = jixiao.score_indicator("≥95%", "93.1%", 10, jixiao.load_ruleset("cn-2020-10", ()))
        there = pool.submit(endurance.leaf_of, "≥95%", "93.1%").result()
        assert here == there
        assert hash(here) == hash(there)


@pytest.mark.slow
def test_memory_stays_as_it_is_over_3000_evaluations() -> None:
    assert endurance.grown(3_000) < 2_000


def test_a_text_that_is_too_long_to_be_read_is_not_kept() -> None:
    before = parse._target.cache_info().currsize
    for number in range(3):
        assert jixiao.normal(jixiao.parse_target("长" * 5_000 + str(number))) == "error too-long"
    assert parse._target.cache_info().currsize == before
    assert parse._target.cache_info().maxsize == parse._actual.cache_info().maxsize == 16_384
