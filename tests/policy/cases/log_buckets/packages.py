"""Cases of the rule on the packages that resources are of."""

from cloud_control import HOLDERS
from pulumi_policy.proxy import UNKNOWN_STRING_VALUE
from rules.log_buckets import package_is_known

from tests.policy.cases.log_buckets.resources import PET, component, one
from tests.support.policy_server import registration
from tests.support.rule_cases import Case, Mutation, RuleCases

DYNAMIC = "pulumi-python:dynamic:Resource"
COMMAND = "command:local:Command"
PACKAGE = RuleCases(
    rule=package_is_known.RULE,
    mutations=[Mutation(add=[(DYNAMIC, "any", {"__provider": "code"})], violations=one("any"))],
    violating=[
        *(
            Case(id=id_, resources=[registration(type_, "any")], violations=one("any"))
            for id_, type_ in {
                "dynamic": DYNAMIC,
                "dynamic-class": "pulumi-python:dynamic/opener:Opener",
                "dynamic-of-another-language": "pulumi-nodejs:dynamic:Resource",
                "command": COMMAND,
                "bridged": "aws:index/s3BucketPolicy:S3BucketPolicy",
                "bridged-in-short": "aws:index:S3BucketPolicy",
                "bridged-by-another-name": "theirs:index/s3BucketPolicy:S3BucketPolicy",
                "named-alike": "aws-x:s3/bucketPolicy:BucketPolicy",
                "named-as-the-engine": "pulumi:index:Opener",
                "of-the-cloud": "pulumiservice:index:Webhook",
                "no-type": "aws",
            }.items()
        ),
        Case(
            id="another-is-known",
            resources=[registration(COMMAND, "any")],
            options={"otherPackages": ["kubernetes"]},
            violations=one("any"),
        ),
        Case(
            id="the-list-is-the-whole-list",
            resources=[PET],
            options={"otherPackages": ["kubernetes"]},
            violations=one("pet"),
        ),
        Case(
            id="bridged-is-never-known",
            resources=[registration("aws:index/s3BucketPolicy:S3BucketPolicy", "any")],
            options={"otherPackages": ["aws"]},
            violations=one("any"),
        ),
        Case(
            id="options-of-another-type",
            resources=[registration(COMMAND, "any")],
            options={"otherPackages": COMMAND},
            violations=one("any"),
        ),
        Case(
            id="within-a-component",
            resources=[component("theirs:index:Site", "site"), registration(COMMAND, "any")],
            violations=one("any"),
        ),
    ],
    compliant=[
        *(
            Case(id=type_, resources=[registration(type_, "any")])
            for type_ in (
                "random:index/randomPet:RandomPet",
                "tls:index/privateKey:PrivateKey",
                "time:index/sleep:Sleep",
                "aws:sqs/queue:Queue",
                "aws-native:sqs:Queue",
                *HOLDERS,
            )
        ),
        Case(id="named", resources=[registration(COMMAND, "any")], options={"otherPackages": ["command"]}),
    ],
    absent=[Case(id="no-inputs", resources=[registration(DYNAMIC, "any")], violations=one("any"))],
    unknown=[
        Case(id="inputs", resources=[registration(COMMAND, "any", create=UNKNOWN_STRING_VALUE)], violations=one("any"))
    ],
    out_of_scope=[
        # They make nothing themselves.
        Case(id="component", resources=[component("theirs:index:Site", "site", bucket="logs")]),
        Case(id="component-in-the-name-of-a-bridge", resources=[component("aws:index:Site", "site")]),
        Case(id="provider", resources=[registration("pulumi:providers:command", "any")]),
        Case(id="stack", resources=[component("pulumi:pulumi:Stack", "any")]),
        Case(id="stack-reference", resources=[registration("pulumi:pulumi:StackReference", "any")]),
    ],
)
