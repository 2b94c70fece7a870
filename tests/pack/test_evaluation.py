"""Whether a statement names a request's principal, action and resource."""

import pytest
from evaluation import names_principal, names_resource
from policy_model import Principal, Statement

from tests.support.bucket_documents import ACCOUNT, ARN, FOREIGN

ROLE = f"arn:aws:sts::{ACCOUNT}:assumed-role/x/y"


def statement(*, principal: Principal = Principal("*", "*"), resource: str = "*", inverted: str = "") -> Statement:  # noqa: B008 - a tuple
    return Statement(
        label="#1",
        effect="Allow",
        principals=(principal,),
        actions=("*",),
        resources=(resource,),
        conditions=(),
        inverted=(inverted,) if inverted else (),
    )


@pytest.mark.parametrize(
    ("named", "principal", "expected"),
    [
        (("*", "*"), ("Service", "x.amazonaws.com"), True),
        (("AWS", "*"), ("Service", "x.amazonaws.com"), True),
        (("AWS", "*"), ("Anonymous", "*"), True),
        (("Service", "x.amazonaws.com"), ("Service", "x.amazonaws.com"), True),
        (("Service", "x.amazonaws.com"), ("Service", "y.amazonaws.com"), False),
        (("Service", "*"), ("Service", "x.amazonaws.com"), True),
        (("Service", "*"), ("AWS", ROLE), False),
        (("Federated", "*"), ("Service", "x.amazonaws.com"), False),
        (("AWS", ACCOUNT), ("AWS", ROLE), True),
        (("AWS", f"arn:aws:iam::{ACCOUNT}:root"), ("AWS", ROLE), True),
        (("AWS", FOREIGN), ("AWS", ROLE), False),
        (("AWS", f"arn:aws:iam::{FOREIGN}:root"), ("AWS", ROLE), False),
        (("AWS", ROLE), ("AWS", ROLE), True),
        (("AWS", ROLE), ("AWS", f"{ROLE}2"), False),
        pytest.param(("AWS", ACCOUNT), ("AWS", "AROAEXAMPLEEXAMPLE00"), False, id="an-id-has-no-account"),
        pytest.param(("CanonicalUser", ACCOUNT), ("CanonicalUser", ROLE), False, id="only-of-the-kind-AWS"),
        pytest.param(("AWS", ACCOUNT), ("Service", ROLE), False, id="not-of-another-kind"),
    ],
)
def test_principals(named: tuple[str, str], principal: tuple[str, str], expected: bool) -> None:
    assert names_principal(statement(principal=Principal(*named)), principal) is expected
    inverse = statement(principal=Principal(*named), inverted="NotPrincipal")
    assert names_principal(inverse, principal) is not expected


@pytest.mark.parametrize(
    ("pattern", "resource", "expected"),
    [
        (ARN, ARN, True),
        (f"{ARN}/*", f"{ARN}/x", True),
        (f"{ARN}/*", ARN, False),
        (f"{ARN}/${{aws:username}}/*", f"{ARN}/me/x", True),
        (f"{ARN}/${{aws:username}}/*", f"{ARN}/you/x", False),
        pytest.param(f"{ARN}/${{aws:star}}", f"{ARN}/x", False, id="a-star-in-a-value-is-that-character"),
        pytest.param(f"{ARN}/${{aws:star}}", f"{ARN}/*", True, id="and-matches-that"),
        pytest.param(f"{ARN}/${{aws:absent}}", f"{ARN}/", False, id="without-a-value-nothing-matches"),
        pytest.param(f"{ARN}/${{aws:absent, 'x'}}", f"{ARN}/x", True, id="a-default"),
    ],
)
def test_resources(pattern: str, resource: str, expected: bool) -> None:
    context = {"aws:username": "me", "aws:star": "*"}
    assert names_resource(statement(resource=pattern), resource, context) is expected
    assert names_resource(statement(resource=pattern, inverted="NotResource"), resource, context) is not expected
