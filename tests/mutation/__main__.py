"""How many small faults planted in the engine its tests find: ``python -m tests.mutation ROOM… [--sample N --seed S]``.

A room is a package of the engine (``kernel``); ``--only`` takes some of its modules. A measured run of the room's tests,
and of those that ``MORE`` names, tells which test runs which line. Then every fault (or a sample of them, drawn with the
seed) is planted in a process of its own, and the tests that reach it are run until one fails, laws on few examples. What
lives is tried again with the engine imported anew and with more of the tests. The checkout is not changed.

What lives is either named in ``equivalent.toml``, with the reason why nothing can tell it from the original, or it is a
hole in the tests. The command ends with the score, found / (tried - equivalent), and exit code 1 where there is a hole.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
from collections.abc import Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

import hypothesis
import hypothesis.strategies  # noqa: F401
import lark  # noqa: F401

from tests.mutation.ledger import entry, equivalent
from tests.mutation.plant import Mutant, compiles, mutants
from tests.mutation.reach import Reach, measured, read
from tests.mutation.trial import Outcome, Trial, cold, forked, warm

TOP = Path(__file__).resolve().parents[2]
ENGINE = TOP / "engine" / "jixiao"
_RULED = ("tests/scoring", "tests/test_conformance.py", "tests/test_cases.py", "tests/explain")
MORE = {
    "kernel": ("tests/language", "tests/rules", "tests/scoring"),
    "language": ("tests/scoring", "tests/test_conformance.py"),
    "rules": ("tests/kernel", "tests/authoring/test_check.py", *_RULED),
    "scoring": ("tests/rules", *_RULED[1:]),
}
"""Tests beside a room's own that hold it."""

_FIRST, _AGAIN = 3.0, 8.0
"""How many seconds of tests a mutant is tried by, warm and then cold."""
_LONG = 3600.0


def main(arguments: Sequence[str] | None = None) -> int:
    """Plant, try, count, tell."""
    asked = _asked(arguments)
    os.chdir(TOP)
    os.environ["HYPOTHESIS_PROFILE"], os.environ["JIXIAO_EXAMPLES"] = "mutation", str(asked.examples)
    return max(_room(room, asked) for room in asked.rooms)


def _asked(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.mutation", description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("rooms", nargs="+", help="packages of the engine: kernel, rules, scoring …")
    parser.add_argument("--only", nargs="+", default=(), metavar="FILE", help="only these modules of the room")
    parser.add_argument("--sample", type=int, metavar="N", help="try only so many mutants")
    parser.add_argument("--seed", type=int, default=1, help="which ones")
    parser.add_argument("--mutant", nargs="+", default=(), metavar="ID", help="only these")
    parser.add_argument("--examples", type=int, default=25, help="how many examples a law is tried on")
    parser.add_argument(
        "--reach", type=Path, metavar="FILE", help="keep there which test runs which line, or take it from there"
    )
    parser.add_argument("--ledger", action="store_true", help="print what lives as entries for equivalent.toml")
    return parser.parse_args(arguments)


def _room(room: str, asked: argparse.Namespace) -> int:
    tests = [each for each in (f"tests/{room}", *MORE.get(room, ())) if (TOP / each).exists()]
    chosen = _sample(room, asked)
    with TemporaryDirectory(prefix="jixiao-mutation-") as folder:
        kept = asked.reach or Path(folder, "reach.json")
        if not kept.exists():
            said = forked(partial(_noted, room, tests, kept), _LONG)
            if said != "done":
                raise SystemExit(said)
        known = read(kept)
        for test in known.bad:
            print("does not pass, and so tells nothing:", test)
        outcomes = _tried(chosen, known, tests, Path(folder, "outcomes"))
    return _told(room, outcomes, asked)


def _noted(room: str, tests: Sequence[str], into: Path) -> str:
    measured(ENGINE, room, tests, into)
    return "done"


def _sample(room: str, asked: argparse.Namespace) -> list[Mutant]:
    paths = [path for path in sorted((ENGINE / room).rglob("*.py")) if not asked.only or path.name in asked.only]
    every = [mutant for path in paths for mutant in mutants(path, path.relative_to(ENGINE).as_posix())]
    if asked.mutant:
        return [mutant for mutant in every if mutant.id in asked.mutant]
    print(f"{room}: {len(every)} mutants of {len(paths)} modules", flush=True)
    order = list(range(len(every)))
    if asked.sample is not None:
        random.Random(asked.seed).shuffle(order)
    texts = {path.relative_to(ENGINE).as_posix(): path.read_text(encoding="utf-8") for path in paths}
    python = (index for index in order if compiles(every[index], texts[every[index].file]))
    return [every[index] for index in sorted(islice(python, asked.sample))]


def _tried(chosen: Sequence[Mutant], known: Reach, tests: Sequence[str], notes: Path) -> list[tuple[Mutant, Outcome]]:
    reached = [(mutant, known.of(mutant)) for mutant in chosen]
    outcomes: dict[str, Outcome] = {mutant.id: "no test runs it" for mutant, found in reached if not found}
    first = [_trial(mutant, found, known, _FIRST) for mutant, found in reached if found and mutant.function]
    notes.touch()
    said = forked(partial(_warmed, tests, first, notes), _LONG * 10)
    if said != "done":
        raise SystemExit(said)
    for line in notes.read_text(encoding="utf-8").splitlines():
        name, _, outcome = line.partition(" ")
        outcomes[name] = outcome
    for mutant, found in reached:
        if outcomes.get(mutant.id, "lived") in ("lived", "unplanted", "nothing said"):
            outcomes[mutant.id] = cold(ENGINE, _trial(mutant, found, known, _AGAIN))
            _shown(mutant, outcomes[mutant.id])
    return [(mutant, outcomes[mutant.id]) for mutant in chosen]


def _trial(mutant: Mutant, found: Sequence[str], known: Reach, most: float) -> Trial:
    taken: list[str] = []
    seconds = 0.0
    for test in found:
        if not taken or seconds + known.seconds[test] <= most:
            taken.append(test)
            seconds += known.seconds[test]
    return Trial(mutant, tuple(taken), seconds)


def _warmed(tests: Sequence[str], trials: Sequence[Trial], notes: Path) -> str:
    with notes.open("w", encoding="utf-8") as file:

        def tell(trial: Trial, outcome: Outcome) -> None:
            print(trial.mutant.id, " ".join(outcome.split()), file=file, flush=True)

        warm(ENGINE, tests, trials, tell)
    return "done"


def _shown(mutant: Mutant, outcome: Outcome) -> None:
    if outcome == "lived" and mutant.key not in equivalent():
        print(mutant, flush=True)


def _told(room: str, outcomes: Sequence[tuple[Mutant, Outcome]], asked: argparse.Namespace) -> int:
    alive = [(mutant, outcome) for mutant, outcome in outcomes if outcome in ("lived", "no test runs it")]
    known = equivalent()
    equal = [mutant for mutant, _ in alive if mutant.key in known]
    holes = [(mutant, outcome) for mutant, outcome in alive if mutant.key not in known]
    tried, long = len(outcomes), sum(outcome == "too long" for _, outcome in outcomes)
    found = tried - len(alive)
    print(
        f"\n{room}: {tried} tried, {found} found ({long} by taking too long), {len(equal)} equivalent, {len(holes)} not found"
    )
    if tried > len(equal):
        print(f"score {100 * found / (tried - len(equal)):.1f} %; equivalent {100 * len(equal) / tried:.1f} %")
    for mutant, outcome in holes:
        print(entry(mutant) if asked.ledger else f"{outcome}: {mutant}")
    return 1 if holes or not tried else 0


if __name__ == "__main__":
    sys.exit(main())
