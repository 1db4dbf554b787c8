"""Cells with a known meaning, and how many of them are read right, honestly or wrongly: ``python -m tests.corpus``."""
