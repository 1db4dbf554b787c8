"""Whole cases at random, worked out from the clauses and held against what the engine gives.

python -m tests.oracle.campaign 1000000 7 --jobs 2

scores so many cases (from the second number as the seed) and prints how many were tried, how many numbers were compared and
what differs; it ends with 1 where anything does. A case is one of every ruleset that comes along, in turn; every third has
other answers where texts are silent, other rounding and grading, vetoes, weighed goals, caps, another base of execution, and
reductions of over-fulfilment, every third one of the ruleset's own options. Its rows are those of :mod:`tests.rules.tied`,
prone to ties, under the names of the ruleset's own table, and rows that policies decide, with directions given, changes as
figures beside their base, and targets that were too low; points are printed, printed for branches, groups and goals, or left
to the ruleset. What rows give is worked out by :mod:`tests.oracle.clauses` and added up by
:mod:`tests.oracle.campaign.whole`, alarms and lights by :mod:`tests.oracle.campaign.alarms`, with nothing of the engine.
Every fiftieth case brings a table of real rows with other actuals beside it; what seek offers is put back, printed
scores, judgements and sums are audited right and a cent off, rows and whole cases stand in columns, and cases go through
every door: TOML, JSON, csv, xlsx and html.
"""
