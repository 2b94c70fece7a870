"""The policy documents of a stack's roles, made from the tables: pure functions of the stack's names."""

from collections.abc import Iterable, Mapping

from components.deletion import LogDeletionName
from components.deploy_roles.access import Access, Grant
from components.deploy_roles.scope import OBJECTS, Deployment, Scope
from components.deploy_roles.tables import AREAS, FUNCTIONS, VERIFY
from components.documents import Document, Statement, document

LONGEST_DOCUMENT = 6144
"""Characters of a managed policy, white space not counted (IAM User Guide, "IAM and AWS STS quotas")."""

HARMLESS = ("s3:ListBucketVersions", "s3:ListBucketMultipartUploads", "s3:GetObjectRetention", "s3:GetObjectLegalHold")
"""Of what it takes to give up logs, what only reads: no need to deny it."""


def preview_documents(stack: Deployment) -> dict[str, Document]:
    """What it takes to preview and to refresh: nothing but reads, and of no log.

    Returns:
        The documents by the names of the policies; a role has them all.
    """
    functions = (grant for grants in FUNCTIONS.values() for grant in grants)
    network = {"read-network": [*_reads("network"), *_reads("workload"), *functions]}
    others = {"read": [*_reads("logs"), *_reads("access")]}
    return {name: document(_statements(stack, grants)) for name, grants in {**others, **network}.items()}


def verify_documents(stack: Deployment) -> dict[str, Document]:
    """What it takes to look after a stack: what a preview takes, and `ops verify`, which reads the newest of the logs.

    Returns:
        The documents by the names of the policies; a role has them all.
    """
    return {**preview_documents(stack), "verify": document(_statements(stack, VERIFY))}


def up_documents(stack: Deployment, log_deletion: LogDeletionName) -> dict[str, Document]:
    """What it takes to deploy: to preview, to change what is the stack's, and to verify it.

    Args:
        stack: The stack.
        log_deletion: Whether the stack's logs may be deleted. If they are retained, the role is denied to delete a
            bucket, an object, a trail, a log group, a stream of logs or a key, and to stop a trail: whatever a
            bucket's or a key's policy allows, for the role can write those.

    Returns:
        The documents by the names of the policies; a role has them all.
    """
    changes = {
        f"change-{area}": document(_statements(stack, _changes(types, log_deletion))) for area, types in AREAS.items()
    }
    denied = [_leave_logs_alone(stack), _TAKE_NO_ROLE, *([_keep_logs()] if log_deletion == "retain" else [])]
    return {**verify_documents(stack), **changes, "deny": document(denied)}


def _reads(area: str) -> Iterable[Grant]:
    return (grant for access in AREAS[area].values() for grant in access.reads)


def _changes(types: Mapping[str, Access], log_deletion: LogDeletionName) -> Iterable[Grant]:
    for access in types.values():
        yield from access.writes
        if log_deletion == "delete":
            yield from access.gives_up_logs


_TAKE_NO_ROLE: Statement = {"Sid": "TakeNoRole", "Effect": "Deny", "Action": ["sts:AssumeRole"], "Resource": "*"}
"""The role writes the trust of roles, and so could let itself take one that may more."""


def _leave_logs_alone(stack: Deployment) -> Statement:
    """Denies to read the files of the logs, and to write some: whoever writes a bucket's policy could allow it."""
    actions = ["s3:GetObject", "s3:GetObjectVersion", "s3:PutObject", "s3:PutObjectAcl", "s3:PutObjectVersionAcl"]
    return {"Sid": "LeaveLogsAlone", "Effect": "Deny", "Action": actions, "Resource": list(OBJECTS.resources(stack))}


def _keep_logs() -> Statement:
    """Denies what gives up logs, on whatever it is."""
    grants = (grant for area in AREAS.values() for access in area.values() for grant in access.gives_up_logs)
    actions = {action for grant in grants for action in grant.actions} - set(HARMLESS)
    return {"Sid": "KeepLogs", "Effect": "Deny", "Action": sorted(actions), "Resource": "*"}


def _statements(stack: Deployment, grants: Iterable[Grant]) -> list[Statement]:
    """A statement for each scope, with all actions that it's given for; none for a scope without resources."""
    actions: dict[Scope, set[str]] = {}
    for grant in grants:
        actions.setdefault(grant.scope, set()).update(grant.actions)
    return [
        _statement(stack, scope, actions[scope])
        for scope in sorted(actions, key=lambda scope: scope.sid)
        if scope.resources(stack)
    ]


def _statement(stack: Deployment, scope: Scope, actions: set[str]) -> Statement:
    resources = list(scope.resources(stack))
    statement: Statement = {
        "Sid": scope.sid,
        "Effect": "Allow",
        "Action": sorted(actions),
        "Resource": resources[0] if len(resources) == 1 else resources,
    }
    conditions = scope.conditions(stack)
    return {**statement, "Condition": conditions} if conditions else statement
