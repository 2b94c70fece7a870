"""What leads into a bucket past its policy: access points, file systems, access grants and shares of these."""

from collections.abc import Sequence
from dataclasses import dataclass

from pulumi.runtime.proto.resource_pb2 import RegisterResourceRequest
from pulumi_policy.proxy import UNKNOWN_STRING_VALUE

from tests.policy.cases.log_buckets.resources import BY_NAME, LOGS, WEBSITE, WIDE, of_bucket
from tests.support.bucket_documents import BUCKET
from tests.support.policy_server import from_outputs, registration

POINT = "aws:s3/accessPoint:AccessPoint"
NATIVE_POINT = "aws-native:s3:AccessPoint"
MULTI_REGION = "aws:s3control/multiRegionAccessPoint:MultiRegionAccessPoint"
NATIVE_MULTI_REGION = "aws-native:s3:MultiRegionAccessPoint"
OBJECT_LAMBDA = "aws:s3control/objectLambdaAccessPoint:ObjectLambdaAccessPoint"
NATIVE_OBJECT_LAMBDA = "aws-native:s3objectlambda:AccessPoint"
FILES = "aws:s3/filesFileSystem:FilesFileSystem"
NATIVE_FILES = "aws-native:s3files:FileSystem"
LOCATION = "aws:s3control/accessGrantsLocation:AccessGrantsLocation"
NATIVE_LOCATION = "aws-native:s3:AccessGrantsLocation"
GRANT = "aws:s3control/accessGrant:AccessGrant"
NATIVE_GRANT = "aws-native:s3:AccessGrant"
SHARES = "aws:s3control/accessGrantsInstanceResourcePolicy:AccessGrantsInstanceResourcePolicy"
INSTANCE = registration("aws:s3control/accessGrantsInstance:AccessGrantsInstance", "instance")
NATIVE_INSTANCE = registration("aws-native:s3:AccessGrantsInstance", "instance")
GRANTS_ARN = "arn:aws:s3:eu-central-1:111122223333:access-grants/default"
NATIVE_RAM = "aws-native:ram:ResourceShare"
RAM = {
    "aws:ram/resourceAssociation:ResourceAssociation": "resourceArn",
    "aws:ram/resourceShareAssociationsExclusive:ResourceShareAssociationsExclusive": "resourceArns",
    NATIVE_RAM: "resourceArns",
}
SUBNET = registration("aws:ec2/subnet:Subnet", "subnet")
SUBNET_ARN = "arn:aws:ec2:eu-central-1:111122223333:subnet/subnet-1"
OUTPOSTS_ARN = f"arn:aws:s3-outposts:eu-central-1:111122223333:outpost/op-1/bucket/{BUCKET}"
OF_OTHER_KINDS = (
    *("aws:s3/directoryBucket:DirectoryBucket", "aws-native:s3express:DirectoryBucket"),
    *("aws:s3control/bucket:Bucket", "aws-native:s3outposts:Bucket"),
)
OF_THE_STACK = [LOGS, BY_NAME, WEBSITE]
FUNCTION = registration("aws:lambda/function:Function", "function", name="redact")


def point(type_: str, bucket: str) -> RegisterResourceRequest:
    return of_bucket(type_, "way", bucket, name="a-point")


def regions(type_: str, bucket: str) -> RegisterResourceRequest:
    inner = [{"bucket": "website"}, {"bucket": bucket}]
    if type_ == NATIVE_MULTI_REGION:
        return registration(type_, "way", name="a-point", regions=inner)
    return registration(type_, "way", details={"name": "a-point", "regions": inner})


def files(type_: str, bucket: str) -> RegisterResourceRequest:
    return registration(type_, "way", bucket=f"arn:aws:s3:::{bucket}", roleArn="arn:aws:iam::1:role/r")


def location(type_: str, bucket: str) -> RegisterResourceRequest:
    return registration(type_, "way", locationScope=f"s3://{bucket}/*")


def within(prefix: str | None) -> dict[str, object]:
    """What a grant says of the prefix that it is of."""
    return {} if prefix is None else {"accessGrantsLocationConfiguration": {"s3SubPrefix": prefix}}


def grant(type_: str, bucket: str) -> RegisterResourceRequest:
    return registration(type_, "way", accessGrantsLocationId="default", **within(f"{bucket}/*"))


def with_others(name: str, arn: str) -> str | list[str]:
    """An ARN as a share names it: by itself, or among others."""
    return [SUBNET_ARN, arn] if name == "resourceArns" else arn


# What names a bucket within another property, by that property.
BY_OUTPUT = {
    LOCATION: {"locationScope": UNKNOWN_STRING_VALUE},
    NATIVE_LOCATION: {"locationScope": UNKNOWN_STRING_VALUE},
    MULTI_REGION: {"details": {"name": "a-point", "regions": [{"bucket": UNKNOWN_STRING_VALUE}]}},
    NATIVE_MULTI_REGION: {"regions": [{"bucket": UNKNOWN_STRING_VALUE}]},
}


def unknown_but_for(type_: str, *origins: RegisterResourceRequest) -> RegisterResourceRequest:
    """One of `BY_OUTPUT`, of whose bucket nothing but its origins is known."""
    stated = BY_OUTPUT[type_]
    return from_outputs(registration(type_, "way", **stated), **dict.fromkeys(stated, origins))


# What names a bucket itself.
DIRECT = [
    *((point, type_) for type_ in (POINT, NATIVE_POINT)),
    *((regions, type_) for type_ in (MULTI_REGION, NATIVE_MULTI_REGION)),
    *((files, type_) for type_ in (FILES, NATIVE_FILES)),
    *((location, type_) for type_ in (LOCATION, NATIVE_LOCATION)),
    *((grant, type_) for type_ in (GRANT, NATIVE_GRANT)),
]


@dataclass(frozen=True, kw_only=True)
class Through:
    """A type that leads into a bucket through another resource.

    Attributes:
        type: The type.
        path: The property, and the key within it, that names the other resource.
        way: The type of the other resource, which `DIRECT` makes.
    """

    type: str
    path: tuple[str, ...]
    way: str

    def of(self, name: str) -> RegisterResourceRequest:
        """One that names the other resource."""
        value: object = name
        for key in reversed(self.path[1:]):
            value = {key: value, "policy": WIDE}
        return registration(self.type, "through", **{self.path[0]: value})

    def by_output(self, *origins: RegisterResourceRequest) -> RegisterResourceRequest:
        """One of which nothing but its origins is known."""
        return from_outputs(self.of(UNKNOWN_STRING_VALUE), **{self.path[0]: origins})

    def to(self, bucket: str) -> RegisterResourceRequest:
        """The other resource."""
        (make,) = [make for make, type_ in DIRECT if type_ == self.way]
        return make(self.way, bucket)


FILE_SYSTEM_ID = ("fileSystemId",)
THROUGH = [
    Through(type="aws:s3control/accessPointPolicy:AccessPointPolicy", path=("accessPointArn",), way=POINT),
    Through(type=OBJECT_LAMBDA, path=("configuration", "supportingAccessPoint"), way=POINT),
    Through(type=NATIVE_OBJECT_LAMBDA, path=("objectLambdaConfiguration", "supportingAccessPoint"), way=NATIVE_POINT),
    Through(
        type="aws:s3control/multiRegionAccessPointPolicy:MultiRegionAccessPointPolicy",
        path=("details", "name"),
        way=MULTI_REGION,
    ),
    Through(type="aws-native:s3:MultiRegionAccessPointPolicy", path=("mrapName",), way=NATIVE_MULTI_REGION),
    *(
        Through(type=f"aws:s3/files{kind}:Files{kind}", path=FILE_SYSTEM_ID, way=FILES)
        for kind in ("FileSystemPolicy", "AccessPoint", "MountTarget")
    ),
    *(
        Through(type=f"aws-native:s3files:{kind}", path=FILE_SYSTEM_ID, way=NATIVE_FILES)
        for kind in ("FileSystemPolicy", "AccessPoint", "MountTarget")
    ),
    Through(type=GRANT, path=("accessGrantsLocationId",), way=LOCATION),
    Through(type=NATIVE_GRANT, path=("accessGrantsLocationId",), way=NATIVE_LOCATION),
]
# These are called by what the program itself sets, so a text may name one at the first preview.
BY_A_LITERAL = [one for one in THROUGH if one.way in (MULTI_REGION, NATIVE_MULTI_REGION)]


def of_object_lambda(type_: str, bucket: str) -> Sequence[RegisterResourceRequest]:
    """The policy of an object Lambda access point, by its literal name: two steps from the bucket."""
    supported = point(POINT, bucket)
    lambdas = from_outputs(registration(OBJECT_LAMBDA, "lambda", name="redacted"), configuration=[supported, FUNCTION])
    key = "objectLambdaAccessPoint" if type_.startswith("aws-native") else "name"
    return [*OF_THE_STACK, FUNCTION, supported, lambdas, registration(type_, "policy", **{key: "redacted"})]


LAMBDA_POLICIES = (
    "aws:s3control/objectLambdaAccessPointPolicy:ObjectLambdaAccessPointPolicy",
    "aws-native:s3objectlambda:AccessPointPolicy",
)


def by_id(bucket: str) -> Sequence[Sequence[RegisterResourceRequest]]:
    """What leads through a resource whose id is known, as from the second preview on."""
    return [
        [
            *OF_THE_STACK,
            registration(type_, "way", **{key: "an-id"}, **known),
            registration(other, "through", **{path: "an-id"}),
        ]
        for type_, key, other, path, known in (
            (FILES, "id", "aws:s3/filesAccessPoint:FilesAccessPoint", "fileSystemId", {"bucket": bucket}),
            (NATIVE_FILES, "fileSystemId", "aws-native:s3files:FileSystemPolicy", "fileSystemId", {"bucket": bucket}),
            (NATIVE_FILES, "fileSystemArn", "aws-native:s3files:AccessPoint", "fileSystemId", {"bucket": bucket}),
            (
                LOCATION,
                "accessGrantsLocationId",
                GRANT,
                "accessGrantsLocationId",
                {"locationScope": f"s3://{bucket}/*"},
            ),
            (POINT, "arn", THROUGH[0].type, "accessPointArn", {"bucket": bucket}),
        )
    ]


def granted(scope: str, prefix: str | None) -> Sequence[RegisterResourceRequest]:
    """A grant of a location of the stack."""
    place = registration(LOCATION, "location", locationScope=scope)
    return [
        *OF_THE_STACK,
        place,
        from_outputs(registration(GRANT, "grant", **within(prefix)), accessGrantsLocationId=[place]),
    ]


def by_default(prefix: str | None) -> Sequence[RegisterResourceRequest]:
    """A grant of the location of all buckets."""
    return [*OF_THE_STACK, registration(GRANT, "grant", accessGrantsLocationId="default", **within(prefix))]
