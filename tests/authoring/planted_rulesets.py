"""The broken rulesets: base.toml with one fault put in, as faults.toml says."""

import functools
import tomllib
from pathlib import Path
from typing import Any

from jixiao.authoring.check import Report, check_bytes

FOLDER = Path(__file__).parent / "planted"
BASE = (FOLDER / "base.toml").read_text(encoding="utf-8")
FAULTS: list[dict[str, Any]] = tomllib.loads((FOLDER / "faults.toml").read_text(encoding="utf-8"))["fault"]


def broken(fault: dict[str, Any]) -> bytes:
    """The base with the fault's texts replaced, each of which stands in it once."""
    text = BASE
    for find, to in [(fault["find"], fault["to"]), *fault.get("replace_also", [])]:
        assert text.count(find) == 1, (fault["name"], find, text.count(find))
        text = text.replace(find, to)
    return text.encode()


@functools.cache
def report_of(name: str) -> Report:
    """What the checks say of the base with this fault put in."""
    return check_bytes(broken(next(fault for fault in FAULTS if fault["name"] == name)), "broken.toml")
