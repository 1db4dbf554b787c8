"""The command line: thin commands over the library."""

from __future__ import annotations

__all__ = ["main"]


def main() -> None:
    """The entry point of the script and of ``python -m jixiao``."""
    import gc

    # A short run makes many objects that live to its end; looking for garbage among them is a tenth of its time.
    gc.set_threshold(400_000, 20, 20)
    from jixiao.cli.root import main as run

    try:
        run()
    finally:
        gc.freeze()  # at its end the interpreter looks once more, at all there is: a sixth of a short run's time
