"""The mutants that a person found to be equivalent, each with its reason."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

from tests.mutation.plant import Mutant

__all__ = ["PATH", "entry", "equivalent"]

PATH = Path(__file__).parent / "equivalent.toml"


def equivalent() -> dict[tuple[str, str, str, str], str]:
    """The reason of each, by the mutant's key. Raises ValueError for one without a reason."""
    entries = tomllib.loads(PATH.read_text(encoding="utf-8")).get("mutant", ())
    found = {(each["file"], each["function"], each["minus"], each["plus"]): each["why"].strip() for each in entries}
    for key, why in found.items():
        if not why:
            raise ValueError(f"no reason why nothing tells {key} from the original")
    return found


def entry(mutant: Mutant) -> str:
    """A mutant as it stands in the file, its reason still to be given."""
    names = ("file", "function", "minus", "plus")
    lines = [f"{name} = {_quoted(value)}" for name, value in zip(names, mutant.key, strict=True)]
    return "\n".join(("[[mutant]]", *lines, 'why = ""', ""))


def _quoted(text: str) -> str:
    if "'" not in text and "\n" not in text:
        return f"'{text}'"
    return json.dumps(text, ensure_ascii=False)
