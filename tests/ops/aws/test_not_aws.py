"""An endpoint or proxy that answers 200 with something else than AWS's answer never ends in a traceback."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from ops.aws.account import Account
from ops.aws.connect import connect
from ops.errors import OpsError
from ops.facts import Unreadable
from tests.ops.deployed import ACCOUNT_ID, REGION
from tests.ops.endpoint import Endpoint, serving

PAGE = b"<!doctype html>\n<p>Log in<br></html>"
PARSED_PAGE = b"<html><body>Log in</body></html>"
IDENTITY = f"""
<GetCallerIdentityResponse>
  <GetCallerIdentityResult><Arn>arn</Arn><Account>{ACCOUNT_ID}</Account></GetCallerIdentityResult>
</GetCallerIdentityResponse>
""".encode()
FOREIGN_RESULT = b"<Answer><GetCallerIdentityResult/></Answer>"


@pytest.fixture(scope="module")
def endpoint() -> Iterator[Endpoint]:
    with serving() as endpoint:
        yield endpoint


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch, endpoint: Endpoint) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", endpoint.url)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "key")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    monkeypatch.setattr("botocore.endpoint.time.sleep", no_pause)


def no_pause(_seconds: float) -> None:
    """For the pauses between attempts."""


@pytest.fixture
def account(endpoint: Endpoint) -> Account:
    """An account whose clients are all of the endpoint, which is AWS for the first call only."""
    endpoint.body = IDENTITY
    return connect(region=REGION, account_id=ACCOUNT_ID)


@pytest.mark.parametrize(
    ("body", "value"),
    [
        (PAGE, "ResponseParserError: Unable to parse response (syntax error: line 1, column 0), "),
        (b"{}", "ResponseParserError: Unable to parse response (not well-formed (invalid token): line 1, column 0), "),
        (b"", "ResponseParserError: Unable to parse response (no element found: line 1, column 0), "),
        (PARSED_PAGE, "KeyError: 'GetCallerIdentityResult'"),
        (FOREIGN_RESULT, "KeyError: 'Account'"),
    ],
)
def test_whoever_answers_first_must_be_aws(endpoint: Endpoint, body: bytes, value: str) -> None:
    endpoint.body = body

    with pytest.raises(OpsError) as raised:
        connect(region=REGION, account_id=ACCOUNT_ID)

    assert raised.value.problem == "what answers in AWS's place is not AWS"
    assert raised.value.value.startswith(f"sts:GetCallerIdentity answered {value}")
    assert "\n" not in raised.value.value


@pytest.mark.parametrize("body", [PAGE, b"{}", b"", b"null", b"\xff"])
def test_a_single_service_that_is_not_aws_is_unknown(account: Account, endpoint: Endpoint, body: bytes) -> None:
    endpoint.body = body

    readings = [
        account.trail("trail"),
        account.trail_status("trail"),
        account.bucket_region("bucket"),
        account.vpc("vpc-1"),
        account.flow_logs(),
        account.interfaces_in_use(),
        account.log_group("group"),
        account.newest_event("group"),
        account.newest_line("group", "stream"),
        account.saved_queries("folder"),
        account.metric_filters("group"),
        account.delivery_stream("stream"),
        account.objects_after("bucket", "", ""),
        account.folders_in("bucket", ""),
        account.alarms(["alarm"]),
        account.stream_metrics("stream", datetime.now(UTC), datetime.now(UTC)),
        account.dashboard("dashboard"),
        account.topic_subscriptions("topic"),
        account.rule_state("rule"),
        account.rule_targets("rule"),
        account.queue("queue"),
        account.group_tags("group"),
        account.group_members("group"),
        account.tagged({"key": "value"}),
    ]

    assert [reading for reading in readings if not isinstance(reading, Unreadable)] == []


def test_a_policy_that_is_no_json_is_unknown(account: Account, endpoint: Endpoint) -> None:
    endpoint.body = PAGE

    assert account.bucket_policy("bucket") == Unreadable(
        "s3:GetBucketPolicy", "JSONDecodeError", "this is not AWS's answer (Expecting value: line 1 column 1 (char 0))"
    )
