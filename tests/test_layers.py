"""Imports stay light: who embeds jixiao pays for scoring and not for terminals, workbooks or data frames."""

import os
import subprocess
import sys

import pytest

HEAVY = {
    "docx",
    "duckdb",
    "hypothesis",
    "lxml",
    "numpy",
    "openpyxl",
    "pandas",
    "pdfplumber",
    "polars",
    "pyarrow",
    "pytest",
    "python_calamine",
    "typst",
    "xlrd",
    "xlsxwriter",
}


def loaded_by(statement: str) -> set[str]:
    """The top-level modules that a fresh interpreter has loaded after `statement`."""
    code = f"{statement}\nimport sys\nprint(*{{name.partition('.')[0] for name in sys.modules}})"
    # Coverage, where it is measured, would load its own.
    alone = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE")}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=alone)
    return set(done.stdout.split())


def test_importing_jixiao_loads_no_extra_and_no_terminal() -> None:
    assert not loaded_by("import jixiao") & (HEAVY | {"click", "rich"})


@pytest.mark.parametrize("module", ["jixiao.cli", "jixiao.explain", "jixiao.scoring"])
def test_importing_a_layer_loads_no_extra(module: str) -> None:
    assert not loaded_by(f"import {module}") & (HEAVY | {"rich"})
