"""The command line: ``N [SEED] [--jobs J]``."""

from __future__ import annotations

import argparse
import resource
import sys

from tests.oracle.campaign.run import run_in
from tests.oracle.campaign.tally import told


def main(arguments: list[str]) -> int:
    """The exit status: 1 where anything differs."""
    parser = argparse.ArgumentParser(prog="python -m tests.oracle.campaign")
    parser.add_argument("count", type=int)
    parser.add_argument("seed", type=int, nargs="?", default=0)
    parser.add_argument("--jobs", type=int, default=1)
    asked = parser.parse_args(arguments)
    begun = _processor_time()
    tally = run_in(asked.jobs, asked.count, asked.seed)
    print("\n".join(told(tally)))
    print(f"{tally.tried / (_processor_time() - begun):.0f} cases in a second of a processor")
    return 1 if tally.differences else 0


def _processor_time() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
