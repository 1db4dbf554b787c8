"""Trying a mutant: in a process forked for it, with the tests that reach it, until one of them fails.

Two ways. ``warm`` collects the tests once, and each fork puts the fault into the function where it lives: a tenth of a second and its
tests. ``cold`` has imported nothing of the engine: each fork imports it with the fault in it, which also tells what is made of a fault on import.
"""

from __future__ import annotations

import contextlib
import functools
import gc
import os
import resource
import signal
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any

import pytest
from _pytest.assertion.rewrite import AssertionRewritingHook
from attrs import frozen

from tests.mutation.plant import Mutant

__all__ = ["ALONE", "Outcome", "Trial", "cold", "forked", "warm"]

ALONE = ["-q", "-s", "-p", "no:cacheprovider", "-p", "no:xdist", "-W", "ignore::pytest.PytestAssertRewriteWarning"]
"""What pytest is told when it runs in a process that has imported Hypothesis before it."""
_MEMORY = 6 * 2**30
_SOME_TIME = 20
"""Seconds that a run may take beside what its tests took."""

Outcome = str
"""``lived``, ``unplanted``, ``too long``, or the name of the test that failed."""


@frozen
class Trial:
    """A mutant with the tests it is tried by, and the seconds that these took without it."""

    mutant: Mutant
    tests: tuple[str, ...]
    seconds: float


def forked(work: Callable[[], str], limit: float) -> str:
    """What ``work`` says in a process of its own, which may use so many seconds of processor time."""
    ours, theirs = os.pipe()
    sys.stdout.flush()
    child = os.fork()
    if child:
        os.close(theirs)
        with os.fdopen(ours, encoding="utf-8") as said:
            text = said.read()
        _, status = os.waitpid(child, 0)
        return text or ("too long" if os.WIFSIGNALED(status) else "nothing said")
    os.close(ours)
    try:
        _within(limit)
        _in_silence()
        try:
            text = work()
        except BaseException:
            text = "raised " + traceback.format_exc()
        os.write(theirs, text.encode("utf-8", "backslashreplace"))
    finally:
        os._exit(0)


def _within(limit: float) -> None:
    seconds = int(limit) + 1
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    signal.alarm(10 * seconds)


def _in_silence() -> None:
    nowhere = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(nowhere, number)


# -- warm


class _Warm:
    """Instead of running what was collected, forks for every trial."""

    def __init__(self, engine: Path, trials: Sequence[Trial], tell: Callable[[Trial, Outcome], None]) -> None:
        self.engine, self.trials, self.tell = engine, trials, tell
        self.failed: list[str] = []

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        items = {item.nodeid: item for item in session.items}
        functions = _functions(self.engine)
        caches = [each for each in gc.get_objects() if isinstance(each, functools._lru_cache_wrapper)]
        caches = [each for each in caches if (each.__module__ or "").split(".")[0] in ("jixiao", "tests")]
        gc.collect()
        gc.freeze()
        for trial in self.trials:
            chosen = [items[name] for name in trial.tests if name in items]
            work = functools.partial(self._try, trial.mutant, chosen, functions, caches)
            self.tell(trial, forked(work, 3 * trial.seconds + _SOME_TIME))
        return True

    def _try(
        self,
        mutant: Mutant,
        items: Sequence[pytest.Item],
        functions: Mapping[tuple[str, str, int], list[FunctionType]],
        caches: Iterable[functools._lru_cache_wrapper[object]],
    ) -> Outcome:
        if not _patched(mutant, self.engine, functions):
            return "unplanted"
        for cache in caches:
            cache.cache_clear()
        for item, following in zip(items, (*items[1:], None), strict=True):
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            if self.failed:
                return self.failed[0]
        return "lived"

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.failed.append(report.nodeid)


def _functions(engine: Path) -> dict[tuple[str, str, int], list[FunctionType]]:
    found: dict[tuple[str, str, int], list[FunctionType]] = {}
    for each in gc.get_objects():
        if isinstance(each, FunctionType) and each.__code__.co_filename.startswith(str(engine)):
            code = each.__code__
            key = (os.path.relpath(code.co_filename, engine), code.co_qualname, code.co_firstlineno)
            found.setdefault(key, []).append(each)
    return found


def _patched(mutant: Mutant, engine: Path, functions: Mapping[tuple[str, str, int], list[FunctionType]]) -> bool:
    path = engine / mutant.file
    changed = compile(mutant.source(path.read_text(encoding="utf-8")), str(path), "exec")
    key = (mutant.file, mutant.function, mutant.begins)
    code = next((each for each in _codes(changed) if (each.co_qualname, each.co_firstlineno) == key[1:]), None)
    if code is None or key not in functions:
        return False
    with contextlib.suppress(ValueError):  # a variable more or less of the function around it
        for function in functions[key]:
            function.__code__ = code
        return True
    return False


def _codes(code: CodeType) -> Iterator[CodeType]:
    for each in code.co_consts:
        if isinstance(each, CodeType):
            yield each
            yield from _codes(each)


def warm(engine: Path, tests: Sequence[str], trials: Sequence[Trial], tell: Callable[[Trial, Outcome], None]) -> None:
    """Try every mutant in a fork of one process. Imports the engine: to be called in a process of its own."""
    pytest.main([*ALONE, *tests], plugins=[_Warm(engine, trials, tell)])


# -- cold


class _Chosen:
    def __init__(self, names: Sequence[str]) -> None:
        self.names, self.failed = names, "collected nothing"

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        order = {name: index for index, name in enumerate(self.names)}
        chosen = [item for item in items if item.nodeid in order]
        items[:] = sorted(chosen, key=lambda item: order[item.nodeid]) or items

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.failed = report.nodeid


def cold(engine: Path, trial: Trial) -> Outcome:
    """Try one mutant, the engine imported anew."""
    return forked(functools.partial(_cold, engine, trial), 3 * trial.seconds + _SOME_TIME)


def _cold(engine: Path, trial: Trial) -> Outcome:
    path = engine / trial.mutant.file
    code = compile(trial.mutant.source(path.read_text(encoding="utf-8")), str(path), "exec")
    loaders: tuple[Any, ...] = (SourceFileLoader, AssertionRewritingHook)  # pytest's own, for what it knows as a plugin
    for loader in loaders:
        loader.exec_module = _importing(loader.exec_module, str(path), code)
    chosen = _Chosen(trial.tests)
    files = list(dict.fromkeys(name.split("::")[0] for name in trial.tests))
    return "lived" if pytest.main([*ALONE, "-x", *files], plugins=[chosen]) == 0 else chosen.failed


def _importing(
    usual: Callable[[object, ModuleType], None], path: str, code: CodeType
) -> Callable[[object, ModuleType], None]:
    def exec_module(loader: object, module: ModuleType) -> None:
        if module.__spec__ is not None and module.__spec__.origin == path:
            exec(code, module.__dict__)
        else:
            usual(loader, module)

    return exec_module
