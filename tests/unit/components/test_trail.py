import pulumi
import pytest

from components.deletion import LogDeletion
from components.selectors import AdvancedSelectors, BasicSelectors, LambdaDataEvents, S3DataEvents
from components.trail import AuditTrail, AuditTrailArgs
from logs.keys.trail_keys import TrailKeys
from tests.support.recorder import UNKNOWN, Recording, record

TRAIL = "aws:cloudtrail/trail:Trail"
BASE: AuditTrailArgs = {
    "trail": "acme-dev-audit",
    "bucket": {"bucket_name": "acme-logs", "keys": TrailKeys()},
    "logs": {"log_group_arn": "arn:group", "role_arn": "arn:role"},
}
MANAGEMENT = {
    "name": "Management events",
    "fieldSelectors": [{"field": "eventCategory", "equals": ["Management"]}],
}
INPUTS = {
    "name": "acme-dev-audit",
    "s3BucketName": "acme-logs",
    "cloudWatchLogsGroupArn": "arn:group:*",
    "cloudWatchLogsRoleArn": "arn:role",
    "isMultiRegionTrail": True,
    "isOrganizationTrail": False,
    "includeGlobalServiceEvents": True,
    "enableLogFileValidation": True,
    "enableLogging": True,
    "advancedEventSelectors": [MANAGEMENT],
    "tags": {"Name": "audit"},
}


def trail(args: AuditTrailArgs = BASE, opts: pulumi.ResourceOptions | None = None) -> Recording:
    def program() -> None:
        made = AuditTrail("audit", args, opts)
        pulumi.export("name", made.trail_name)
        pulumi.export("arn", made.trail_arn)

    return record(program, preview=True)


def test_management_events_of_all_regions_validated_and_delivered() -> None:
    recording = trail()
    assert recording.tree() == [
        ("audit", TRAIL, "audit-trail"),
        ("aws-monitoring-baseline-dev", "aws-monitoring-baseline:index:AuditTrail", "audit"),
    ]
    assert recording.one(TRAIL).inputs == INPUTS
    assert recording.outputs == {"name": "acme-dev-audit", "arn": UNKNOWN}


@pytest.mark.parametrize(
    ("option", "changed"),
    [
        ({"tags": {"Team": "security"}}, {"tags": {"Team": "security", "Name": "audit"}}),
        ({"key_arn": "arn:key"}, {"kmsKeyId": "arn:key"}),
        ({"topic_name": "acme-dev-audit"}, {"snsTopicName": "acme-dev-audit"}),
        ({"bucket": {"bucket_name": "other", "keys": TrailKeys()}}, {"s3BucketName": "other"}),
        (
            {"bucket": {"bucket_name": "acme-logs", "keys": TrailKeys(prefix="audit/trail")}},
            {"s3KeyPrefix": "audit/trail"},
        ),
        (
            {"bucket": {"bucket_name": "acme-logs", "keys": TrailKeys(organization="o-1234567890")}},
            {"isOrganizationTrail": True},
        ),
        ({"insights": ()}, {}),
        (
            {"insights": ("ApiErrorRateInsight", "ApiCallRateInsight")},
            {"insightSelectors": [{"insightType": "ApiErrorRateInsight"}, {"insightType": "ApiCallRateInsight"}]},
        ),
        ({"selectors": AdvancedSelectors()}, {}),
        (
            {"selectors": AdvancedSelectors((S3DataEvents(("arn:aws:s3:::acme-logs",)), LambdaDataEvents()))},
            {
                "advancedEventSelectors": [
                    MANAGEMENT,
                    {
                        "name": "S3 objects",
                        "fieldSelectors": [
                            {"field": "eventCategory", "equals": ["Data"]},
                            {"field": "resources.type", "equals": ["AWS::S3::Object"]},
                            {"field": "resources.ARN", "notStartsWiths": ["arn:aws:s3:::acme-logs/"]},
                        ],
                    },
                    {
                        "name": "Lambda functions",
                        "fieldSelectors": [
                            {"field": "eventCategory", "equals": ["Data"]},
                            {"field": "resources.type", "equals": ["AWS::Lambda::Function"]},
                        ],
                    },
                ]
            },
        ),
        (
            {"selectors": BasicSelectors(function_arns=("arn:aws:lambda",))},
            {
                "advancedEventSelectors": None,
                "eventSelectors": [
                    {
                        "readWriteType": "All",
                        "includeManagementEvents": True,
                        "dataResources": [{"type": "AWS::Lambda::Function", "values": ["arn:aws:lambda"]}],
                    }
                ],
            },
        ),
    ],
)
def test_an_option_changes_what_it_says_and_nothing_else(option: AuditTrailArgs, changed: dict[str, object]) -> None:
    expected = {name: value for name, value in {**INPUTS, **changed}.items() if value is not None}
    assert trail({**BASE, **option}).one(TRAIL).inputs == expected


def test_the_trail_waits_for_what_lets_it_in() -> None:
    """A known name carries the order: of the bucket's policy, the role's, the topic's, the key's."""

    class Permission(pulumi.CustomResource):
        given: pulumi.Output[str]

        def __init__(self, name: str) -> None:
            super().__init__("test:index:Permission", name, {"given": name})

    def program() -> None:
        AuditTrail(
            "audit",
            {
                "trail": "acme-dev-audit",
                "bucket": {"bucket_name": Permission("bucket").given, "keys": TrailKeys()},
                "logs": {"log_group_arn": Permission("group").given, "role_arn": Permission("role").given},
                "key_arn": Permission("key").given,
                "topic_name": Permission("topic").given,
                "selectors": AdvancedSelectors((S3DataEvents((Permission("left-out").given,)),)),
            },
        )

    made = record(program, preview=True).one(TRAIL)
    assert made.dependencies == {"bucket", "group", "role", "key", "topic", "left-out"}


@pytest.mark.parametrize("kept", [True, False])
def test_a_retained_trail_is_protected_and_stays_in_the_account(kept: bool) -> None:
    recording = trail(opts=LogDeletion.named("retain" if kept else "delete").options())
    requests = [one.request for one in recording.registrations]
    assert [(request.protect, request.retainOnDelete) for request in requests] == [(kept, kept)] * 2
