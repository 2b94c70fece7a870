"""Detections of what opens the account to the outside: public buckets, instances that give their credentials away."""

from collections.abc import Mapping

from logs.detections.detection import Detection, Severity
from logs.detections.pattern_text import SUCCEEDED, action, both, either, every, is_, service
from logs.detections.sample import ACCOUNT, DENIED, DENIED_BY_EC2, REGION, Sample, TrailEvent, asked, changed, event

_BUCKET = {"bucketName": "example", "Host": f"example.s3.{REGION}.amazonaws.com"}
_BLOCKS = ("BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets")
_CONFIGURATION = "PublicAccessBlockConfiguration"


def _block(name: str, open_ones: tuple[str, ...], subject: Mapping[str, object]) -> TrailEvent:
    configuration = {block: block not in open_ones for block in _BLOCKS}
    return event("s3", name, {**subject, "publicAccessBlock": "", _CONFIGURATION: configuration})


_OF_ACCOUNT = {"accountId": ACCOUNT, "Host": f"{ACCOUNT}.s3-control.{REGION}.amazonaws.com"}
_DELETED = event("s3", "DeleteBucketPublicAccessBlock", {**_BUCKET, "publicAccessBlock": ""})

PUBLIC_ACCESS_UNBLOCKED = Detection(
    id="public-access-unblocked",
    title="The public access block of a bucket, or of the account, was removed or loosened",
    severity=Severity.HIGH,
    pattern=every(
        service("s3"),
        either(
            action("DeleteBucketPublicAccessBlock", "DeleteAccountPublicAccessBlock"),
            both(
                action("PutBucketPublicAccessBlock", "PutAccountPublicAccessBlock"),
                either(*(f"($.requestParameters.{_CONFIGURATION}.{block} IS FALSE)" for block in _BLOCKS)),
            ),
        ),
        SUCCEEDED,
    ),
    why="Nothing is public yet, but the next policy or ACL can make it so.",
    remedy="Put the block back, all four of it, and see which policies and ACLs were set since.",
    matching=(
        Sample("a bucket's is removed", _DELETED),
        Sample("the account's is removed", event("s3", "DeleteAccountPublicAccessBlock", _OF_ACCOUNT)),
        *(
            Sample(f"a bucket's, without {one}", _block("PutBucketPublicAccessBlock", (one,), _BUCKET))
            for one in _BLOCKS
        ),
        Sample("all of the account's", _block("PutAccountPublicAccessBlock", _BLOCKS, _OF_ACCOUNT)),
    ),
    near_misses=(
        Sample("all four are set", _block("PutBucketPublicAccessBlock", (), _BUCKET)),
        Sample("it is refused", changed(_DELETED, **DENIED)),
        Sample("it is read", asked(_DELETED, "GetBucketPublicAccessBlock")),
        Sample("an access point without a block of its own", _block("CreateAccessPoint", _BLOCKS, _OF_ACCOUNT)),
        Sample("another service's action of the same name", changed(_DELETED, eventSource="s3tables.amazonaws.com")),
    ),
    evidence='S3 User Guide, "Amazon S3 CloudTrail events" (names); a recorded PutBucketPublicAccessBlock in '
    "panther-labs/panther (the configuration, true and false). Of the account's no recorded event was found.",
)


def _acl(canned: str) -> TrailEvent:
    return event("s3", "PutBucketAcl", {**_BUCKET, "acl": "", "x-amz-acl": [canned]})


BUCKET_MADE_PUBLIC = Detection(
    id="bucket-made-public",
    title="A bucket was given an ACL that is public",
    severity=Severity.CRITICAL,
    pattern=every(
        service("s3"),
        action("PutBucketAcl"),
        either(
            is_("$.requestParameters.x-amz-acl[0]", "public-*"),
            is_("$.requestParameters.x-amz-acl[0]", "authenticated-read"),
        ),
        SUCCEEDED,
    ),
    why="Everybody can list the bucket, or write to it. A public policy, and a grant that the request has in its body, "
    "are not found: their place in the event differs. Access Analyzer finds those.",
    remedy="Set the ACL to private and the public access block; see in the access logs who was there.",
    matching=(
        Sample("everybody may read", _acl("public-read")),
        Sample("everybody may write", _acl("public-read-write")),
        Sample("whoever has an account may read", _acl("authenticated-read")),
    ),
    near_misses=(
        Sample("nobody may", _acl("private")),
        Sample("the ACL of an object", changed(_acl("public-read"), eventName="PutObjectAcl")),
        Sample("it is refused", changed(_acl("public-read"), **DENIED)),
        Sample("another service's action", changed(_acl("public-read"), eventSource="s3-outposts.amazonaws.com")),
    ),
    evidence="S3 API Reference, PutBucketAcl (x-amz-acl); that events have it as a list: panther-labs/panther-analysis "
    "and others that read them.",
)


def _launch(tokens: str) -> TrailEvent:
    request = {
        "instancesSet": {"items": [{"imageId": "ami-0abcdef1234567890", "minCount": 1, "maxCount": 1}]},
        "instanceType": "t3.micro",
    }
    options = {
        "state": "pending",
        "httpTokens": tokens,
        "httpPutResponseHopLimit": 2,
        "httpEndpoint": "enabled",
        "httpProtocolIpv4": "enabled",
        "httpProtocolIpv6": "disabled",
        "instanceMetadataTags": "disabled",
    }
    instance = {"instanceId": "i-0123456789abcdef0", "instanceType": "t3.micro", "metadataOptions": options}
    response = {"requestId": "x", "reservationId": "r-0123456789abcdef0", "instancesSet": {"items": [instance]}}
    return event("ec2", "RunInstances", request, responseElements=response)


def _modified(tokens: str) -> TrailEvent:
    request = {"InstanceId": "i-0123456789abcdef0", "HttpTokens": tokens, "HttpEndpoint": "enabled"}
    return event("ec2", "ModifyInstanceMetadataOptions", {"ModifyInstanceMetadataOptionsRequest": request})


INSTANCE_WITHOUT_IMDSV2 = Detection(
    id="instance-without-imdsv2",
    title="An instance was launched, or changed, so that it answers without IMDSv2's token",
    severity=Severity.MEDIUM,
    pattern=every(
        service("ec2"),
        either(
            both(
                action("RunInstances"),
                is_("$.responseElements.instancesSet.items[0].metadataOptions.httpTokens", "optional"),
            ),
            both(
                action("ModifyInstanceMetadataOptions"),
                is_("$.requestParameters.ModifyInstanceMetadataOptionsRequest.HttpTokens", "optional"),
            ),
        ),
        SUCCEEDED,
    ),
    why="Whoever makes the instance fetch an address (SSRF) gets the credentials of its role. All instances of one "
    "launch have the same options: the first is looked at.",
    remedy="Set HttpTokens to required (ModifyInstanceMetadataOptions), and make it the account's default.",
    matching=(
        Sample("one is launched", _launch("optional")),
        Sample("a running one is changed", _modified("optional")),
    ),
    near_misses=(
        Sample("one is launched that asks for the token", _launch("required")),
        Sample("a running one is changed to ask for it", _modified("required")),
        Sample("another action that answers alike", asked(_launch("optional"), "RunScheduledInstances")),
        Sample("another action that asks alike", asked(_modified("optional"), "ModifyInstanceMetadataDefaults")),
        Sample("it is refused", changed(_modified("optional"), **DENIED_BY_EC2)),
        Sample(
            "another service's action of the same name", changed(_launch("optional"), eventSource="x.amazonaws.com")
        ),
    ),
    evidence="Recorded RunInstances with instancesSet.items[].metadataOptions.httpTokens in "
    "panther-labs/panther-analysis; ModifyInstanceMetadataOptionsRequest.HttpTokens as analysts describe it.",
)

EXPOSURE = (PUBLIC_ACCESS_UNBLOCKED, BUCKET_MADE_PUBLIC, INSTANCE_WITHOUT_IMDSV2)
"""The same for every stack."""
