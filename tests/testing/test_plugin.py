"""``pytest rulesets/`` is all that a rule author needs: the plugin run in a folder of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

import jixiao
from tests.authoring.planted_rulesets import BASE, FAULTS, broken

EXAMPLE = """
[[rule.example]]
target = "≥50"
actual = "45"
points = 8
score = "{score}"
"""


def run(folder: Path, *arguments: str) -> tuple[int, str]:
    """pytest with no plugin but ours, away from this repository's settings."""
    (folder / "pytest.ini").write_text("[pytest]\n")
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-p",
        "no:cacheprovider",
        "-p",
        "jixiao.testing.plugin",
        "-q",
        *arguments,
    ]
    # Loaded by name: where the entry point is installed, the same plugin would be there twice.
    alone = {**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    done = subprocess.run(command, env=alone, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)
    return done.returncode, done.stdout + done.stderr


def with_example(score: str) -> str:
    properties = 'properties = ["full-at-target", "monotone", "continuous"]\n'
    head, found, tail = BASE.partition(properties)
    return head + found + EXAMPLE.format(score=score) + tail


def test_rulesets_and_cases_of_a_repository_are_collected(tmp_path: Path) -> None:
    rulesets, case = tmp_path / "rulesets", tmp_path / "cases" / "road"
    rulesets.mkdir()
    case.mkdir(parents=True)
    (rulesets / "sound.toml").write_text(with_example("7.20"), encoding="utf-8")
    (rulesets / "wrong.toml").write_text(with_example("7.21"), encoding="utf-8")
    (rulesets / "early.toml").write_bytes(broken(next(each for each in FAULTS if each["name"] == "九成八就给满分")))
    (rulesets / "gap.toml").write_text(
        BASE.replace("[0%, 100%)   x          # 区间", "(0%, 100%)   x"), encoding="utf-8"
    )
    (tmp_path / "other.toml").write_text("x = 1\n")
    text = 'version = 1\n[project]\nruleset = "cn-2020-10"\n[[indicator]]\nlevel1 = "产出指标"\nlevel3 = "长度"\ntarget = "≥50"\nactual = "45"\npoints = 8\n'
    (case / "case.toml").write_text(text, encoding="utf-8")
    result = jixiao.result_json(jixiao.evaluate(jixiao.load_case(case), jixiao.load_ruleset("cn-2020-10")))
    result["indicators"][-1]["low"] = "8.00"
    (case / "expected.json").write_text(json.dumps(result), encoding="utf-8")

    code, told = run(tmp_path)

    assert code == 1
    assert "example rule[0].example[0]" in told
    assert "score：应为 7.21，得 7.2" in told
    assert "目标 ≥95%，实际 94.99% 得 10.00" in told
    assert "JX311" in told
    assert "长度 low: 8.00 ≠ 7.20" in told
    assert "5 failed" in told
    assert "other.toml" not in told


def test_a_sound_folder_passes(tmp_path: Path) -> None:
    (tmp_path / "rulesets").mkdir()
    (tmp_path / "rulesets" / "sound.toml").write_text(with_example("7.20"), encoding="utf-8")
    code, told = run(tmp_path, "rulesets")
    assert code == 0, told
    assert "14 passed" in told
