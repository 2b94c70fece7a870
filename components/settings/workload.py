"""The instances that are watched."""

from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints, ValidationInfo, field_validator

from components.alarms.workload import WorkloadLimits
from components.settings.values import Allowed, Section, conflict, each_once

_MIB = 2**20


class WorkloadSection(Section):
    """Instances of others, and one to try things out on."""

    watched_instances: Annotated[
        tuple[Annotated[str, StringConstraints(pattern=r"^i-([0-9a-f]{8}|[0-9a-f]{17})$")], ...],
        AfterValidator(each_once),
        Allowed("a list of ids of instances (i-…), each once; empty for none"),
    ] = ()
    """Instances that others made, by id, that get alarms: CPU, status checks, what leaves them."""
    example_workload: Annotated[bool, Allowed("true or false")] = False
    """Whether the first VPC has a small instance that makes a little traffic, with the same alarms. The private subnets
    get a way to S3."""
    instance_cpu_percent: Annotated[int, Field(ge=1, le=99), Allowed("a whole number of percent from 1 to 99")] = 80
    """More of its CPU than this in use for 15 minutes, and the instance's alarm goes off."""
    instance_network_out_mib: Annotated[int, Field(ge=1), Allowed("a whole number of MiB, at least 1")] = 1024
    """More than this out of the instance in five minutes, and its alarm goes off."""

    @property
    def instance_limits(self) -> WorkloadLimits:
        """What is still well."""
        return WorkloadLimits(
            cpu_percent=self.instance_cpu_percent, network_out_bytes=self.instance_network_out_mib * _MIB
        )

    @field_validator("example_workload")
    @classmethod
    def _has_a_vpc(cls, example: bool, info: ValidationInfo) -> bool:
        # The VPCs are missing here when they aren't valid themselves.
        if example and info.data.get("vpcs") == ():
            raise conflict("is true, and there is no VPC for it: add one to vpcs")
        return example
