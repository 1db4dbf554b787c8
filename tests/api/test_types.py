"""What type checkers say of a program that uses the shelf alone: nothing where it is right, a line for each mistake."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent
MISTAKES = {
    number
    for number, line in enumerate((FOLDER / "mistakes.py").read_text(encoding="utf-8").split("\n"), 1)
    if line.endswith("# WRONG")
}

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("mypy", path=str(Path(sys.executable).parent)) is None, reason="no type checkers"),
]

Found = set[tuple[str, int]]


def _run(tool: str, *arguments: str) -> str:
    command = [str(Path(sys.executable).with_name(tool)), *arguments, "client.py", "mistakes.py"]
    return subprocess.run(command, cwd=FOLDER, capture_output=True, text=True, check=False).stdout


def mypy() -> Found:
    said = _run("mypy", "--strict", "--config-file=", f"--python-executable={sys.executable}")
    return {(name, int(line)) for name, line in re.findall(r"^(\w+\.py):(\d+): error:", said, re.MULTILINE)}


def pyright() -> Found:
    said = json.loads(_run("basedpyright", "--outputjson", "--level", "error", "--pythonpath", sys.executable))
    assert said["summary"]["filesAnalyzed"] == 2
    return {(Path(each["file"]).name, each["range"]["start"]["line"] + 1) for each in said["generalDiagnostics"]}


@pytest.mark.parametrize("check", [mypy, pyright], ids=["mypy", "pyright"])
def test_a_client_is_accepted_and_each_mistake_refused(check: Callable[[], Found]) -> None:
    found = check()
    assert {each for each in found if each[0] == "client.py"} == set()
    assert {line for name, line in found if name == "mistakes.py"} == MISTAKES
    assert len(MISTAKES) == 22
