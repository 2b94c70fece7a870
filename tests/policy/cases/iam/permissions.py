"""Cases of grants without a document: whom a function, a layer, an event bus, an image or a snapshot lets in."""

from typing import Any, Final

from pulumi.runtime.proto.resource_pb2 import RegisterResourceRequest
from pulumi_policy.proxy import UNKNOWN_STRING_VALUE

from tests.policy.cases.iam.resources import ACCOUNT
from tests.support.policy_server import registration
from tests.support.rule_cases import case, cloud_control

_FUNCTIONS: Final = ("aws:lambda/permission:Permission", "aws-native:lambda:Permission")
_LAYERS: Final = (
    "aws:lambda/layerVersionPermission:LayerVersionPermission",
    "aws-native:lambda:LayerVersionPermission",
)
_EVENTS: Final = "aws:cloudwatch/eventPermission:EventPermission"
_EVERYBODY: Final = (
    *((type_, {"action": "lambda:InvokeFunction", "principal": "*"}) for type_ in _FUNCTIONS),
    *((type_, {"action": "lambda:GetLayerVersion", "principal": "*"}) for type_ in _LAYERS),
    (_EVENTS, {"principal": "*"}),
    ("aws:ec2/amiLaunchPermission:AmiLaunchPermission", {"group": "all"}),
    ("aws:ec2/vpcEndpointService:VpcEndpointService", {"allowedPrincipals": [f"arn:aws:iam::{ACCOUNT}:root", "*"]}),
    ("aws:ec2/vpcEndpointServiceAllowedPrinciple:VpcEndpointServiceAllowedPrinciple", {"principalArn": "*"}),
    ("aws-native:ec2:VpcEndpointServicePermissions", {"allowedPrincipals": ["*"]}),
    *(
        (type_, {"sharedAccounts": ["all"]})
        for type_ in (
            "aws:rds/clusterSnapshot:ClusterSnapshot",
            "aws:rds/clusterSnapshotCopy:ClusterSnapshotCopy",
            "aws:rds/snapshot:Snapshot",
            "aws:rds/snapshotCopy:SnapshotCopy",
        )
    ),
)
_OWN_BUCKET: Final = "arn:aws:s3:::example-uploads"


def _invoking(type_: str = _FUNCTIONS[0], **inputs: Any) -> RegisterResourceRequest:
    return registration(
        type_, "grant", **{"action": "lambda:InvokeFunction", "principal": "s3.amazonaws.com", **inputs}
    )


def _events(**condition: str) -> RegisterResourceRequest:
    return registration(_EVENTS, "grant", principal="*", condition=condition)


WIDE_PERMISSIONS: Final = (
    *(
        case(f"everybody-{type_}", registration(type_, "grant", **inputs), violations="grant")
        for type_, inputs in _EVERYBODY
    ),
    *(
        case(f"everybody-{type_}", cloud_control(type_, "grant", **state), violations="grant")
        for type_, state in (
            ("AWS::Lambda::Permission", {"Action": "lambda:InvokeFunction", "Principal": "*"}),
            ("AWS::EC2::VPCEndpointServicePermissions", {"AllowedPrincipals": ["*"]}),
        )
    ),
    case("any-action-of-a-function", _invoking(action="lambda:*", sourceAccount=ACCOUNT), violations="grant"),
    case("a-service-in-capitals", _invoking(principal="S3.AmazonAWS.com"), violations="grant"),
    case(
        "everybody-in-capitals",
        registration("aws:rds/snapshot:Snapshot", "grant", sharedAccounts=["ALL"]),
        violations="grant",
    ),
    case("public-url-of-a-function", _invoking(principal="*", functionUrlAuthType="NONE"), violations="grant"),
    *(
        case(f"a-service-for-anybody-{number}", _invoking(**inputs), violations="grant")
        for number, inputs in enumerate(
            (
                {},
                {"type_": _FUNCTIONS[1]},
                {"principal": "sns.amazonaws.com", "sourceArn": "arn:aws:sns:eu-central-1:*:alerts"},
                {"sourceArn": "arn:aws:s3:::*"},
                {"sourceArn": ""},
            )
        )
    ),
    case(
        "everybody-of-an-organization-by-pattern",
        _events(type="StringLike", key="aws:PrincipalOrgID", value="o-*"),
        violations="grant",
    ),
)
"""What the rule on wildcards reports."""

NARROW_PERMISSIONS: Final = (
    *(
        case(f"everybody-of-one-{number}", _invoking(principal="*", **inputs))
        for number, inputs in enumerate(
            (
                {"sourceAccount": ACCOUNT},
                {"sourceArn": f"arn:aws:sns:eu-central-1:{ACCOUNT}:alerts"},
                {"principalOrgId": "o-a1b2c3d4e5"},
                {"type_": _FUNCTIONS[1], "principalOrgId": "o-a1b2c3d4e5"},
            )
        )
    ),
    *(
        case(f"a-service-for-one-{number}", _invoking(**inputs))
        for number, inputs in enumerate(
            (
                {"sourceAccount": ACCOUNT},
                {"sourceArn": _OWN_BUCKET},
                {
                    "principal": "apigateway.amazonaws.com",
                    "sourceArn": f"arn:aws:execute-api:eu-central-1:{ACCOUNT}:a1b2c3/*/GET/orders",
                },
                {"sourceArn": UNKNOWN_STRING_VALUE},
            )
        )
    ),
    case("an-account", _invoking(principal=ACCOUNT)),
    case("everybody-of-an-organization", _events(type="StringEquals", key="aws:PrincipalOrgID", value="o-a1b2c3d4e5")),
    *(
        case(
            f"layer-for-an-organization-{type_}",
            registration(type_, "grant", principal="*", organizationId="o-a1b2c3d4e5"),
        )
        for type_ in _LAYERS
    ),
    case(
        "image-for-an-account",
        registration("aws:ec2/amiLaunchPermission:AmiLaunchPermission", "grant", accountId=ACCOUNT),
    ),
    case("snapshot-of-its-own", registration("aws:rds/snapshot:Snapshot", "grant")),
)
"""What passes."""

UNKNOWN_PERMISSIONS: Final = (
    case("whom-a-function-lets-in", _invoking(principal=UNKNOWN_STRING_VALUE), violations="grant"),
    case("what-holds-everybody", _invoking(principal="*", sourceArn=UNKNOWN_STRING_VALUE), violations="grant"),
)
"""What isn't known at preview."""
