"""What type checkers must refuse, each line by itself: names that are not on the shelf, wrong types, keys that there are not."""

import jixiao
from jixiao.frame import across, score_batch

ruleset = jixiao.load_ruleset("cn-2020-10")
case = jixiao.case_from_dict({})
jixiao.evaluat(case, ruleset)  # WRONG
jixiao.load_rulesets("cn-2020-10")  # WRONG
jixiao.evaluate(case, "cn-2020-10")  # WRONG
jixiao.evaluate({}, ruleset)  # WRONG
jixiao.Indicator(target="≥1")  # WRONG
jixiao.Indicator("a", points=1.5)  # WRONG
jixiao.Indicator("a", point=1)  # WRONG
jixiao.Case(indicator=["a"])  # WRONG
jixiao.score_indicator("≥1", 0.5, 10, ruleset)  # WRONG
jixiao.score_indicator("≥1", "1", 10, ruleset, lvl3="a")  # WRONG
jixiao.evaluate(case, ruleset).to_dict()["totals"]  # WRONG
jixiao.evaluate(case, ruleset).leaves[0].scor  # WRONG
jixiao.explanation(jixiao.evaluate(case, ruleset), "en")  # WRONG
jixiao.prepare("≥1", 10, ruleset)(0.5)  # WRONG
jixiao.seek(jixiao.evaluate(case, ruleset), score=90).to_dict()["move"]  # WRONG
jixiao.audit(case, ruleset).to_dict()["summary"]["agree"]  # WRONG
score_batch([{"target": "≥1"}], ruleset)  # WRONG
score_batch(case, ruleset)  # WRONG
across({"project": ["甲"]}, ["区"])  # WRONG
jixiao.load_ruleset("a", axes={"own:a": lambda target: []})  # WRONG
jixiao.OwnAxis("a", "1", lambda target: [target.low])  # WRONG
jixiao.AxisPiece(None, None, 0.5, 0)  # WRONG
