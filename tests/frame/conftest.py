"""Columns need pyarrow and numpy; without the extra there is nothing to test here."""

from importlib.util import find_spec

collect_ignore_glob = [] if find_spec("pyarrow") and find_spec("numpy") else ["test_*.py"]
