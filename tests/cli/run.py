"""The command line as the shell sees it: in a process of its own, or (quicker) in this one."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from attrs import frozen

from tests.cases.collect import GOOD, TOP

SEED = GOOD / "zhengzhou-2021-laojiu"


@frozen
class Ran:
    """What came of a command; the streams are bytes, as a pipe gets them."""

    code: int
    out: bytes
    err: bytes

    @property
    def text(self) -> str:
        """Standard output."""
        return self.out.decode()

    @property
    def said(self) -> str:
        """The error stream."""
        return self.err.decode()


def jixiao(*words: str | Path, given: bytes = b"", cwd: Path = TOP, **env: str) -> Ran:
    """``jixiao words…`` in a fresh process; no colour, no COLUMNS, no language but those of ``env``."""
    clean = {name: value for name, value in os.environ.items() if name not in UNSET}
    done = subprocess.run(
        [sys.executable, "-m", "jixiao", *map(str, words)],
        input=given,
        capture_output=True,
        cwd=cwd,
        env={**clean, "PYTHONIOENCODING": "utf-8", **env},
        timeout=60,
        check=False,
    )
    return Ran(done.returncode, done.stdout, done.stderr)


UNSET = {"COLUMNS", "JIXIAO_LANG", "JIXIAO_RULESETS", "NO_COLOR", "FORCE_COLOR", "PYTHONIOENCODING", "PYTHONUTF8"}
