"""Cases of the rule on resource groups."""

import json
from typing import Any

from pulumi.runtime.proto.resource_pb2 import RegisterResourceRequest
from pulumi_policy.proxy import UNKNOWN_STRING_VALUE
from rules.groups import group_selects_what_is_watched, watched_has_tags

from tests.support.policy_server import from_outputs, registration
from tests.support.rule_cases import Mutation, RuleCases, case, cloud_control

GROUP = "aws:resourcegroups/group:Group"
VPC = "aws:ec2/vpc:Vpc"
TAGS = {"Monitoring": "main", "Name": "x"}


def query(*types: str, tags: dict[str, list[str]] | None = None) -> str:
    filters = [{"Key": key, "Values": values} for key, values in (tags or {"Monitoring": ["main"]}).items()]
    return json.dumps({"ResourceTypeFilters": types or ["AWS::AllSupported"], "TagFilters": filters})


def group(text: str | None = None, name: str = "group", **inputs: Any) -> RegisterResourceRequest:
    return registration(GROUP, name, **({"resourceQuery": {"query": text or query()}} | inputs))


def vpc(**inputs: Any) -> RegisterResourceRequest:
    return registration(VPC, "vpc", **inputs)


GROUP_SELECTS = RuleCases(
    rule=group_selects_what_is_watched.RULE,
    mutations=[
        Mutation(
            stack=stack,
            resource="main-vpc",
            inputs={"tags": {"Monitoring": "forgotten"}},
            add=[
                (GROUP, "networks", {"resourceQuery": {"query": query(tags={"Monitoring": [f"monitoring-{stack}"]})}})
            ],
        )
        for stack in ("dev", "prod")
    ],
    violating=[
        case("no-tags", group(), vpc(), violations="vpc"),
        case("other-value", group(), vpc(tags={"Monitoring": "other"}), violations="vpc"),
        case("other-key", group(), vpc(tags={"monitoring": "main"}), violations="vpc"),
        case(
            "one-of-two-keys",
            group(query(tags={"Monitoring": ["main"], "Stage": ["prod"]})),
            vpc(tags=TAGS),
            violations="vpc",
        ),
        *(
            case(f"of-another-shape-{number}", group(), registration(type_, "vpc", **inputs), violations="vpc")
            for number, (type_, inputs) in enumerate(
                (
                    ("aws-native:ec2:Vpc", {"tags": [{"key": "Monitoring", "value": ["main"]}]}),
                    (VPC, {"tagsAll": "main"}),
                )
            )
        ),
        case("of-its-type", group(query("AWS::EC2::VPC")), vpc(), violations="vpc"),
        case(
            "selects-everything",
            group(json.dumps({"ResourceTypeFilters": ["AWS::AllSupported"], "TagFilters": []})),
            violations="group",
        ),
        case("not-a-query", group("{"), vpc(), violations="group"),
        case(
            "native",
            registration(
                "aws-native:resourcegroups:Group",
                "group",
                resourceQuery={
                    "type": "TAG_FILTERS_1_0",
                    "query": {
                        "resourceTypeFilters": ["AWS::AllSupported"],
                        "tagFilters": [{"key": "Monitoring", "values": ["main"]}],
                    },
                },
            ),
            registration("aws-native:ec2:Vpc", "vpc", tags=[{"key": "Monitoring", "value": "other"}]),
            violations="vpc",
        ),
        case(
            "cloud-control", group(), cloud_control("AWS::EC2::VPC", "vpc", CidrBlock="10.0.0.0/16"), violations="vpc"
        ),
        *(
            case(type_, group(), registration(type_, "watched"), violations="watched")
            for type_ in (
                "aws:cloudtrail/trail:Trail",
                "aws:cloudwatch/logGroup:LogGroup",
                "aws:ec2/instance:Instance",
                "aws:ec2/networkInterface:NetworkInterface",
                "aws:ec2/subnet:Subnet",
                "aws:lambda/function:Function",
                "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream",
                "aws:kinesis/stream:Stream",
                "aws:sns/topic:Topic",
            )
        ),
    ],
    compliant=[
        case("tagged", group(), vpc(tags=TAGS)),
        case("tagged-by-the-provider", group(), vpc(tagsAll=TAGS)),
        case("any-value", group(query(tags={"Monitoring": []})), vpc(tags=TAGS)),
        case("one-of-two-values", group(query(tags={"Monitoring": ["other", "main"]})), vpc(tags=TAGS)),
        case("in-one-of-two-groups", group(), group(query(tags={"Team": ["a"]}), "second"), vpc(tags=TAGS)),
        case(
            "native-tagged",
            group(),
            registration("aws-native:ec2:Vpc", "vpc", tags=[{"key": "Monitoring", "value": "main"}]),
        ),
        case("allowed", group(), vpc(), ungrouped=["AWS::EC2::VPC"]),
    ],
    absent=[case("no-group", vpc()), case("nothing-watched", group())],
    unknown=[
        case("tags", group(), from_outputs(vpc(), tags=[group()]), violations="vpc"),
        case(
            "a-tag",
            group(),
            from_outputs(vpc(tags={"Monitoring": UNKNOWN_STRING_VALUE}), tags=[group()]),
            violations="vpc",
        ),
        case(
            "query",
            from_outputs(group(resourceQuery=UNKNOWN_STRING_VALUE), resourceQuery=[vpc()]),
            vpc(),
            violations="group",
        ),
    ],
    out_of_scope=[
        case(
            "of-a-cloudformation-stack", group(resourceQuery={"type": "CLOUDFORMATION_STACK_1_0", "query": "{}"}), vpc()
        ),
        case("of-another-type", group(query("AWS::EC2::Instance")), vpc()),
        case("a-policy", group(), registration("aws:iam/policy:Policy", "policy")),
    ],
)

REQUIRED = {"Monitoring": "main", "Team": "net"}

NO_TAGS = (
    *(("aws:x", "a"), ("AWS:x", "a"), ("", "a"), ("a" * 129, "a"), ("a<", "a"), ("a ", "a")),
    *(("a", "a" * 257), ("a", "\ta"), ("a", "a;")),
)
HAS_TAGS = RuleCases(
    rule=watched_has_tags.RULE,
    mutations=[
        Mutation(
            stack=stack,
            resource="main-vpc",
            inputs={"tags": {"Monitoring": f"monitoring-{stack}"}},
            options={"tags": {"Stack": stack}},
        )
        for stack in ("dev", "prod")
    ],
    violating=[
        case("other-value", vpc(tags={"Monitoring": "other", "Team": "net"}), violations="vpc", tags=REQUIRED),
        case("other-key", vpc(tags={"monitoring": "main", "Team": "net"}), violations="vpc", tags=REQUIRED),
        case("one-of-two", vpc(tags=TAGS), violations="vpc", tags=REQUIRED),
        case(
            "native",
            registration("aws-native:ec2:Vpc", "vpc", tags=[{"key": "Monitoring", "value": "main"}]),
            violations="vpc",
            tags=REQUIRED,
        ),
        case("options-of-another-type", vpc(tags=TAGS), violations="vpc", tags=["Monitoring"]),
        case("options-of-another-value", vpc(tags=TAGS), violations="vpc", tags={"Monitoring": True}),
        *(
            case(f"no-tag-{number}", vpc(tags={key: value}), violations="vpc", tags={key: value})
            for number, (key, value) in enumerate(NO_TAGS)
        ),
    ],
    compliant=[
        case("nothing-asked-for", vpc()),
        case("all-of-them", vpc(tags=TAGS | REQUIRED), tags=REQUIRED),
        case("by-the-provider", vpc(tagsAll=REQUIRED), tags=REQUIRED),
        case("as-long-as-can-be", vpc(tags={"a" * 128: "a" * 256}), tags={"a" * 128: "a" * 256}),
        case(
            "native-tagged",
            registration("aws-native:ec2:Vpc", "vpc", tags=[{"key": "Monitoring", "value": "main"}]),
            tags={"Monitoring": "main"},
        ),
    ],
    absent=[case("no-tags", vpc(), violations="vpc", tags=REQUIRED)],
    unknown=[
        case("tags", vpc(tags=UNKNOWN_STRING_VALUE), violations="vpc", tags=REQUIRED),
        case("a-tag", vpc(tags={**REQUIRED, "Team": UNKNOWN_STRING_VALUE}), violations="vpc", tags=REQUIRED),
    ],
    out_of_scope=[case("a-policy", registration("aws:iam/policy:Policy", "policy"), tags=REQUIRED)],
)

ROWS = (GROUP_SELECTS, HAS_TAGS)
