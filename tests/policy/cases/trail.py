"""Cases of the rules on trails."""

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from pulumi.runtime.proto.resource_pb2 import RegisterResourceRequest
from pulumi_policy.proxy import UNKNOWN_STRING_VALUE
from rule import Rule
from rules.trail import (
    delivers_to_log_group,
    has_key,
    is_on,
    named_by_bucket_policy,
    records_every_region,
    records_global_services,
    records_management_events,
    validates_files,
)

from tests.support.bucket_documents import ACCOUNT, BUCKET, TRAIL, document, good_statements
from tests.support.policy_server import from_outputs, registration
from tests.support.rule_cases import Case, Mutation, RuleCases, input_of

TYPE = "aws:cloudtrail/trail:Trail"
NATIVE = "aws-native:cloudtrail:Trail"
ORGANIZATION_TRAIL = registration("aws:cloudtrail/eventDataStore:EventDataStore", "store", multiRegionEnabled=False)
PET = registration("random:index/randomPet:RandomPet", "pet")


def trail(**inputs: Any) -> Sequence[RegisterResourceRequest]:
    return [registration(TYPE, "trail", **inputs)]


def native(**inputs: Any) -> Sequence[RegisterResourceRequest]:
    return [registration(NATIVE, "trail", **inputs)]


def cloud_control(**properties: Any) -> Sequence[RegisterResourceRequest]:
    inputs = {"typeName": "AWS::CloudTrail::Trail", "desiredState": json.dumps(properties)}
    return [registration("aws:cloudcontrol/resource:Resource", "trail", **inputs)]


def violation(id_: str, resources: Sequence[RegisterResourceRequest]) -> Case:
    return Case(id=id_, resources=resources, violations=frozenset({"trail"}))


def beside(faulty: Sequence[RegisterResourceRequest], **inputs: Any) -> Sequence[RegisterResourceRequest]:
    """A trail with a fault, and one that records all that one trail of an account has to, but for the inputs."""
    return [*faulty, registration(TYPE, "whole", **({"name": "whole", "isMultiRegionTrail": True} | inputs))]


def at_least_one(cases: RuleCases, faulty: Sequence[RegisterResourceRequest]) -> RuleCases:
    """The cases of a rule that one trail of the stack has to keep, with those of two trails.

    Args:
        cases: Those of one trail.
        faulty: A trail that breaks the rule, and no other that one trail has to keep.
    """
    lacking = (
        {"enableLogging": False},
        {"isMultiRegionTrail": False},
        {"includeGlobalServiceEvents": False},
        {"eventSelectors": [{"includeManagementEvents": False}]},
    )
    return replace(
        cases,
        violating=[
            *cases.violating,
            *(
                Case(
                    id=f"beside-one-without-{next(iter(inputs))}",
                    resources=beside(faulty, **inputs),
                    # That of the same fault breaks the rule itself.
                    violations=frozenset({"trail", *(["whole"] if inputs.keys() <= set(faulty[0].object) else [])}),
                )
                for inputs in lacking
            ),
        ],
        compliant=[
            *cases.compliant,
            Case(id="beside-one-that-records-all", resources=beside(faulty)),
            Case(
                id="beside-a-native-one-that-records-all",
                resources=[*faulty, registration(NATIVE, "whole", isLogging=True, isMultiRegionTrail=True)],
            ),
        ],
        unknown=[
            *cases.unknown,
            violation(
                "beside-one-that-may-be-off",
                [*faulty, PET, from_outputs(beside([])[0], enableLogging=[PET])],
            ),
        ],
    )


def flag(rule: Rule, name: str, *, without: bool) -> RuleCases:
    """The cases of a rule that wants a flag to be on.

    Args:
        rule: The rule.
        name: The flag, as the provider aws has it.
        without: Whether a trail of that provider keeps the rule without it.
    """
    unknown = from_outputs(registration(TYPE, "trail"), **{name: [PET]})
    native_name = "isLogging" if name == "enableLogging" else name
    pascal = native_name[0].upper() + native_name[1:]
    return RuleCases(
        rule=rule,
        mutations=[Mutation(stack=stack, resource="audit-trail", inputs={name: False}) for stack in ("dev", "prod")],
        violating=[
            violation("off", trail(**{name: False})),
            violation("off-as-a-text", trail(**{name: "false"})),
            violation("native-off", native(**{native_name: False})),
            violation("cloud-control-off", cloud_control(**{pascal: False})),
        ],
        compliant=[
            Case(id="on", resources=trail(**{name: True})),
            Case(id="native-on", resources=native(**{native_name: True})),
            Case(id="cloud-control-on", resources=cloud_control(**{pascal: True})),
        ],
        absent=[
            Case(id="left-out", resources=trail()) if without else violation("left-out", trail()),
            Case(id="native-left-out", resources=native())
            if without and name == native_name
            else violation("native-left-out", native()),
        ],
        unknown=[violation("unknown", [PET, unknown])],
        out_of_scope=[Case(id="another-type", resources=[ORGANIZATION_TRAIL])],
    )


def chooses(*fields: dict[str, Any]) -> dict[str, Any]:
    return {"fieldSelectors": list(fields)}


MANAGEMENT = {"field": "eventCategory", "equals": ["Management"]}
DATA = {"field": "eventCategory", "equals": ["Data"]}
READS = {"field": "readOnly", "equals": ["true"]}
WRITES = {"field": "readOnly", "equals": ["false"]}
NOT_KMS = {"field": "eventSource", "notEquals": ["kms.amazonaws.com"]}

MANAGEMENT_EVENTS = RuleCases(
    rule=records_management_events.RULE,
    mutations=[
        Mutation(stack="dev", resource="audit-trail", inputs={"advancedEventSelectors": [chooses(MANAGEMENT, WRITES)]}),
        Mutation(
            stack="prod",
            resource="audit-trail",
            inputs={"advancedEventSelectors": input_of("prod", "audit-trail", "advancedEventSelectors")[1:]},
        ),
    ],
    violating=[
        violation("basic-data-only", trail(eventSelectors=[{"includeManagementEvents": False}])),
        violation("basic-data-only-as-a-text", trail(eventSelectors=[{"includeManagementEvents": "False"}])),
        violation("advanced-reads-in-an-object", trail(advancedEventSelectors=[{"fieldSelectors": READS}])),
        violation("basic-reads", trail(eventSelectors=[{"readWriteType": "ReadOnly"}])),
        violation(
            "basic-without-kms", trail(eventSelectors=[{"excludeManagementEventSources": ["kms.amazonaws.com"]}])
        ),
        violation("advanced-data-only", trail(advancedEventSelectors=[chooses(DATA)])),
        violation("advanced-reads", trail(advancedEventSelectors=[chooses(MANAGEMENT, READS)])),
        violation("advanced-without-kms", trail(advancedEventSelectors=[chooses(MANAGEMENT, NOT_KMS)])),
        violation(
            "advanced-with-another-test",
            trail(advancedEventSelectors=[chooses({**MANAGEMENT, "notEquals": ["Management"]})]),
        ),
        violation("advanced-without-a-category", trail(advancedEventSelectors=[chooses(READS)])),
        violation("native", native(advancedEventSelectors=[chooses(DATA)])),
        violation("cloud-control", cloud_control(EventSelectors=[{"IncludeManagementEvents": False}])),
    ],
    compliant=[
        Case(id="basic", resources=trail(eventSelectors=[{"readWriteType": "All", "includeManagementEvents": True}])),
        Case(id="basic-default", resources=trail(eventSelectors=[{"dataResources": []}])),
        Case(
            id="basic-in-halves",
            resources=trail(eventSelectors=[{"readWriteType": "ReadOnly"}, {"readWriteType": "WriteOnly"}]),
        ),
        Case(id="advanced-in-an-object", resources=trail(advancedEventSelectors=[{"fieldSelectors": MANAGEMENT}])),
        Case(id="advanced", resources=trail(advancedEventSelectors=[chooses(DATA), chooses(MANAGEMENT)])),
        Case(
            id="advanced-in-halves",
            resources=trail(advancedEventSelectors=[chooses(READS, MANAGEMENT), chooses(MANAGEMENT, WRITES)]),
        ),
        Case(
            id="cloud-control-advanced",
            resources=cloud_control(
                AdvancedEventSelectors=[{"FieldSelectors": [{"Field": "eventCategory", "Equals": ["Management"]}]}]
            ),
        ),
    ],
    absent=[Case(id="no-selectors", resources=[*trail()])],
    unknown=[
        violation("unknown-selectors", [PET, from_outputs(trail()[0], eventSelectors=[PET])]),
        violation(
            "unknown-part",
            [
                PET,
                from_outputs(trail(eventSelectors=[{"readWriteType": UNKNOWN_STRING_VALUE}])[0], eventSelectors=[PET]),
            ],
        ),
    ],
    out_of_scope=[Case(id="another-type", resources=[ORGANIZATION_TRAIL])],
)

KEY = registration("aws:kms/key:Key", "key")
ALIAS = from_outputs(registration("aws:kms/alias:Alias", "alias", name="alias/logs"), targetKeyId=[KEY])
OFF = registration("aws:kms/key:Key", "key", isEnabled=False)


def with_key(key: RegisterResourceRequest) -> Sequence[RegisterResourceRequest]:
    return [key, from_outputs(trail()[0], kmsKeyId=[key])]


HAS_KEY = RuleCases(
    rule=has_key.RULE,
    mutations=[Mutation(resource="audit-trail", inputs={"kmsKeyId": None})],
    violating=[
        violation("none", trail()),
        violation("native", native(trailName="x")),
        violation("disabled-key", with_key(OFF)),
        Case(
            id="disabled-key-though-none-is-asked",
            resources=with_key(OFF),
            violations=frozenset({"trail"}),
            options={"serviceManagedKeys": True},
        ),
        violation("disabled-native-key", with_key(registration("aws-native:kms:Key", "key", enabled=False))),
        violation("disabled-key-of-an-alias", [OFF, *with_key(from_outputs(ALIAS, targetKeyId=[OFF]))]),
    ],
    compliant=[
        Case(id="by-arn", resources=trail(kmsKeyId=f"arn:aws:kms:us-east-1:{ACCOUNT}:key/1")),
        Case(id="native-by-arn", resources=native(kmsKeyId=f"arn:aws:kms:us-east-1:{ACCOUNT}:key/1")),
        Case(id="cloud-control-by-arn", resources=cloud_control(KMSKeyId=f"arn:aws:kms:us-east-1:{ACCOUNT}:key/1")),
        Case(id="enabled-key", resources=with_key(registration("aws:kms/key:Key", "key", isEnabled=True))),
        Case(id="not-asked", resources=trail(), options={"serviceManagedKeys": True}),
    ],
    absent=[violation("empty", trail(kmsKeyId=""))],
    unknown=[
        Case(id="by-output-of-a-key", resources=[KEY, from_outputs(trail()[0], kmsKeyId=[KEY])]),
        Case(id="by-output-of-an-alias", resources=[KEY, ALIAS, from_outputs(trail()[0], kmsKeyId=[ALIAS])]),
        violation("by-output-of-another", [PET, from_outputs(trail()[0], kmsKeyId=[PET])]),
        violation("key-that-may-be-disabled", [PET, *with_key(from_outputs(KEY, isEnabled=[PET]))]),
    ],
    out_of_scope=[Case(id="another-type", resources=[ORGANIZATION_TRAIL])],
)

GROUP = registration("aws:cloudwatch/logGroup:LogGroup", "group", name="/audit")
ROLE = registration("aws:iam/role:Role", "role", name="r")
ROLE_POLICY = from_outputs(registration("aws:iam/rolePolicy:RolePolicy", "role-policy"), role=[ROLE])
GROUP_ARN = f"arn:aws:logs:us-east-1:{ACCOUNT}:log-group:/audit:*"
ROLE_ARN = f"arn:aws:iam::{ACCOUNT}:role/r"
DELIVERS = RuleCases(
    rule=delivers_to_log_group.RULE,
    mutations=[
        Mutation(stack="dev", resource="audit-trail", inputs={"cloudWatchLogsGroupArn": None}),
        Mutation(stack="prod", resource="audit-trail", inputs={"cloudWatchLogsRoleArn": None}),
    ],
    violating=[
        violation("no-role", trail(cloudWatchLogsGroupArn=GROUP_ARN)),
        violation("no-group", trail(cloudWatchLogsRoleArn=ROLE_ARN)),
        violation("native-no-role", native(cloudWatchLogsLogGroupArn=GROUP_ARN)),
    ],
    compliant=[
        Case(id="both", resources=trail(cloudWatchLogsGroupArn=GROUP_ARN, cloudWatchLogsRoleArn=ROLE_ARN)),
        Case(id="native-both", resources=native(cloudWatchLogsLogGroupArn=GROUP_ARN, cloudWatchLogsRoleArn=ROLE_ARN)),
    ],
    absent=[violation("neither", trail())],
    unknown=[
        Case(
            id="by-outputs",
            resources=[
                *(GROUP, ROLE, ROLE_POLICY),
                from_outputs(trail()[0], cloudWatchLogsGroupArn=[GROUP], cloudWatchLogsRoleArn=[ROLE_POLICY]),
            ],
        ),
        violation(
            "by-output-of-another",
            [PET, from_outputs(trail(cloudWatchLogsGroupArn=GROUP_ARN)[0], cloudWatchLogsRoleArn=[PET])],
        ),
    ],
    out_of_scope=[Case(id="another-type", resources=[ORGANIZATION_TRAIL])],
)

LOGS = registration("aws:s3/bucket:Bucket", "logs", bucket=BUCKET)
POLICY = registration("aws:s3/bucketPolicy:BucketPolicy", "policy", bucket=BUCKET, policy=document(good_statements()))


def named(name: str, policy: Any = None) -> Sequence[RegisterResourceRequest]:
    """A trail of this name that delivers to a bucket with a policy, a good one for the trail `main` if not given."""
    carrier = registration(POLICY.type, "policy", bucket=BUCKET, policy=policy) if policy else POLICY
    return [LOGS, carrier, registration(TYPE, "trail", name=name, s3BucketName=BUCKET)]


def renamed(old: str, new: str) -> str:
    return document(good_statements()).replace(old, new)


NAMED = RuleCases(
    rule=named_by_bucket_policy.RULE,
    mutations=[
        Mutation(stack="dev", resource="audit-trail", inputs={"name": "another"}),
        Mutation(stack="prod", resource="audit-trail", inputs={"name": "monitoring-prod-audit-2"}),
    ],
    violating=[
        violation("another-trail", named("other")),
        violation("a-longer-name", named("main-2")),
        violation("wildcards-taken-literally", named("main", renamed(TRAIL, TRAIL.replace("main", "*")))),
        violation("only-the-acl-check", named("main", document(good_statements()[:1]))),
        violation("no-json", named("main", "{")),
        violation("nothing-for-trails", named("main", document(good_statements()[2:]))),
    ],
    compliant=[
        Case(id="by-name", resources=named("main")),
        Case(
            id="by-wildcard",
            resources=named(
                "main",
                document(
                    [
                        {**one, "Condition": {"ArnLike": {"aws:SourceArn": TRAIL.replace("main", "ma*")}}}
                        for one in good_statements()[:2]
                    ]
                ),
            ),
        ),
        Case(
            id="inline",
            resources=[
                registration("aws:s3/bucket:Bucket", "logs", bucket=BUCKET, policy=document(good_statements())),
                registration(TYPE, "trail", name="main", s3BucketName=BUCKET),
            ],
        ),
        Case(
            id="native",
            resources=[
                registration("aws-native:s3:Bucket", "logs", bucketName=BUCKET),
                registration(
                    "aws-native:s3:BucketPolicy", "p", bucket=BUCKET, policyDocument={"Statement": good_statements()}
                ),
                registration(NATIVE, "trail", trailName="main", s3BucketName=BUCKET),
            ],
        ),
    ],
    absent=[
        Case(id="others-bucket", resources=trail(name="main", s3BucketName=BUCKET)),
        Case(id="no-policy", resources=[LOGS, *trail(name="main", s3BucketName=BUCKET)]),
    ],
    unknown=[
        Case(
            id="by-outputs",
            resources=[
                LOGS,
                POLICY,
                from_outputs(registration(TYPE, "trail", name="main"), s3BucketName=[POLICY]),
            ],
        ),
        violation(
            "unknown-policy",
            [
                *(LOGS, PET),
                from_outputs(registration(POLICY.type, "policy", bucket=BUCKET), policy=[PET]),
                *trail(name="main", s3BucketName=BUCKET),
            ],
        ),
        violation("unknown-name", [PET, LOGS, POLICY, from_outputs(trail(s3BucketName=BUCKET)[0], name=[PET])]),
    ],
    out_of_scope=[Case(id="another-type", resources=[LOGS, POLICY, ORGANIZATION_TRAIL])],
)

ROWS = (
    flag(is_on.RULE, "enableLogging", without=True),
    at_least_one(flag(records_every_region.RULE, "isMultiRegionTrail", without=False), trail(isMultiRegionTrail=False)),
    at_least_one(
        flag(records_global_services.RULE, "includeGlobalServiceEvents", without=True),
        trail(includeGlobalServiceEvents=False),
    ),
    at_least_one(MANAGEMENT_EVENTS, trail(eventSelectors=[{"includeManagementEvents": False}])),
    flag(validates_files.RULE, "enableLogFileValidation", without=False),
    HAS_KEY,
    DELIVERS,
    NAMED,
)
