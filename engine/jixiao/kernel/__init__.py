"""Exact values and what can be said of them: numbers, units, intervals, curves, dates, diagnostics."""
