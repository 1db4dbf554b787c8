"""Data worked out of sources once, when the package is built, and read as a Python module of literals afterwards.

A grammar's parser tables cost more than all the rest of a short run; reading them back costs next to nothing. The module
carries a digest of what its data was worked out of. Where that has changed since, or nothing was built, the data is worked
out in memory: an old table is never used, and nothing is written but by the build.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path
from typing import Any

from jixiao.kernel.classes import frozen

__all__ = ["FOLDER", "Built"]

FOLDER = Path(__file__).resolve().parent.parent / "_built"


@frozen
class Built:
    """Data by the name of its module: what it depends on, and how it is worked out.

    ``data`` gives nothing but dicts, lists, tuples, texts, whole numbers, booleans and None.
    """

    name: str
    sources: Callable[[], Iterable[str]]
    work_out: Callable[[], Any]

    def data(self) -> Any:
        """The data; not to be changed."""
        found = self.ready()
        return self.work_out() if found is None else found

    def ready(self) -> Any:
        """The data as it was built, None where nothing was or a source has changed since."""
        try:
            module = import_module(f"jixiao._built.{self.name}")
        except ImportError:
            return None
        return module.DATA if self.digest() == module.DIGEST else None

    def digest(self) -> str:
        """Another one for every change of a source."""
        from hashlib import sha256

        return sha256("\0".join(self.sources()).encode()).hexdigest()

    def write(self) -> Path:
        """Works the data out and writes its module, where it is not written already; the module's file."""
        path, text = FOLDER / f"{self.name}.py", self._module()
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8", newline="\n")
        return path

    def _module(self) -> str:
        data = self.work_out()
        literal = repr(data)
        if ast.literal_eval(literal) != data:
            raise TypeError(f"{self.name} is no plain data")
        return f'"""Written by hatch_build.py."""\n\nDIGEST = "{self.digest()}"\nDATA = {literal}\n'
