"""`make bench`: every benchmark in a process of its own; `make bench ARGS="startup one_score"` only those.

Each is a module with a `main`, and can be run alone: `python -m benchmarks.startup`. All figures are ratios of two
things measured in turn within one run, so that a slow machine says the same as a fast one.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
NOT_SPEED = {"wrong_cents"}
"""Long runs that count mistakes; they are asked for by name."""


def names() -> list[str]:
    """The modules of this folder that have a main."""
    return [
        path.stem
        for path in sorted(HERE.glob("*.py"))
        if not path.stem.startswith("_") and "\ndef main(" in path.read_text(encoding="utf-8")
    ]


def main() -> int:
    """Run those that were asked for, or all; 1 when one of them could not run or a limit was not kept."""
    known = names()
    wanted = sys.argv[1:] or [name for name in known if name not in NOT_SPEED]
    strangers = sorted(set(wanted) - set(known))
    if strangers:
        sys.stderr.write(f"no benchmark {', '.join(strangers)}; there are: {', '.join(known)}\n")
        return 2
    failed = 0
    for name in wanted:
        print(f"== {name}", flush=True)
        failed |= subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], cwd=HERE.parent, check=False).returncode
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
