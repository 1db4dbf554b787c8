"""How many small faults planted in the code the tests find: ``python -m tests.mutation ROOM… [--only FILE…]``.

A room is a package of the engine (``kernel``); its faults are looked for by the tests of the same name, and of the
rooms that ``MORE`` adds. Every fault is made and tried by mutmut in a copy of the checkout, so the checkout itself is
never touched. What survives is either named in ``tests/equivalent_mutants.toml`` with the reason why nothing can tell
it from the original, or it is a hole in the tests. The command ends with the score (found / (made - equivalent)), every
survivor as a difference, and exit code 1 where there are any.

Laws are tried on fewer examples than in the suite first (``--examples``, 25), so that a night is enough for all rooms: a
fault found by few examples is found by many. What survives is then tried once more on as many as the suite takes.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path

from attrs import frozen

TOP = Path(__file__).resolve().parent.parent
EQUIVALENT = TOP / "tests" / "equivalent_mutants.toml"
COPIED = ("tests", "grammar", "rulesets", "cases", "conformance", "docs", "hatch_build.py", "pyproject.toml")
MORE = {
    "rules": ("tests/test_conformance.py",),
    "scoring": ("tests/test_conformance.py", "tests/test_cases.py"),
}
"""Tests beside a room's own that hold it."""

_SETTINGS = """
[tool.mutmut]
source_paths = ["src"]
only_mutate = {files}
also_copy = {copied}
tests_dir = {tests}
pytest_add_cli_args = ["-p", "no:cacheprovider", "-q", "-x"]
"""


@frozen
class Mutant:
    """One planted fault: where it stands, and the lines that it changes."""

    name: str
    file: str
    minus: tuple[str, ...]
    plus: tuple[str, ...]

    def __str__(self) -> str:
        lines = (f"{self.name}  ({self.file})", *(f"  - {line}" for line in self.minus))
        return "\n".join((*lines, *(f"  + {line}" for line in self.plus)))


def main(arguments: Sequence[str] | None = None) -> int:
    """Plant, try, count, tell."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutation", description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("rooms", nargs="+", help="packages of the engine: kernel, rules, scoring …")
    parser.add_argument("--only", nargs="+", default=(), metavar="FILE", help="only these modules of the room")
    parser.add_argument("--examples", type=int, default=25, help="how many examples a law is tried on")
    parser.add_argument("--jobs", type=int, default=2, help="how many mutants are tried at once")
    asked = parser.parse_args(arguments)
    worst = 0
    for room in asked.rooms:
        with tempfile.TemporaryDirectory(prefix="jixiao-mutation-") as folder:
            worst = max(worst, _try(room, Path(folder), asked.only, asked.examples, asked.jobs))
    return worst


def _try(room: str, folder: Path, only: Sequence[str], examples: int, jobs: int) -> int:
    _copy(room, folder, only)
    environment = {**os.environ, "HYPOTHESIS_PROFILE": "mutation", "JIXIAO_EXAMPLES": str(examples)}
    run = [_mutmut(), "run", "--max-children", str(jobs)]
    subprocess.run(run, cwd=folder, env=environment, check=False)
    left = [name for name, state in _states(folder) if state == "survived"]
    if left:
        subprocess.run([*run, *left], cwd=folder, env={**os.environ, "HYPOTHESIS_PROFILE": "ci"}, check=False)
    states = dict(_states(folder))
    survived = [_mutant(name, folder) for name, state in states.items() if state in ("survived", "no tests")]
    equal = _equivalent()
    alike = [each for each in survived if (each.file, each.minus, each.plus) in equal]
    holes = [each for each in survived if each not in alike]
    made = len(states)
    print(f"\n{room}: {made} mutants, {made - len(survived)} found, {len(alike)} equivalent, {len(holes)} not found")
    if made > len(alike):
        print(f"score {100 * (made - len(survived)) / (made - len(alike)):.1f} %")
    for hole in holes:
        print(hole)
    return 1 if holes or not made else 0


def _copy(room: str, folder: Path, only: Sequence[str]) -> None:
    """The checkout in ``folder``, its source root renamed as mutmut wants it."""
    ignore = shutil.ignore_patterns("__pycache__")
    for name in COPIED:
        source = TOP / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=ignore)
        else:
            shutil.copy(source, folder / name)
    shutil.copytree(TOP / "engine", folder / "src", ignore=ignore)
    inside = folder / "src" / "jixiao" / room
    modules = [str(each.relative_to(folder)) for each in sorted(inside.rglob("*.py"))]
    if only:
        modules = [each for each in modules if Path(each).name in only]
    tests = [each for each in (f"tests/{room}", *MORE.get(room, ())) if (folder / each).exists()]
    with (folder / "pyproject.toml").open("a", encoding="utf-8") as settings:
        settings.write(_SETTINGS.format(files=modules, copied=[each for each in COPIED if each != "pyproject.toml"],
                                        tests=tests))  # fmt: skip


def _mutmut() -> str:
    found = shutil.which("mutmut", path=str(Path(sys.executable).parent))
    if found is None:
        raise SystemExit("mutmut is not installed here: make mutation installs it")
    return found


def _states(folder: Path) -> Iterator[tuple[str, str]]:
    """Every mutant's name and what became of it."""
    told = subprocess.run(
        [_mutmut(), "results", "--all", "true"], cwd=folder, capture_output=True, text=True, check=False
    )
    for line in told.stdout.splitlines():
        name, colon, state = line.strip().rpartition(": ")
        if colon:
            yield name, state


def _mutant(name: str, folder: Path) -> Mutant:
    told = subprocess.run([_mutmut(), "show", name], cwd=folder, capture_output=True, text=True, check=False)
    file, minus, plus = "", [], []
    for line in told.stdout.splitlines():
        if line.startswith("--- "):
            file = line[4:].removeprefix("src/").removeprefix("jixiao/")
        elif line.startswith("-"):
            minus.append(line[1:].strip())
        elif line.startswith("+") and not line.startswith("+++"):
            plus.append(line[1:].strip())
    return Mutant(name, file, tuple(minus), tuple(plus))


def _equivalent() -> set[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """The mutants that a person found to be equivalent, each with its reason in the file."""
    text = EQUIVALENT.read_text(encoding="utf-8") if EQUIVALENT.exists() else ""
    return {
        (each["file"], tuple(each["minus"].splitlines()), tuple(each["plus"].splitlines()))
        for each in tomllib.loads(text).get("mutant", ())
    }


if __name__ == "__main__":
    raise SystemExit(main())
