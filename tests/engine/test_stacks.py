"""Other stacks than dev: prod keeps its logs, two stacks share an account, and a sandbox may give them up."""

from dataclasses import replace

import pytest

from sandbox.cloud import running_cloud
from tests.engine.conftest import Checkout
from tests.engine.preview_scenarios import sources_kept

pytestmark = pytest.mark.engine


def test_bad_settings_are_one_error_without_a_traceback(checkout: Checkout) -> None:
    with sources_kept(checkout):
        for key, value in (("flowLogTraffic", "SOME"), ("flowLogIntervalSeconds", "61")):
            assert checkout.pulumi("config", "set", key, value).returncode == 0
        preview = checkout.make("preview")
    assert preview.returncode != 0
    said = preview.stdout + preview.stderr
    assert 'aws-monitoring-baseline:flowLogTraffic is "SOME": it must be one of ALL, ACCEPT, REJECT' in said
    assert "aws-monitoring-baseline:flowLogIntervalSeconds is 61: it must be one of 60, 600 (seconds)" in said
    assert "Traceback" not in said


def test_prod_is_protected_and_a_sandbox_may_give_it_up(checkout: Checkout) -> None:
    prod = replace(checkout, stack="prod")
    assert checkout.make("up").returncode == 0
    beside_dev = checkout.account()
    up = prod.make("up")
    assert up.returncode == 0, up.stdout + up.stderr
    assert up.stdout.rstrip().endswith("42 ok, 0 failed, 0 unknown, 16 skipped")

    refused = prod.pulumi("destroy", "--yes", "--run-program")
    assert refused.returncode != 0
    assert "monitoring-prod-logs-123456789012-us-east-1" in {
        b["Name"] for b in prod.client("s3").list_buckets()["Buckets"]
    }

    down = prod.make("down")
    assert down.returncode == 0, down.stdout + down.stderr
    assert "prod is gone; the sandbox goes on for dev" in down.stderr
    kept = down.stdout.partition("a destroy of this stack keeps:\n")[2]
    assert "bucket monitoring-prod-logs-123456789012-us-east-1" in kept.partition("Previewing destroy")[0]
    assert prod.account() == beside_dev
    assert checkout.make("verify").returncode == 0

    assert checkout.make("down").returncode == 0
    assert running_cloud(checkout.home) is None
