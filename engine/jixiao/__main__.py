"""``python -m jixiao``: the command line."""

from __future__ import annotations

from jixiao.cli import main

if __name__ == "__main__":
    main()
