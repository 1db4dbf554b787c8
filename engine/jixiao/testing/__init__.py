"""For whoever tests rulesets with pytest and Hypothesis (extra ``testing``): strategies, laws and a pytest plugin.

    from hypothesis import given
    from jixiao.testing import laws, strategies

    ruleset = jixiao.load_ruleset_file("rulesets/my.toml")

    @given(strategies.trials(ruleset))
    def test_scores_stay_within_their_points(trial):
        laws.within_points(trial)

The plugin collects rulesets and cases by itself: ``pytest rulesets/`` needs no Python at all.
"""

from __future__ import annotations
