"""The planted rulesets are data of the tests here and no rulesets to collect."""

collect_ignore = ["planted"]
