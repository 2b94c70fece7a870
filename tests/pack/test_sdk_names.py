"""Names of properties in the tables of the pack are those of the SDK."""

from collections.abc import Iterator

import pytest
from log_endpoints import ENDPOINTS, WITH_ENDPOINT
from permissions import PLACES

from tests.support.sdk_inputs import SDK, inputs_of_types, outputs_of_type, snake

STREAM = "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream"
# Those of AWS::KinesisFirehose::DeliveryStream: the table has both providers' in one.
OF_STREAM = sorted(name for name in ENDPOINTS if not name.endswith("DestinationConfiguration"))


@pytest.fixture(scope="module")
def inputs() -> dict[str, str]:
    return inputs_of_types()


def _named() -> Iterator[tuple[str, str]]:
    for type_, place in PLACES.items():
        for name in (place.principals, *place.conditions):
            yield type_, name
    for name in OF_STREAM:
        yield STREAM, name


NAMED = sorted((type_, name) for type_, name in _named() if type_.startswith("aws:"))


@pytest.mark.parametrize(("type_", "name"), NAMED)
def test_input(type_: str, name: str, inputs: dict[str, str]) -> None:
    assert f" {snake(name)}:" in inputs[type_]


@pytest.mark.parametrize("name", OF_STREAM)
def test_endpoint_within_its_configuration(name: str) -> None:
    source = (SDK / "kinesis" / "_inputs.py").read_text()
    class_ = f"class FirehoseDeliveryStream{name[0].upper()}{name[1:]}Args:"
    inputs = source.partition(class_)[2].partition("):\n")[0]
    assert [path for path in ENDPOINTS[name] if f" {snake(path[0])}:" not in inputs] == []


@pytest.mark.parametrize("type_", sorted(type_ for type_ in WITH_ENDPOINT if type_.startswith("aws:")))
def test_output(type_: str) -> None:
    assert f"def {snake(WITH_ENDPOINT[type_])}(self)" in outputs_of_type(type_)
