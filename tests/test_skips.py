"""What is skipped in CI without a reason fails the run there, and nowhere else."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cases.collect import TOP
from tests.skipped import patterns

pytestmark = pytest.mark.slow

WHOLE_MODULE = "import pytest\npytest.importorskip('no_such_module')\ndef test_it(): pass\n"
ONE_TEST = "import pytest\n@pytest.mark.skip(reason='no font')\ndef test_one(): pass\ndef test_two(): pass\n"
EXPECTED_FAILURE = "import pytest\n@pytest.mark.xfail\ndef test_one(): assert False\n"


def run(folder: Path, text: str, *options: str, **env: str) -> subprocess.CompletedProcess[str]:
    (folder / "test_it.py").write_text(text, encoding="utf-8")
    (folder / "test_beside.py").write_text("def test_that_passes(): pass\n", encoding="utf-8")
    (folder / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-p", "tests.skipped", "-p", "no:cacheprovider", *options, str(folder)]
    kept = {name: value for name, value in os.environ.items() if name not in ("CI", "JIXIAO_WHEEL")}
    paths = {"PYTHONPATH": str(TOP)}
    return subprocess.run(
        command, capture_output=True, text=True, cwd=folder, env={**kept, **paths, **env}, timeout=60, check=False
    )


@pytest.mark.parametrize(("text", "workers"), [(WHOLE_MODULE, "1"), (ONE_TEST, "0"), (ONE_TEST, "1")])
def test_a_skip_fails_the_run_in_ci(tmp_path: Path, text: str, workers: str) -> None:
    ran = run(tmp_path, text, "-n", workers, CI="true")
    assert ran.returncode == 1, ran.stdout + ran.stderr
    assert "skipped in CI without a reason" in ran.stdout
    assert ran.stdout.count("tests/skips.toml") == 1


def test_elsewhere_it_does_not(tmp_path: Path) -> None:
    ran = run(tmp_path, ONE_TEST)
    assert ran.returncode == 0, ran.stdout


def test_an_expected_failure_is_no_skip(tmp_path: Path) -> None:
    ran = run(tmp_path, EXPECTED_FAILURE, CI="true")
    assert ran.returncode == 0, ran.stdout


def test_the_list_is_short_and_gives_its_reasons() -> None:
    assert len(patterns("anywhere", "checkout", "wheel")) <= 10
