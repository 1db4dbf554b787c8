"""Cases scored by rulesets: leaves, roll-up, grade, with a trace of every step."""
