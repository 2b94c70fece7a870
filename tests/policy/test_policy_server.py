"""A canary: what this project relies on in the SDK's private policy server. If one fails, the SDK has changed."""

from collections.abc import Mapping, Sequence
from typing import Any

import pulumi_policy.policy as sdk
from pulumi_policy import EnforcementLevel, PolicyConfigSchema, ReportViolation, ResourceValidationArgs
from pulumi_policy import ResourceValidationPolicy as ResourcePolicy
from pulumi_policy.deserialize import SPECIAL_SECRET_SIG, SPECIAL_SIG_KEY
from pulumi_policy.proxy import UNKNOWN_STRING_VALUE

from tests.support.policy_server import Violation, registration, replay


def policy(validate: Any) -> ResourcePolicy:
    return ResourcePolicy(
        name="canary",
        description="A canary",
        validate=validate,
        enforcement_level=EnforcementLevel.MANDATORY,
        config_schema=PolicyConfigSchema({"word": {"type": "string"}}),
    )


def test_the_private_server_is_still_there() -> None:
    assert hasattr(sdk, "_PolicyAnalyzerServicer"), "pulumi_policy moved it: adapt tests/support/policy_server.py"


def test_a_violation_is_reported_with_its_level_and_resource() -> None:
    def validate(args: ResourceValidationArgs, report: ReportViolation) -> None:
        report(f"{args.resource_type} {args.name} {args.props['list'][0]['key']}", None)

    assert replay([policy(validate)], [registration("a:b:C", "c", list=[{"key": "value"}])]) == [
        Violation("canary", "c", "mandatory", "A canary\na:b:C c value")
    ]


def test_configuration_reaches_the_policy() -> None:
    def validate(args: ResourceValidationArgs, report: ReportViolation) -> None:
        report(args.get_config()["word"], None)

    registrations = [registration("a:b:C", "c")]
    assert replay([policy(validate)], registrations, {"canary": {"word": "yes"}}) == [
        Violation("canary", "c", "mandatory", "A canary\nyes")
    ]


def test_an_unknown_value_is_still_downgraded_to_an_advisory() -> None:
    def validate(args: ResourceValidationArgs, _report: ReportViolation) -> None:
        args.props["key"]

    (violation,) = replay([policy(validate)], [registration("a:b:C", "c", key=UNKNOWN_STRING_VALUE)])
    assert (violation.rule, violation.level) == ("canary", "advisory")
    assert "can't be known during preview" in violation.message


def test_nested_properties_are_still_neither_dict_nor_list() -> None:
    def validate(args: ResourceValidationArgs, report: ReportViolation) -> None:
        for value in (args.props["object"], args.props["list"]):
            report(f"{isinstance(value, dict | list)} {isinstance(value, Mapping | Sequence)}", None)

    found = replay([policy(validate)], [registration("a:b:C", "c", object={}, list=[])])
    assert [violation.message for violation in found] == ["A canary\nFalse True"] * 2


def test_secrets_are_still_unwrapped() -> None:
    def validate(args: ResourceValidationArgs, report: ReportViolation) -> None:
        report(args.props["key"], None)

    secret = {SPECIAL_SIG_KEY: SPECIAL_SECRET_SIG, "value": "open"}
    (violation,) = replay([policy(validate)], [registration("a:b:C", "c", key=secret)])
    assert violation.message == "A canary\nopen"
