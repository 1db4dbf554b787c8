"""The command line: thin commands over the library."""

from __future__ import annotations

__all__ = ["main"]


def main() -> None:
    """The entry point of the script and of ``python -m jixiao``."""
    import gc

    # A short run makes many objects that live to its end; looking for garbage among them is a tenth of its time.
    gc.set_threshold(100_000, 50, 50)
    from jixiao.cli.root import main as run

    run()
