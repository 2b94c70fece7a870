"""Cases of the rules on networks."""

from typing import Any

from pulumi.runtime.proto.resource_pb2 import RegisterResourceRequest
from pulumi_policy.proxy import UNKNOWN_BOOLEAN_VALUE, UNKNOWN_STRING_VALUE
from rules.network import default_security_group_is_empty, no_open_admin_port, vpc_has_flow_log

from tests.support.policy_server import from_outputs, registration
from tests.support.rule_cases import Mutation, RuleCases, case, cloud_control

GROUP_ARN = "arn:aws:logs:us-east-1:123456789012:log-group:/traffic"
VPC = registration("aws:ec2/vpc:Vpc", "vpc", cidrBlock="10.0.0.0/16")
MADE_VPC = registration("aws:ec2/vpc:Vpc", "vpc", id="vpc-1")
LOG_GROUP = registration("aws:cloudwatch/logGroup:LogGroup", "traffic", name="/traffic")
MADE_LOG_GROUP = registration("aws:cloudwatch/logGroup:LogGroup", "traffic", name="/traffic", arn=GROUP_ARN)
BUCKET = registration("aws:s3/bucket:Bucket", "logs", bucket="logs")
STREAM = registration("aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream", "stream", name="stream")
STREAM_OF_OTHERS = "arn:aws:firehose:us-east-1:999999999999:deliverystream/stream"
NATIVE_VPC = registration("aws-native:ec2:Vpc", "vpc", cidrBlock="10.0.0.0/16")


def flow_log(vpc: RegisterResourceRequest = VPC, **inputs: Any) -> RegisterResourceRequest:
    given = {"trafficType": "ALL", "logDestination": GROUP_ARN} | inputs
    return from_outputs(registration("aws:ec2/flowLog:FlowLog", "flow-log", **given), vpcId=[vpc])


def to_own(group: RegisterResourceRequest = LOG_GROUP, **inputs: Any) -> RegisterResourceRequest:
    """A flow log whose destination, as far as it is known, is made from the log group."""
    return from_outputs(flow_log(**inputs), logDestination=[group])


def to(*sinks: RegisterResourceRequest) -> RegisterResourceRequest:
    """A flow log to what is not known at preview."""
    request = registration("aws:ec2/flowLog:FlowLog", "flow-log", trafficType="REJECT")
    return from_outputs(request, vpcId=[VPC], logDestination=sinks)


VPC_HAS_FLOW_LOG = RuleCases(
    rule=vpc_has_flow_log.RULE,
    mutations=[
        Mutation(
            stack="dev", resource="main-cloudwatch-logs-flow-log", remove=True, violations=frozenset({"main-vpc"})
        ),
        Mutation(
            stack="dev",
            resource="main-cloudwatch-logs-flow-log",
            inputs={"trafficType": "ACCEPT"},
            violations=frozenset({"main-vpc"}),
        ),
        Mutation(
            stack="dev",
            resource="main-cloudwatch-logs-flow-log",
            inputs={"logFormat": "${version} ${srcaddr} ${dstaddr}"},
            violations=frozenset({"main-vpc"}),
        ),
    ],
    violating=[
        case("no-flow-log", VPC, LOG_GROUP, violations="vpc"),
        case("default-vpc", registration("aws:ec2/defaultVpc:DefaultVpc", "vpc"), violations="vpc"),
        case("native", NATIVE_VPC, violations="vpc"),
        case("native-of-an-early-release", registration("aws-native:ec2:VPC", "vpc"), violations="vpc"),
        case("cloud-control", cloud_control("AWS::EC2::VPC", "vpc", CidrBlock="10.0.0.0/16"), violations="vpc"),
        case("accepted-only", VPC, LOG_GROUP, to_own(trafficType="ACCEPT"), violations="vpc"),
        case("without-the-action", VPC, LOG_GROUP, to_own(logFormat="${version} ${srcaddr}"), violations="vpc"),
        case("others-sink", VPC, flow_log(), violations="vpc"),
        case(
            "another-bucket-of-others",
            VPC,
            flow_log(logDestination="arn:aws:s3:::archive-2"),
            violations="vpc",
            logBuckets=["archive"],
        ),
        # The names are those of sinks of ours; nothing says that the account is.
        case("others-namesake", VPC, LOG_GROUP, flow_log(), violations="vpc"),
        case("others-namesake-stream", VPC, STREAM, flow_log(logDestination=STREAM_OF_OTHERS), violations="vpc"),
        case(
            "others-namesake-of-what-is-made",
            VPC,
            MADE_LOG_GROUP,
            to_own(MADE_LOG_GROUP, logDestination=GROUP_ARN.replace("123456789012", "999999999999")),
            violations="vpc",
        ),
        case(
            "others-namesake-by-cloud-control",
            MADE_VPC,
            LOG_GROUP,
            cloud_control(
                "AWS::EC2::FlowLog", "flow-log", TrafficType="ALL", ResourceId="vpc-1", LogDestination=GROUP_ARN
            ),
            violations="vpc",
        ),
        case(
            "of-a-subnet",
            VPC,
            LOG_GROUP,
            registration(
                "aws:ec2/flowLog:FlowLog", "flow-log", trafficType="ALL", subnetId="subnet-1", logDestination=GROUP_ARN
            ),
            violations="vpc",
        ),
        case("of-another-vpc", VPC, registration("aws:ec2/vpc:Vpc", "other"), LOG_GROUP, to_own(), violations="other"),
    ],
    compliant=[
        case("to-log-group", VPC, LOG_GROUP, to_own()),
        case("to-made-log-group", VPC, MADE_LOG_GROUP, flow_log()),
        case("to-streams-of-log-group", VPC, MADE_LOG_GROUP, flow_log(logDestination=f"{GROUP_ARN}:*")),
        case("to-bucket", VPC, BUCKET, flow_log(logDestination="arn:aws:s3:::logs/folder/")),
        case("rejected-only", VPC, LOG_GROUP, to_own(trafficType="REJECT")),
        case(
            "whatever-is-recorded",
            VPC,
            LOG_GROUP,
            to_own(logFormat="${version}"),
            traffic=["ACCEPT", "ALL", "REJECT"],
        ),
        case("with-the-action", VPC, LOG_GROUP, to_own(logFormat="${version} ${action}")),
        case("rejected-without-the-action", VPC, LOG_GROUP, to_own(trafficType="REJECT", logFormat="${version}")),
        case("to-unknown-group", VPC, LOG_GROUP, to(LOG_GROUP)),
        case("to-unknown-bucket", VPC, BUCKET, to(BUCKET)),
        case("to-unknown-stream", VPC, STREAM, to(STREAM)),
        case("by-name", VPC, LOG_GROUP, flow_log(logDestination=None, logGroupName="/traffic")),
        case(
            "known-id",
            MADE_VPC,
            MADE_LOG_GROUP,
            registration(
                "aws:ec2/flowLog:FlowLog", "flow-log", vpcId="vpc-1", trafficType="ALL", logDestination=GROUP_ARN
            ),
        ),
        case("accepted-by-option", VPC, LOG_GROUP, to_own(trafficType="ACCEPT"), traffic=["ACCEPT"]),
        case("allowed-sink", VPC, flow_log(), sinks=[GROUP_ARN]),
        case("allowed-sink-by-name", VPC, flow_log(), sinks=["/traffic"]),
        case("log-bucket-of-others", VPC, flow_log(logDestination="arn:aws:s3:::archive/a/"), logBuckets=["archive"]),
        case(
            "native-good",
            NATIVE_VPC,
            MADE_LOG_GROUP,
            from_outputs(
                registration(
                    "aws-native:ec2:FlowLog",
                    "flow-log",
                    resourceType="VPC",
                    trafficType="ALL",
                    logDestination=GROUP_ARN,
                ),
                resourceId=[NATIVE_VPC],
            ),
        ),
    ],
    absent=[case("no-vpc", LOG_GROUP)],
    unknown=[
        case(
            "whose",
            VPC,
            LOG_GROUP,
            registration("aws:ec2/flowLog:FlowLog", "flow-log", vpcId=UNKNOWN_STRING_VALUE, trafficType="ALL"),
            violations="vpc",
        ),
        case(
            "traffic",
            VPC,
            LOG_GROUP,
            from_outputs(
                registration("aws:ec2/flowLog:FlowLog", "flow-log", logDestination=GROUP_ARN),
                vpcId=[VPC],
                trafficType=[LOG_GROUP],
            ),
            violations="vpc",
        ),
        case("sink", VPC, to(VPC), violations="vpc"),
        case("format", VPC, LOG_GROUP, from_outputs(to_own(), logFormat=[LOG_GROUP]), violations="vpc"),
    ],
    out_of_scope=[case("transit-gateway", registration("aws:ec2transitgateway/transitGateway:TransitGateway", "hub"))],
)

DEFAULT = "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup"
MADE_DEFAULT = from_outputs(registration(DEFAULT, "default", id="sg-1"), vpcId=[VPC])
EMPTIED = from_outputs(registration(DEFAULT, "default"), vpcId=[VPC])
RULE = {"protocol": "-1", "fromPort": 0, "toPort": 0, "self": True}
OWN_GROUP = registration("aws:ec2/securityGroup:SecurityGroup", "own")
NEW_RULE = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"
CLUSTER = registration("aws:eks/cluster:Cluster", "cluster")
DEFAULT_VPC = registration("aws:ec2/defaultVpc:DefaultVpc", "vpc")


def rule_of(group: RegisterResourceRequest, type_: str) -> RegisterResourceRequest:
    of = "groupId" if type_.startswith("aws-native:") else "securityGroupId"
    return from_outputs(registration(type_, "rule", protocol="tcp"), **{of: [group]})


def native_rule(**inputs: Any) -> RegisterResourceRequest:
    return cloud_control("AWS::EC2::SecurityGroupIngress", "rule", IpProtocol="-1", CidrIp="10.0.0.0/8", **inputs)


DEFAULT_SECURITY_GROUP_IS_EMPTY = RuleCases(
    rule=default_security_group_is_empty.RULE,
    mutations=[
        Mutation(stack="dev", resource="main-default-security-group", remove=True, violations=frozenset({"main-vpc"})),
        Mutation(resource="main-default-security-group", inputs={"ingress": [RULE]}),
        Mutation(resource="main-default-security-group", inputs={"egress": [RULE]}),
    ],
    violating=[
        case("not-declared", VPC, violations="vpc"),
        case("native", NATIVE_VPC, violations="vpc"),
        case("native-of-an-early-release", registration("aws-native:ec2:VPC", "vpc"), violations="vpc"),
        case("vpc-by-cloud-control", cloud_control("AWS::EC2::VPC", "vpc", CidrBlock="10.0.0.0/16"), violations="vpc"),
        case(
            "ingress",
            VPC,
            from_outputs(registration(DEFAULT, "default", ingress=[RULE]), vpcId=[VPC]),
            violations="default",
        ),
        case(
            "egress",
            VPC,
            from_outputs(registration(DEFAULT, "default", egress=[RULE]), vpcId=[VPC]),
            violations="default",
        ),
        *(
            case(f"rule-beside-{place}-{type_}", VPC, EMPTIED, rule_of(group, type_), violations="rule")
            for place, group in (("group", EMPTIED), ("vpc", VPC))
            for type_ in (
                "aws:ec2/securityGroupRule:SecurityGroupRule",
                "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
                "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
                "aws-native:ec2:SecurityGroupIngress",
                "aws-native:ec2:SecurityGroupEgress",
            )
        ),
        case("cloud-control", VPC, MADE_DEFAULT, native_rule(GroupId="sg-1"), violations="rule"),
        case(
            "of-a-made-vpc",
            registration("aws:ec2/vpc:Vpc", "vpc", id="vpc-1", defaultSecurityGroupId="sg-1"),
            registration(DEFAULT, "default", vpcId="vpc-1"),
            native_rule(GroupId="sg-1"),
            violations="rule",
        ),
        case(
            "of-a-made-native-vpc",
            registration("aws-native:ec2:Vpc", "vpc", vpcId="vpc-1", id="vpc-1", defaultSecurityGroup="sg-1"),
            registration(DEFAULT, "default", vpcId="vpc-1"),
            native_rule(GroupId="sg-1"),
            violations="rule",
        ),
        case(
            "of-a-made-vpc-by-way-of-a-cluster",
            registration("aws:ec2/vpc:Vpc", "vpc", id="vpc-1", defaultSecurityGroupId="sg-1"),
            registration(DEFAULT, "default", vpcId="vpc-1"),
            CLUSTER,
            from_outputs(registration(NEW_RULE, "rule", securityGroupId="sg-1"), securityGroupId=[CLUSTER]),
            violations="rule",
        ),
        case("not-of-the-default-vpc", VPC, registration(DEFAULT, "default"), violations="vpc"),
        case(
            "of-one-of-two-default-vpcs",
            DEFAULT_VPC,
            registration("aws:ec2/defaultVpc:DefaultVpc", "other"),
            registration(DEFAULT, "default"),
            violations="vpc other",
        ),
        case(
            "of-the-default-vpc-of-another-region",
            registration("aws:ec2/defaultVpc:DefaultVpc", "vpc", region="eu-west-1"),
            registration(DEFAULT, "default", region="eu-central-1"),
            violations="vpc",
        ),
        case("of-the-default-vpc-by-name", native_rule(GroupName="default"), violations="rule"),
    ],
    compliant=[
        case("nothing-said", VPC, EMPTIED),
        case("empty", VPC, from_outputs(registration(DEFAULT, "default", ingress=[], egress=[]), vpcId=[VPC])),
        case(
            "rule-of-another",
            VPC,
            EMPTIED,
            OWN_GROUP,
            rule_of(OWN_GROUP, "aws:ec2/securityGroupRule:SecurityGroupRule"),
        ),
        *(
            case(
                f"rule-of-what-{type_}-made",
                VPC,
                EMPTIED,
                registration(type_, "made"),
                rule_of(registration(type_, "made"), NEW_RULE),
            )
            for type_ in (
                "aws:eks/cluster:Cluster",
                "aws-native:eks:Cluster",
                "aws:directoryservice/directory:Directory",
                "aws:workspaces/directory:Directory",
                "aws:cloudhsmv2/cluster:Cluster",
            )
        ),
        case(
            "of-the-made-default-vpc", registration(DEFAULT_VPC.type, "vpc", region="a"), registration(DEFAULT, "new")
        ),
        case("of-the-default-vpc", DEFAULT_VPC, registration(DEFAULT, "default")),
        case(
            "of-the-default-vpc-of-a-region",
            registration("aws:ec2/defaultVpc:DefaultVpc", "vpc", region="eu-central-1"),
            registration("aws:ec2/defaultVpc:DefaultVpc", "other", region="eu-west-1"),
            registration(DEFAULT, "default", region="eu-central-1"),
            registration(DEFAULT, "other-default", region="eu-west-1"),
        ),
        case("native-rule-of-another", OWN_GROUP, rule_of(OWN_GROUP, "aws-native:ec2:SecurityGroupIngress")),
        case("native-rule-of-another-by-name", native_rule(GroupName="web")),
        case("native-vpc", NATIVE_VPC, from_outputs(registration(DEFAULT, "default"), vpcId=[NATIVE_VPC])),
    ],
    absent=[case("no-vpc", OWN_GROUP)],
    unknown=[
        case("of-which-vpc", VPC, registration(DEFAULT, "default", vpcId=UNKNOWN_STRING_VALUE), violations="vpc"),
        case("rules", VPC, from_outputs(EMPTIED, ingress=[OWN_GROUP]), OWN_GROUP, violations="default"),
        case(
            "of-a-cluster-or-another",
            CLUSTER,
            VPC,
            EMPTIED,
            from_outputs(registration(NEW_RULE, "rule"), securityGroupId=[CLUSTER, VPC]),
            violations="rule",
        ),
        case(
            "of-which-group",
            VPC,
            EMPTIED,
            BUCKET,
            rule_of(BUCKET, "aws:ec2/securityGroupRule:SecurityGroupRule"),
            violations="rule",
        ),
    ],
    out_of_scope=[case("own-group", registration("aws:ec2/securityGroup:SecurityGroup", "own", ingress=[RULE]))],
)

SSH = {"protocol": "tcp", "fromPort": 22, "toPort": 22}
HTTPS = {"protocol": "tcp", "fromPort": 443, "toPort": 443}
WORLD = {"cidrBlocks": ["0.0.0.0/0"]}


def group(*rules: dict[str, Any]) -> RegisterResourceRequest:
    return registration("aws:ec2/securityGroup:SecurityGroup", "group", ingress=list(rules))


def one_rule(**inputs: Any) -> RegisterResourceRequest:
    return registration("aws:ec2/securityGroupRule:SecurityGroupRule", "rule", **{"type": "ingress", **SSH, **inputs})


def new_rule(**inputs: Any) -> RegisterResourceRequest:
    given = {"ipProtocol": "tcp", "fromPort": 3389, "toPort": 3389, **inputs}
    return registration("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "rule", **given)


NO_OPEN_ADMIN_PORT = RuleCases(
    rule=no_open_admin_port.RULE,
    mutations=[
        *(
            Mutation(
                violations=frozenset({"open"}),
                add=[("aws:ec2/securityGroup:SecurityGroup", "open", {"ingress": [one]})],
            )
            for one in (SSH | WORLD, {"protocol": "-1", "fromPort": 0, "toPort": 0} | WORLD)
        ),
        Mutation(
            stack="dev",
            violations=frozenset({"ssh"}),
            add=[
                (
                    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
                    "ssh",
                    {"securityGroupId": "sg-1", "ipProtocol": "tcp", "fromPort": 22, "toPort": 22, "cidrIpv6": "::/0"},
                ),
            ],
        ),
    ],
    violating=[
        case("ssh", group(SSH | WORLD), violations="group"),
        case("rdp", group({"protocol": "tcp", "fromPort": 3389, "toPort": 3389} | WORLD), violations="group"),
        case("default-group", registration(DEFAULT, "group", ingress=[SSH | WORLD]), violations="group"),
        case("ipv6", group(SSH | {"ipv6CidrBlocks": ["::/0"]}), violations="group"),
        case("every-port", group({"protocol": "tcp", "fromPort": 0, "toPort": 65535} | WORLD), violations="group"),
        case("every-protocol", group({"protocol": "-1", "fromPort": 0, "toPort": 0} | WORLD), violations="group"),
        case("every-protocol-by-number", group({"protocol": -1} | WORLD), violations="group"),
        case("tcp-by-number", group(SSH | WORLD | {"protocol": "6"}), violations="group"),
        *(
            case(f"tcp-written-{protocol!r}", group(SSH | WORLD | {"protocol": protocol}), violations="group")
            for protocol in ("06", "+6", " tcp", "TCP", 6, "-01", "-1 ", "ALL", "tcp/udp", "0", "256", True)
        ),
        case("ports-as-text", group({"protocol": "tcp", "fromPort": "20", "toPort": "25"} | WORLD), violations="group"),
        *(
            case(
                f"ports-{first}-to-{last}",
                group({"protocol": "6", "fromPort": first, "toPort": last} | WORLD),
                violations="group",
            )
            for first, last in ((-1, -1), (None, 22), (443, 0), ("ssh", "ssh"), (22.5, 22.5))
        ),
        case("a-range", group({"protocol": "tcp", "fromPort": 20, "toPort": 25} | WORLD), violations="group"),
        case("two-halves", group(SSH | {"cidrBlocks": ["0.0.0.0/1", "128.0.0.0/1"]}), violations="group"),
        case(
            "two-rules",
            group(SSH | {"cidrBlocks": ["3.0.0.0/16"]}, SSH | {"cidrBlocks": ["3.1.0.0/16"]}),
            violations="group",
        ),
        case("half", group(SSH | {"cidrBlocks": ["0.0.0.0/1"]}), violations="group"),
        case("many-small", group(SSH | {"cidrBlocks": [f"3.{n}.0.0/17" for n in range(4)]}), violations="group"),
        case("private-and-more", group(SSH | {"cidrBlocks": ["8.0.0.0/5"]}), violations="group"),
        case("prefix-list", group(SSH | {"prefixListIds": ["pl-1"]}), violations="group"),
        case(
            "second-of-two",
            group(HTTPS | WORLD, SSH | WORLD),
            violations="group",
        ),
        case("rule", one_rule(cidrBlocks=["0.0.0.0/0"]), violations="rule"),
        case("rule-prefix-list", one_rule(prefixListIds=["pl-1"]), violations="rule"),
        case("new-rule", new_rule(cidrIpv4="0.0.0.0/0"), violations="rule"),
        case("new-rule-ipv6", new_rule(cidrIpv6="::/0"), violations="rule"),
        case(
            "new-rule-all",
            new_rule(ipProtocol="-1", fromPort=None, toPort=None, cidrIpv4="0.0.0.0/0"),
            violations="rule",
        ),
        case("new-rule-prefix-list", new_rule(prefixListId="pl-1"), violations="rule"),
        case(
            "native",
            registration(
                "aws-native:ec2:SecurityGroup",
                "group",
                securityGroupIngress=[{"ipProtocol": "tcp", "fromPort": 22, "toPort": 22, "cidrIp": "0.0.0.0/0"}],
            ),
            violations="group",
        ),
        case(
            "native-rule",
            registration("aws-native:ec2:SecurityGroupIngress", "rule", ipProtocol="-1", cidrIpv6="::/0"),
            violations="rule",
        ),
        case(
            "cloud-control",
            cloud_control(
                "AWS::EC2::SecurityGroup",
                "group",
                SecurityGroupIngress=[{"IpProtocol": "tcp", "FromPort": 22, "ToPort": 22, "CidrIp": "0.0.0.0/0"}],
            ),
            violations="group",
        ),
        case("not-a-block", group(SSH | {"cidrBlocks": ["everywhere"]}), violations="group"),
    ],
    compliant=[
        case("https", group(HTTPS | WORLD)),
        case("https-as-text", group({"protocol": "TCP", "fromPort": "443", "toPort": "443"} | WORLD)),
        case("https-from-unknown", group(HTTPS | {"cidrBlocks": [UNKNOWN_STRING_VALUE]})),
        case("https-from-unknown-list", new_rule(fromPort=443, toPort=443, prefixListId=UNKNOWN_STRING_VALUE)),
        *(
            case(f"without-ports-{protocol}", group({"protocol": protocol, "fromPort": 0, "toPort": 0} | WORLD))
            for protocol in ("ICMP", "icmpv6", "58", "047", 50)
        ),
        case("ping", group({"protocol": "icmp", "fromPort": -1, "toPort": -1} | WORLD)),
        case("office", group(SSH | {"cidrBlocks": ["192.0.2.0/24"]})),
        case("private", group(SSH | {"cidrBlocks": ["10.0.0.0/8", "192.168.0.0/16"], "ipv6CidrBlocks": ["fd00::/8"]})),
        case("a-group", group(SSH | {"securityGroups": [UNKNOWN_STRING_VALUE]})),
        case("the-same-twice", group(SSH | {"cidrBlocks": ["3.0.0.0/16"]}, SSH | {"cidrBlocks": ["3.0.0.0/16"]})),
        case("wider-by-option", group(SSH | {"cidrBlocks": ["3.0.0.0/15"]}), widestIpv4Prefix=15),
        case("known-prefix-list", group(SSH | {"prefixListIds": ["pl-1"]}), prefixLists=["pl-1"]),
        case("new-rule-good", new_rule(cidrIpv4="192.0.2.1/32")),
    ],
    absent=[case("no-rules", registration("aws:ec2/securityGroup:SecurityGroup", "group")), case("empty", group())],
    unknown=[
        case("block", group(SSH | {"cidrBlocks": [UNKNOWN_STRING_VALUE]}), violations="group"),
        case(
            "rules",
            registration("aws:ec2/securityGroup:SecurityGroup", "group", ingress=UNKNOWN_STRING_VALUE),
            violations="group",
        ),
        case("port", one_rule(fromPort=UNKNOWN_STRING_VALUE, cidrBlocks=["0.0.0.0/0"]), violations="rule"),
        case("prefix-list-good", new_rule(prefixListId=UNKNOWN_STRING_VALUE), violations="rule"),
        case(
            "native-state",
            registration(
                "aws:cloudcontrol/resource:Resource",
                "group",
                typeName="AWS::EC2::SecurityGroup",
                desiredState=UNKNOWN_STRING_VALUE,
            ),
            violations="group",
        ),
        case("self-does-not-matter", one_rule(self=UNKNOWN_BOOLEAN_VALUE, cidrBlocks=["192.0.2.0/24"])),
    ],
    out_of_scope=[
        case("egress", registration("aws:ec2/securityGroup:SecurityGroup", "group", egress=[SSH | WORLD])),
        case("egress-rule", one_rule(type="egress", cidrBlocks=["0.0.0.0/0"])),
    ],
)

ROWS = (VPC_HAS_FLOW_LOG, DEFAULT_SECURITY_GROUP_IS_EMPTY, NO_OPEN_ADMIN_PORT)
