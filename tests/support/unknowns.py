"""What a program can't know at its first preview, because AWS chooses it."""

from collections.abc import Iterator
from typing import Any

from tests.support.recorder import UNKNOWN, Recording

AWS_CHOOSES = {
    "DefaultSecurityGroup.vpcId",
    "FlowLog.vpcId",
    "InternetGateway.vpcId",
    "Route.gatewayId",
    "Route.routeTableId",
    "RouteTable.vpcId",
    "RouteTableAssociation.routeTableId",
    "RouteTableAssociation.subnetId",
    "Subnet.vpcId",
}
"""Properties that hold the id of a network resource."""
EXAMPLE_CHOOSES = {
    "Instance.primaryNetworkInterface.networkInterfaceId",
    "LogMetricFilter.pattern",
    "MetricAlarm.dimensions.InstanceId",
    "NetworkInterface.securityGroups[]",
    "NetworkInterface.subnetId",
    "SecurityGroup.egress[].prefixListIds[]",
    "SecurityGroup.vpcId",
    "VpcEndpoint.routeTableIds[]",
    "VpcEndpoint.vpcId",
}
"""Properties that hold an id, of the example workload and its alarms."""
KMS_CHOOSES = {
    "Alias.targetKeyId",
    "BucketServerSideEncryptionConfiguration.rules[].applyServerSideEncryptionByDefault.kmsMasterKeyId",
    "FirehoseDeliveryStream.serverSideEncryption.keyArn",
    "LogGroup.kmsKeyId",
    "LogMetricFilter.pattern",
    "Stream.kmsKeyId",
    "Topic.kmsMasterKeyId",
    "Trail.kmsKeyId",
    "Workgroup.configuration.resultConfiguration.encryptionConfiguration.kmsKeyArn",
}
"""Properties that hold the id of the key."""


def unknown_properties(value: Any, path: str) -> Iterator[str]:
    """The paths of what isn't known in a value."""
    match value:
        case str() if value == UNKNOWN:
            yield path
        case {**entries}:
            for key, one in entries.items():
                yield from unknown_properties(one, f"{path}.{key}")
        case [*items]:
            for one in items:
                yield from unknown_properties(one, f"{path}[]")
        case _:
            return


def unknowns(recording: Recording) -> set[str]:
    """The properties that aren't known, as `Type.property`."""
    return {
        path for one in recording.registrations for path in unknown_properties(one.inputs, one.type.rsplit(":", 1)[-1])
    }
