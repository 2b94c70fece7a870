import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from ops.aws.account import Account
from ops.cli import app
from ops.verify import command
from tests.ops.deployed import ACCOUNT_ID, BUCKET, REGION, TRAIL, Deployed
from tests.ops.interceptor import Aws, refusal


@pytest.fixture
def outputs(deployed: Deployed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    def connected_already(*, region: str, account_id: str) -> Account:
        assert (region, account_id) == (REGION, ACCOUNT_ID)
        return deployed.account

    # New clients take half a second; the tests without this fixture connect for real.
    monkeypatch.setattr(command, "connect", connected_already)
    file = tmp_path / "outputs.json"
    file.write_text(json.dumps(deployed.outputs))
    return str(file)


def test_all_ok(outputs: str) -> None:
    result = CliRunner().invoke(app, ["verify", "--outputs", outputs])

    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith(f"trail {TRAIL}\n  ok       exists  ")
    assert result.stdout.endswith("\n\n57 ok, 0 failed, 0 unknown, 0 skipped\n")


def test_something_failed(deployed: Deployed, outputs: str) -> None:
    deployed.account.s3.delete_bucket_policy(Bucket=BUCKET)

    result = CliRunner().invoke(app, ["verify", "--outputs", outputs])

    assert result.exit_code == 1
    assert "  failed   policy is as declared" in result.stdout
    assert result.stdout.endswith(
        "\n\nto do: find out who changed it (PutBucketPolicy, DeleteBucketPolicy in the CloudTrail event history), "
        "then put back what the stack declares: `pulumi up --refresh`\n"
        f"  for log bucket {BUCKET}: policy is as declared\n\n"
        "to do: take back what it grants beyond delivery: in the program, if that declares it (`pulumi preview "
        "--policy-pack policies` finds the same), else put back what the stack declares: `pulumi up --refresh`\n"
        f"  for log bucket {BUCKET}: policy allows only delivery\n\n55 ok, 2 failed, 0 unknown, 0 skipped\n"
    )


def test_something_unknown(aws: Aws, outputs: str) -> None:
    aws.answers["GetBucketPolicy"] = [refusal("GetBucketPolicy", "AccessDenied")]

    result = CliRunner().invoke(app, ["verify", "--outputs", outputs])

    assert result.exit_code == 1
    assert result.stdout.endswith(
        "\n\nto do: allow s3:GetBucketPolicy to the credentials in use, then verify again\n"
        f"  for log bucket {BUCKET}: policy is as declared\n"
        f"  for log bucket {BUCKET}: policy allows only delivery\n\n55 ok, 0 failed, 2 unknown, 0 skipped\n"
    )


def test_json_from_standard_input(deployed: Deployed) -> None:
    deployed.account.cloudtrail.stop_logging(Name=TRAIL)

    result = CliRunner().invoke(app, ["verify", "--outputs", "-", "--json"], input=json.dumps(deployed.outputs))

    checks = json.loads(result.stdout)
    assert result.exit_code == 1
    assert len(checks) == 57
    assert [check for check in checks if check["status"] != "ok"] == [
        {
            "area": "trail",
            "subject": TRAIL,
            "claim": "is logging",
            "status": "failed",
            "detail": "stopped",
            "fix": "find out who stopped it (StopLogging in the CloudTrail event history), then "
            "put back what the stack declares: `pulumi up --refresh`",
        }
    ]


def test_outputs_from_pulumi(deployed: Deployed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "pulumi"
    program.write_text(f"#!/bin/sh\n[ \"$6\" = dev ] && cat <<'E'\n{json.dumps(deployed.outputs)}\nE\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")

    result = CliRunner().invoke(app, ["verify", "--stack", "dev"])

    assert (result.exit_code, result.stderr) == (0, "")


def test_output_of_pulumi_that_is_no_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "pulumi"
    program.write_text("#!/bin/sh\nprintf '\\377'\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")

    result = CliRunner().invoke(app, ["verify"])

    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("error: the outputs are not those of this program\nfound: document: Invalid JSON: ")


@pytest.mark.parametrize("arguments", [[], ["--json"]])
def test_cannot_run(arguments: list[str]) -> None:
    result = CliRunner().invoke(app, ["verify", "--outputs", "-", *arguments], input="{}")

    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        "error: the stack has no outputs\n"
        "found: {}\n"
        "fix:   deploy it with `pulumi up`, or choose another stack with --stack\n"
    )


@pytest.mark.parametrize(
    "arguments", [["--outputs", "missing.json"], ["--outputs", "-", "--stack", "dev"], ["--no-such-option"]]
)
def test_wrong_usage(arguments: list[str]) -> None:
    result = CliRunner().invoke(app, ["verify", *arguments])

    assert (result.exit_code, result.stdout) == (2, "")
