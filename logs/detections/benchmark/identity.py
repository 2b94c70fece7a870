"""Changes of who may do what: IAM's policies, and the organization."""

from collections.abc import Mapping
from dataclasses import replace

from logs.detections.benchmark.controls import cis_controls, controls
from logs.detections.detection import Detection, Severity
from logs.detections.pattern_text import action, bare_actions, every
from logs.detections.sample import DEPLOYER, Sample, TrailEvent, asked, event

_POLICY = "arn:aws:iam::111122223333:policy/operations"
_DOCUMENT = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}'
_GROUP = {"groupName": "operations"}
_ROLE = {"roleName": "deployer"}
_USER = {"userName": "ada"}
_INLINE = {"policyName": "everything"}
_MANAGED = {"policyArn": _POLICY}

_IAM_CALLS: Mapping[str, Mapping[str, object]] = {
    "DeleteGroupPolicy": {**_GROUP, **_INLINE},
    "DeleteRolePolicy": {**_ROLE, **_INLINE},
    "DeleteUserPolicy": {**_USER, **_INLINE},
    "PutGroupPolicy": {**_GROUP, **_INLINE, "policyDocument": _DOCUMENT},
    "PutRolePolicy": {**_ROLE, **_INLINE, "policyDocument": _DOCUMENT},
    "PutUserPolicy": {**_USER, **_INLINE, "policyDocument": _DOCUMENT},
    "CreatePolicy": {"policyName": "operations", "policyDocument": _DOCUMENT},
    "DeletePolicy": _MANAGED,
    "CreatePolicyVersion": {**_MANAGED, "policyDocument": _DOCUMENT, "setAsDefault": True},
    "DeletePolicyVersion": {**_MANAGED, "versionId": "v1"},
    "AttachRolePolicy": {**_ROLE, **_MANAGED},
    "DetachRolePolicy": {**_ROLE, **_MANAGED},
    "AttachUserPolicy": {**_USER, **_MANAGED},
    "DetachUserPolicy": {**_USER, **_MANAGED},
    "AttachGroupPolicy": {**_GROUP, **_MANAGED},
    "DetachGroupPolicy": {**_GROUP, **_MANAGED},
}
_IAM_SAMPLES = tuple(Sample(name, event("iam", name, request)) for name, request in _IAM_CALLS.items())
_PUT_USER_POLICY = event("iam", "PutUserPolicy", _IAM_CALLS["PutUserPolicy"])
_ELSEWHERE = event("organizations", "CreatePolicy", {"name": "deny-all", "type": "SERVICE_CONTROL_POLICY"})

IAM_POLICY_CHANGED = Detection(
    id="iam-policy-changed",
    title="A policy of IAM was changed, attached or detached",
    severity=Severity.MEDIUM,
    pattern=f"{{($.eventSource=iam.amazonaws.com) && ({bare_actions(*_IAM_CALLS)})}}",
    why="Who can change policies can do everything. A change nobody announced is the step before the theft.",
    remedy="Compare the change with the deployments of the hour. Undo one that nobody knows of, and see who made it.",
    matching=_IAM_SAMPLES,
    near_misses=(
        Sample("it is read", asked(_PUT_USER_POLICY, "GetUserPolicy")),
        Sample("a role's trust, which the benchmarks leave out", asked(_PUT_USER_POLICY, "UpdateAssumeRolePolicy")),
        Sample("a policy of Organizations", {**event("iam", "CreatePolicy"), "eventSource": _ELSEWHERE["eventSource"]}),
    ),
    evidence='IAM User Guide, "Logging IAM and AWS STS API calls with CloudTrail".',
    controls=controls(4),
)

# CIS doesn't ask which service: CreatePolicy of Organizations, of IoT and of others is found as well.
IAM_POLICY_CHANGED_CIS = replace(
    IAM_POLICY_CHANGED,
    pattern=f"{{{bare_actions(*_IAM_CALLS)}}}",
    matching=(*_IAM_SAMPLES, Sample("a policy of Organizations", _ELSEWHERE)),
    near_misses=IAM_POLICY_CHANGED.near_misses[:2],
    controls=cis_controls(4),
)

_TARGET = {"policyId": "p-examplepolicyid", "targetId": "ou-examplerootid-exampleouid"}
_UNIT = {"organizationalUnitId": "ou-examplerootid-exampleouid"}
_HANDSHAKE = {"handshakeId": "h-examplehandshakeid"}
_TYPE = {"rootId": "r-examplerootid", "policyType": "SERVICE_CONTROL_POLICY"}
_ORGANIZATION_CALLS: Mapping[str, Mapping[str, object] | None] = {
    "AcceptHandshake": _HANDSHAKE,
    "AttachPolicy": _TARGET,
    "CreateAccount": {"email": "****", "accountName": "****"},
    "CreateOrganizationalUnit": {"parentId": "r-examplerootid", "name": "workloads"},
    "CreatePolicy": {"name": "deny-all", "type": "SERVICE_CONTROL_POLICY", "content": _DOCUMENT},
    "DeclineHandshake": _HANDSHAKE,
    "DeleteOrganization": None,
    "DeleteOrganizationalUnit": _UNIT,
    "DeletePolicy": {"policyId": "p-examplepolicyid"},
    "DetachPolicy": _TARGET,
    "DisablePolicyType": _TYPE,
    "EnablePolicyType": _TYPE,
    "InviteAccountToOrganization": {"target": {"type": "ACCOUNT", "id": "444455556666"}},
    "LeaveOrganization": None,
    "MoveAccount": {"accountId": "444455556666", "sourceParentId": "r-examplerootid", "destinationParentId": "ou-x"},
    "RemoveAccountFromOrganization": {"accountId": "444455556666"},
    "UpdatePolicy": {"policyId": "p-examplepolicyid", "name": "allow-all"},
    "UpdateOrganizationalUnit": {**_UNIT, "name": "sandbox"},
}


def _in_organizations(name: str, request: Mapping[str, object] | None) -> TrailEvent:
    return event("organizations", name, request, DEPLOYER, awsRegion="us-east-1")


ORGANIZATION_CHANGED = Detection(
    id="organization-changed",
    title="The organization, or what holds in its accounts, was changed",
    severity=Severity.HIGH,
    pattern=every("($.eventSource = organizations.amazonaws.com)", action(*_ORGANIZATION_CALLS)),
    why="An account that leaves, or whose service control policy is detached, may do what the organization forbids.",
    remedy="Ask the organization's owners. Put the account or the policy back where it was.",
    matching=tuple(Sample(name, _in_organizations(name, request)) for name, request in _ORGANIZATION_CALLS.items()),
    near_misses=(
        Sample("a policy is listed", asked(_in_organizations("AttachPolicy", _TARGET), "ListPoliciesForTarget")),
        Sample("a policy of IoT", {**_in_organizations("AttachPolicy", _TARGET), "eventSource": "iot.amazonaws.com"}),
    ),
    evidence='AWS Organizations User Guide, "Logging and monitoring in AWS Organizations"; its API Reference.',
    controls=controls(15),
)
