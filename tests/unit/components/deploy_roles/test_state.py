"""The state of one stack: who reads it, who changes it, and that of others."""

import pytest

from components.deploy_roles import StateBackend, state_documents
from components.naming import Naming
from sandbox.iam import Decision, Request, evaluate

KEY = "arn:aws:kms:us-east-1:123456789012:key/1"
FILES = (
    ".pulumi/stacks/aws-monitoring-baseline/dev.json",
    ".pulumi/stacks/aws-monitoring-baseline/dev.json.bak",
    ".pulumi/history/aws-monitoring-baseline/dev/dev-1.history.json",
    ".pulumi/backups/aws-monitoring-baseline/dev/dev.1.json",
    ".pulumi/locks/organization/aws-monitoring-baseline/dev/1.json",
)


def allowed(naming: Naming, name: str, action: str, resource: str) -> bool:
    document = state_documents(naming, StateBackend("acme-state", KEY))[name]
    return evaluate(document, Request(action, resource)) is Decision.ALLOWED


@pytest.mark.parametrize("file", FILES)
def test_the_states_files(naming: Naming, file: str) -> None:
    of_others = file.replace("/dev", "/prod")
    decided = {
        (name, action, path): allowed(naming, name, action, f"arn:aws:s3:::acme-state/{path}")
        for name in ("state-read", "state-write")
        for action in ("s3:GetObject", "s3:PutObject", "s3:DeleteObject")
        for path in (file, of_others)
    }
    assert {key for key, is_allowed in decided.items() if is_allowed} == {
        ("state-read", "s3:GetObject", file),
        ("state-write", "s3:PutObject", file),
        ("state-write", "s3:DeleteObject", file),
    }


def test_what_all_stacks_share_is_read_only(naming: Naming) -> None:
    meta = "arn:aws:s3:::acme-state/.pulumi/meta.yaml"
    assert allowed(naming, "state-read", "s3:GetObject", meta)
    assert not allowed(naming, "state-write", "s3:PutObject", meta)


def test_the_key(naming: Naming) -> None:
    assert allowed(naming, "state-read", "kms:Decrypt", KEY)
    assert not allowed(naming, "state-read", "kms:Encrypt", KEY)
    assert allowed(naming, "state-write", "kms:GenerateDataKey", KEY)
    assert not allowed(naming, "state-read", "kms:Decrypt", KEY.replace("/1", "/2"))


def test_without_a_key_no_key_is_named(naming: Naming) -> None:
    assert "kms:" not in str(state_documents(naming, StateBackend("acme-state")))
