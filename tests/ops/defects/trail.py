"""What can be wrong with the trail."""

from datetime import datetime
from typing import Any

from moto.cloudtrail.models import TrailStatus, cloudtrail_backends

from tests.ops.defects.defect import Defect
from tests.ops.deployed import ACCOUNT_ID, FLOW_GROUP, KEY_ARN, REGION, ROLE, TRAIL, Deployed, log_group_arn

TRAIL_CHECKS = {
    f"trail {TRAIL}: {claim}"
    for claim in (
        "exists",
        "is logging",
        "records all management events",
        "validates log files",
        "records all regions",
        "records global services",
        "delivers to the log bucket",
        "last delivery to the bucket succeeded",
        "log files keep coming to the bucket",
        "digest files keep coming to the bucket",
        "delivers to its log group",
        "shares its log group with no flow log",
        "last delivery to the log group succeeded",
        "events keep coming to the log group",
        "last notification succeeded",
        "encrypts with the log key",
    )
}


def trail(claim: str) -> set[str]:
    return {f"trail {TRAIL}: {claim}"}


def stop_logging(it: Deployed) -> None:
    it.account.cloudtrail.stop_logging(Name=TRAIL)


def delete_trail(it: Deployed) -> None:
    it.account.cloudtrail.delete_trail(Name=TRAIL)


def record_no_management_events(it: Deployed) -> None:
    it.account.cloudtrail.put_event_selectors(
        TrailName=TRAIL, EventSelectors=[{"ReadWriteType": "All", "IncludeManagementEvents": False}]
    )


def record_what_advanced_selectors_leave(it: Deployed) -> None:
    it.account.cloudtrail.put_event_selectors(
        TrailName=TRAIL,
        AdvancedEventSelectors=[
            {
                "FieldSelectors": [
                    {"Field": "eventCategory", "Equals": ["Management"]},
                    {"Field": "eventSource", "NotEquals": ["kms.amazonaws.com"]},
                ]
            }
        ],
    )


def stop_validation(it: Deployed) -> None:
    it.account.cloudtrail.update_trail(Name=TRAIL, EnableLogFileValidation=False)


def record_one_region(it: Deployed) -> None:
    it.account.cloudtrail.update_trail(Name=TRAIL, IsMultiRegionTrail=False)


def skip_global_services(it: Deployed) -> None:
    it.account.cloudtrail.update_trail(Name=TRAIL, IncludeGlobalServiceEvents=False)


def deliver_to_another_bucket(it: Deployed) -> None:
    it.account.s3.create_bucket(Bucket="another-bucket")
    it.account.cloudtrail.update_trail(Name=TRAIL, S3BucketName="another-bucket")


def deliver_under_a_prefix(it: Deployed) -> None:
    it.account.cloudtrail.update_trail(Name=TRAIL, S3KeyPrefix="elsewhere")


def encrypt_with_another_key(it: Deployed) -> None:
    it.account.cloudtrail.update_trail(Name=TRAIL, KmsKeyId=KEY_ARN.replace("1f2e", "0000"))


def deliver_to_another_log_group(it: Deployed) -> None:
    it.account.logs.create_log_group(logGroupName="another")
    it.account.cloudtrail.update_trail(
        Name=TRAIL, CloudWatchLogsLogGroupArn=f"{log_group_arn('another')}:*", CloudWatchLogsRoleArn=ROLE
    )


def deliver_to_the_flow_logs_group(it: Deployed) -> None:
    it.account.cloudtrail.update_trail(
        Name=TRAIL, CloudWatchLogsLogGroupArn=f"{log_group_arn(FLOW_GROUP)}:*", CloudWatchLogsRoleArn=ROLE
    )


class _Reported(TrailStatus):
    """moto delivers nothing, and so has no errors and no times of its own."""

    def __init__(self, members: dict[str, str | datetime]) -> None:
        super().__init__()
        self.members = {
            name: int(value.timestamp()) if isinstance(value, datetime) else value for name, value in members.items()
        }
        self.start_logging()

    def description(self) -> dict[str, Any]:
        return super().description() | self.members


def report(**members: str | datetime) -> None:
    """Let CloudTrail say something else of what the trail does (CloudTrail API reference: GetTrailStatus)."""
    trails = cloudtrail_backends[ACCOUNT_ID][REGION].trails
    trails[TRAIL].status = _Reported(members)


def fail_to_deliver_files(_: Deployed) -> None:
    report(LatestDeliveryError="AccessDenied")


def fail_to_deliver_digests(_: Deployed) -> None:
    report(LatestDigestDeliveryError="AccessDenied")


def fail_to_deliver_events(_: Deployed) -> None:
    report(LatestCloudWatchLogsDeliveryError="AccessDenied")


def fail_to_notify(it: Deployed) -> None:
    it.account.sns.create_topic(Name="notifications")
    it.account.cloudtrail.update_trail(Name=TRAIL, SnsTopicName="notifications")
    report(LatestNotificationError="AuthorizationError")


DEFECTS: list[Defect] = [
    (stop_logging, trail("is logging")),
    (delete_trail, TRAIL_CHECKS),
    (record_no_management_events, trail("records all management events")),
    (record_what_advanced_selectors_leave, trail("records all management events")),
    (stop_validation, trail("validates log files")),
    (record_one_region, trail("records all regions")),
    (skip_global_services, trail("records global services")),
    (deliver_to_another_bucket, trail("delivers to the log bucket")),
    (deliver_under_a_prefix, trail("delivers to the log bucket")),
    (encrypt_with_another_key, trail("encrypts with the log key")),
    (deliver_to_another_log_group, trail("delivers to its log group")),
    (
        deliver_to_the_flow_logs_group,
        trail("delivers to its log group") | trail("shares its log group with no flow log"),
    ),
    (fail_to_deliver_files, trail("last delivery to the bucket succeeded")),
    (fail_to_deliver_digests, trail("last delivery to the bucket succeeded")),
    (fail_to_deliver_events, trail("last delivery to the log group succeeded")),
    (fail_to_notify, trail("last notification succeeded")),
]
