"""EC2 flow logs. Not handled: crossing accounts, transit gateways, regional NAT gateways and tag fields."""

from __future__ import annotations

from typing import Final

from sandbox.provider.codecs import PLAIN, Codec, object_of, standard
from sandbox.provider.declaration import Call, Change, FromResponse, Input, Presence, Read, Replacement, Tags
from sandbox.provider.resource_type import ResourceType
from sandbox.provider.resources.ec2_common import EC2_TAGS, tagged
from sandbox.provider.template import Derived, Text
from sandbox.provider.values import Value

_SOURCES: Final = ("vpcId", "subnetId", "eniId")


def _resource_type(vpc: Value, subnet: Value, eni: Value) -> str | None:
    kinds = {"VPC": vpc, "Subnet": subnet, "NetworkInterface": eni}
    return next((kind for kind, ident in kinds.items() if ident is not None), None)


def _source(prefix: str) -> Input:
    # JMESPath has no conditional: `&&` gives the id when the prefix fits, false otherwise.
    path = f"(starts_with(flow.ResourceId, '{prefix}-') && flow.ResourceId) || `null`"
    return Input(path, change=Change.REPLACES)


def _without_star(arn: str) -> str:
    return arn.removesuffix(":*")


# A log group's ARN may end in ":*"; pulumi-aws takes it off.
_DESTINATION: Final = Codec(encode=_without_star, same=lambda one, other: _without_star(one) == _without_star(other))

FLOW_LOG: Final = ResourceType(
    type="aws:ec2/flowLog:FlowLog",
    service="ec2",
    id=FromResponse("FlowLogIds[0]"),
    inputs={
        "vpcId": _source("vpc"),
        "subnetId": _source("subnet"),
        "eniId": _source("eni"),
        "trafficType": Input("flow.TrafficType", change=Change.REPLACES),
        "logDestinationType": Input("flow.LogDestinationType", change=Change.REPLACES, default="cloud-watch-logs"),
        "logDestination": Input("flow.LogDestination", _DESTINATION, change=Change.REPLACES),
        "iamRoleArn": Input("flow.DeliverLogsPermissionArn", change=Change.REPLACES),
        "logFormat": Input("flow.LogFormat", change=Change.REPLACES, presence=Presence.AWS_CHOOSES),
        "maxAggregationInterval": Input(
            "flow.MaxAggregationInterval", change=Change.REPLACES, default=600, choices=(60, 600)
        ),
        "destinationOptions": Input(
            "flow.DestinationOptions",
            object_of(
                {
                    "fileFormat": ("FileFormat", standard("plain-text")),
                    "hiveCompatiblePartitions": ("HiveCompatiblePartitions", PLAIN),
                    "perHourPartition": ("PerHourPartition", PLAIN),
                }
            ),
            change=Change.REPLACES,
        ),
    },
    tags=Tags("flow.Tags"),
    create=Call(
        "create_flow_logs",
        {
            "ResourceIds": [f"${name}" for name in _SOURCES],
            "ResourceType": Derived(_SOURCES, _resource_type),
            "TrafficType": "$trafficType",
            "LogDestinationType": "$logDestinationType",
            "LogDestination": "$logDestination",
            "DeliverLogsPermissionArn": "$iamRoleArn",
            "LogFormat": "$logFormat",
            "MaxAggregationInterval": "$maxAggregationInterval",
            "DestinationOptions": "$destinationOptions",
            "TagSpecifications": tagged("vpc-flow-log"),
        },
        failure="Unsuccessful[0].Error",
    ),
    settings=(EC2_TAGS,),
    reads=(Read("flow", Call("describe_flow_logs", {"FlowLogIds": ["$id"]}), at="FlowLogs[0]"),),
    outputs={"arn": Text("arn:{partition}:ec2:{region}:{account}:vpc-flow-log/{id}")},
    delete=(Call("delete_flow_logs", {"FlowLogIds": ["$id"]}, failure="Unsuccessful[0].Error"),),
    gone=("InvalidFlowLogId.NotFound",),
    # AWS takes a second flow log to the same destination if anything else differs; moto takes none.
    replacement=Replacement.DELETE_FIRST,
)

TYPES: Final = (FLOW_LOG,)
