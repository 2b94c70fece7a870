"""On what a role may act: patterns of ARNs, and conditions that tell what is the stack's own.

What has a name that the program states is told by its ARN. What AWS names is told by the tags that all that the stack
makes carries: by all of them, for what others give the tag `Monitoring` is watched, and not the stack's.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from components.documents import Conditions
from components.naming import Naming


@dataclass(frozen=True)
class Adopted:
    """What others made and the stack uses. A role gets what that needs, and no more."""

    log_groups: tuple[str, ...] = ()
    """Names of log groups."""
    buckets: tuple[str, ...] = ()
    """Names of buckets."""
    delivery_streams: tuple[str, ...] = ()
    """Names of Firehose streams."""
    network_resources: tuple[str, ...] = ()
    """Ids of VPCs, subnets and network interfaces."""


@dataclass(frozen=True)
class Deployment:
    """The stack that a role works on."""

    naming: Naming
    adopted: Adopted = field(default_factory=Adopted)
    organization: str = ""
    """The organization, all accounts of which the trail records; empty: this account alone."""

    def arn(self, service: str, resource: str) -> str:
        """The ARN, or the pattern of ARNs, of what a service has in the account and Region of the stack."""
        naming = self.naming
        return f"arn:{naming.partition}:{service}:{naming.region}:{naming.account}:{resource}"

    @property
    def names(self) -> str:
        """The pattern of the stack's names."""
        return f"{self.naming.prefix}-{self.naming.stack}-*"


@dataclass(frozen=True)
class Scope:
    """Resources, and under which conditions."""

    sid: str
    """What the statement is called that has this scope: letters and digits."""
    resources: Callable[[Deployment], Sequence[str]]
    """ARNs, or patterns of them."""
    conditions: Callable[[Deployment], Conditions | None] = lambda _: None
    """What the request has to be like; None: anything."""


def _tagged(key: str) -> Callable[[Deployment], Conditions]:
    """The stack's tags, on the resource (`aws:ResourceTag`) or in the request for a new one (`aws:RequestTag`)."""

    def conditions(stack: Deployment) -> Conditions:
        return {"StringEquals": {f"{key}/{name}": value for name, value in stack.naming.tags.items()}}

    return conditions


OF_THE_STACK = _tagged("aws:ResourceTag")
FOR_THE_STACK = _tagged("aws:RequestTag")


def _taking_in(stack: Deployment) -> Conditions:
    """The stack's tags are put on what has none: what AWS makes untagged, such as a VPC's default security group."""
    untagged: Mapping[str, str] = {f"aws:ResourceTag/{name}": "true" for name in stack.naming.tags}
    return {**FOR_THE_STACK(stack), "Null": untagged}


def named(sid: str, service: str, resource: str) -> Scope:
    """What a service has under the stack's names, with the kind that stands before the name in the ARN."""
    return Scope(sid, lambda stack: [stack.arn(service, f"{resource}{stack.names}")])


ANYTHING = Scope("Anything", lambda _: ["*"])
"""For actions that can't be told on which resource they are. Reads of lists, mostly."""
ORGANIZATION = Scope("Organization", lambda stack: ["*"] if stack.organization else [])
"""The organization itself, which has no ARN in these actions."""
NEW_FOR_THE_STACK = Scope("NewForTheStack", lambda _: ["*"], FOR_THE_STACK)
"""For actions that make what has no ARN yet."""

BUCKETS = Scope("Buckets", lambda stack: [stack.naming.bucket_arn(_bucket_names(stack))])
OBJECTS = Scope("Objects", lambda stack: [f"{stack.naming.bucket_arn(_bucket_names(stack))}/*"])
READ_BUCKETS = Scope(
    "BucketsToVerify",
    lambda stack: [stack.naming.bucket_arn(b) for b in (_bucket_names(stack), *stack.adopted.buckets)],
)
TRAILS = named("Trails", "cloudtrail", "trail/")


def _log_groups(stack: Deployment) -> list[str]:
    folder = f"/{stack.naming.prefix}/{stack.naming.stack}/*"
    return [stack.naming.log_group_arn(name) for name in (folder, f"/aws/events{folder}")]


LOG_GROUPS = Scope("LogGroups", _log_groups)
"""The groups, and their streams, whose ARNs go on with a colon."""
READ_LOG_GROUPS = Scope(
    "LogGroupsToTap",
    lambda stack: [
        *_log_groups(stack),
        *(arn for name in stack.adopted.log_groups for arn in _both_forms(stack.naming.log_group_arn(name))),
    ],
)
"""The stack's groups and those of others that it reads: what takes events out of them, or counts them."""
KEYS = Scope("Keys", lambda stack: [stack.naming.keys_arn()], OF_THE_STACK)
KEYS_FOR_SERVICES = Scope(
    "KeysForServices",
    KEYS.resources,
    lambda stack: {**OF_THE_STACK(stack), "Bool": {"kms:GrantIsForAWSResource": "true"}},
)
NEW_KEYS = Scope("NewKeys", lambda stack: [stack.naming.keys_arn()], _taking_in)
ALIASES = named("Aliases", "kms", "alias/")
ROLES = Scope("Roles", lambda stack: [stack.naming.role_arn(stack.names)])
DELIVERY_STREAMS = named("DeliveryStreams", "firehose", "deliverystream/")
READ_DELIVERY_STREAMS = Scope(
    "DeliveryStreamsToVerify",
    lambda stack: [stack.naming.delivery_stream_arn(name) for name in (stack.names, *stack.adopted.delivery_streams)],
)
STREAMS = named("Streams", "kinesis", "stream/")
TOPICS = named("Topics", "sns", "")
QUEUES = named("Queues", "sqs", "")
WORKGROUPS = named("Workgroups", "athena", "workgroup/")
CHATS = Scope("Chats", lambda stack: [stack.naming.chat_arn("*", stack.names)])
"""Configurations of channels of Slack and of Microsoft Teams."""
ALARMS = named("Alarms", "cloudwatch", "alarm:")
RULES = named("Rules", "events", "rule/")
DASHBOARD = Scope(
    "Dashboard",
    lambda stack: [
        f"arn:{stack.naming.partition}:cloudwatch::{stack.naming.account}:dashboard/{stack.naming.dashboard()}"
    ],
)
GROUP = Scope("Group", lambda stack: [stack.naming.resource_group_arn(stack.naming.resource_group())])
CATALOG = Scope(
    "Catalog",
    lambda stack: [
        stack.arn("glue", resource)
        for resource in (
            "catalog",
            f"database/{stack.naming.database()}",
            f"table/{stack.naming.database()}/*",
            f"userDefinedFunction/{stack.naming.database()}/*",
        )
    ],
)
IMAGE_PARAMETERS = Scope(
    "ImageParameters",
    lambda stack: [f"arn:{stack.naming.partition}:ssm:{stack.naming.region}::parameter/aws/service/*"],
)
_KINDS = (
    *("vpc", "subnet", "internet-gateway", "route-table", "security-group", "vpc-flow-log", "vpc-endpoint"),
    *("network-interface", "instance", "volume"),
)


def _network(stack: Deployment) -> list[str]:
    return [stack.arn("ec2", f"{kind}/*") for kind in _KINDS]


NETWORK = Scope("Network", _network, OF_THE_STACK)
"""Whatever EC2 has of the stack."""
INSTANCES = Scope("Instances", lambda stack: [stack.arn("ec2", "instance/*")], OF_THE_STACK)
TAKEN_IN = Scope(
    "TakenIn", lambda stack: [stack.arn("ec2", kind) for kind in ("security-group/*", "volume/*")], _taking_in
)
IMAGES = Scope("Images", lambda stack: [f"arn:{stack.naming.partition}:ec2:{stack.naming.region}::image/*"])
INSTANCE_PARTS = Scope(
    "InstanceParts", lambda stack: [stack.arn("ec2", kind) for kind in ("network-interface/*", "volume/*")]
)
"""What EC2 makes, or takes, together with an instance."""
VERIFIED_VPCS = Scope("VpcAttributes", lambda stack: [stack.arn("ec2", "vpc/*")])


def _linked_role(sid: str, service: str, name: str) -> Scope:
    """The role that a service makes itself in an account, in the name of whoever first wants it to do something."""
    return Scope(
        sid,
        lambda stack: [stack.naming.role_arn(f"aws-service-role/{service}/{name}")],
        lambda _: {"StringEquals": {"iam:AWSServiceName": service}},
    )


DELIVERY_ROLE = _linked_role("LogDeliveryRole", "delivery.logs.amazonaws.com", "AWSServiceRoleForLogDelivery")
CHAT_ROLE = _linked_role("ChatRole", "management.chatbot.amazonaws.com", "AWSServiceRoleForAWSChatbot")


def new(kind: str) -> Scope:
    """What EC2 makes of this kind with the stack's tags on it."""
    sid = "New" + "".join(word.capitalize() for word in kind.split("-"))
    return Scope(sid, lambda stack: [stack.arn("ec2", f"{kind}/*")], FOR_THE_STACK)


def tags_at_creation(*operations: str) -> Scope:
    """What EC2 tags while it makes it, by one of these operations."""
    return Scope(
        "TagsOfWhatIsNew",
        _network,
        lambda _: {"StringEquals": {"ec2:CreateAction": list(operations)}},
    )


def passed_to(service: str) -> Scope:
    """The stack's roles, handed to one service."""
    sid = "RolesPassedTo" + "".join(word.capitalize() for word in service.partition(".")[0].split("-"))
    return Scope(sid, ROLES.resources, lambda _: {"StringEquals": {"iam:PassedToService": service}})


def network_resources(stack: Deployment) -> list[str]:
    """The ARNs of the network resources of others that get a flow log."""
    kinds = {"vpc": "vpc", "subnet": "subnet", "eni": "network-interface"}
    return [stack.arn("ec2", f"{kinds[each.partition('-')[0]]}/{each}") for each in stack.adopted.network_resources]


LOGGED_NETWORKS = Scope("NetworksOfOthers", network_resources)


def _bucket_names(stack: Deployment) -> str:
    return f"{stack.names}-{stack.naming.account}-{stack.naming.region}"


def _both_forms(arn: str) -> tuple[str, str]:
    """A log group's ARN as actions take it: some want the `:*` of its streams."""
    return arn, f"{arn}:*"
