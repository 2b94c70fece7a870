import pulumi
import pytest

from components.flow_log import FlowLog, FlowLogArgs
from components.sinks.destination import FlowLogDestination
from tests.support.recorder import Recording, record

GROUP: FlowLogDestination = {"type": "cloud-watch-logs", "arn": "arn:group", "role_arn": "arn:role"}
BUCKET: FlowLogDestination = {"type": "s3", "arn": "arn:bucket"}
TO_GROUP = {"logDestinationType": "cloud-watch-logs", "logDestination": "arn:group", "iamRoleArn": "arn:role"}


def flow_log(args: FlowLogArgs, opts: pulumi.ResourceOptions | None = None, *, preview: bool = False) -> Recording:
    def program() -> None:
        pulumi.export("id", FlowLog("main", args, opts).flow_log_id)

    return record(program, preview=preview)


@pytest.mark.parametrize(
    ("args", "inputs"),
    [
        (
            FlowLogArgs(destination=GROUP, vpc_id="vpc-1"),
            {**TO_GROUP, "vpcId": "vpc-1", "trafficType": "ALL", "maxAggregationInterval": 600},
        ),
        (
            FlowLogArgs(destination=GROUP, subnet_id="subnet-1", traffic="REJECT"),
            {**TO_GROUP, "subnetId": "subnet-1", "trafficType": "REJECT", "maxAggregationInterval": 600},
        ),
        (
            FlowLogArgs(destination=BUCKET, eni_id="eni-1", interval_seconds=60),
            {
                "logDestinationType": "s3",
                "logDestination": "arn:bucket",
                "eniId": "eni-1",
                "trafficType": "ALL",
                "maxAggregationInterval": 60,
            },
        ),
    ],
)
def test_a_vpc_a_subnet_or_an_interface_goes_to_a_sink(args: FlowLogArgs, inputs: dict[str, object]) -> None:
    recording = flow_log(args)
    assert recording.tree() == [
        ("aws-monitoring-baseline-dev", "aws-monitoring-baseline:index:FlowLog", "main"),
        ("main", "aws:ec2/flowLog:FlowLog", "main-flow-log"),
    ]
    made = recording.one("aws:ec2/flowLog:FlowLog")
    assert made.inputs == {**inputs, "tags": {"Name": "main"}}
    assert recording.outputs == {"id": made.id}
    assert made.id.startswith("fl-")


def test_tags_are_added_to() -> None:
    args = FlowLogArgs(destination=GROUP, vpc_id="vpc-1", tags={"Team": "net"})
    assert flow_log(args).one("aws:ec2/flowLog:FlowLog").inputs["tags"] == {"Team": "net", "Name": "main"}


@pytest.mark.parametrize(
    ("args", "what"),
    [
        (FlowLogArgs(destination=GROUP), "nothing to log"),
        (FlowLogArgs(destination=GROUP, vpc_id="vpc-1", eni_id="eni-1"), "vpc_id and eni_id"),
    ],
)
def test_it_takes_exactly_one_target(args: FlowLogArgs, what: str) -> None:
    with pytest.raises(pulumi.RunError) as raised:
        flow_log(args)
    assert str(raised.value) == f'FlowLog "main" has {what}: give exactly one of vpc_id, subnet_id, eni_id.'


def test_an_alias_of_the_component_does_not_reach_its_child_but_retention_does() -> None:
    opts = pulumi.ResourceOptions(aliases=[pulumi.Alias(name="old")], retain_on_delete=True, protect=True)
    recording = flow_log(FlowLogArgs(destination=GROUP, vpc_id="vpc-1"), opts)
    component = recording.one("aws-monitoring-baseline:index:FlowLog")
    child = recording.one("aws:ec2/flowLog:FlowLog")
    assert component.aliases == [{"spec": {"name": "old", "parentUrn": ""}}]
    assert child.aliases == []
    assert (child.request.protect, child.request.retainOnDelete) == (True, True)
