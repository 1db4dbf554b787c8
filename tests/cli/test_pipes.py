"""Pipes, encodings and signals: nothing here ends in a traceback."""

from __future__ import annotations

import json
import signal
import subprocess
import sys

import pytest

from tests.cli.run import SEED, jixiao


@pytest.mark.parametrize("encoding", ["gbk", "ascii", "latin-1", "utf-16", "cp437"])
def test_any_encoding_takes_the_report(encoding: str) -> None:
    ran = jixiao("score", SEED, PYTHONIOENCODING=encoding)
    assert ran.code == 0
    assert b"65.95" in ran.out.replace(b"\0", b"")
    assert b"Traceback" not in ran.err.replace(b"\0", b"")


@pytest.mark.parametrize("encoding", ["gbk", "ascii"])
def test_json_loses_nothing_whatever_the_encoding(encoding: str) -> None:
    ran = jixiao("score", SEED, "--format", "json", PYTHONIOENCODING=encoding)
    assert json.loads(ran.out.decode(encoding)) == json.loads(jixiao("score", SEED, "--format", "json").out)


def test_a_pipe_gets_no_colour() -> None:
    ran = jixiao("score", SEED)
    assert b"\x1b" not in ran.out + ran.err


def test_a_pipe_does_not_wait_for_rich() -> None:
    code = f"""import sys
sys.argv = ["jixiao", "score", {str(SEED)!r}]
from jixiao.cli import main
try:
    main()
finally:
    print("rich" in sys.modules, file=sys.stderr)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stderr.split()[-1] == b"False"


@pytest.mark.skipif(sys.platform == "win32", reason="wants a pseudo-terminal")
@pytest.mark.parametrize(("variable", "coloured"), [("", True), ("NO_COLOR", False)])
def test_a_terminal_gets_colour_unless_it_says_no(variable: str, coloured: bool) -> None:
    import os
    import pty

    leader, follower = pty.openpty()
    env = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "100", "PYTHONIOENCODING": "utf-8"}
    env.pop("NO_COLOR", None)
    if variable:
        env[variable] = "1"
    child = subprocess.Popen(
        [sys.executable, "-m", "jixiao", "score", str(SEED)], stdout=follower, stderr=subprocess.DEVNULL, env=env
    )
    os.close(follower)
    shown = b""
    while True:
        try:
            part = os.read(leader, 65_536)
        except OSError:
            break
        if not part:
            break
        shown += part
    os.close(leader)
    assert child.wait(timeout=60) == 0
    assert (b"\x1b[" in shown) is coloured
    assert "合计" in shown.decode()


@pytest.mark.skipif(sys.platform == "win32", reason="wants SIGPIPE")
def test_a_reader_that_goes_away_is_no_error() -> None:
    words = [sys.executable, "-m", "jixiao", "parse", "--normal", "-"]
    child = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert child.stdout is not None
    child.stdout.close()
    _, said = child.communicate("≥95%\n".encode() * 20_000, timeout=60)
    assert child.returncode == 0
    assert said == b""


@pytest.mark.skipif(sys.platform == "win32", reason="wants SIGINT")
def test_an_interrupt_leaves_with_130_and_no_traceback() -> None:
    child = subprocess.Popen(
        [sys.executable, "-u", "-m", "jixiao", "parse", "--normal", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # a run in the background ignores it, and so would its children
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
    )
    assert child.stdin is not None
    assert child.stdout is not None
    child.stdin.write("≥95%\n".encode() * 10_000)  # more than the reader's buffer holds, so that an answer comes
    child.stdin.flush()
    assert child.stdout.readline() == b"quantity >= 95 %\n"
    child.send_signal(signal.SIGINT)
    _, said = child.communicate(timeout=60)
    assert child.returncode == 130
    assert b"Traceback" not in said
