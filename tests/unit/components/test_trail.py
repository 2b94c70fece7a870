import pulumi

from components.deletion import LogDeletion
from components.trail import AuditTrail
from tests.support.recorder import UNKNOWN, Recording, record


def trail(opts: pulumi.ResourceOptions | None = None) -> Recording:
    def program() -> None:
        made = AuditTrail(
            "audit",
            {
                "trail": "acme-dev-audit",
                "bucket_name": "acme-logs",
                "logs": {"log_group_arn": "arn:group", "role_arn": "arn:role"},
                "tags": {"Team": "security"},
            },
            opts,
        )
        pulumi.export("name", made.trail_name)
        pulumi.export("arn", made.trail_arn)

    return record(program, preview=True)


def test_management_events_of_all_regions_validated_and_delivered() -> None:
    recording = trail()
    assert recording.tree() == [
        ("audit", "aws:cloudtrail/trail:Trail", "audit-trail"),
        ("aws-monitoring-baseline-dev", "aws-monitoring-baseline:index:AuditTrail", "audit"),
    ]
    assert recording.one("aws:cloudtrail/trail:Trail").inputs == {
        "name": "acme-dev-audit",
        "s3BucketName": "acme-logs",
        "cloudWatchLogsGroupArn": "arn:group:*",
        "cloudWatchLogsRoleArn": "arn:role",
        "isMultiRegionTrail": True,
        "includeGlobalServiceEvents": True,
        "enableLogFileValidation": True,
        "enableLogging": True,
        "tags": {"Team": "security", "Name": "audit"},
    }
    assert recording.outputs == {"name": "acme-dev-audit", "arn": UNKNOWN}


def test_a_retained_trail_is_protected_and_stays_in_the_account() -> None:
    requests = [one.request for one in trail(LogDeletion.named("retain").options()).registrations]
    assert [(request.protect, request.retainOnDelete) for request in requests] == [(True, True)] * 2
