"""What is kept between runs changes nothing but the time, and what is broken in it is made anew."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from jixiao._cache import fetch, kept, store
from jixiao.language import parse
from jixiao.language.kept_cells import cells_kept
from jixiao.language.parse import read
from tests.cases.collect import TOP
from tests.cli.run import SEED, UNSET


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache folder of our own."""
    place = tmp_path / "cache"
    monkeypatch.setenv("JIXIAO_CACHE", str(place))
    return place


def run(folder: Path | str, *words: str) -> subprocess.CompletedProcess[bytes]:
    clean = {name: value for name, value in os.environ.items() if name not in UNSET}
    code = "import sys; from jixiao.cli import main\ntry:\n    main()\nfinally:\n    print('lark' in sys.modules, file=sys.stderr)"
    return subprocess.run(
        [sys.executable, "-c", code, *words],
        capture_output=True,
        cwd=TOP,
        env={**clean, "JIXIAO_CACHE": str(folder), "PYTHONIOENCODING": "utf-8"},
        timeout=60,
        check=False,
    )


def test_a_second_run_parses_no_cell_again_and_prints_the_same(folder: Path) -> None:
    words = ("score", str(SEED), "--format", "json")
    first, second, without = run(folder, *words), run(folder, *words), run("off", *words)
    assert first.stdout == second.stdout == without.stdout
    assert [each.stderr.split()[-1] for each in (first, second, without)] == [b"True", b"False", b"True"]


def test_broken_files_are_made_anew(folder: Path) -> None:
    words = ("score", str(SEED))
    first = run(folder, *words)
    assert list(folder.glob("*.pickle"))
    for path in folder.glob("*.pickle"):
        path.write_bytes(b"\x80not a pickle")
    assert run(folder, *words).stdout == first.stdout


def test_a_folder_that_cannot_be_made_is_done_without(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("", encoding="utf-8")
    ran = run(file / "below", "score", str(SEED))
    assert ran.returncode == 0


@pytest.mark.skipif(os.name != "posix", reason="rights are told otherwise there")
def test_a_folder_that_others_may_write_to_is_not_trusted(folder: Path) -> None:
    folder.mkdir()
    folder.chmod(0o777)
    store("thing", [b"key"], 1)
    assert list(folder.iterdir()) == []


def test_a_thing_is_built_once_for_a_key(folder: Path) -> None:
    made: list[int] = []

    def build() -> int:
        made.append(1)
        return len(made)

    assert [kept("thing", [b"a"], build), kept("thing", [b"a"], build), kept("thing", [b"b"], build)] == [1, 1, 2]
    assert fetch("thing", [b"c"]) is None


def test_old_things_go(folder: Path) -> None:
    for number in range(80):
        store("thing", [str(number).encode()], number)
    assert len(list(folder.iterdir())) <= 64
    assert fetch("thing", [b"79"]) == 79


def test_cells_are_kept_only_inside_a_command(folder: Path) -> None:
    with cells_kept():
        inside = read("≥95%")
        assert parse.known == {("≥95%", False): inside}
    assert parse.known is None
    with cells_kept():
        assert parse.known == {("≥95%", False): inside}
        assert read("≥95%", actual=True) == read("≥95%", actual=True)
