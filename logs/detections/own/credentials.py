"""Detections of who gets hold of the account: root, keys, second factors, trust."""

from logs.detections.benchmark.sign_in import sign_in
from logs.detections.detection import Detection, Severity, Urgency
from logs.detections.pattern_text import SUCCEEDED, action, every, is_, service
from logs.detections.sample import (
    ADA,
    ADA_AT_THE_CONSOLE,
    DENIED,
    DEPLOYER,
    ROOT,
    Sample,
    TrailEvent,
    asked,
    changed,
    event,
)

_BY_ROOT = sign_in(ROOT, "No")

ROOT_SIGN_IN = Detection(
    id="root-sign-in",
    title="The root user signed in to the console",
    severity=Severity.CRITICAL,
    pattern=every(
        service("signin"),
        action("ConsoleLogin"),
        is_("$.userIdentity.type", "Root"),
        is_("$.responseElements.ConsoleLogin", "Success"),
    ),
    why="Nothing in the account holds the root user back. What root does is found by root-use too, minutes later.",
    remedy="Ask its owner at once. If it wasn't them: change the password, and close its sessions.",
    matching=(
        Sample("root signs in with a password alone", _BY_ROOT),
        Sample("root signs in with a second factor", sign_in(ROOT, "Yes")),
    ),
    near_misses=(
        Sample("a user signs in", changed(_BY_ROOT, userIdentity=dict(ADA_AT_THE_CONSOLE))),
        Sample("the password is wrong", sign_in(ROOT, "No", "Failure", errorMessage="Failed authentication")),
        Sample("root asks for a new password", changed(_BY_ROOT, eventName="PasswordRecoveryRequested")),
        Sample("another service's sign-in", changed(_BY_ROOT, eventSource="sso.amazonaws.com")),
    ),
    evidence='CloudTrail User Guide, "AWS Management Console sign-in events" (root).',
    urgency=Urgency.EVENT,
)


def _key_made(by: object, **request: object) -> TrailEvent:
    key = {"userName": "ada", "accessKeyId": "AKIAI44QH8DHBEXAMPLE", "status": "Active", "createDate": "Mar 1, 2026"}
    made = event("iam", "CreateAccessKey", request or None, responseElements={"accessKey": key})
    return changed(made, userIdentity=by, awsRegion="us-east-1")


_OF_ROOT = _key_made(dict(ROOT))
_BY_ROLE = _key_made(dict(DEPLOYER), userName="ada")

ROOT_KEY_CREATED = Detection(
    id="root-access-key-created",
    title="The root user created an access key",
    severity=Severity.CRITICAL,
    pattern=every(service("iam"), action("CreateAccessKey"), is_("$.userIdentity.type", "Root"), SUCCEEDED),
    why="A key of root's, which is what root creates unless it names a user, may do everything, from anywhere, without "
    "a second factor, and no policy holds it back.",
    remedy="Delete the key (DeleteAccessKey, as root), and see what was done with it.",
    matching=(Sample("root creates a key for itself", _OF_ROOT),),
    near_misses=(
        Sample("a user creates one", changed(_OF_ROOT, userIdentity=dict(ADA))),
        Sample("it is deleted", asked(_OF_ROOT, "DeleteAccessKey")),
        Sample("it is refused", changed(_OF_ROOT, **DENIED)),
        Sample("another service's action of the same name", changed(_OF_ROOT, eventSource="example.amazonaws.com")),
    ),
    evidence='IAM User Guide, "Logging IAM and AWS STS API calls with CloudTrail"; Stratus Red Team, '
    "aws.persistence.iam-backdoor-user (recorded event, version 1.09).",
)

KEY_CREATED_BY_ROLE = Detection(
    id="access-key-created-by-role",
    title="A role created an access key for a user",
    severity=Severity.MEDIUM,
    pattern=every(service("iam"), action("CreateAccessKey"), is_("$.userIdentity.type", "AssumedRole"), SUCCEEDED),
    why="A session ends, a key doesn't: it is how a stolen session is made to last. Roles have no keys, so the key is "
    "always another's. Whether one user created it for another a pattern can't ask: it compares no field with a field.",
    remedy="Ask who holds the role and the user. Delete a key that nobody asked for, and end the role's sessions.",
    matching=(Sample("a role creates a key for a user", _BY_ROLE),),
    near_misses=(
        Sample("a user creates one for itself", changed(_BY_ROLE, userIdentity=dict(ADA))),
        Sample("it is deleted", asked(_BY_ROLE, "DeleteAccessKey")),
        Sample("it is refused", changed(_BY_ROLE, **DENIED)),
        Sample("another service's action of the same name", changed(_BY_ROLE, eventSource="example.amazonaws.com")),
    ),
    evidence="Stratus Red Team, aws.persistence.iam-backdoor-user (recorded event); userIdentity element.",
)

_SERIAL = {"userName": "ada", "serialNumber": "arn:aws:iam::111122223333:mfa/ada"}
_DEACTIVATED = event("iam", "DeactivateMFADevice", _SERIAL, awsRegion="us-east-1")

MFA_DEACTIVATED = Detection(
    id="mfa-deactivated",
    title="A user's second factor was taken away",
    severity=Severity.HIGH,
    pattern=every(service("iam"), action("DeactivateMFADevice"), SUCCEEDED),
    why="The password alone opens the console again, for whoever has it.",
    remedy="Ask the user. If they didn't lose it: reset the password, delete the keys, see who took it away.",
    matching=(Sample("a device is deactivated", _DEACTIVATED),),
    near_misses=(
        Sample("a device is enabled", asked(_DEACTIVATED, "EnableMFADevice")),
        Sample("it is refused", changed(_DEACTIVATED, **DENIED)),
        Sample("another service's action of the same name", changed(_DEACTIVATED, eventSource="sso.amazonaws.com")),
    ),
    evidence="IAM API Reference, DeactivateMFADevice; detection rules of Elastic and Sigma over recorded events.",
)

_TRUST = event(
    "iam",
    "UpdateAssumeRolePolicy",
    {
        "roleName": "deployer",
        "policyDocument": '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":'
        '"arn:aws:iam::444455556666:root"},"Action":"sts:AssumeRole"}]}',
    },
    awsRegion="us-east-1",
)

ROLE_TRUST_CHANGED = Detection(
    id="role-trust-changed",
    title="Who may take a role was changed",
    severity=Severity.MEDIUM,
    pattern=every(service("iam"), action("UpdateAssumeRolePolicy"), SUCCEEDED),
    why="A role that trusts another account is a back door that outlives every key. The benchmarks leave this out.",
    remedy="Compare the trust with the deployments of the hour. Put it back, and end the role's sessions.",
    matching=(Sample("a role trusts another account", _TRUST),),
    near_misses=(
        Sample("its description is changed", asked(_TRUST, "UpdateRole")),
        Sample("it is refused", changed(_TRUST, **DENIED)),
        Sample("another service's action of the same name", changed(_TRUST, eventSource="example.amazonaws.com")),
    ),
    evidence="Stratus Red Team, aws.persistence.iam-backdoor-role (recorded event, version 1.09).",
)

CREDENTIALS = (ROOT_SIGN_IN, ROOT_KEY_CREATED, KEY_CREATED_BY_ROLE, MFA_DEACTIVATED, ROLE_TRUST_CHANGED)
"""The same for every stack."""
