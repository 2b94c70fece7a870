"""How the things in an account are read, service by service: their kinds and names, and what boto3 says of them.

A tuple of one stands for a value that is a whole, whatever is in it.
"""

from collections.abc import Callable, Iterator
from typing import Any

import jmespath
from botocore.exceptions import ClientError

from sandbox.cloud import ACCOUNT_ID, REGION

ClientOf = Callable[[str], Any]
"""Gives the boto3 client of a service."""
Found = Iterator[tuple[str, dict[str, Any]]]
Reader = Callable[[ClientOf], Found]

OURS = f"arn:aws:{{}}:{REGION}:{ACCOUNT_ID}"
"""What an ARN begins with; a service is to be put in."""


def tags_of(found: list[dict[str, str]]) -> dict[str, str]:
    return {tag.get("Key", tag.get("TagKey", "")): tag.get("Value", tag.get("TagValue", "")) for tag in found}


_EC2 = {
    "describe_flow_logs": ("flow log", "FlowLogs", "FlowLogId"),
    "describe_internet_gateways": ("internet gateway", "InternetGateways", "InternetGatewayId"),
    "describe_network_interfaces": ("network interface", "NetworkInterfaces", "NetworkInterfaceId"),
    "describe_route_tables": ("route table", "RouteTables", "RouteTableId"),
    "describe_security_groups": ("security group", "SecurityGroups", "GroupId"),
    "describe_subnets": ("subnet", "Subnets", "SubnetId"),
    "describe_vpcs": ("vpc", "Vpcs", "VpcId"),
}


def _ec2(client: ClientOf) -> Found:
    """By the name that its tag gives it, else by its id; a VPC's main route table, which has no tags, by its VPC's."""
    ec2 = client("ec2")
    vpcs = {vpc["VpcId"]: tags_of(vpc.get("Tags", [])).get("Name") for vpc in ec2.describe_vpcs()["Vpcs"]}
    for operation, (kind, member, identity) in _EC2.items():
        for one in getattr(ec2, operation)()[member]:
            tags = tags_of(one.get("Tags", one.get("TagSet", [])))
            of_vpc = vpcs.get(one["VpcId"]) if kind == "route table" else None
            associated = {each.get("SubnetId", "main"): True for each in one.get("Associations", [])}
            blocks = [each["CidrBlock"] for each in one.get("CidrBlockAssociationSet", [])]
            yield (
                f"{kind} {tags.get('Name') or of_vpc or one[identity]}",
                {**one, "Tags": tags, "Associations": associated, "CidrBlockAssociationSet": blocks},
            )


def _athena(client: ClientOf) -> Found:
    athena = client("athena")
    for name in [group["Name"] for group in athena.list_work_groups()["WorkGroups"]]:
        group = athena.get_work_group(WorkGroup=name)["WorkGroup"]
        tags = athena.list_tags_for_resource(ResourceARN=f"{OURS.format('athena')}:workgroup/{name}")["Tags"]
        yield f"workgroup {name}", {**group, "Tags": tags_of(tags)}
        for identity in athena.list_named_queries(WorkGroup=name)["NamedQueryIds"]:
            query = athena.get_named_query(NamedQueryId=identity)["NamedQuery"]
            yield f"query {query['Name']}", query


def _glue(client: ClientOf) -> Found:
    glue = client("glue")
    for database in glue.get_databases()["DatabaseList"]:
        arn = f"{OURS.format('glue')}:database/{database['Name']}"
        yield f"database {database['Name']}", {**database, "Tags": glue.get_tags(ResourceArn=arn)["Tags"]}
        for table in glue.get_tables(DatabaseName=database["Name"])["TableList"]:
            columns = {column["Name"]: column["Type"] for column in table["StorageDescriptor"].pop("Columns")}
            yield f"table {table['Name']}", {**table, "Columns": list(columns.items())}


def _cloudtrail(client: ClientOf) -> Found:
    cloudtrail = client("cloudtrail")
    for trail in cloudtrail.describe_trails()["trailList"]:
        arn = trail["TrailARN"]
        selectors = cloudtrail.get_event_selectors(TrailName=arn)
        yield (
            f"trail {trail['Name']}",
            {
                **trail,
                "EventSelectors": selectors.get("EventSelectors"),
                "AdvancedEventSelectors": {
                    one["Name"]: (one["FieldSelectors"],) for one in selectors.get("AdvancedEventSelectors", [])
                },
                "Insights": jmespath.search(
                    "InsightSelectors[].InsightType", _or_none(cloudtrail.get_insight_selectors, TrailName=arn)
                ),
                "IsLogging": cloudtrail.get_trail_status(Name=arn)["IsLogging"],
                "Tags": tags_of(cloudtrail.list_tags(ResourceIdList=[arn])["ResourceTagList"][0]["TagsList"]),
            },
        )


def _firehose(client: ClientOf) -> Found:
    firehose = client("firehose")
    for name in firehose.list_delivery_streams()["DeliveryStreamNames"]:
        stream = firehose.describe_delivery_stream(DeliveryStreamName=name)["DeliveryStreamDescription"]
        (destination,) = stream.pop("Destinations")
        tags = tags_of(firehose.list_tags_for_delivery_stream(DeliveryStreamName=name)["Tags"])
        yield (
            f"delivery stream {name}",
            {**stream, "S3": destination["ExtendedS3DestinationDescription"], "Tags": tags},
        )


def _kinesis(client: ClientOf) -> Found:
    kinesis = client("kinesis")
    for name in kinesis.list_streams()["StreamNames"]:
        stream = kinesis.describe_stream_summary(StreamName=name)["StreamDescriptionSummary"]
        yield f"data stream {name}", {**stream, "Tags": tags_of(kinesis.list_tags_for_stream(StreamName=name)["Tags"])}


def _iam(client: ClientOf) -> Found:
    iam = client("iam")
    for role in iam.list_roles()["Roles"]:
        name = role["RoleName"]
        inline = {
            policy: iam.get_role_policy(RoleName=name, PolicyName=policy)["PolicyDocument"]
            for policy in iam.list_role_policies(RoleName=name)["PolicyNames"]
        }
        yield (
            f"role {name}",
            {
                **role,
                **{f"{policy}.PolicyDocument": document for policy, document in inline.items()},
                "Attached": iam.list_attached_role_policies(RoleName=name)["AttachedPolicies"],
                "Tags": tags_of(iam.list_role_tags(RoleName=name)["Tags"]),
            },
        )


def _kms(client: ClientOf) -> Found:
    """By its description, but for AWS's own and those that are deleted, which takes a week at least."""
    kms = client("kms")
    aliases = {alias.get("TargetKeyId"): alias["AliasName"] for alias in kms.list_aliases()["Aliases"]}
    for key in kms.list_keys()["Keys"]:
        identity = key["KeyId"]
        described = kms.describe_key(KeyId=identity)["KeyMetadata"]
        if described["KeyManager"] == "CUSTOMER" and described["KeyState"] != "PendingDeletion":
            yield (
                f"key {aliases.get(identity, identity)}",
                {
                    "Arn": described["Arn"],
                    "KeyState": described["KeyState"],
                    "Policy": kms.get_key_policy(KeyId=identity, PolicyName="default")["Policy"],
                    "KeyRotationEnabled": kms.get_key_rotation_status(KeyId=identity)["KeyRotationEnabled"],
                    "Tags": tags_of(kms.list_resource_tags(KeyId=identity)["Tags"]),
                },
            )


def _logs(client: ClientOf) -> Found:
    logs = client("logs")
    for group in logs.describe_log_groups()["logGroups"]:
        name = group["logGroupName"]
        filters = logs.describe_subscription_filters(logGroupName=name)["subscriptionFilters"]
        streams = logs.describe_log_streams(logGroupName=name)["logStreams"]
        yield (
            f"log group {name}",
            {
                **group,
                "Streams": [stream["logStreamName"] for stream in streams],
                "Subscriptions": {one["filterName"]: one for one in filters},
                "Tags": logs.list_tags_log_group(logGroupName=name)["tags"],
            },
        )


_S3 = {
    "Encryption": ("get_bucket_encryption", "ServerSideEncryptionConfiguration.Rules[0]"),
    "Lifecycle": ("get_bucket_lifecycle_configuration", "Rules[0]"),
    "Lock": ("get_object_lock_configuration", "ObjectLockConfiguration"),
    "Logging": ("get_bucket_logging", "LoggingEnabled"),
    "Ownership": ("get_bucket_ownership_controls", "OwnershipControls.Rules[0].ObjectOwnership"),
    "Policy": ("get_bucket_policy", "Policy"),
    "Public": ("get_public_access_block", "PublicAccessBlockConfiguration"),
    "Tags": ("get_bucket_tagging", "TagSet"),
    "Versioning": ("get_bucket_versioning", "Status"),
}


def _s3(client: ClientOf) -> Found:
    s3 = client("s3")
    for bucket in s3.list_buckets()["Buckets"]:
        name = bucket["Name"]
        described = {
            what: jmespath.search(path, _or_none(getattr(s3, operation), Bucket=name))
            for what, (operation, path) in _S3.items()
        }
        yield f"bucket {name}", {**described, "Tags": tags_of(described["Tags"] or [])}


def _sns(client: ClientOf) -> Found:
    sns = client("sns")
    for topic in sns.list_topics()["Topics"]:
        arn = topic["TopicArn"]
        tags = tags_of(sns.list_tags_for_resource(ResourceArn=arn)["Tags"])
        yield f"topic {arn.rpartition(':')[2]}", {**sns.get_topic_attributes(TopicArn=arn)["Attributes"], "Tags": tags}


def _or_none(call: Callable[..., Any], **request: str) -> Any:
    """What AWS answers; None when it says that there is none."""
    try:
        return call(**request)
    except ClientError as error:
        code = error.response.get("Error", {}).get("Code", "")
        if code.startswith("NoSuch") or code.endswith(("NotFoundError", "NotFound", "NotEnabledException")):
            return None
        raise


READERS: tuple[Reader, ...] = (_athena, _cloudtrail, _ec2, _firehose, _glue, _iam, _kinesis, _kms, _logs, _s3, _sns)
