"""What CloudWatch Logs refuses of metric filters and resource policies, and SQS and EC2 of queues and instances."""

import json
from typing import Any

import pytest

from sandbox.provider.aws import Aws
from tests.sandbox.provider.account import refusal
from tests.sandbox.provider.conftest import add_image
from tests.sandbox.provider.samples_workload import IMAGE

GROUP = "/trail"


class TestMetricFilters:
    @pytest.fixture
    def logs(self, aws: Aws) -> Aws:
        aws.call("logs", "create_log_group", {"logGroupName": GROUP})
        return aws

    def put(self, aws: Aws, pattern: str, name: str = "filter", **changes: Any) -> str | None:
        transformation = {"metricName": "m", "metricNamespace": "LogMetrics", "metricValue": "1", **changes}
        request = {"logGroupName": GROUP, "filterName": name, "filterPattern": pattern}
        refused = refusal(aws, "logs", "put_metric_filter", {**request, "metricTransformations": [transformation]})
        return refused and refused.removeprefix("PutMetricFilter: ")

    @pytest.mark.parametrize("pattern", ["", "ERROR -exiting", '{ $.a = "b" && $.c > 1 }', "[ip, user, status=4*]"])
    def test_patterns_that_there_are(self, logs: Aws, pattern: str) -> None:
        assert self.put(logs, pattern) is None

    @pytest.mark.parametrize("pattern", ['{ $.a = "b }', "{ $.a = b", "{ a = b }", "[a, b", "{ $.a == b }"])
    def test_patterns_that_there_are_not(self, logs: Aws, pattern: str) -> None:
        refused = self.put(logs, pattern)
        assert refused is not None
        assert refused.startswith("InvalidParameterException: Invalid metric filter pattern - ")
        request = {"logGroupName": GROUP, "filterName": "f", "filterPattern": pattern, "destinationArn": "arn:aws:x"}
        refused = refusal(logs, "logs", "put_subscription_filter", request)
        assert refused is not None
        assert refused.startswith("PutSubscriptionFilter: InvalidParameterException: Invalid filter pattern - ")

    def test_dimensions_are_fields_and_leave_no_default(self, logs: Aws) -> None:
        dimensions = {"User": "$.user"}
        json_pattern = "{ $.user = * }"
        assert self.put(logs, json_pattern, dimensions=dimensions) is None
        assert self.put(logs, "[user]", dimensions=dimensions) is None
        expected = "InvalidParameterException: The specified filter pattern does not support dimensions"
        assert self.put(logs, "ERROR", dimensions=dimensions) == expected
        expected = (
            "InvalidParameterException: "
            "Invalid metric transformation: dimensions and default value are mutually exclusive properties."
        )
        assert self.put(logs, json_pattern, dimensions=dimensions, defaultValue=0.0) == expected

    def test_a_group_has_a_hundred_filters_at_most(self, logs: Aws) -> None:
        assert [self.put(logs, "", f"f{number}") for number in range(100)] == [None] * 100
        assert self.put(logs, "ERROR", "f99") is None
        assert self.put(logs, "", "f100") == "LimitExceededException: Resource limit exceeded."

    def test_a_group_that_is_not_there(self, aws: Aws) -> None:
        expected = "ResourceNotFoundException: The specified log group does not exist."
        assert self.put(aws, "") == expected


def test_a_region_has_ten_resource_policies_at_most(aws: Aws) -> None:
    def put(name: str) -> str | None:
        return refusal(aws, "logs", "put_resource_policy", {"policyName": name, "policyDocument": "{}"})

    assert [put(str(number)) for number in (*range(10), 9)] == [None] * 11
    assert put("10") == "PutResourcePolicy: LimitExceededException: Resource limit exceeded."


QUEUE_POLICY = json.dumps({"Version": "2012-10-17", "Statement": []})


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ({"KmsMasterKeyId": "alias/a", "SqsManagedSseEnabled": "false"}, None),
        ({"SqsManagedSseEnabled": "true"}, None),
        (
            {"KmsMasterKeyId": "alias/a", "SqsManagedSseEnabled": "true"},
            "You can use one type of server-side encryption (SSE) at one time. "
            "You can either enable KMS SSE or SQS SSE.",
        ),
        ({"Policy": QUEUE_POLICY}, None),
        ({"Policy": "{"}, "Invalid value for the parameter Policy."),
        ({"Policy": '{"Id": "x"}'}, "Invalid value for the parameter Policy."),
        ({"Policy": "1"}, "Invalid value for the parameter Policy."),
    ],
)
def test_attributes_of_a_queue(aws: Aws, attributes: dict[str, str], expected: str | None) -> None:
    created = refusal(aws, "sqs", "create_queue", {"QueueName": "one", "Attributes": attributes})
    assert created == (expected and f"CreateQueue: InvalidAttributeValue: {expected}")
    url = aws.call("sqs", "create_queue", {"QueueName": "two"})["QueueUrl"]
    put = refusal(aws, "sqs", "set_queue_attributes", {"QueueUrl": url, "Attributes": attributes})
    assert put == (expected and f"SetQueueAttributes: InvalidAttributeValue: {expected}")


class TestInstances:
    def run(self, aws: Aws, image: str, device: str = "/dev/xvda") -> str | None:
        subnet = aws.call("ec2", "describe_subnets", {})["Subnets"][0]["SubnetId"]
        volume = {"DeviceName": device, "Ebs": {"Encrypted": True}}
        request = {"ImageId": image, "InstanceType": "t4g.nano", "MinCount": 1, "MaxCount": 1, "SubnetId": subnet}
        return refusal(aws, "ec2", "run_instances", {**request, "BlockDeviceMappings": [volume]})

    def test_an_image_that_is_there(self, aws: Aws) -> None:
        add_image(IMAGE)
        assert self.run(aws, IMAGE) is None

    def test_an_image_that_is_not(self, aws: Aws) -> None:
        expected = f"RunInstances: InvalidAMIID.NotFound: The image id '[{IMAGE}]' does not exist"
        assert self.run(aws, IMAGE) == expected

    def test_an_image_with_another_root_device(self, aws: Aws) -> None:
        add_image(IMAGE, root_device="/dev/sda1")
        expected = (
            f"RunInstances: InvalidBlockDeviceMapping: the root device of {IMAGE} is /dev/sda1, and the sandbox's aws "
            "provider handles /dev/xvda alone"
        )
        assert self.run(aws, IMAGE) == expected
