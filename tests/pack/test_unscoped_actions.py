"""That the actions which may have Resource "*" are those that can have no other."""

from unscoped_actions import UNSCOPED_ACTIONS

from tests.support.iam_actions import ACTIONS

KINDS = {action.lower(): described.kinds for action, described in ACTIONS.items()}
# What each may name, and need not.
OPTIONAL = {
    f"ce:{name}": frozenset({"billingview"})
    for name in ("getcostandusage", "getcostforecast", "getdimensionvalues", "gettags", "getusageforecast")
}


def test_each_is_an_action_that_needs_no_resource() -> None:
    assert {action: KINDS[action] for action in UNSCOPED_ACTIONS if KINDS[action]} == OPTIONAL
