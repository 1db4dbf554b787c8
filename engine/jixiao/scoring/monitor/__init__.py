"""Signals beside the score, for monitoring during the year: lights of indicators, alarms over a whole case."""
