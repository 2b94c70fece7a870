"""Cases of the rules on where logs go: replication, destinations."""

from collections.abc import Mapping
from typing import Any

from pulumi.runtime.proto.resource_pb2 import RegisterResourceRequest
from pulumi_policy.proxy import UNKNOWN_STRING_VALUE
from rules.log_buckets import destination_is_known, replicates_only_to_known

from tests.policy.cases.log_buckets.resources import (
    BUCKET_TYPE,
    BY_NAME,
    BY_OUTPUT,
    FLOW_LOG,
    LOGS,
    NATIVE,
    OTHER_STACK,
    PET,
    STREAM,
    TRAIL,
    UNNAMED,
    WEBSITE,
    cloud_control,
    component,
    of_bucket,
    of_one_of,
    of_unnamed,
    on_unknown_bucket,
    one,
    program,
)
from tests.support.bucket_documents import ACCOUNT, ARN, BUCKET
from tests.support.policy_server import from_outputs, registration
from tests.support.rule_cases import Case, Mutation, RuleCases

REPLICATION = "aws:s3/bucketReplicationConfig:BucketReplicationConfig"


def replication(bucket: str) -> dict[str, Any]:
    return {"rules": [{"status": "Enabled", "destination": {"bucket": f"arn:aws:s3:::{bucket}"}}]}


COPIES = registration(BUCKET_TYPE, "copies", tags={"Holds": "logs"})
COPIER = registration("aws:iam/role:Role", "role", name="copies")


def copied_to(bucket: str, *origins: RegisterResourceRequest) -> RegisterResourceRequest:
    """A replication to a bucket, with what all that isn't known of its rules comes from."""
    rule = {"destination": {"bucket": bucket, "encryptionConfiguration": {"replicaKmsKeyId": UNKNOWN_STRING_VALUE}}}
    return from_outputs(of_bucket(REPLICATION, "replication", rules=[rule]), rules=origins)


REPLICATES = RuleCases(
    rule=replicates_only_to_known.RULE,
    mutations=[
        Mutation(
            add=[
                (
                    REPLICATION,
                    "replication",
                    {"bucket": "monitoring-prod-logs-123456789012-us-east-1", **replication("theirs")},
                )
            ],
            violations=one("replication"),
        )
    ],
    violating=[
        Case(
            id="elsewhere",
            resources=program(of_bucket(REPLICATION, "replication", **replication("theirs"))),
            violations=one("replication"),
        ),
        *(
            Case(
                id=f"nowhere-{number}",
                resources=program(of_bucket(REPLICATION, "replication", rules=[rule])),
                violations=one("replication"),
            )
            for number, rule in enumerate(
                (
                    {},
                    {"destination": {}},
                    {"destination": {"bucket": 7}},
                    {"destination": [{"bucket": "arn:aws:s3:::theirs"}]},
                )
            )
        ),
        Case(
            id="of-a-bucket-that-others-made",
            resources=[of_bucket(REPLICATION, "replication", "central", **replication("theirs"))],
            violations=one("replication"),
        ),
        Case(
            id="inline-by-its-second-name",
            resources=[
                registration(
                    "aws:s3/bucketV2:BucketV2",
                    "bucket",
                    bucket=BUCKET,
                    replicationConfigurations=[{"rules": [{"destinations": [{"bucket": "arn:aws:s3:::theirs"}]}]}],
                ),
                BY_NAME,
            ],
            violations=one("bucket"),
        ),
        Case(
            id="inline",
            resources=[of_bucket(BUCKET_TYPE, "bucket", replicationConfiguration=replication("theirs")), BY_NAME],
            violations=one("bucket"),
        ),
        Case(
            id="native",
            resources=[
                registration(NATIVE, "bucket", bucketName=BUCKET, replicationConfiguration=replication("theirs")),
                BY_NAME,
            ],
            violations=one("bucket"),
        ),
    ],
    compliant=[
        Case(
            id="to-a-bucket-of-the-configuration",
            resources=program(of_bucket(REPLICATION, "replication", **replication("copies"))),
            options={"replicaBuckets": ["copies"]},
        ),
        Case(
            id="to-a-log-bucket",
            resources=program(
                registration(BUCKET_TYPE, "copies", bucket="copies", tags={"Holds": "logs"}),
                of_bucket(REPLICATION, "replication", **replication("copies")),
            ),
        ),
    ],
    absent=[Case(id="none", resources=program())],
    unknown=[
        *(
            Case(id=f"replica-by-output-{id_}", resources=program(COPIES, COPIER, PET, request))
            for id_, request in (
                ("of-its-own", copied_to(UNKNOWN_STRING_VALUE, COPIES)),
                ("of-its-key", copied_to(UNKNOWN_STRING_VALUE, COPIES, COPIER)),
            )
        ),
        Case(
            id="replica-by-output-inline",
            resources=[
                COPIES,
                COPIER,
                from_outputs(
                    of_bucket(
                        BUCKET_TYPE,
                        "bucket",
                        replicationConfiguration={
                            "role": UNKNOWN_STRING_VALUE,
                            "rules": [{"destination": {"bucket": UNKNOWN_STRING_VALUE}}],
                        },
                    ),
                    replicationConfiguration=[COPIES, COPIER],
                ),
                BY_NAME,
            ],
        ),
        Case(
            id="replica-by-output-by-its-name",
            resources=program(WEBSITE, copied_to(UNKNOWN_STRING_VALUE, WEBSITE)),
            options={"replicaBuckets": ["website"]},
        ),
        *(
            Case(
                id=f"replica-by-output-{id_}",
                resources=program(COPIES, WEBSITE, PET, request),
                violations=one("replication"),
            )
            for id_, request in (
                ("of-what-holds-no-logs", copied_to(UNKNOWN_STRING_VALUE, WEBSITE)),
                ("of-one-of-two", copied_to(UNKNOWN_STRING_VALUE, COPIES, WEBSITE)),
                ("of-another-package-too", copied_to(UNKNOWN_STRING_VALUE, COPIES, PET)),
                (
                    "beside-a-stranger",
                    from_outputs(
                        of_bucket(
                            REPLICATION,
                            "replication",
                            rules=[{"destination": {"bucket": name}} for name in (UNKNOWN_STRING_VALUE, "theirs")],
                        ),
                        rules=[COPIES],
                    ),
                ),
                (
                    "of-rules-that-are-not-known",
                    from_outputs(of_bucket(REPLICATION, "replication"), rules=[COPIES]),
                ),
            )
        ),
        Case(
            id="by-output",
            resources=of_unnamed(REPLICATION, "replication", **replication("theirs")),
            violations=one("replication"),
        ),
        Case(
            id="unknown-destination",
            resources=program(
                PET,
                from_outputs(
                    of_bucket(REPLICATION, "replication", rules=[{"destination": {"bucket": UNKNOWN_STRING_VALUE}}]),
                    rules=[PET],
                ),
            ),
            violations=one("replication"),
        ),
        Case(
            id="of-an-unknown-bucket",
            resources=[PET, on_unknown_bucket(REPLICATION, **replication("theirs"))],
            violations=one("setting"),
        ),
        *(
            Case(
                id=f"of-one-of-two-buckets-{number}",
                resources=[
                    *(UNNAMED, WEBSITE, BY_OUTPUT),
                    of_one_of(*buckets, of=registration(REPLICATION, "replication", **replication("theirs"))),
                ],
                violations=one("replication"),
            )
            for number, buckets in enumerate(((UNNAMED, WEBSITE), (WEBSITE, UNNAMED)))
        ),
    ],
    out_of_scope=[
        Case(
            id="of-others-bucket-without-logs",
            resources=[of_bucket(REPLICATION, "replication", "central", **replication("theirs"))],
            options={"otherBuckets": ["central"]},
        ),
        Case(id="website", resources=program(WEBSITE, of_bucket(REPLICATION, "r", "website", **replication("theirs")))),
    ],
)
QUERIES = "aws:route53/resolverQueryLogConfig:ResolverQueryLogConfig"
SERVICE_LOGS = (
    *(QUERIES, "aws-native:route53resolver:ResolverQueryLoggingConfig"),
    *("aws:vpclattice/accessLogSubscription:AccessLogSubscription", "aws-native:vpclattice:AccessLogSubscription"),
)
DELIVERIES = "aws:cloudwatch/logDeliveryDestination:LogDeliveryDestination"
_AWS_STREAM, _NATIVE_STREAM = STREAM.type, "aws-native:kinesisfirehose:DeliveryStream"
_AT_ONCE, _AS_BACKUP = {"bucketArn": ARN}, {"s3BackupConfiguration": {"bucketArn": ARN}}
_BESIDE = {"s3Configuration": {"bucketArn": ARN}}
STREAM_DESTINATIONS: list[tuple[str, str, Mapping[str, object]]] = [
    (_AWS_STREAM, "extendedS3Configuration", {"s3BackupConfiguration": _AT_ONCE}),
    (_AWS_STREAM, "redshiftConfiguration", _AS_BACKUP),
    *(
        (_AWS_STREAM, f"{name}Configuration", _BESIDE)
        for name in (
            "elasticsearch",
            "httpEndpoint",
            "iceberg",
            "opensearch",
            "opensearchserverless",
            "redshift",
            "snowflake",
            "splunk",
        )
    ),
    (DELIVERIES, "deliveryDestinationConfiguration", {"destinationResourceArn": ARN}),
    (_NATIVE_STREAM, "s3DestinationConfiguration", _AT_ONCE),
    (_NATIVE_STREAM, "extendedS3DestinationConfiguration", _AT_ONCE),
    (_NATIVE_STREAM, "extendedS3DestinationConfiguration", _AS_BACKUP),
    (_NATIVE_STREAM, "redshiftDestinationConfiguration", _AS_BACKUP),
    *(
        (_NATIVE_STREAM, f"{name}DestinationConfiguration", _BESIDE)
        for name in (
            "amazonOpenSearchServerless",
            "amazonopensearchservice",
            "elasticsearch",
            "httpEndpoint",
            "iceberg",
            "redshift",
            "snowflake",
            "splunk",
        )
    ),
]
GROUP = registration("aws:cloudwatch/logGroup:LogGroup", "group")
ROLE = registration("aws:iam/role:Role", "role")


def deliveries(origin: RegisterResourceRequest) -> RegisterResourceRequest:
    """What CloudWatch Logs delivers to a resource whose ARN is not known yet."""
    unknown = {"destinationResourceArn": UNKNOWN_STRING_VALUE}
    return from_outputs(
        registration(DELIVERIES, "deliveries", deliveryDestinationConfiguration=unknown),
        deliveryDestinationConfiguration=[origin],
    )


DESTINATION_IS_KNOWN = RuleCases(
    rule=destination_is_known.RULE,
    mutations=[
        # The other rules find the bucket of the flow logs as they did.
        Mutation(resource="main-s3-flow-log", inputs={"logDestination": UNKNOWN_STRING_VALUE}, origins=["main-vpc"]),
    ],
    violating=[
        Case(
            id="trail",
            resources=[OTHER_STACK, from_outputs(registration(TRAIL, "trail"), s3BucketName=[OTHER_STACK])],
            violations=one("trail"),
        ),
        Case(
            id="flow-log",
            resources=[
                OTHER_STACK,
                from_outputs(
                    registration("aws:ec2/flowLog:FlowLog", "flow", logDestinationType="s3"),
                    logDestination=[OTHER_STACK],
                ),
            ],
            violations=one("flow"),
        ),
        Case(id="trail-to-a-bucket-that-nobody-named", resources=[BY_NAME], violations=one("trail")),
        Case(id="flow-log-to-a-bucket-that-nobody-named", resources=[FLOW_LOG], violations=one("flow")),
        Case(id="stream-to-a-bucket-that-nobody-named", resources=[STREAM], violations=one("stream")),
        *(
            Case(
                id=f"destination-of-a-stream-{number}",
                resources=[registration(type_, "stream", **{destination: within})],
                violations=one("stream"),
            )
            for number, (type_, destination, within) in enumerate(STREAM_DESTINATIONS)
        ),
        Case(
            id="native-deliveries",
            resources=[registration("aws-native:logs:DeliveryDestination", "deliveries", destinationResourceArn=ARN)],
            violations=one("deliveries"),
        ),
        *(
            Case(id=type_, resources=[registration(type_, "logs", destinationArn=ARN)], violations=one("logs"))
            for type_ in SERVICE_LOGS
        ),
        *(
            Case(
                id=f"cloud-control-stream-{number}",
                resources=[cloud_control("AWS::KinesisFirehose::DeliveryStream", "stream", **destination)],
                violations=one("stream"),
            )
            for number, destination in enumerate(
                (
                    {"S3DestinationConfiguration": {"BucketARN": ARN}},
                    {"ExtendedS3DestinationConfiguration": {"BucketARN": ARN}},
                    {"SplunkDestinationConfiguration": {"S3Configuration": {"BucketARN": ARN}}},
                )
            )
        ),
        # Nothing makes what a component declares, whatever it calls itself.
        Case(
            id="to-a-component",
            resources=[component(BUCKET_TYPE, "bucket", bucket=BUCKET), BY_NAME],
            violations=one("trail"),
        ),
        Case(
            id="another-is-named",
            resources=[BY_NAME],
            options={"logBuckets": [f"{BUCKET}-2"], "otherBuckets": ["website"]},
            violations=one("trail"),
        ),
    ],
    compliant=[
        Case(id="by-name", resources=[LOGS, BY_NAME, FLOW_LOG, STREAM]),
        Case(id="by-output", resources=[UNNAMED, BY_OUTPUT]),
        Case(
            id="stream-beside-a-role",
            resources=[
                *(ROLE, UNNAMED),
                from_outputs(
                    registration(STREAM.type, "stream", extendedS3Configuration={"bucketArn": UNKNOWN_STRING_VALUE}),
                    extendedS3Configuration=[ROLE, UNNAMED],
                ),
            ],
        ),
        Case(id="deliveries-to-a-bucket", resources=[UNNAMED, deliveries(UNNAMED)]),
        *(
            Case(id=f"others-bucket-{option}", resources=[BY_NAME, FLOW_LOG, STREAM], options={option: [BUCKET]})
            for option in ("logBuckets", "otherBuckets")
        ),
    ],
    absent=[Case(id="no-source", resources=[LOGS])],
    unknown=[
        Case(
            id="from-nowhere",
            resources=[registration(TRAIL, "trail", s3BucketName=UNKNOWN_STRING_VALUE)],
            violations=one("trail"),
        ),
        Case(id="deliveries", resources=[PET, deliveries(PET)], violations=one("deliveries")),
        Case(
            id="stream",
            resources=[
                OTHER_STACK,
                from_outputs(
                    registration(STREAM.type, "stream", extendedS3Configuration={"bucketArn": UNKNOWN_STRING_VALUE}),
                    extendedS3Configuration=[OTHER_STACK],
                ),
            ],
            violations=one("stream"),
        ),
        Case(
            id="stream-beside-a-bucket-of-the-stack",
            resources=[
                *(OTHER_STACK, UNNAMED),
                from_outputs(
                    registration(
                        STREAM.type,
                        "stream",
                        extendedS3Configuration={
                            "bucketArn": UNKNOWN_STRING_VALUE,
                            "s3BackupConfiguration": {"bucketArn": UNKNOWN_STRING_VALUE},
                        },
                    ),
                    extendedS3Configuration=[OTHER_STACK, UNNAMED],
                ),
            ],
            violations=one("stream"),
        ),
        *(
            Case(
                id=f"trail-to-one-of-two-{number}",
                resources=[UNNAMED, other, from_outputs(registration(TRAIL, "trail"), s3BucketName=[UNNAMED, other])],
                violations=one("trail"),
            )
            for number, other in enumerate((PET, WEBSITE))
        ),
        # One part that isn't known hides all of the document, whatever that part comes from.
        Case(
            id="cloud-control-flow-log",
            resources=[
                UNNAMED,
                from_outputs(
                    registration(
                        "aws:cloudcontrol/resource:Resource",
                        "flow",
                        typeName="AWS::EC2::FlowLog",
                        desiredState=UNKNOWN_STRING_VALUE,
                    ),
                    desiredState=[UNNAMED],
                ),
            ],
            violations=one("flow"),
        ),
    ],
    out_of_scope=[
        Case(
            id="to-a-log-group",
            resources=[
                OTHER_STACK,
                from_outputs(registration("aws:ec2/flowLog:FlowLog", "flow"), logDestination=[OTHER_STACK]),
            ],
        ),
        Case(
            id="queries-to-a-log-group",
            resources=[GROUP, from_outputs(registration(QUERIES, "logs"), destinationArn=[GROUP])],
        ),
        Case(id="deliveries-to-a-log-group", resources=[GROUP, deliveries(GROUP)]),
        Case(
            id="deliveries-to-a-log-group-elsewhere",
            resources=[
                registration(
                    DELIVERIES,
                    "deliveries",
                    deliveryDestinationConfiguration={
                        "destinationResourceArn": f"arn:aws:logs:us-east-1:{ACCOUNT}:log-group:logs:*"
                    },
                )
            ],
        ),
        Case(id="traces", resources=[registration(DELIVERIES, "deliveries", deliveryDestinationType="XRAY")]),
    ],
)
