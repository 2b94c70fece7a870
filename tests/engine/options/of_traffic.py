"""Options of what is watched and of flow logs, on the stack dev, which has one VPC and one sink."""

from tests.engine.options import others
from tests.engine.options.lake_names import flow_log_steps, flow_log_things
from tests.engine.options.option import ACCOUNT, Option, containing, create, delete, replace, update

_BUCKET = f"monitoring-dev-logs-{ACCOUNT}-us-east-1"
_LOGS = f"arn:aws:logs:us-east-1:{ACCOUNT}:log-group"
_FIREHOSE = f"arn:aws:firehose:us-east-1:{ACCOUNT}:deliverystream"
_TRAFFIC_GROUP = "/monitoring/dev/traffic-logs"
_TRAFFIC_ROLE = "monitoring-dev-traffic-logs-vpc-flow-logs"
_STREAM = "monitoring-dev-traffic-stream"
_MAIN = {"name": "main", "cidrBlock": "10.0.0.0/16", "availabilityZones": 2}
_SECOND = {"name": "second", "cidrBlock": "10.1.0.0/24", "availabilityZones": 1}

_TO_LOG_GROUP = {
    "LogDestinationType": "cloud-watch-logs",
    "LogDestination": f"{_LOGS}:{_TRAFFIC_GROUP}",
    "DeliverLogsPermissionArn": f"arn:aws:iam::{ACCOUNT}:role/{_TRAFFIC_ROLE}",
    "FlowLogStatus": "ACTIVE",
    "DeliverLogsStatus": "SUCCESS",
    "TrafficType": "ALL",
    "MaxAggregationInterval": 600,
}
_ADD_S3 = (
    create("main-s3-flow-log", "lake-flow-logs-table", *flow_log_steps()) | update("logs-policy")
)  # fmt: skip
_S3_APPEARED = {
    "flow log main-s3": {
        "LogDestinationType": "s3",
        "LogDestination": f"arn:aws:s3:::{_BUCKET}",
        "DeliverLogsPermissionArn": None,
        "DestinationOptions.FileFormat": "plain-text",
        "DestinationOptions.HiveCompatiblePartitions": False,
        "DestinationOptions.PerHourPartition": False,
        "TrafficType": "ALL",
        "FlowLogStatus": "ACTIVE",
    },
    "table flow_logs": {
        "DatabaseName": "monitoring_dev",
        "StorageDescriptor.Location": f"s3://{_BUCKET}/AWSLogs/",
        "Parameters.projection.day.range": "NOW-7DAYS,NOW",
    },
    **{
        query: {
            "WorkGroup": "monitoring-dev-lake",
            "Database": "monitoring_dev",
            "QueryString": containing("flow_logs"),
        }
        for query in flow_log_things()
    },
}
_S3_CHANGED = {
    f"bucket {_BUCKET}": {
        "Policy.AWSLogDeliveryAclCheck": containing("delivery.logs.amazonaws.com", "s3:GetBucketAcl"),
        "Policy.AWSLogDeliveryWrite": containing("delivery.logs.amazonaws.com", f"{_BUCKET}/AWSLogs/{ACCOUNT}/*"),
    }
}

OPTIONS = (
    Option(
        "a bucket among the sinks",
        {"flowLogSinks": ["cloudwatch-logs", "s3"]},
        _ADD_S3,
        appeared=_S3_APPEARED,
        changed=_S3_CHANGED,
    ),
    Option(
        "a Firehose stream among the sinks",
        {"flowLogSinks": ["cloudwatch-logs", "kinesis"]},
        create(
            *("main-kinesis-flow-log", "traffic-stream-delivery-stream", "traffic-stream-errors"),
            *("traffic-stream-errors-stream", "traffic-stream-role", "traffic-stream-role-policy"),
        ),
        appeared={
            f"delivery stream {_STREAM}": {
                "DeliveryStreamStatus": "ACTIVE",
                "DeliveryStreamEncryptionConfiguration.KeyType": "AWS_OWNED_CMK",
                "DeliveryStreamEncryptionConfiguration.Status": "ENABLED",
                "S3.BucketARN": f"arn:aws:s3:::{_BUCKET}",
                "S3.RoleARN": f"arn:aws:iam::{ACCOUNT}:role/{_STREAM}",
                "S3.Prefix": containing(f"firehose/{_STREAM}/year="),
                "S3.ErrorOutputPrefix": containing(f"firehose/{_STREAM}/errors/"),
                "S3.CompressionFormat": "GZIP",
                "S3.ProcessingConfiguration.Processors": [{"Type": "AppendDelimiterToRecord"}],
                "Tags.LogDeliveryEnabled": "true",
            },
            "flow log main-kinesis": {
                "LogDestinationType": "kinesis-data-firehose",
                "LogDestination": f"{_FIREHOSE}/{_STREAM}",
                "FlowLogStatus": "ACTIVE",
            },
            "log group /monitoring/dev/traffic-stream-errors": {
                "retentionInDays": 30,
                "Streams": ["DestinationDelivery"],
            },
            f"role {_STREAM}": {
                "AssumeRolePolicyDocument.AssumeRole": containing("firehose.amazonaws.com", "sts:ExternalId"),
                "deliver.PolicyDocument.WriteObjects": containing(f"{_BUCKET}/firehose/{_STREAM}/*"),
            },
        },
    ),
    Option(
        "a bucket instead of the log group",
        {"flowLogSinks": ["s3"]},
        _ADD_S3
        | delete(
            *("main-cloudwatch-logs-flow-log", "traffic-logs-group"),
            *("traffic-logs-vpc-flow-logs-role", "traffic-logs-vpc-flow-logs-role-policy"),
        ),
        appeared=_S3_APPEARED,
        changed=_S3_CHANGED,
        gone=frozenset({"flow log main-cloudwatch-logs", f"log group {_TRAFFIC_GROUP}", f"role {_TRAFFIC_ROLE}"}),
    ),
    Option(
        "one more VPC",
        {"vpcs": [_MAIN, _SECOND]},
        create(
            *("second-vpc", "second-cloudwatch-logs-flow-log", "second-default-security-group"),
            *("second-internet-gateway", "second-public-routes", "second-public-internet-route"),
            *("second-public-a-subnet", "second-public-a-route-table-association"),
            *("second-private-a-subnet", "second-private-a-routes", "second-private-a-route-table-association"),
        ),
        appeared={
            "vpc second": {"CidrBlock": "10.1.0.0/24", "IsDefault": False},
            "flow log second-cloudwatch-logs": _TO_LOG_GROUP,
            "internet gateway second": {},
            "route table second": {"Associations.main": True},
            "route table second-private-a": {},
            "route table second-public": {"Routes": containing("0.0.0.0/0")},
            "security group second-default": {"IpPermissions": None, "IpPermissionsEgress": None},
            "subnet second-private-a": {"AvailabilityZone": "us-east-1a", "MapPublicIpOnLaunch": False},
            "subnet second-public-a": {"AvailabilityZone": "us-east-1a", "MapPublicIpOnLaunch": False},
        },
    ),
    Option(
        "rejected traffic only",
        {"flowLogTraffic": "REJECT"},
        replace("main-cloudwatch-logs-flow-log"),
        changed={"flow log main-cloudwatch-logs": {"TrafficType": "REJECT"}},
        renewed=frozenset({"flow log main-cloudwatch-logs"}),
    ),
    Option(
        "flow records to the log group of others",
        {"existingFlowLogGroup": others.TRAFFIC_GROUP},
        replace("main-cloudwatch-logs-flow-log")
        | update("traffic-logs-vpc-flow-logs-role", "traffic-logs-vpc-flow-logs-role-policy")
        | delete("traffic-logs-group"),
        changed={
            "flow log main-cloudwatch-logs": {"LogDestination": f"{_LOGS}:{others.TRAFFIC_GROUP}"},
            f"role {_TRAFFIC_ROLE}": {
                "Description": f"Delivers vpc-flow-logs to {others.TRAFFIC_GROUP}",
                "deliver.PolicyDocument.WriteFlowLogStreams": containing(f"{others.TRAFFIC_GROUP}:log-stream:*"),
            },
        },
        gone=frozenset({f"log group {_TRAFFIC_GROUP}"}),
        renewed=frozenset({"flow log main-cloudwatch-logs"}),
    ),
    Option(
        "the VPC, the subnet and the network interface of others",
        {"networkResources": ["<vpc>", "<subnet>", "<interface>"]},
        create(*(f"{resource}-cloudwatch-logs-flow-log" for resource in ("<vpc>", "<subnet>", "<interface>"))),
        appeared={
            f"flow log {resource}-cloudwatch-logs": {**_TO_LOG_GROUP, "ResourceId": resource}
            for resource in ("<vpc>", "<subnet>", "<interface>")
        },
    ),
    Option(
        "flow records kept for longer",
        {"flowLogRetentionDays": 5},
        update("traffic-logs-group"),
        changed={f"log group {_TRAFFIC_GROUP}": {"retentionInDays": 5}},
    ),
    Option(
        "no VPC",
        {"vpcs": []},
        delete(
            *("main-vpc", "main-cloudwatch-logs-flow-log", "main-default-security-group"),
            *("main-internet-gateway", "main-public-routes", "main-public-internet-route"),
            *(f"main-{subnet}-subnet" for subnet in ("public-a", "public-b", "private-a", "private-b")),
            *(
                f"main-{subnet}-route-table-association"
                for subnet in ("public-a", "public-b", "private-a", "private-b")
            ),
            *("main-private-a-routes", "main-private-b-routes"),
        ),
        gone=frozenset(
            {
                *("vpc main", "flow log main-cloudwatch-logs", "internet gateway main", "security group main-default"),
                *("route table main", "route table main-public"),
                *("route table main-private-a", "route table main-private-b"),
                *("subnet main-public-a", "subnet main-public-b", "subnet main-private-a", "subnet main-private-b"),
            }
        ),
    ),
    Option(
        "flow records to the Firehose stream of others",
        {"flowLogSinks": ["cloudwatch-logs", "kinesis"], "existingDeliveryStream": others.STREAM},
        create("main-kinesis-flow-log"),
        appeared={
            "flow log main-kinesis": {
                "LogDestinationType": "kinesis-data-firehose",
                "LogDestination": f"{_FIREHOSE}/{others.STREAM}",
                "FlowLogStatus": "ACTIVE",
            }
        },
        # AWS itself tags what flow logs are delivered to, and never takes that tag away.
        changed={f"delivery stream {others.STREAM}": {"Tags.LogDeliveryEnabled": "true"}},
        left={f"delivery stream {others.STREAM}": {"Tags.LogDeliveryEnabled": "true"}},
    ),
)
