"""The main job on the real engine: up, up again, verify, preview and down, each checked in the account by boto3."""

from dataclasses import dataclass
from typing import Any

import pytest

from sandbox.cloud import running_cloud
from tests.engine.conftest import Checkout

pytestmark = pytest.mark.engine


@dataclass(frozen=True)
class FirstUp:
    """The first `make up`, to an empty account.

    Attributes:
        said: What it printed.
        before: What the account held before it.
    """

    said: str
    before: frozenset[str]


@pytest.fixture(scope="module")
def up(checkout: Checkout) -> FirstUp:
    started = checkout.make("env")
    assert started.returncode == 0, started.stderr
    before = checkout.account()
    done = checkout.make("up")
    assert done.returncode == 0, done.stdout + done.stderr
    return FirstUp(done.stdout, before)


@pytest.fixture
def account(checkout: Checkout, up: FirstUp) -> Checkout:
    assert up.said
    return checkout


def test_up_ends_in_the_outputs_and_a_green_verify_table(up: FirstUp) -> None:
    outputs, _, table = up.said.partition("Resources:")
    assert 'trailArn       : "arn:aws:cloudtrail:us-east-1:123456789012:trail/monitoring-dev-audit"' in outputs
    assert table.rstrip().endswith("37 ok, 0 failed, 0 unknown, 5 skipped")


def test_a_second_up_changes_nothing(account: Checkout) -> None:
    before = account.account()
    again = account.make("up")
    assert again.returncode == 0, again.stdout + again.stderr
    assert "164 unchanged" in again.stdout
    assert {word for word in ("create", "update", "replace", "delete") if f" to {word}" in again.stdout} == set()
    assert account.account() == before


def test_the_stack_files_are_as_git_has_them(account: Checkout, pristine: Any) -> None:
    for name in ("Pulumi.dev.yaml", "Pulumi.prod.yaml"):
        assert (account.path / name).read_text() == (pristine / name).read_text()


def test_verify_fails_on_what_was_broken_behind_the_stacks_back(account: Checkout) -> None:
    account.client("cloudtrail").stop_logging(Name="monitoring-dev-audit")
    try:
        broken = account.make("verify")
        assert broken.returncode != 0
        assert [line.split()[:3] for line in broken.stdout.splitlines() if line.lstrip().startswith("failed")] == [
            ["failed", "is", "logging"]
        ]
    finally:
        account.client("cloudtrail").start_logging(Name="monitoring-dev-audit")
    assert account.make("verify").returncode == 0


def test_refresh_shows_drift_and_up_mends_it(account: Checkout) -> None:
    account.client("logs").put_retention_policy(logGroupName="/monitoring/dev/audit-logs", retentionInDays=1)
    drift = account.pulumi("refresh", "--preview-only", "--diff", "--expect-no-changes")
    assert drift.returncode != 0
    assert "retentionInDays: 7 => 1" in drift.stdout
    assert account.pulumi("refresh", "--yes").returncode == 0
    mended = account.make("up")
    assert mended.returncode == 0, mended.stdout + mended.stderr
    assert "1 updated" in mended.stdout
    assert "163 unchanged" in mended.stdout
    (group,) = account.client("logs").describe_log_groups(logGroupNamePrefix="/monitoring/dev/audit-logs")["logGroups"]
    assert group["retentionInDays"] == 7


def test_a_change_that_aws_cannot_make_in_place_replaces_only_that(account: Checkout) -> None:
    former = {flow_log["FlowLogId"] for flow_log in account.client("ec2").describe_flow_logs()["FlowLogs"]}
    stack_file = (account.path / "Pulumi.dev.yaml").read_text()
    assert account.pulumi("config", "set", "flowLogTraffic", "REJECT").returncode == 0
    try:
        replaced = account.make("up")
        assert replaced.returncode == 0, replaced.stdout + replaced.stderr
        assert "+-1 replaced" in replaced.stdout
        assert "163 unchanged" in replaced.stdout
        (flow_log,) = account.client("ec2").describe_flow_logs()["FlowLogs"]
        assert flow_log["TrafficType"] == "REJECT"
        assert flow_log["FlowLogId"] not in former
    finally:
        (account.path / "Pulumi.dev.yaml").write_text(stack_file)
        assert account.make("up").returncode == 0


def test_down_leaves_nothing_in_the_account_and_nothing_running(account: Checkout, up: FirstUp) -> None:
    """Asked of the account between the destroy and the end of the servers: `make down` is both."""
    assert len(account.account() - up.before) == 110
    destroyed = account.pulumi("destroy", "--yes", "--run-program")
    assert destroyed.returncode == 0, destroyed.stdout + destroyed.stderr
    assert account.account() == up.before
    cloud = running_cloud(account.home)
    assert cloud is not None
    down = account.make("down")
    assert down.returncode == 0, down.stdout + down.stderr
    assert "the account is empty, and the sandbox is stopped" in down.stderr
    assert [server.process() for server in cloud.servers.values()] == [None, None]
    assert account.make("down").returncode == 0, "there is nothing to take down, and that is no error"
