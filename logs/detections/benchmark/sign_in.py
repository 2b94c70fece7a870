"""Who signs in, and how: root, without a second factor, with a wrong password."""

from dataclasses import replace

from logs.detections.alarm import Alarm
from logs.detections.benchmark.controls import cis_controls, controls
from logs.detections.detection import Detection, Severity
from logs.detections.sample import ADA, ADA_AT_THE_CONSOLE, DEPLOYER, ROOT, Sample, TrailEvent, changed, event

_EVIDENCE = 'CloudTrail User Guide, "AWS Management Console sign-in events"'


def sign_in(by: object, mfa: str, result: str = "Success", **fields: object) -> TrailEvent:
    """A sign-in to the console.

    Args:
        by: Who signed in.
        mfa: `Yes` with a second factor, else `No`.
        result: `Success` or `Failure`.
        fields: What is added to the event, or replaces what it has.
    """
    signed = event(
        "signin",
        "ConsoleLogin",
        userIdentity=by,
        awsRegion="us-east-1",
        userAgent="Mozilla/5.0 (X11; Linux x86_64; rv:148.0) Gecko/20100101 Firefox/148.0",
        responseElements={"ConsoleLogin": result},
        additionalEventData={
            "LoginTo": "https://console.aws.amazon.com/console/home",
            "MobileVersion": "No",
            "MFAUsed": mfa,
        },
        eventType="AwsConsoleSignIn",
    )
    # A sign-in is no API call, and has no id of a request.
    return {name: value for name, value in {**signed, **fields}.items() if name != "requestID"}


_ROOT_CALL = event("iam", "ListUsers", {}, ROOT, readOnly=True)
_BY_ADA = sign_in(ADA_AT_THE_CONSOLE, "No")
_BY_A_ROLE = sign_in({name: value for name, value in DEPLOYER.items() if name != "accessKeyId"}, "No")
_FAILED = sign_in(ADA_AT_THE_CONSOLE, "No", "Failure", errorMessage="Failed authentication")

ROOT_USE = Detection(
    id="root-use",
    title="The root user did something",
    severity=Severity.CRITICAL,
    pattern='{$.userIdentity.type="Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType !="AwsServiceEvent"}',
    why="Nothing in the account holds the root user back, and few tasks need it: its use is an emergency or an attack.",
    remedy="Ask its owner. If it wasn't them: change the password, delete root's access keys, close its sessions.",
    matching=(
        Sample("root calls an API", _ROOT_CALL),
        Sample("root signs in to the console", sign_in(ROOT, "Yes")),
    ),
    near_misses=(
        Sample("a user makes the same call", changed(_ROOT_CALL, userIdentity=dict(ADA))),
        Sample(
            "a service calls with root's session",
            changed(_ROOT_CALL, userIdentity={**ROOT, "invokedBy": "support.amazonaws.com"}),
        ),
        Sample("a service tells of something about root", changed(_ROOT_CALL, eventType="AwsServiceEvent")),
    ),
    evidence=f"{_EVIDENCE} (root); userIdentity element.",
    controls=controls(1),
)

CONSOLE_WITHOUT_MFA = Detection(
    id="console-sign-in-without-mfa",
    title="A user of IAM signed in to the console without a second factor",
    severity=Severity.HIGH,
    pattern='{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") && '
    '($.userIdentity.type = "IAMUser") && ($.responseElements.ConsoleLogin = "Success") }',
    why="A password alone is phished, guessed and reused. Sign-ins through an identity provider are not among them: "
    "they always say No here, their second factor is the provider's.",
    remedy="Ask the user. Give them a second factor, and deny all without one in their policy.",
    matching=(Sample("a user signs in with a password alone", _BY_ADA),),
    near_misses=(
        Sample("with a second factor", sign_in(ADA_AT_THE_CONSOLE, "Yes")),
        Sample("the password is wrong", sign_in(ADA_AT_THE_CONSOLE, "No", "Failure")),
        Sample("a role, through an identity provider", _BY_A_ROLE),
        Sample("the question whether a second factor is needed", changed(_BY_ADA, eventName="CheckMfa")),
    ),
    evidence=f"{_EVIDENCE} (IAM user).",
    controls=controls(3),
)

# CIS asks neither who nor whether it worked: sign-ins through an identity provider are found as well.
CONSOLE_WITHOUT_MFA_CIS = replace(
    CONSOLE_WITHOUT_MFA,
    title="Somebody signed in to the console, or tried to, without a second factor of AWS",
    pattern='{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") }',
    why="A password alone is phished, guessed and reused. Sign-ins through an identity provider are found too, though "
    "they may have had its second factor; so are those that failed.",
    matching=(
        Sample("a user signs in with a password alone", _BY_ADA),
        Sample("a role, through an identity provider", _BY_A_ROLE),
        Sample("the password is wrong", sign_in(ADA_AT_THE_CONSOLE, "No", "Failure")),
    ),
    near_misses=(
        Sample("with a second factor", sign_in(ADA_AT_THE_CONSOLE, "Yes")),
        Sample("the question whether a second factor is needed", changed(_BY_ADA, eventName="CheckMfa")),
    ),
    controls=cis_controls(3),
)

FAILED_SIGN_INS = Detection(
    id="failed-sign-ins",
    title="Sign-ins to the console failed",
    severity=Severity.MEDIUM,
    pattern='{($.eventName=ConsoleLogin) && ($.errorMessage="Failed authentication")}',
    why="Somebody guesses a password. One failure is a typing error; the alarm waits for three in five minutes.",
    remedy="See whose and from where: many users from one address are an attack. Then reset what was guessed at.",
    matching=(Sample("the password is wrong", _FAILED),),
    near_misses=(
        Sample("the password is right", _BY_ADA),
        Sample("the session is over", changed(_FAILED, errorMessage="Session expired")),
        Sample("the second factor is wrong", changed(_FAILED, eventName="CheckMfa")),
    ),
    evidence=f"{_EVIDENCE} (unsuccessful).",
    controls=controls(6),
    alarm=Alarm(threshold=3),
)
