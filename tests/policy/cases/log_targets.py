"""Cases of the rule on where logs are passed on to."""

import json
from collections.abc import Mapping
from typing import Any

from pulumi.runtime.proto.resource_pb2 import RegisterResourceRequest
from pulumi_policy.proxy import UNKNOWN_STRING_VALUE
from rules.log_groups import subscription_target_is_allowed

from tests.support.policy_server import from_outputs, registration
from tests.support.rule_cases import Case, Mutation, RuleCases, case, cloud_control

FIREHOSE = "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream"
STREAM = "aws:kinesis/stream:Stream"
SUBSCRIPTION = "aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter"
SUBSCRIPTION_POLICY = "aws:cloudwatch/logAccountPolicy:LogAccountPolicy"
DESTINATION = "aws:cloudwatch/logDestination:LogDestination"
DELIVERY = "aws:cloudwatch/logDelivery:LogDelivery"
DELIVERY_DESTINATION = "aws:cloudwatch/logDeliveryDestination:LogDeliveryDestination"
FLOW_LOG = "aws:ec2/flowLog:FlowLog"
QUERY_LOG = "aws:route53/resolverQueryLogConfig:ResolverQueryLogConfig"
LINK = "aws:oam/link:Link"
CENTRALIZATION = "aws:observabilityadmin/centralizationRuleForOrganization:CentralizationRuleForOrganization"

STRANGER = "999999999999"
FOREIGN = f"arn:aws:firehose:us-east-1:{STRANGER}:deliverystream/own"
FOREIGN_GROUP = f"arn:aws:logs:us-east-1:{STRANGER}:log-group:/own"
FOREIGN_STREAM = f"arn:aws:kinesis:us-east-1:{STRANGER}:stream/own"
FOREIGN_SINK = f"arn:aws:oam:us-east-1:{STRANGER}:sink/1"
FOREIGN_DELIVERY = f"arn:aws:logs:us-east-1:{STRANGER}:delivery-destination:own"
FOREIGN_DOMAIN = f"arn:aws:es:us-east-1:{STRANGER}:domain/own"
FOREIGN_URL = "https://logs.example.com/collect"
ANOTHER = "arn:aws:kinesis:us-east-1:123456789012:stream/another"

OWN = registration(FIREHOSE, "own", name="own")
OWN_GROUP = registration("aws:cloudwatch/logGroup:LogGroup", "own", name="/own")
OWN_STREAM = registration(STREAM, "own", name="own")
OWN_SINK = registration("aws:oam/sink:Sink", "sink", name="own")
OWN_DELIVERY = registration(DELIVERY_DESTINATION, "own", name="own", deliveryDestinationType="XRAY")
OWN_ACCOUNT = registration("aws:organizations/account:Account", "logs", name="logs")
OWN_DOMAIN = registration("aws:opensearch/domain:Domain", "domain", domainName="own")
OWN_HOST = "search-own.us-east-1.es.amazonaws.com"
MADE_DOMAIN = registration("aws:opensearch/domain:Domain", "domain", endpoint=OWN_HOST)
BUCKET = registration("aws:s3/bucket:Bucket", "bucket", bucket="logs")
ROLE = registration("aws:iam/role:Role", "role", name="delivers")
PET = registration("random:index/randomPet:RandomPet", "pet")
PARAMETER = registration("aws:ssm/parameter:Parameter", "parameter", name="url")


def subscription(**inputs: Any) -> RegisterResourceRequest:
    return registration(SUBSCRIPTION, "subscription", **({"logGroup": "/logs"} | inputs))


def policy(**inputs: Any) -> RegisterResourceRequest:
    given = {"policyType": "SUBSCRIPTION_FILTER_POLICY"} | inputs
    return registration(SUBSCRIPTION_POLICY, "policy", **given)


TO_FOREIGN = json.dumps({"DestinationArn": FOREIGN})


def flow_log(to: str = "kinesis-data-firehose", /, **inputs: Any) -> RegisterResourceRequest:
    return registration(FLOW_LOG, "flows", **({"vpcId": "vpc-1", "logDestinationType": to} | inputs))


def link(*types: str, **inputs: Any) -> RegisterResourceRequest:
    given = {"resourceTypes": list(types) or ["AWS::CloudWatch::Metric", "AWS::Logs::LogGroup"]} | inputs
    return registration(LINK, "link", **given)


def delivered_to(arn: str) -> RegisterResourceRequest:
    return registration(
        DELIVERY_DESTINATION, "destination", deliveryDestinationConfiguration={"destinationResourceArn": arn}
    )


LOGS_OF_ALL = {"sourceLogsConfiguration": {"logGroupSelectionCriteria": "*"}}


def centralized(
    account: str = STRANGER, source: Mapping[str, Any] = LOGS_OF_ALL, type_: str = CENTRALIZATION
) -> RegisterResourceRequest:
    return registration(type_, "rule", rule={"destination": {"account": account}, "source": {**source}})


def delivers(**configurations: Mapping[str, Any]) -> RegisterResourceRequest:
    return registration(FIREHOSE, "stream", **configurations)


def delivers_natively(**configurations: Mapping[str, Any]) -> RegisterResourceRequest:
    return registration("aws-native:kinesisfirehose:DeliveryStream", "stream", **configurations)


ENDPOINTS = {
    "http": delivers(httpEndpointConfiguration={"url": FOREIGN_URL}),
    "splunk": delivers(splunkConfiguration={"hecEndpoint": FOREIGN_URL}),
    "snowflake": delivers(snowflakeConfiguration={"accountUrl": FOREIGN_URL}),
    "redshift": delivers(redshiftConfiguration={"clusterJdbcurl": FOREIGN_URL}),
    "elasticsearch": delivers(elasticsearchConfiguration={"domainArn": FOREIGN_DOMAIN}),
    "opensearch": delivers(opensearchConfiguration={"clusterEndpoint": FOREIGN_URL}),
    "opensearch-serverless": delivers(opensearchserverlessConfiguration={"collectionEndpoint": FOREIGN_URL}),
    "iceberg": delivers(icebergConfiguration={"catalogArn": f"arn:aws:glue:us-east-1:{STRANGER}:catalog"}),
    "native-http": delivers_natively(
        httpEndpointDestinationConfiguration={"endpointConfiguration": {"url": FOREIGN_URL}}
    ),
    "native-splunk": delivers_natively(splunkDestinationConfiguration={"hecEndpoint": FOREIGN_URL}),
    "native-snowflake": delivers_natively(snowflakeDestinationConfiguration={"accountUrl": FOREIGN_URL}),
    "native-redshift": delivers_natively(redshiftDestinationConfiguration={"clusterJdbcurl": FOREIGN_URL}),
    "native-elasticsearch": delivers_natively(elasticsearchDestinationConfiguration={"domainArn": FOREIGN_DOMAIN}),
    "native-opensearch": delivers_natively(
        amazonopensearchserviceDestinationConfiguration={"clusterEndpoint": FOREIGN_URL}
    ),
    "native-opensearch-serverless": delivers_natively(
        amazonOpenSearchServerlessDestinationConfiguration={"collectionEndpoint": FOREIGN_URL}
    ),
    "native-iceberg": delivers_natively(
        icebergDestinationConfiguration={"catalogConfiguration": {"catalogArn": f"arn:aws:glue:::{STRANGER}:catalog"}}
    ),
    "http-by-cloud-control": cloud_control(
        "AWS::KinesisFirehose::DeliveryStream",
        "stream",
        HttpEndpointDestinationConfiguration={"EndpointConfiguration": {"Url": FOREIGN_URL}},
    ),
}

# Each way to a stranger: what passes logs on, and the option that allows it.
STRANGERS: Mapping[str, tuple[RegisterResourceRequest, str]] = {
    "destination": (registration(DESTINATION, "destination", targetArn=FOREIGN_STREAM), FOREIGN_STREAM),
    "native-destination": (
        registration("aws-native:logs:Destination", "destination", targetArn=FOREIGN_STREAM),
        FOREIGN_STREAM,
    ),
    "flows-to-stream": (flow_log(logDestination=FOREIGN), FOREIGN),
    "flows-to-group": (flow_log("cloud-watch-logs", logDestination=FOREIGN_GROUP), FOREIGN_GROUP),
    "flows-to-group-by-default": (flow_log("", logDestination=FOREIGN_GROUP), FOREIGN_GROUP),
    "flows-of-a-transit-gateway": (
        flow_log(vpcId=None, transitGatewayId="tgw-1", logDestination=FOREIGN),
        FOREIGN,
    ),
    "flows-of-a-subnet": (flow_log(vpcId=None, subnetId="subnet-1", logDestination=FOREIGN), FOREIGN),
    "flows-of-an-interface": (flow_log(vpcId=None, eniId="eni-1", logDestination=FOREIGN), FOREIGN),
    "flows-by-a-role-of-theirs": (
        flow_log(logDestination=FOREIGN, deliverCrossAccountRole=f"arn:aws:iam::{STRANGER}:role/takes"),
        FOREIGN,
    ),
    "native-flows": (
        registration("aws-native:ec2:FlowLog", "flows", resourceId="vpc-1", logGroupName="/theirs"),
        "/theirs",
    ),
    "link": (link(sinkIdentifier=FOREIGN_SINK), FOREIGN_SINK),
    "link-of-traces": (link("AWS::XRay::Trace", sinkIdentifier=FOREIGN_SINK), FOREIGN_SINK),
    "native-link": (
        registration("aws-native:oam:Link", "link", resourceTypes=["AWS::Logs::LogGroup"], sinkIdentifier=FOREIGN_SINK),
        FOREIGN_SINK,
    ),
    "delivery": (registration(DELIVERY, "delivery", deliveryDestinationArn=FOREIGN_DELIVERY), FOREIGN_DELIVERY),
    "native-delivery": (
        registration("aws-native:logs:Delivery", "delivery", deliveryDestinationArn=FOREIGN_DELIVERY),
        FOREIGN_DELIVERY,
    ),
    "delivery-destination": (delivered_to(FOREIGN), FOREIGN),
    "native-delivery-destination": (
        registration("aws-native:logs:DeliveryDestination", "destination", destinationResourceArn=FOREIGN_GROUP),
        FOREIGN_GROUP,
    ),
    "query-log": (registration(QUERY_LOG, "queries", destinationArn=FOREIGN_GROUP), FOREIGN_GROUP),
    "native-query-log": (
        registration("aws-native:route53resolver:ResolverQueryLoggingConfig", "queries", destinationArn=FOREIGN),
        FOREIGN,
    ),
    "access-log": (
        registration("aws:vpclattice/accessLogSubscription:AccessLogSubscription", "access", destinationArn=FOREIGN),
        FOREIGN,
    ),
    "native-access-log": (
        registration("aws-native:vpclattice:AccessLogSubscription", "access", destinationArn=FOREIGN_GROUP),
        FOREIGN_GROUP,
    ),
    "centralization": (centralized(), STRANGER),
    "native-centralization": (
        centralized(type_="aws-native:observabilityadmin:OrganizationCentralizationRule"),
        STRANGER,
    ),
}


def of_strangers(*extra: RegisterResourceRequest) -> list[Case]:
    """Each way to a stranger, beside resources of the stack that may have the stranger's name."""
    return [
        case("-beside-".join([id_, *(own.name for own in extra)]), *extra, one, violations=one.name)
        for id_, (one, _) in STRANGERS.items()
    ]


def to_own(request: RegisterResourceRequest, name: str, *own: RegisterResourceRequest) -> RegisterResourceRequest:
    """What passes logs on to what is not known at preview, but for where it comes from."""
    return from_outputs(request, **{name: own})


def url_from(*origins: RegisterResourceRequest) -> RegisterResourceRequest:
    """A delivery stream to a URL that is not known at preview, and whose bucket comes from the stack."""
    configuration = {"url": UNKNOWN_STRING_VALUE, "s3Configuration": {"bucketArn": UNKNOWN_STRING_VALUE}}
    stream = delivers(httpEndpointConfiguration=configuration)
    return from_outputs(stream, httpEndpointConfiguration=origins)


def splunk_in_prod() -> dict[str, Any]:
    """A delivery stream that nothing else is wrong with."""
    return {
        "name": "copy",
        "splunkConfiguration": {
            "hecEndpoint": FOREIGN_URL,
            "s3Configuration": {"bucketArn": "arn:aws:s3:::monitoring-prod-logs-123456789012-us-east-1"},
        },
        "serverSideEncryption": {"enabled": True},
        "tags": {"Monitoring": "monitoring-prod"},
    }


UNKNOWN_TARGETS = (
    (registration(DESTINATION, "destination"), "targetArn"),
    (flow_log(), "logDestination"),
    (link(), "sinkIdentifier"),
    (registration(DELIVERY, "delivery"), "deliveryDestinationArn"),
    (delivered_to(UNKNOWN_STRING_VALUE), "deliveryDestinationConfiguration"),
    (centralized(UNKNOWN_STRING_VALUE), "rule"),
    (registration(QUERY_LOG, "queries"), "destinationArn"),
    (delivers(), "splunkConfiguration"),
)
SUBSCRIPTION_TARGET = RuleCases(
    rule=subscription_target_is_allowed.RULE,
    mutations=[
        Mutation(resource="audit-stream-trail-subscription", inputs={"destinationArn": FOREIGN}),
        *(
            Mutation(add=[(type_, "copy", inputs)], violations=frozenset({"copy"}))
            for type_, inputs in (
                (DESTINATION, {"name": "copy", "targetArn": FOREIGN_STREAM}),
                (
                    FLOW_LOG,
                    {
                        "transitGatewayId": "tgw-1",
                        "logDestinationType": "kinesis-data-firehose",
                        "logDestination": FOREIGN,
                    },
                ),
                (LINK, {"resourceTypes": ["AWS::Logs::LogGroup"], "sinkIdentifier": FOREIGN_SINK}),
                (DELIVERY, {"deliverySourceName": "cdn", "deliveryDestinationArn": FOREIGN_DELIVERY}),
                (
                    DELIVERY_DESTINATION,
                    {"name": "copy", "deliveryDestinationConfiguration": {"destinationResourceArn": FOREIGN}},
                ),
                (CENTRALIZATION, {"rule": {"destination": {"account": STRANGER}, "source": LOGS_OF_ALL}}),
                (FIREHOSE, splunk_in_prod()),
            )
        ),
    ],
    violating=[
        case("foreign", subscription(destinationArn=FOREIGN), violations="subscription"),
        # The name is that of a stream of ours; nothing says that the account is.
        case("foreign-namesake", OWN, subscription(destinationArn=FOREIGN), violations="subscription"),
        case(
            "native",
            registration("aws-native:logs:SubscriptionFilter", "subscription", destinationArn=FOREIGN),
            violations="subscription",
        ),
        case(
            "cloud-control",
            cloud_control("AWS::Logs::SubscriptionFilter", "subscription", DestinationArn=FOREIGN),
            violations="subscription",
        ),
        case("account-policy", policy(policyDocument=TO_FOREIGN), violations="policy"),
        case("account-policy-without-target", policy(policyDocument="{}"), violations="policy"),
        *of_strangers(),
        *of_strangers(OWN, OWN_GROUP, OWN_SINK),
        *of_strangers(OWN_STREAM, OWN_DELIVERY, OWN_ACCOUNT),
        *(case(f"endpoint-{id_}", one, violations="stream") for id_, one in ENDPOINTS.items()),
        case("endpoint-of-another-domain", MADE_DOMAIN, ENDPOINTS["opensearch"], violations="stream"),
        case(
            "endpoint-with-the-host-as-user",
            MADE_DOMAIN,
            delivers(opensearchConfiguration={"clusterEndpoint": f"https://{OWN_HOST}:443@example.com"}),
            violations="stream",
        ),
        case(
            "behind-what-the-stack-makes",
            to_own(subscription(), "destinationArn", delivers(splunkConfiguration={"hecEndpoint": FOREIGN_URL})),
            delivers(splunkConfiguration={"hecEndpoint": FOREIGN_URL}),
            violations="stream",
        ),
        case("second-flow-log", OWN, OWN_GROUP, flow_log(logDestination=FOREIGN), violations="flows", sinks=["other"]),
        case("another-allowed", subscription(destinationArn=FOREIGN), violations="subscription", targets=[ANOTHER]),
    ],
    compliant=[
        case("of-the-stack", OWN, from_outputs(subscription(), destinationArn=[OWN])),
        case(
            "of-the-stack-by-name",
            OWN,
            from_outputs(subscription(destinationArn=FOREIGN.replace("9", "1")), destinationArn=[OWN]),
        ),
        case(
            "known-arn",
            registration(STREAM, "own", arn="arn:aws:kinesis:us-east-1:1:stream/own"),
            subscription(destinationArn="arn:aws:kinesis:us-east-1:1:stream/own"),
        ),
        *(case(f"allowed-{id_}", one, targets=[target]) for id_, (one, target) in STRANGERS.items()),
        case("allowed-endpoint", ENDPOINTS["http"], targets=[FOREIGN_URL]),
        case("allowed-domain", ENDPOINTS["elasticsearch"], targets=[FOREIGN_DOMAIN]),
        case("allowed-sink", flow_log(logDestination=FOREIGN), sinks=[FOREIGN]),
        case("allowed-sink-by-name", flow_log(logDestination=FOREIGN), sinks=["own"]),
        case("destination-to-own", OWN_STREAM, to_own(registration(DESTINATION, "to"), "targetArn", OWN_STREAM)),
        case("flows-to-own", OWN, to_own(flow_log(), "logDestination", OWN)),
        case("flows-to-own-group", OWN_GROUP, to_own(flow_log("cloud-watch-logs"), "logDestination", OWN_GROUP)),
        case("flows-to-own-group-by-name", OWN_GROUP, flow_log("", logGroupName="/own")),
        case("link-to-own", OWN_SINK, to_own(link(), "sinkIdentifier", OWN_SINK)),
        case(
            "link-to-made",
            registration("aws:oam/sink:Sink", "sink", arn=FOREIGN_SINK),
            link(sinkIdentifier=FOREIGN_SINK),
        ),
        case(
            "delivery-to-own",
            OWN_DELIVERY,
            to_own(registration(DELIVERY, "delivery"), "deliveryDestinationArn", OWN_DELIVERY),
        ),
        case(
            "delivery-destination-to-own",
            OWN,
            to_own(delivered_to(UNKNOWN_STRING_VALUE), "deliveryDestinationConfiguration", OWN),
        ),
        case(
            "delivery-destination-to-own-bucket",
            BUCKET,
            to_own(delivered_to(UNKNOWN_STRING_VALUE), "deliveryDestinationConfiguration", BUCKET),
        ),
        case(
            "native-delivery-destination-to-own-bucket",
            BUCKET,
            to_own(registration("aws-native:logs:DeliveryDestination", "to"), "destinationResourceArn", BUCKET),
        ),
        case("delivery-destination-of-traces", OWN_DELIVERY),
        *(
            case(f"query-log-to-{own.name}", own, to_own(registration(QUERY_LOG, "queries"), "destinationArn", own))
            for own in (OWN_GROUP, BUCKET)
        ),
        case("centralized-to-own", OWN_ACCOUNT, to_own(centralized(UNKNOWN_STRING_VALUE), "rule", OWN_ACCOUNT)),
        case("url-of-the-stack", OWN_DOMAIN, BUCKET, ROLE, url_from(OWN_DOMAIN, BUCKET, ROLE)),
        case("domain-of-the-stack", OWN_DOMAIN, to_own(delivers(), "opensearchConfiguration", OWN_DOMAIN)),
        case(
            "made-endpoint",
            MADE_DOMAIN,
            delivers(opensearchConfiguration={"clusterEndpoint": f"https://{OWN_HOST}"}),
        ),
        case("allowed", subscription(destinationArn=FOREIGN), targets=[FOREIGN]),
        case("account-policy-to-stack", OWN, from_outputs(policy(), policyDocument=[OWN])),
        case("account-policy-allowed", policy(policyDocument=TO_FOREIGN), targets=[FOREIGN]),
    ],
    absent=[
        case("no-subscription", OWN),
        case("no-target", subscription(), violations="subscription"),
        case("no-sink", flow_log(), violations="flows"),
        case("no-types", link(resourceTypes=[], sinkIdentifier=FOREIGN_SINK), violations="link"),
        case("no-account", registration(CENTRALIZATION, "rule", rule={"source": LOGS_OF_ALL}), violations="rule"),
        case("no-url", delivers(httpEndpointConfiguration={"name": "theirs"}), violations="stream"),
    ],
    unknown=[
        case("target", PET, from_outputs(subscription(), destinationArn=[PET]), violations="subscription"),
        case(
            "one-of-two",
            OWN,
            PET,
            from_outputs(subscription(), destinationArn=[OWN, PET]),
            violations="subscription",
        ),
        *(
            case(f"{name}-from-elsewhere", PET, to_own(one, name, PET), violations=one.name)
            for one, name in UNKNOWN_TARGETS
        ),
        *(
            case(f"{name}-from-elsewhere-too", PET, OWN, to_own(one, name, OWN, PET), violations=one.name)
            for one, name in UNKNOWN_TARGETS
        ),
        case(
            "kind-of-sink",
            PET,
            OWN,
            to_own(flow_log(logDestination=FOREIGN), "logDestinationType", PET),
            violations="flows",
        ),
        case("types-of-link", PET, to_own(link(sinkIdentifier=FOREIGN_SINK), "resourceTypes", PET), violations="link"),
        case("url", OWN_DOMAIN, PARAMETER, url_from(OWN_DOMAIN, PARAMETER), violations="stream"),
        case("url-of-what-has-none", BUCKET, ROLE, url_from(BUCKET, ROLE), violations="stream"),
        case(
            "of-cloud-control",
            OWN,
            from_outputs(
                registration("aws:cloudcontrol/resource:Resource", "delivery", typeName="AWS::Logs::Delivery"),
                desiredState=[OWN],
            ),
            violations="delivery",
        ),
        case("account-policy-unknown", PET, from_outputs(policy(), policyDocument=[PET]), violations="policy"),
    ],
    out_of_scope=[
        # log-destination-is-known tells of buckets.
        case("flows-to-a-bucket", flow_log("s3", logDestination="arn:aws:s3:::theirs")),
        case("delivery-to-a-bucket", delivered_to("arn:aws:s3:::theirs")),
        case("queries-to-a-bucket", registration(QUERY_LOG, "queries", destinationArn="arn:aws:s3:::theirs/dns")),
        case("stream-to-a-bucket", delivers(extendedS3Configuration={"bucketArn": "arn:aws:s3:::theirs"})),
        case("link-of-metrics", link("AWS::CloudWatch::Metric", sinkIdentifier=FOREIGN_SINK)),
        case("centralized-metrics", centralized(source={"sourceMetricsConfiguration": {}})),
        case(
            "data-protection",
            registration(SUBSCRIPTION_POLICY, "policy", policyType="DATA_PROTECTION_POLICY", policyDocument="{}"),
        ),
    ],
)

ROWS = (SUBSCRIPTION_TARGET,)
