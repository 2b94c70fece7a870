"""Which types the rules are about, and which of them no template may have."""

from typing import cast

import pytest
from cloud_control import native_type
from pack import RULES
from packages import TypesOfOthers
from permissions import PERMISSIONS
from policy_holders import HOLDERS
from templates import MACRO, is_past_the_rules, past_the_rules, types_in

MAY_BE_IN_TEMPLATES = {
    *("aws-native:cloudwatch:Alarm", "aws-native:cloudwatch:CompositeAlarm", "aws-native:cloudwatch:AlarmMuteRule"),
    "aws-native:sns:Topic",
    *("aws-native:ec2:Instance", "aws-native:ec2:NetworkInterface", "aws-native:ec2:Subnet", "aws-native:ec2:Vpc"),
    *("aws-native:ec2:SecurityGroup", "aws-native:ec2:SecurityGroupEgress", "aws-native:ec2:SecurityGroupIngress"),
    *("aws-native:kinesis:Stream", "aws-native:lambda:Function", "aws-native:resourcegroups:Group"),
}
"""What docs/policies.md says of templates under "What no preview shows", beside what holds policies."""


def test_each_type_that_a_rule_is_about_is_refused_or_named_as_one_that_is_not() -> None:
    read = {
        type_
        for rule in RULES
        if not isinstance(rule.types, TypesOfOthers)
        for type_ in cast("frozenset[str]", rule.types)
        if type_.startswith("aws-native:") and not type_.startswith("aws-native:index:")
    }
    passing = {type_ for type_ in read if not is_past_the_rules(_in_a_template(type_))}
    assert passing - HOLDERS.keys() - PERMISSIONS == MAY_BE_IN_TEMPLATES


def test_what_is_in_a_template_is_what_the_rules_read() -> None:
    assert native_type("AWS::Logs::LogGroup") == "aws-native:logs:LogGroup"
    assert past_the_rules({"Resources": {"A": {"Type": "AWS::SQS::Queue"}, "B": {"Type": "AWS::Logs::LogGroup"}}}) == [
        "AWS::Logs::LogGroup"
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Resources: {A: {Type: 'AWS::SQS::Queue'}}", {"AWS::SQS::Queue"}),
        ("Resources: {A: {Type: 'AWS::SQS::Queue', Properties: {Type: 'AWS::S3::Bucket'}}}", {"AWS::SQS::Queue"}),
        ("Parameters: {A: {Type: 'AWS::EC2::KeyPair::KeyName'}}", set[str]()),
        ("Resources: &all {A: {Type: 'AWS::SQS::Queue', Metadata: *all}}", {"AWS::SQS::Queue"}),
        ("Transform: x", {MACRO}),
        ("Metadata: {Transform: x, Modules: y}", set[str]()),
        ("Resources: {A: {Type: 7}}", {"a Type that is not a text"}),
    ],
)
def test_the_types_are_those_of_resources(text: str, found: set[str]) -> None:
    assert types_in(text) == found


@pytest.mark.parametrize(
    "text", ["Resources:", "Resources: {A: x}", "Resources: {A: {<<: {}}}", "? !!binary QQ==\n: 1"]
)
def test_a_template_of_another_shape_is_not_read(text: str) -> None:
    with pytest.raises(ValueError, match=r"^the template has "):
        types_in(text)


def _in_a_template(native: str) -> str:
    """How a template spells an aws-native type. Of the service only the letters count, not their case."""
    return "::".join(["AWS", *native.removeprefix("aws-native:").split(":")])
