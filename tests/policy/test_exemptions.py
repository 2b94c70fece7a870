"""Exemptions, as the SDK's policy server shows them: in every run, and an expired one as a violation."""

import datetime

from exemption_rules import exemption_policies
from pack_settings import Exemption, Settings, today
from pulumi_policy import EnforcementLevel
from rules.log_buckets.has_public_access_block import RULE as STACK_RULE
from rules.log_buckets.public_access_block import RULE as RESOURCE_RULE

from tests.support.policy_server import registration, replay_program

BUCKET = registration("aws:s3/bucket:Bucket", "bucket", bucket="b", tags={"Holds": "logs"})
BLOCK = registration("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", "block", bucket="other")
DAY = datetime.timedelta(days=1)


def found(*exemptions: Exemption) -> set[tuple[str, str, str]]:
    settings = Settings(exemptions=exemptions)
    rules = [rule.policy(EnforcementLevel.MANDATORY, settings) for rule in (STACK_RULE, RESOURCE_RULE)]
    return {
        (one.rule, one.resource, one.level)
        for one in replay_program([*rules, *exemption_policies(settings)], [BUCKET, BLOCK])
    }


def exempt(rule: str, resource: str, days: int = 0) -> Exemption:
    return Exemption(rule=rule, resource=resource, reason="because", expires=today() + days * DAY)


STACK = (STACK_RULE.name, "bucket", "mandatory")
RESOURCE = (RESOURCE_RULE.name, "block", "mandatory")


def test_without_one() -> None:
    assert found() == {STACK, RESOURCE}
    assert exemption_policies(Settings()) == []


def test_of_a_stack_rule() -> None:
    assert found(exempt(STACK_RULE.name, "bucket")) == {RESOURCE, ("exemption-in-force", "bucket", "advisory")}


def test_of_a_resource_rule() -> None:
    assert found(exempt(RESOURCE_RULE.name, "block")) == {STACK, ("exemption-in-force", "block", "advisory")}


def test_of_another_rule_or_resource() -> None:
    assert found(exempt(RESOURCE_RULE.name, "bucket")) >= {STACK, RESOURCE}
    assert found(exempt(STACK_RULE.name, "block")) >= {STACK, RESOURCE}


def test_of_nothing_in_the_stack() -> None:
    assert found(exempt(STACK_RULE.name, "gone")) == {STACK, RESOURCE, ("exemption-in-force", "", "advisory")}


def test_expired() -> None:
    assert found(exempt(STACK_RULE.name, "bucket", -1)) == {
        STACK,
        RESOURCE,
        ("exemption-has-expired", "bucket", "mandatory"),
    }


def test_in_one_stack_only() -> None:
    own = Settings(exemptions=(exempt(STACK_RULE.name, "bucket"),))
    for stack, violations in (("test/test", set[str]()), ("test/other", {STACK_RULE.name})):
        settings = Settings(stacks={stack: own})
        policies = [STACK_RULE.policy(EnforcementLevel.MANDATORY, settings), *exemption_policies(settings)]
        shown = {one.rule for one in replay_program(policies, [BUCKET])}
        assert shown == (violations or {"exemption-in-force"})


def test_what_is_shown() -> None:
    settings = Settings(exemptions=(exempt(STACK_RULE.name, "bucket", -1), exempt(RESOURCE_RULE.name, "block")))
    messages = {one.message for one in replay_program(exemption_policies(settings), [BUCKET, BLOCK])}
    assert messages == {
        f"A resource is exempt from a rule\nblock is exempt from {RESOURCE_RULE.name} until {today()}: because",
        f"An exemption from a rule has expired\nbucket was exempt from {STACK_RULE.name} until {today() - DAY}: because"
        "\nMend the resource, then remove the exemption; or decide anew and give it a later day.",
    }
