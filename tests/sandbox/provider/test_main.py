"""The process: it serves an emulator on this machine only, and leaves quietly."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import grpc
import pytest
from google.protobuf import empty_pb2
from pulumi.runtime.proto import provider_pb2_grpc

from sandbox.provider.configuration import defaults
from sandbox.provider.inputs import Defaults
from sandbox.provider.loopback import NotAnEmulatorError, require_emulator
from tests.sandbox.provider.client import Client

EMULATOR = {"AWS_ENDPOINT_URL": "http://127.0.0.1:5000"}


@pytest.mark.parametrize(
    "environment",
    [
        EMULATOR,
        {"AWS_ENDPOINT_URL": "http://localhost:4566"},
        {"AWS_ENDPOINT_URL": "http://[::1]:5000/"},
        {**EMULATOR, "AWS_ENDPOINT_URL_SNS": "http://127.0.0.2:4566"},
    ],
)
def test_an_emulator_on_this_machine_is_served(environment: dict[str, str]) -> None:
    require_emulator(environment)


@pytest.mark.parametrize(
    ("environment", "problem"),
    [
        ({}, "AWS_ENDPOINT_URL is not set"),
        ({"AWS_ENDPOINT_URL": ""}, "AWS_ENDPOINT_URL is not set"),
        ({"AWS_ENDPOINT_URL": "https://ec2.us-east-1.amazonaws.com"}, "AWS_ENDPOINT_URL is 'https://ec2"),
        ({"AWS_ENDPOINT_URL": "http://127.0.0.1.example.com"}, "AWS_ENDPOINT_URL is"),
        ({"AWS_ENDPOINT_URL": "127.0.0.1:5000"}, "AWS_ENDPOINT_URL is"),
        ({**EMULATOR, "AWS_ENDPOINT_URL_S3": "https://s3.amazonaws.com"}, "AWS_ENDPOINT_URL_S3 is"),
        ({**EMULATOR, "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "true"}, "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS is true"),
    ],
)
def test_anything_else_is_refused(environment: dict[str, str], problem: str) -> None:
    with pytest.raises(NotAnEmulatorError, match=problem) as caught:
        require_emulator(environment)
    assert "use the official aws provider" in str(caught.value)


def start(environment: dict[str, str]) -> subprocess.Popen[str]:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
    return subprocess.Popen(
        [sys.executable, "-m", "sandbox.provider", "127.0.0.1:1"],
        cwd=Path(__file__).parents[3],
        env={**inherited, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_it_prints_its_port_serves_and_leaves_quietly() -> None:
    with start(EMULATOR) as process:
        assert process.stdout is not None
        port = int(process.stdout.readline())
        with grpc.insecure_channel(f"127.0.0.1:{port}") as channel:
            client = Client(provider_pb2_grpc.ResourceProviderStub(channel))
            assert client.stub.GetPluginInfo(empty_pb2.Empty()).version.startswith("7.")
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=20)
    assert (process.returncode, out, err) == (0, "", "")


def test_without_an_emulator_it_says_what_to_do_and_fails() -> None:
    with start({}) as process:
        out, err = process.communicate(timeout=20)
    assert (process.returncode, out) == (1, "")
    assert err.startswith("error: AWS_ENDPOINT_URL is not set. ")
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    ("settings", "environment", "expected"),
    [
        ({"region": "eu-west-1"}, {"AWS_REGION": "us-west-2"}, Defaults("eu-west-1", {})),
        ({}, {"AWS_REGION": "us-west-2", "AWS_DEFAULT_REGION": "us-east-1"}, Defaults("us-west-2", {})),
        ({"region": "r", "defaultTags": '{"tags": {"a": "b"}}'}, {}, Defaults("r", {"a": "b"})),
        ({"region": "r", "defaultTags": {"tags": {"a": "b"}}}, {}, Defaults("r", {"a": "b"})),
    ],
)
def test_settings(settings: dict[str, object], environment: dict[str, str], expected: Defaults) -> None:
    assert defaults(settings, environment) == expected


def test_no_region_is_an_error_that_says_how_to_set_one() -> None:
    with pytest.raises(ValueError, match="pulumi config set aws:region"):
        defaults({}, {})
