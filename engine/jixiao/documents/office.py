"""Old and office-native files (.doc .wps .rtf .odt .xlsb), converted by LibreOffice where it is installed.

A conversion has a profile of its own, which is thrown away: no macro runs, nothing is fetched from a network, no other
LibreOffice of the user's is spoken to. Its time and memory are limited, and the ordinary readers read what comes out.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from jixiao.documents.sniff import Kind
from jixiao.kernel.budget import budget
from jixiao.kernel.diagnostic import JixiaoError, diagnose

__all__ = ["CONVERTED", "as_readable", "office_program"]

CONVERTED = {Kind.DOC: "docx", Kind.RTF: "docx", Kind.ODT: "docx", Kind.XLSB: "xlsx"}
"""Kinds that are converted, and what they become."""

_NAMES = ("soffice", "libreoffice")
_PLACES = ("/Applications/LibreOffice.app/Contents/MacOS/soffice", r"C:\Program Files\LibreOffice\program\soffice.exe")
_SPACE = 4 << 30  # bytes of addresses that the program may take, most of which it never touches
_LIMITED = (
    "import os,resource,sys;"
    "[resource.setrlimit(which,(most,most)) for which,most in"
    " ((resource.RLIMIT_AS,int(sys.argv[1])),(resource.RLIMIT_CPU,int(sys.argv[2])),(resource.RLIMIT_FSIZE,int(sys.argv[3])))];"
    "os.execv(sys.argv[4],sys.argv[4:])"
)
_ITEM = (
    '<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
)
_SETTINGS = (
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Writer/Content/Update", "Link", "0"),
    ("Office.Calc/Content/Update", "Link", "0"),
    # Whatever asks for the network all the same is sent to a door that nobody opens.
    ("Inet/Settings", "ooInetProxyType", "2"),
    *(("Inet/Settings", f"ooInet{kind}ProxyName", "127.0.0.1") for kind in ("HTTP", "HTTPS", "FTP")),
    *(("Inet/Settings", f"ooInet{kind}ProxyPort", "9") for kind in ("HTTP", "HTTPS", "FTP")),
)


def office_program() -> str | None:
    """The path of LibreOffice; None where it is not installed."""
    found = (shutil.which(name) for name in _NAMES)
    return next((path for path in found if path), next((path for path in _PLACES if os.path.exists(path)), None))


def as_readable(data: bytes, kind: Kind) -> bytes:
    """The document as .docx or .xlsx. Raises JixiaoError: JX445 without LibreOffice, JX446 where it gives nothing."""
    program = office_program()
    if program is None:
        raise JixiaoError(diagnose("JX445", kind=f".{kind}"))
    with tempfile.TemporaryDirectory(prefix="jixiao-", ignore_cleanup_errors=True) as folder:
        source = Path(folder) / f"document.{kind}"
        source.write_bytes(data)
        _settle(Path(folder) / "profile")
        _run(program, source, CONVERTED[kind])
        out = source.with_name("out") / f"document.{CONVERTED[kind]}"
        # Random bytes are "converted" too, and a failure ends with 0: what counts is the file.
        if not out.is_file() or out.stat().st_size == 0:
            raise JixiaoError(diagnose("JX446", kind=f".{kind}"))
        return out.read_bytes()


def _settle(profile: Path) -> None:
    """A new profile with what a stranger's file must not do turned off."""
    user = profile / "user"
    user.mkdir(parents=True)
    items = "".join(_ITEM.format(path=path, name=name, value=value) for path, name, value in _SETTINGS)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    (user / "registrymodifications.xcu").write_text(f"{head}{items}</oor:items>", encoding="utf-8")


def _run(program: str, source: Path, kind: str) -> None:
    seconds = budget().office
    command = [
        program, f"-env:UserInstallation={(source.parent / 'profile').as_uri()}", "--headless", "--norestore",
        "--nolockcheck", "--nodefault", "--convert-to", kind, "--outdir", str(source.parent / "out"), str(source),
    ]  # fmt: skip
    if sys.platform != "win32":
        limits = (str(_SPACE), str(seconds), str(budget().unpacked))
        command = [sys.executable, "-c", _LIMITED, *limits, *command]
    nobody = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen(command, cwd=source.parent, start_new_session=True, **nobody)  # type: ignore[call-overload]
    try:
        process.wait(3 * seconds)  # by the clock; the limit of processor time is the system's to hold
    except subprocess.TimeoutExpired:
        raise JixiaoError(diagnose("JX446", kind=source.suffix)) from None
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the program and all that it has started."""
    with contextlib.suppress(OSError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    process.wait()
