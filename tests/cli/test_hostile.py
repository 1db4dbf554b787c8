"""Every verb answers every hostile file: in time, within memory, without a traceback, and without steering the terminal."""

from __future__ import annotations

import ast
import io
import json
import subprocess
import sys
import tomllib
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import jixiao
from jixiao.cli.common import json_text
from jixiao.documents.toml_ import write_case
from jixiao.kernel.caret import cells
from jixiao.kernel.visible import visible
from jixiao.report.lines import Column, plain_text, table
from jixiao.report.terminal import Screen, print_lines

HOSTILE = sorted((Path(__file__).parents[1] / "documents" / "data" / "hostile").iterdir())
CASE = Path(__file__).parents[2] / "cases" / "good" / "zhengzhou-2021-laojiu"
VERBS = {
    "read": ["read", "FILE"],
    "score": ["score", "--ruleset", "cn-2020-10", "FILE"],
    "score as json": ["score", "--ruleset", "cn-2020-10", "--format", "json", "FILE"],
    "score into": ["score", "--ruleset", "cn-2020-10", "--into", "OUT.xlsx", "FILE"],
    "audit": ["audit", "--ruleset", "cn-2020-10", "FILE"],
    "form": ["form", "--ruleset", "cn-2020-10", "FILE", "-o", "OUT.html"],
    "actuals": ["score", str(CASE), "--actuals", "FILE"],
    "ruleset": ["score", str(CASE), "--ruleset", "FILE"],
}


def steering(text: str) -> list[str]:
    """Characters that a terminal acts upon, told by their classes alone."""
    turns = ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")
    return [
        char for char in text
        if (unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp") and char not in "\n\t")
        or unicodedata.bidirectional(char) in turns or char in "\u061c\u200e\u200f"
    ]  # fmt: skip


RUN = """
import resource, sys
from jixiao.cli import main
try:
    main()
finally:
    from jixiao.documents import door
    door._all_closed()
    # The kernel counts what the caller held before this process began as well; the status tells its own alone.
    own = next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM"))
    both = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    took = sum(each.ru_utime + each.ru_stime for each in both)
    open(sys.argv[0], "w").write(f"{max(own, both[1].ru_maxrss)} {took}")
"""
"""What it cost, written by the process itself: its own memory and that of its helper, kB, and the time of both."""


@pytest.mark.slow
@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("path", HOSTILE, ids=lambda path: path.name)
def test_a_hostile_file_is_answered(path: Path, verb: str, tmp_path: Path) -> None:
    words = [word.replace("FILE", str(path)).replace("OUT", str(tmp_path / "out")) for word in VERBS[verb]]
    code = RUN.replace("sys.argv[0]", repr(str(tmp_path / "cost")))
    ran = subprocess.run([sys.executable, "-c", code, *words], capture_output=True, check=False, timeout=100)
    told = (ran.stdout + ran.stderr).decode()
    memory, seconds = (tmp_path / "cost").read_text().split()
    assert ran.returncode in (0, 1, 2), told
    assert "Traceback" not in told
    assert steering(told) == []
    assert float(seconds) < 5.5  # of work: this machine may have other things to do
    assert int(memory) < 500_000  # kB


# -- what is shown and never sent

HARMFUL = "培训\x1b[31m人次\u202e\x9b2J\r\x07\ud800"


@given(st.text())
def test_nothing_that_is_shown_steers_a_terminal(text: str) -> None:
    assert steering(visible(text)) == []
    assert visible(text) == text or steering(text)


def test_what_is_shown_is_as_wide_as_it_is_laid_out() -> None:
    lines = [plain_text(line) for line in table([Column("a"), Column("b")], [[("", "", HARMFUL), ("", "", "x")]], 200)]
    assert steering("".join(lines)) == []
    assert cells(lines[1].removesuffix("x")) == cells(visible(HARMFUL)) + 2


@pytest.mark.parametrize("colour", [False, True])
def test_a_screen_sends_none_of_it(colour: bool) -> None:
    stream = io.StringIO()
    print_lines(Screen(stream, 80, colour), [(("bold", HARMFUL),)])
    assert visible(HARMFUL) in stream.getvalue()
    assert HARMFUL[:4] not in stream.getvalue()


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_data_that_is_shown_so_is_the_same_data(text: str) -> None:
    assert json.loads(json_text({text: text}, to_stdout=False)) == {text: text}
    written = write_case({"extra": {text: text}})
    assert tomllib.loads(written)["extra"] == {text: text}
    assert steering(written) == []


def test_the_command_line_writes_through_one_place() -> None:
    """What writes to standard output by itself would send whatever stands in a file."""
    found = []
    for path in (Path(jixiao.__file__).parent / "cli").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in ("print", "sys.stdout.write", "click.echo"):
                found.append(path.name)
    assert found == ["common.py"]  # in `emit`


def test_names_of_files_are_shown(tmp_path: Path) -> None:
    path = tmp_path / "a\x1b[2Jb.toml"
    path.write_text("version =", "utf-8")
    words = [sys.executable, "-m", "jixiao", "score", path.name]
    ran = subprocess.run(words, capture_output=True, check=False, cwd=tmp_path)
    assert b"\\u001b[2J" in ran.stderr
    assert b"\x1b" not in ran.stderr + ran.stdout
