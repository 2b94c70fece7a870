import json
import shlex
from typing import Any

import boto3
import pytest
from moto import mock_aws
from typer.testing import CliRunner

from ops.cli import app
from ops.kept.kept import Kept, kept_besides, kept_by_destroy
from ops.state import StackState, parse_state

LOGS = "arn:aws:logs:eu-west-1:123456789012:log-group:/m/audit"
KEY = "arn:aws:kms:eu-west-1:123456789012:key/1f2e"
STREAM = "arn:aws:kinesis:eu-west-1:123456789012:stream/events"


def resource(type_: str, ident: str, arn: str = "", **members: Any) -> dict[str, Any]:
    outputs = {"arn": arn, "name": arn.rpartition("/")[2]}
    return {"urn": f"urn::{ident}", "type": type_, "custom": True, "id": ident, "outputs": outputs, **members}


KEPT: dict[str, Any] = {"protect": True, "retainOnDelete": True}
RESOURCES = [
    resource("aws:kms/key:Key", "1f2e", KEY, **KEPT),
    resource("aws:kinesis/stream:Stream", STREAM, STREAM, retainOnDelete=True),
    resource("aws:cloudwatch/logGroup:LogGroup", "/m/audit", LOGS, protect=True),
    resource("aws:s3/bucket:Bucket", "m-logs", "arn:aws:s3:::m-logs", **KEPT),
    resource("aws:s3/bucket:Bucket", "m-access-logs", "arn:aws:s3:::m-access-logs", **KEPT),
    # Others' logs are kept by others, and what nobody keeps goes.
    resource("aws:s3/bucket:Bucket", "theirs", "arn:aws:s3:::theirs", external=True, **KEPT),
    resource("aws:s3/bucket:Bucket", "m-results", "arn:aws:s3:::m-results"),
    resource("aws:cloudtrail/trail:Trail", "t", **KEPT),
    resource("aws:iam/role:Role", "r", protect=True),
    resource("aws:iam/role:Role", "s"),
]


def exported(*resources: dict[str, Any]) -> str:
    return json.dumps({"version": 3, "deployment": {"resources": list(resources)}})


def state(*resources: dict[str, Any]) -> StackState:
    return parse_state(exported(*resources))


def bucket(name: str) -> Kept:
    (removal,) = [one.removal for one in kept_by_destroy(state(*RESOURCES)) if one.id == name]
    arn = f"arn:aws:s3:::{name}"
    return Kept(kind="bucket", id=name, arn=arn, protected=True, retained=True, region="", removal=removal)


def test_what_a_destroy_leaves() -> None:
    found = kept_by_destroy(state(*RESOURCES))
    assert found == (
        bucket("m-access-logs"),
        bucket("m-logs"),
        Kept(
            kind="log group",
            id="/m/audit",
            arn=LOGS,
            protected=True,
            retained=False,
            region="eu-west-1",
            removal="aws logs delete-log-group --log-group-name /m/audit --region eu-west-1",
        ),
        Kept(
            kind="data stream",
            id=STREAM,
            arn=STREAM,
            protected=False,
            retained=True,
            region="eu-west-1",
            removal="aws kinesis delete-stream --stream-name events --region eu-west-1",
        ),
        Kept(
            kind="key",
            id="1f2e",
            arn=KEY,
            protected=True,
            retained=True,
            region="eu-west-1",
            removal="aws kms schedule-key-deletion --key-id 1f2e --pending-window-in-days 30 --region eu-west-1",
        ),
    )
    assert kept_besides(state(*RESOURCES)) == 2


def test_the_command_of_a_bucket_deletes_it_with_every_version() -> None:
    python, option, code, name = shlex.split(bucket("m-logs").removal)
    assert (python, option, name) == ("python3", "-c", "m-logs")
    with mock_aws():
        session: Any = boto3.Session(region_name="us-east-1")
        s3 = session.client("s3")
        for one in ("m-logs", "other"):
            s3.create_bucket(Bucket=one)
        s3.put_bucket_versioning(Bucket="m-logs", VersioningConfiguration={"Status": "Enabled"})
        for text in (b"one", b"two"):
            s3.put_object(Bucket="m-logs", Key="AWSLogs/x", Body=text)
        s3.delete_object(Bucket="m-logs", Key="AWSLogs/x")
        arguments = pytest.MonkeyPatch()
        arguments.setattr("sys.argv", ["-c", name])
        try:
            exec(code, {})  # noqa: S102 - what is shown to people has to work
        finally:
            arguments.undo()
        assert [one["Name"] for one in s3.list_buckets()["Buckets"]] == ["other"]


def run(*arguments: str, text: str) -> Any:
    return CliRunner().invoke(app, ["kept", *arguments, "--state", "-"], input=text)


def test_text() -> None:
    result = run(text=exported(*RESOURCES[2:4], *RESOURCES[7:]))
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines() == [
        "a destroy of this stack keeps:",
        "  bucket m-logs, protected and retained",
        f"    once it has left the stack: {bucket('m-logs').removal}",
        "  log group /m/audit (eu-west-1), protected",
        "    once it has left the stack: aws logs delete-log-group --log-group-name /m/audit --region eu-west-1",
        "  and 2 more: what delivers to these, and their rights and settings",
        "to give up all of it, with what is in it: "
        "pulumi config set logDeletion delete && pulumi up && pulumi destroy --run-program",
    ]


@pytest.mark.parametrize("text", [exported(), exported(RESOURCES[6])])
def test_nothing_is_kept(text: str) -> None:
    result = run(text=text)
    assert (result.exit_code, result.stdout) == (0, "a destroy of this stack keeps no logs\n")
    assert json.loads(run("--json", text=text).stdout) == []


def test_json() -> None:
    assert json.loads(run("--json", text=exported(RESOURCES[2])).stdout) == [
        {
            "kind": "log group",
            "id": "/m/audit",
            "arn": LOGS,
            "protected": True,
            "retained": False,
            "region": "eu-west-1",
            "removal": "aws logs delete-log-group --log-group-name /m/audit --region eu-west-1",
        }
    ]


@pytest.mark.parametrize(("arguments", "text"), [([], "{}"), (["--stack", "dev"], "{}")])
def test_cannot_run(arguments: list[str], text: str) -> None:
    result = run(*arguments, text=text)
    assert (result.exit_code, result.stdout) == (2, "")
