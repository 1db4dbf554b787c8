"""Where the grammars and the rulesets are: at the top of a checkout, inside the package in a wheel.

Both are data that a rule author or an auditor reads, so a checkout keeps them beside `engine/` and not in it. A wheel
carries them as `jixiao/grammar` and `jixiao/rulesets`. Nothing else in the package needs to know which it is.
"""

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


@cache
def _folder(name: str) -> Path:
    in_wheel = _PACKAGE / name
    in_checkout = _PACKAGE.parent.parent / name
    for folder in (in_wheel, in_checkout):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"this installation of jixiao is incomplete: no {name} at {in_wheel} or {in_checkout}")


def grammar_path(name: str) -> Path:
    """The file `name` of the grammar folder, such as `target.lark`; the file itself is not looked for."""
    return _folder("grammar") / name


def grammar_text(name: str) -> str:
    """The text of the file `name` of the grammar folder."""
    return grammar_path(name).read_text(encoding="utf-8")


def ruleset_dir() -> Path:
    """The folder with the rulesets that come with jixiao, one TOML file for each rulebook."""
    return _folder("rulesets")
