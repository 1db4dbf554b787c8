"""Only ordinary files are read, their size known first; what is written stands whole or not at all."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import IO, cast

import pytest

from jixiao.kernel.budget import Budget, using
from jixiao.kernel.diagnostic import Diagnostic, JixiaoError
from jixiao.kernel.files import read_file, replacing, write_whole
from jixiao.kernel.words import Phrase

posix = pytest.mark.skipif(os.name != "posix", reason="modes, pipes and devices are those of POSIX")


def finding(problem: pytest.ExceptionInfo[JixiaoError]) -> Diagnostic:
    (found,) = problem.value.diagnostics
    return found


def reason(found: Diagnostic) -> str:
    said = dict(found.args)["reason"]
    assert isinstance(said, Phrase)
    return said.key


def test_an_ordinary_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x" * 10)
    (tmp_path / "empty").touch()
    assert read_file(tmp_path / "a") == b"x" * 10
    assert read_file(tmp_path / "empty") == b""


@posix
@pytest.mark.parametrize(
    ("path", "key"),
    [
        ("/dev/zero", "system.not_a_file"),
        ("/dev/null", "system.not_a_file"),
        ("/proc/self/status", "system.not_a_file"),
        ("/proc/self/mem", "system.broken"),
        ("/", "system.folder"),
        ("/no/such/file", "system.missing"),
        ("a\0b", "system.missing"),
    ],
)
def test_what_is_no_ordinary_file_is_refused(path: str, key: str) -> None:
    if path.startswith("/proc") and not os.path.exists(path):
        pytest.skip("no /proc here")
    with pytest.raises(JixiaoError) as problem:
        read_file(path)
    assert (finding(problem).code, reason(finding(problem))) == ("JX001", key)
    assert finding(problem).place.file == path


@posix
def test_a_pipe_that_nobody_writes_to_makes_nobody_wait(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(JixiaoError) as problem:
        read_file(tmp_path / "pipe")
    assert reason(finding(problem)) == "system.not_a_file"


def test_a_large_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    with open(tmp_path / "large", "wb") as file:
        file.truncate(10**12)  # of holes: reading it would fill the memory
    with pytest.raises(JixiaoError) as problem:
        read_file(tmp_path / "large", "bytes")
    assert dict(finding(problem).args)["actual"] == "1000000000000"
    with using(Budget(text=3)), pytest.raises(JixiaoError) as problem:
        read_file(__file__)
    assert finding(problem).code == "JX405"


@posix
@pytest.mark.parametrize("mask", [0o022, 0o077, 0o000])
def test_a_new_file_has_the_mode_that_the_umask_gives(tmp_path: Path, mask: int) -> None:
    before = os.umask(mask)
    try:
        write_whole(tmp_path / "new", b"1")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o666 & ~mask


@posix
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664])
def test_a_replaced_file_keeps_its_mode(tmp_path: Path, mode: int) -> None:
    (tmp_path / "a").write_bytes(b"old")
    (tmp_path / "a").chmod(mode)
    write_whole(tmp_path / "a", b"new", force=True)
    assert (tmp_path / "a").read_bytes() == b"new"
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == mode
    assert [each.name for each in tmp_path.iterdir()] == ["a"]


@posix
def test_what_replaces_a_private_file_is_never_readable_by_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a").write_bytes(b"old")
    (tmp_path / "a").chmod(0o600)
    seen: list[int] = []
    usual = os.fdopen

    def opened(handle: int, mode: str) -> IO[bytes]:
        seen.append(stat.S_IMODE(os.fstat(handle).st_mode))
        return cast("IO[bytes]", usual(handle, mode))

    monkeypatch.setattr(os, "fdopen", opened)
    before = os.umask(0)
    try:
        write_whole(tmp_path / "a", b"new", force=True)
    finally:
        os.umask(before)
    assert seen == [0o600]


def test_what_is_there_is_only_replaced_by_force(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"mine")
    with pytest.raises(JixiaoError) as problem:
        write_whole(tmp_path / "a", b"new")
    assert finding(problem).code == "JX701"
    assert (tmp_path / "a").read_bytes() == b"mine"


@posix
@pytest.mark.parametrize("force", [True, False])
def test_devices_pipes_and_folders_are_never_replaced(tmp_path: Path, force: bool) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    for path in (tmp_path / "pipe", tmp_path / "folder", Path("/dev/null")):
        before = path.stat().st_mode
        with pytest.raises(JixiaoError) as problem:
            write_whole(path, b"x", force=force)
        assert finding(problem).code == "JX702"
        assert path.stat().st_mode == before


@posix
def test_a_link_stays_one(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(b"old")
    (tmp_path / "link").symlink_to("real")
    write_whole(tmp_path / "link", b"new", force=True)
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"new"


def test_the_original_is_known_by_any_name(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"mine")
    os.link(tmp_path / "a", tmp_path / "b")
    with pytest.raises(JixiaoError) as problem:
        write_whole(tmp_path / "b", b"x", force=True, original=tmp_path / "a")
    assert finding(problem).code == "JX454"


@pytest.mark.parametrize("name", ["none/a", "a\0b", "长" * 300])
def test_what_cannot_be_written_is_a_finding(tmp_path: Path, name: str) -> None:
    with pytest.raises(JixiaoError) as problem:
        write_whole(tmp_path / name, b"x")
    assert finding(problem).code == "JX702"


def test_a_name_as_long_as_names_get_can_be_written(tmp_path: Path) -> None:
    write_whole(tmp_path / ("a" * 250 + ".toml"), b"x")


@posix
def test_a_full_disk_leaves_what_was_there() -> None:
    if not os.path.exists("/dev/full"):
        pytest.skip("no /dev/full here")
    with pytest.raises(JixiaoError) as problem:
        write_whole("/dev/full", b"x", force=True)
    assert finding(problem).code == "JX702"


@pytest.mark.parametrize("fault", [OSError(28, "full"), KeyboardInterrupt()])
def test_what_fails_on_the_way_leaves_nothing(tmp_path: Path, fault: BaseException) -> None:
    (tmp_path / "a").write_bytes(b"mine")

    def write() -> None:
        with replacing(tmp_path / "a", force=True) as draft:
            draft.write_bytes(b"half")
            raise fault

    with pytest.raises((JixiaoError, KeyboardInterrupt)):
        write()
    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [("a", b"mine")]
