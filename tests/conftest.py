"""What the whole suite shares: how Hypothesis searches. Fixtures live beside the tests that use them.

`tests.strategies.laws` gives a law at least 2,000 examples, or the number of a profile that has more.
"""

import os

from hypothesis import HealthCheck, settings

pytest_plugins = ["tests.skipped"]

# No deadline: a law is about values, and a slow machine is not a counter-example.
settings.register_profile("dev", deadline=None)
# The same examples in every run, so that CI fails for what was changed and not for luck.
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True, database=None)
# For `make quick`: a law is tried, not proved.
settings.register_profile("quick", deadline=None, max_examples=10, derandomize=True, database=None)
# For a night: HYPOTHESIS_PROFILE=campaign.
settings.register_profile(
    "campaign", deadline=None, max_examples=50_000, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
# Few examples a law, for `python -m tests.mutation`: the same ones for every mutant.
settings.register_profile(
    "mutation",
    deadline=None,
    derandomize=True,
    database=None,
    max_examples=int(os.environ.get("JIXIAO_EXAMPLES", "25")),
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci" if os.environ.get("CI") else "dev"))
