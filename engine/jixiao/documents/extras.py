"""Optional packages, imported only when a document of their kind is met."""

from __future__ import annotations

import importlib
from types import ModuleType

from jixiao.kernel.diagnostic import JixiaoError, diagnose

__all__ = ["need"]

_EXTRA = {"pdfplumber": "pdf", "typst": "report"}


def need(module: str, kind: str) -> ModuleType:
    """The module, or JixiaoError (JX402) naming it and the command that installs it.

    ``kind`` says what it is needed for, as the user knows it (``.xlsx``).
    """
    try:
        return importlib.import_module(module)
    except ImportError:
        extra = _EXTRA.get(module.split(".", maxsplit=1)[0], "documents")
        command = f'pip install "jixiao[{extra}]"'
        raise JixiaoError(
            diagnose("JX402", module=module.split(".", maxsplit=1)[0], kind=kind, command=command)
        ) from None
