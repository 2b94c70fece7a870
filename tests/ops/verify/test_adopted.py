"""What is verified of what others made: a log bucket, log groups, network resources."""

import pytest

from ops.verify.check import Check, Status
from tests.ops.defects.bucket import delete_bucket, delete_policy, suspend_versioning
from tests.ops.defects.log_groups import change_retention
from tests.ops.deployed import BUCKET, STREAM, Deployed, set_delivery
from tests.ops.interceptor import Aws, refusal

NOT_COMPARED = "not compared: others made the bucket, and its policy"
BUCKET_OPERATIONS = (
    "GetBucketLocation",
    "GetBucketPolicy",
    "GetBucketVersioning",
    "GetBucketEncryption",
    "GetPublicAccessBlock",
    "GetBucketOwnershipControls",
)


@pytest.fixture
def adopted(deployed: Deployed) -> Deployed:
    """The stack delivers to a bucket that others made."""
    del deployed.outputs["logBucketPolicy"]
    return deployed


def of_bucket(it: Deployed) -> list[Check]:
    return [check for check in it.verify() if check.area == "log bucket"]


@pytest.mark.parametrize("with_policy", [True, False])
def test_the_policy_is_not_compared_and_the_check_says_so(adopted: Deployed, with_policy: bool) -> None:
    if not with_policy:
        delete_policy(adopted)

    assert adopted.not_ok() == set()
    details = {check.claim: check.detail for check in of_bucket(adopted)}
    assert details["policy is as declared"] == NOT_COMPARED
    assert len(details) == 7


def test_its_settings_are_the_owners_to_mend(adopted: Deployed) -> None:
    suspend_versioning(adopted)

    (failed,) = [check for check in adopted.verify() if check.status.is_bad]

    assert (failed.claim, failed.status, failed.detail) == ("keeps versions", Status.FAILED, "Suspended")
    assert failed.fix == (
        "ask the bucket's owner to mend it: the stack delivers to this bucket, and changes nothing in it"
    )


def test_a_bucket_that_is_gone(adopted: Deployed) -> None:
    delete_bucket(adopted)

    claims = ("exists", "keeps versions", "encrypts objects", "blocks public access", "owns all objects")
    assert adopted.not_ok() == {f"log bucket {BUCKET}: {claim}" for claim in claims} | {
        f"delivery stream {STREAM}: could process all records"
    }


def test_a_bucket_of_another_account_is_its_owners_business(adopted: Deployed, aws: Aws) -> None:
    for operation in BUCKET_OPERATIONS:
        aws.answers[operation] = [refusal(operation, "AccessDenied")]

    (check,) = of_bucket(adopted)

    assert (check.claim, check.status) == ("policy is as declared", Status.SKIPPED)
    assert check.detail == f"{NOT_COMPARED}; these credentials may not read its settings either"


def test_what_fails_for_another_reason_stays_unknown(adopted: Deployed, aws: Aws) -> None:
    for operation in BUCKET_OPERATIONS:
        aws.answers[operation] = [refusal(operation, "SlowDown")]

    assert len(adopted.not_ok(Status.UNKNOWN)) == 5


def test_a_bucket_of_the_stack_that_cannot_be_read_stays_unknown(deployed: Deployed, aws: Aws) -> None:
    for operation in BUCKET_OPERATIONS:
        aws.answers[operation] = [refusal(operation, "AccessDenied")]

    assert len(deployed.not_ok(Status.UNKNOWN)) == 7


def test_log_groups_of_others_keep_events_as_they_like(deployed: Deployed) -> None:
    deployed.outputs["logGroups"] = {}
    change_retention(deployed)

    assert deployed.not_ok() == set()
    assert [check.claim for check in deployed.verify() if check.area == "log group"] == ["flow records keep coming"]


def test_flow_logs_of_network_resources_of_others(deployed: Deployed) -> None:
    edge = deployed.outputs["vpcs"].pop("edge")
    deployed.outputs["otherFlowLogs"] = {
        edge["vpcId"]: edge["flowLogIds"],
        "subnet-1": {"s3": edge["flowLogIds"]["s3"]},
    }
    set_delivery(edge["flowLogIds"]["kinesis"], "FAILED", "Access error")

    checks = [check for check in deployed.verify() if check.area == "network resource"]

    assert {(check.subject, check.claim): check.status for check in checks} == {
        (edge["vpcId"], "flow log to cloudwatch-logs delivers"): Status.OK,
        (edge["vpcId"], "flow log to kinesis delivers"): Status.FAILED,
        (edge["vpcId"], "flow log to s3 delivers"): Status.OK,
        # It is on the VPC.
        ("subnet-1", "flow log to s3 delivers"): Status.FAILED,
    }
