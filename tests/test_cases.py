"""Every folder of `cases/` gives what is recorded in it; `make record` records again, for review."""

from pathlib import Path

import pytest

from tests.cases.collect import BAD, GOOD, folders, given, recording

EVERY = folders()


@pytest.mark.parametrize("folder", EVERY, ids=lambda folder: f"{folder.parent.name}/{folder.name}")
def test_a_case_gives_what_is_recorded(folder: Path) -> None:
    assert given(folder) == recording(folder).read_text(encoding="utf-8")


def test_there_are_cases_of_both_kinds() -> None:
    assert len([folder for folder in EVERY if folder.parent == GOOD]) >= 4
    assert len([folder for folder in EVERY if folder.parent == BAD]) >= 25


def test_no_case_names_a_phone_number() -> None:
    import re

    for path in (*GOOD.rglob("*.toml"), *BAD.rglob("*.toml")):
        text = path.read_bytes().decode("utf-8", errors="replace")
        assert not re.search(r"(?<!\d)1[3-9]\d{9}(?!\d)|(?<!\d)0\d{2,3}-\d{7,8}", text), path
