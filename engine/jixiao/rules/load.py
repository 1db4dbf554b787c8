"""From a ruleset file to a :class:`~jixiao.rules.ruleset.Ruleset`: read, compile, check; every fault at once."""

from __future__ import annotations

import hashlib
from pathlib import Path

from jixiao.kernel.diagnostic import Diagnostic, JixiaoError, diagnose
from jixiao.kernel.structure import Document, json_document, read_source, structure, toml_document
from jixiao.rules.compile import compile_ruleset
from jixiao.rules.document import RulesetText, converter
from jixiao.rules.mend import in_order, mended
from jixiao.rules.ruleset import Ruleset

__all__ = ["VERSION", "load_ruleset", "ruleset_from_bytes"]

VERSION = 1


def load_ruleset(path: Path | str) -> Ruleset:
    """The ruleset in a TOML (or JSON) file. Raises JixiaoError with every fault that was found."""
    path = Path(path)
    return ruleset_from_bytes(read_source(path), str(path))


def ruleset_from_bytes(source: bytes, file: str | None = None) -> Ruleset:
    """The ruleset in these bytes; ``file`` names them in diagnostics. Raises JixiaoError."""
    as_json = source.lstrip()[:1] == b"{"
    document = json_document(source, file) if as_json else toml_document(source, file)
    check_version(document)
    digest = "sha256:" + hashlib.sha256(source).hexdigest()
    try:
        return compile_ruleset(structure(converter(), document, RulesetText), document, digest)
    except JixiaoError as error:
        raise JixiaoError(*in_order([*error.diagnostics, *_further(document, error.diagnostics, digest)])) from None


_TRIES = 3
_FROM_FILLERS = {"points": frozenset({"JX308", "JX309", "JX323"}), "clause": frozenset({"JX301"})}
"""What may only say that something stands in for a missing key."""


def _further(document: Document, faults: tuple[Diagnostic, ...], digest: str) -> list[Diagnostic]:
    """Faults behind those of the file's shape: found in the document with these patched."""
    found: list[Diagnostic] = []
    filled = {str(value) for fault in faults for name, value in fault.args if name == "key" and fault.code == "JX004"}
    doubtful = frozenset[str]().union(*(_FROM_FILLERS.get(key, frozenset()) for key in filled))
    for _ in range(_TRIES):
        if not any(fault.code in ("JX003", "JX004", "JX005") for fault in faults):
            return found
        document = mended(document, faults)
        try:
            compile_ruleset(structure(converter(), document, RulesetText), document, digest)
        except JixiaoError as error:
            faults = error.diagnostics
            found += [fault for fault in faults if fault.code not in doubtful]
        else:
            return found
    return found


def check_version(document: Document) -> None:
    """Refuse a file of a newer format. Raises JixiaoError (JX006)."""
    found = document.data.get("version")
    if isinstance(found, int) and not isinstance(found, bool) and found > VERSION:
        raise JixiaoError(diagnose("JX006", document.place("$.version"), found=found, known=VERSION))
