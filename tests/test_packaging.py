"""What a user installs: the wheel holds the package and its data, and nothing else lands in site-packages."""

import os
import re
import subprocess
import sys
import tomllib
import zipfile
from email.parser import Parser
from importlib import metadata
from pathlib import Path, PurePosixPath

import pytest

import jixiao
from jixiao import _resource

TOP = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))["project"]

# Set by .ci/wheel-test: the wheel that this run's jixiao was installed from.
WHEEL = os.environ.get("JIXIAO_WHEEL")
in_checkout = pytest.mark.skipif(WHEEL is not None, reason="runs in a checkout")
in_wheel = pytest.mark.skipif(WHEEL is None, reason="runs against an installed wheel")


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.Path:
    """The wheel under test, or one built from this checkout with the build back end itself."""
    if WHEEL is not None:
        return zipfile.Path(WHEEL)
    out = tmp_path_factory.mktemp("dist")
    build = f"from hatchling.build import build_wheel; print(build_wheel({str(out)!r}))"
    done = subprocess.run([sys.executable, "-c", build], cwd=TOP, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return zipfile.Path(out / done.stdout.split()[-1])


@pytest.fixture(scope="session")
def names(wheel: zipfile.Path) -> set[str]:
    return {name for name in wheel.root.namelist() if not name.endswith("/")}


def test_only_jixiao_lands_in_site_packages(names: set[str]) -> None:
    version = PROJECT["version"]
    assert {PurePosixPath(name).parts[0] for name in names} == {"jixiao", f"jixiao-{version}.dist-info"}


def test_the_wheel_is_typed(names: set[str]) -> None:
    assert "jixiao/py.typed" in names


def test_the_wheel_brings_the_grammars_and_the_rulesets(names: set[str]) -> None:
    assert {"jixiao/grammar/target.lark", "jixiao/grammar/curve.lark"} <= names
    assert {"jixiao/rulesets/zhengzhou-2021.toml", "jixiao/rulesets/cn-2020-10.toml"} <= names


def test_the_wheel_brings_no_tests_and_no_leavings(names: set[str]) -> None:
    for name in names:
        path = PurePosixPath(name)
        assert not {"tests", "cases", "benchmarks", "__pycache__"} & set(path.parts), name
        assert (
            path.suffix in {".py", ".lark", ".toml", ".txt", ".typed", ".md", ".typ", ".json", ".mo", ""}
            or "dist-info" in name
        ), name


@in_checkout
def test_the_wheel_leaves_nothing_of_the_package_or_its_data_behind(names: set[str]) -> None:
    for folder, inside in (("engine/jixiao", "jixiao"), ("grammar", "jixiao/grammar"), ("rulesets", "jixiao/rulesets")):
        for path in (TOP / folder).rglob("*"):
            # a catalogue of words travels compiled
            if path.is_file() and "__pycache__" not in path.parts and path.suffix != ".po":
                assert f"{inside}/{path.relative_to(TOP / folder).as_posix()}" in names


def test_an_installation_without_extras_needs_six_packages(wheel: zipfile.Path) -> None:
    text = (wheel / f"jixiao-{PROJECT['version']}.dist-info" / "METADATA").read_text(encoding="utf-8")
    needs = [need for need in Parser().parsestr(text).get_all("Requires-Dist", []) if "extra ==" not in need]
    assert sorted(re.split("[<>]", need)[0] for need in needs) == [
        "attrs",
        "click",
        "lark",
        "rich",
        "tomlkit",
    ]


def test_no_dependency_has_an_upper_bound_save_lark_and_pandas_under_spark() -> None:
    needs = [need for need in PROJECT["dependencies"] if not need.startswith("lark>")]
    for extra, more in PROJECT["optional-dependencies"].items():
        needs += [need for need in more if not (extra == "spark" and need.startswith("pandas"))]
    assert not [need for need in needs if "<" in need or "==" in need or "~=" in need]


def test_the_installed_version_is_the_declared_one() -> None:
    assert metadata.version("jixiao") == PROJECT["version"]


def test_the_lock_names_the_public_index_and_no_other() -> None:
    if WHEEL is not None:
        pytest.skip("the lock stays in the checkout")
    lock = tomllib.loads((TOP / "uv.lock").read_text(encoding="utf-8"))
    sources = {source for package in lock["package"] for source in package["source"].items()}
    assert sources == {("registry", "https://pypi.org/simple"), ("editable", ".")}


@in_wheel
def test_this_run_is_of_the_wheel_and_not_of_a_checkout() -> None:
    assert jixiao.__file__ is not None
    assert Path(jixiao.__file__).is_relative_to(sys.prefix)
    assert _resource.ruleset_dir().is_relative_to(sys.prefix)
    assert _resource.grammar_path("target.lark").is_relative_to(sys.prefix)


@in_checkout
def test_a_checkout_reads_its_data_at_its_top() -> None:
    assert _resource.ruleset_dir() == TOP / "rulesets"
    assert _resource.grammar_path("target.lark") == TOP / "grammar" / "target.lark"


def test_a_grammar_is_read_as_utf_8() -> None:
    assert "start" in _resource.grammar_text("target.lark")


def test_an_incomplete_installation_says_what_is_missing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(_resource, "_PACKAGE", tmp_path / "engine" / "jixiao")
    _resource._folder.cache_clear()
    try:
        with pytest.raises(FileNotFoundError, match="incomplete: no rulesets at"):
            _resource.ruleset_dir()
    finally:
        _resource._folder.cache_clear()
