"""The functions (data sources) the provider handles, by pulumi-aws's token."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from sandbox.provider import invokes_images
from sandbox.provider.aws import Aws
from sandbox.provider.session import endpoint_data
from sandbox.provider.values import Properties


@dataclass(frozen=True)
class Function:
    """One function.

    Attributes:
        arguments: The names of the arguments it takes.
        run: What gives its results.
    """

    arguments: frozenset[str]
    run: Callable[[Aws, Properties], Properties]


def call(token: str, aws: Aws, arguments: Properties) -> Properties:
    """Return a function's results.

    Raises:
        LookupError: If the function, or one of the arguments given, is not handled.
    """
    if token not in FUNCTIONS:
        raise LookupError(
            f"the sandbox's aws provider does not handle the function {token!r}; it handles "
            f"{', '.join(sorted(FUNCTIONS))}"
        )
    function = FUNCTIONS[token]
    given = {name: value for name, value in arguments.items() if value is not None}
    if strange := sorted(set(given) - function.arguments):
        raise LookupError(
            f"{token}: the sandbox's aws provider does not handle the argument {', '.join(strange)}; it handles "
            f"{', '.join(sorted(function.arguments)) or 'none'}"
        )
    return function.run(aws, given)


def _caller_identity(aws: Aws, _: Properties) -> Properties:
    return {
        "accountId": aws.caller["Account"],
        "arn": aws.caller["Arn"],
        "userId": aws.caller["UserId"],
        "id": aws.caller["Account"],
    }


def _partition(aws: Aws, _: Properties) -> Properties:
    suffix = endpoint_data(aws.partition)["dnsSuffix"]
    return {
        "partition": aws.partition,
        "dnsSuffix": suffix,
        "reverseDnsPrefix": ".".join(reversed(suffix.split("."))),
        "id": aws.partition,
    }


def _region(aws: Aws, arguments: Properties) -> Properties:
    region = arguments.get("region") or arguments.get("name") or aws.region
    data = endpoint_data(aws.partition)
    if region not in data["regions"]:
        raise LookupError(
            f"aws:index/getRegion:getRegion: the partition {aws.partition} has no region {region!r}; it has "
            f"{', '.join(sorted(data['regions']))}"
        )
    return {
        "region": region,
        "name": region,
        "id": region,
        "description": data["regions"][region]["description"],
        "endpoint": f"ec2.{region}.{data['dnsSuffix']}",
    }


_REGION_FILTERS: Final = {"endpoint": "Endpoint", "opt-in-status": "OptInStatus", "region-name": "RegionName"}


def _regions(aws: Aws, arguments: Properties) -> Properties:
    request = {"AllRegions": arguments.get("allRegions", False)}
    wanted = {each["name"]: each["values"] for each in arguments.get("filters", [])}
    if strange := sorted(set(wanted) - set(_REGION_FILTERS)):
        raise LookupError(
            f"aws:index/getRegions:getRegions: DescribeRegions has no filter {', '.join(strange)}; it has "
            f"{', '.join(_REGION_FILTERS)}"
        )
    # moto answers with the regions of every partition, enabled or not, whatever is asked for.
    names = [
        region["RegionName"]
        for region in aws.call("ec2", "describe_regions", request)["Regions"]
        if region["RegionName"] in endpoint_data(aws.partition)["regions"]
        and (request["AllRegions"] or region["OptInStatus"] != "not-opted-in")
        and all(region[_REGION_FILTERS[name]] in values for name, values in wanted.items())
    ]
    return {**arguments, "names": sorted(names), "id": aws.partition}


def _availability_zones(aws: Aws, arguments: Properties) -> Properties:
    region = arguments.get("region") or aws.region
    request: Properties = {"AllAvailabilityZones": arguments.get("allAvailabilityZones", False)}
    conditions = [{"Name": each["name"], "Values": each["values"]} for each in arguments.get("filters", [])]
    if "state" in arguments:
        conditions.append({"Name": "state", "Values": [arguments["state"]]})
    if conditions:
        request["Filters"] = conditions
    response = aws.call("ec2", "describe_availability_zones", request, region)
    zones = [
        zone
        for zone in sorted(response["AvailabilityZones"], key=lambda zone: zone["ZoneName"])
        if zone["ZoneName"] not in arguments.get("excludeNames", [])
        and zone["ZoneId"] not in arguments.get("excludeZoneIds", [])
    ]
    return {
        **arguments,
        "names": [zone["ZoneName"] for zone in zones],
        "zoneIds": [zone["ZoneId"] for zone in zones],
        "groupNames": sorted({zone.get("GroupName", region) for zone in zones}),
        "region": region,
        "id": region,
    }


FUNCTIONS: Final[Mapping[str, Function]] = {
    "aws:index/getCallerIdentity:getCallerIdentity": Function(frozenset(), _caller_identity),
    "aws:index/getPartition:getPartition": Function(frozenset(), _partition),
    "aws:index/getRegion:getRegion": Function(frozenset({"region", "name"}), _region),
    "aws:index/getRegions:getRegions": Function(frozenset({"allRegions", "filters"}), _regions),
    "aws:index/getAvailabilityZones:getAvailabilityZones": Function(
        frozenset({"allAvailabilityZones", "excludeNames", "excludeZoneIds", "filters", "region", "state"}),
        _availability_zones,
    ),
    "aws:ec2/getAmi:getAmi": Function(invokes_images.IMAGE_ARGUMENTS, invokes_images.image),
    "aws:ssm/getParameter:getParameter": Function(invokes_images.PARAMETER_ARGUMENTS, invokes_images.parameter),
}
