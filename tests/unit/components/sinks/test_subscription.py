import json
from dataclasses import replace

import pytest

from components.naming import Naming
from components.sinks.subscription import subscription_trust
from sandbox.iam import Decision, Principal, Request, evaluate

GROUP = "arn:aws:logs:us-east-1:123456789012:log-group:/acme/dev/audit-logs"


@pytest.mark.parametrize(
    ("partition", "region"), [("aws", "us-east-1"), ("aws-us-gov", "us-gov-west-1"), ("aws-cn", "cn-north-1")]
)
def test_the_roles_trust(naming: Naming, partition: str, region: str) -> None:
    groups = f"arn:{partition}:logs:{region}:123456789012:log-group:"
    assert subscription_trust(replace(naming, partition=partition, region=region), ["/a", "/b"]) == {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Sid": "AssumeRole",
                "Effect": "Allow",
                "Principal": {"Service": "logs.amazonaws.com"},
                "Action": "sts:AssumeRole",
                "Condition": {
                    "ArnLike": {"aws:SourceArn": [f"{groups}/a", f"{groups}/a:*", f"{groups}/b", f"{groups}/b:*"]}
                },
            }
        ],
    }


@pytest.mark.parametrize(
    ("service", "source", "decision"),
    [
        ("logs", GROUP, Decision.ALLOWED),
        ("logs", f"{GROUP}:*", Decision.ALLOWED),
        ("logs", f"{GROUP}-2", Decision.NOT_ALLOWED),
        ("logs", GROUP.replace("123456789012", "210987654321"), Decision.NOT_ALLOWED),
        ("logs", GROUP.replace("us-east-1", "us-east-2"), Decision.NOT_ALLOWED),
        ("firehose", GROUP, Decision.NOT_ALLOWED),
    ],
)
def test_only_events_of_the_group_get_the_role(naming: Naming, service: str, source: str, decision: Decision) -> None:
    trust = json.dumps(subscription_trust(naming, ["/acme/dev/audit-logs"]))
    request = Request(
        "sts:AssumeRole", "", Principal("Service", f"{service}.amazonaws.com"), {"aws:SourceArn": (source,)}
    )
    assert evaluate(trust, request) is decision
