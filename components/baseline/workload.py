"""The instance to try things out on."""

from collections.abc import Mapping

from components.baseline.stack import StackContext
from components.network import MonitoredVpc
from components.workload import Workload


def example_workload(stack: StackContext, vpcs: Mapping[str, MonitoredVpc]) -> dict[str, Workload]:
    """The example in the first VPC, by name, if the settings ask for one."""
    if not stack.settings.example_workload:
        return {}
    vpc_name, vpc = next(iter(vpcs.items()))
    name = f"{vpc_name}-example"
    workload = Workload(
        name,
        {
            "naming": stack.naming,
            "vpc_id": vpc.vpc_id,
            "subnet_id": vpc.private_subnet_ids[0],
            "route_table_ids": vpc.private_route_table_ids,
            "deletion_guard": stack.guard,
        },
    )
    return {name: workload}
