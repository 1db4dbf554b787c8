"""Rules as data: axes, curves and bands, and the rulesets that hold them with their clauses."""
