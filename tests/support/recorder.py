"""Runs a Pulumi program with no engine and keeps every raw registration request it sends.

The SDK's `MockResourceArgs` has no parent, protect, aliases or dependencies; the requests have all of them. They can be
read through `Registration`, or replayed as they are (`Registration.request`) into another gRPC servicer.

    recording = record(program, config={"namePrefix": "acme"}, preview=True)
    trail = recording.one("aws:cloudtrail/trail:Trail")
    assert trail.inputs["name"] == "acme-dev"

With `preview=True` what a provider would compute (ids, ARNs) is truly unknown, as in the first preview of a new stack:
`inputs` then hold `UNKNOWN`. Without it, computed outputs have values of the shape that AWS gives them.
"""

import asyncio
import contextvars
import hashlib
import json
import os
import runpy
from collections.abc import Awaitable, Callable, Generator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any
from unittest import mock

import yaml
from google.protobuf import empty_pb2, struct_pb2
from pulumi.runtime import MockCallArgs, MockResourceArgs, Mocks, run_in_stack, set_all_config, set_mocks
from pulumi.runtime.mocks import MockMonitor
from pulumi.runtime.proto import resource_pb2, source_pb2
from pulumi.runtime.rpc import UNKNOWN
from pulumi.runtime.settings import ROOT

from tests.support.cloud import Cloud
from tests.support.recording import Recording, Registration, plain

__all__ = [
    "ORGANIZATION",
    "PROJECT",
    "ROOT_DIRECTORY",
    "UNKNOWN",
    "Cloud",
    "Recording",
    "Registration",
    "as_sent",
    "record",
    "record_main",
    "stack_config",
]

PROJECT = "aws-monitoring-baseline"
ORGANIZATION = "organization"
"""As the engine calls it where a backend has none."""
STACK_TYPE = "pulumi:pulumi:Stack"
ROOT_DIRECTORY = Path(__file__).parents[2]
"""The repository, which is the project's directory too."""

# What AWS puts before the hexadecimal part of an id; a type that is not here has its name as its id.
_ID_PREFIXES = {
    "aws:ec2/vpc:Vpc": "vpc",
    "aws:ec2/subnet:Subnet": "subnet",
    "aws:ec2/routeTable:RouteTable": "rtb",
    "aws:ec2/route:Route": "r-rtb",
    "aws:ec2/routeTableAssociation:RouteTableAssociation": "rtbassoc",
    "aws:ec2/internetGateway:InternetGateway": "igw",
    "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": "sg",
    "aws:ec2/flowLog:FlowLog": "fl",
    "aws:ec2/instance:Instance": "i",
    "aws:ec2/networkInterface:NetworkInterface": "eni",
    "aws:ec2/securityGroup:SecurityGroup": "sg",
    "aws:ec2/vpcEndpoint:VpcEndpoint": "vpce",
}


def record(
    program: Callable[[], Awaitable[None] | None],
    *,
    config: Mapping[str, object] | None = None,
    stack: str = "dev",
    preview: bool = False,
    cloud: Cloud | None = None,
    project: str = PROJECT,
) -> Recording:
    """Runs a program as the language host does, in an event loop of its own, and returns what it registered.

    Args:
        program: Registers resources and exports outputs. What it raises is raised here.
        config: Configuration; a key without a namespace is the project's, what isn't a string is sent as JSON, as the
            engine does. Nothing is configured without it.
        stack: The stack's name.
        preview: True makes computed outputs unknown.
        cloud: The account and Region to answer invokes with. An account in us-east-1 without it.
        project: The project's name, this repository's without it. Its keys have to have their namespace.
    """
    context = contextvars.copy_context()
    monitor = _Recorder(cloud or Cloud(), preview=preview)

    def run() -> None:
        set_all_config({_full_key(key): as_sent(value) for key, value in (config or {}).items()}, [])
        with _new_event_loop() as loop:
            set_mocks(
                monitor.mocks,
                project=project,
                stack=stack,
                preview=preview,
                monitor=monitor,
                organization=ORGANIZATION,
            )
            # set_mocks makes a stack resource that is finished already; the program gets its own, as in the engine.
            ROOT.set(None)
            loop.run_until_complete(run_in_stack(program))

    # Where in the source each resource is made, nobody asks here, and finding it is a quarter of the time.
    no_traces = mock.patch("pulumi.runtime.resource._get_stack_trace", return_value=source_pb2.StackTrace())
    with mock.patch.dict(os.environ, _environment_without_cloud(), clear=True), no_traces:
        context.run(run)
    return monitor.recording


def record_main(
    stack: str, *, preview: bool = False, cloud: Cloud | None = None, changes: Mapping[str, object] | None = None
) -> Recording:
    """Records the repository's own program with the configuration of one of its stack files, but for `changes`.

    The same recording for the same arguments: leave it as it is.
    """
    return _recorded_main(stack, preview, cloud or Cloud(), json.dumps(changes or {}, sort_keys=True))


@cache
def _recorded_main(stack: str, preview: bool, cloud: Cloud, changes: str) -> Recording:
    def program() -> None:
        runpy.run_path(str(ROOT_DIRECTORY), run_name="__main__")

    config = stack_config(stack) | {_full_key(key): value for key, value in json.loads(changes).items()}
    return record(program, config=config, stack=stack, preview=preview, cloud=cloud)


def stack_config(stack: str) -> dict[str, object]:
    """The configuration that the engine hands to the program: Pulumi.yaml's defaults under the stack file's values."""
    project = yaml.safe_load((ROOT_DIRECTORY / "Pulumi.yaml").read_text(encoding="utf-8"))
    declared = {_full_key(key): entry["default"] for key, entry in project["config"].items() if "default" in entry}
    own = yaml.safe_load((ROOT_DIRECTORY / f"Pulumi.{stack}.yaml").read_text(encoding="utf-8"))
    return declared | own["config"]


class _NoMocks(Mocks):
    """The recorder answers from raw requests; MockMonitor's own answers would open an event loop in every thread."""

    def call(self, args: MockCallArgs) -> tuple[dict[str, Any], list[tuple[str, str]] | None]:
        raise NotImplementedError(args.token)

    def new_resource(self, args: MockResourceArgs) -> tuple[str | None, dict[str, Any]]:
        raise NotImplementedError(f"{args.typ} {args.name} was read, not registered")


class _Recorder(MockMonitor):
    def __init__(self, cloud: Cloud, *, preview: bool) -> None:
        super().__init__(_NoMocks())
        self.cloud = cloud
        self.preview = preview
        self.recording = Recording()

    def make_urn(self, parent: str, type_: str, name: str) -> str:
        """As the engine: the types of all its parents qualify a resource's, except the stack's."""
        above = parent.split("::")[2] if parent else ""
        qualified = f"{above}${type_}" if above not in {"", STACK_TYPE} else type_
        return super().make_urn("", qualified, name)

    def Invoke(  # noqa: N802 - the gRPC method's name
        self, request: resource_pb2.ResourceInvokeRequest
    ) -> resource_pb2.ResourceInvokeResponse:
        response = resource_pb2.ResourceInvokeResponse()
        result: struct_pb2.Struct = getattr(response, "return")  # the name is a keyword
        result.update(self.cloud.answer(request.tok, plain(request.args)))
        return response

    def RegisterResource(  # noqa: N802 - the gRPC method's name
        self, request: resource_pb2.RegisterResourceRequest
    ) -> resource_pb2.RegisterResourceResponse:
        urn = self.make_urn(request.parent, request.type, request.name)
        response = resource_pb2.RegisterResourceResponse(urn=urn, object=request.object)
        if request.type == STACK_TYPE:
            return response
        if request.custom and not self.preview:
            response.id = self._physical_id(request, urn)
            if "arn" not in response.object:
                service = request.type.split(":")[1].split("/")[0]
                arn = ["arn", self.cloud.partition, service, self.cloud.region, self.cloud.account, response.id]
                response.object["arn"] = ":".join(arn)
        self.recording.registrations.append(Registration(request, urn, response.id))
        return response

    def RegisterResourceOutputs(  # noqa: N802 - the gRPC method's name
        self, request: resource_pb2.RegisterResourceOutputsRequest
    ) -> empty_pb2.Empty:
        if f"::{STACK_TYPE}::" in request.urn:
            # The stack that set_mocks makes comes first, with nothing.
            self.recording.outputs = plain(request.outputs)
        return empty_pb2.Empty()

    def _physical_id(self, request: resource_pb2.RegisterResourceRequest, urn: str) -> str:
        prefix = _ID_PREFIXES.get(request.type)
        if prefix:
            return f"{prefix}-{hashlib.sha256(urn.encode()).hexdigest()[:17]}"
        inputs = plain(request.object)
        return str(inputs.get("name") or inputs.get("bucket") or request.name)


def _full_key(key: str) -> str:
    return key if ":" in key else f"{PROJECT}:{key}"


def as_sent(value: object) -> str:
    """A configured value as the engine sends it: JSON for all but strings."""
    return value if isinstance(value, str) else json.dumps(value)


def _environment_without_cloud() -> dict[str, str]:
    return {key: value for key, value in os.environ.items() if not key.startswith(("AWS_", "PULUMI_"))}


@contextmanager
def _new_event_loop() -> Generator[asyncio.AbstractEventLoop]:
    """A loop that leaves no task behind: after a failing program, registrations that waited for it are cancelled."""
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    try:
        yield loop
    finally:
        pending = asyncio.all_tasks(loop)
        for task in pending:
            task.cancel()
        loop.run_until_complete(asyncio.gather(*pending, return_exceptions=True))
        loop.run_until_complete(loop.shutdown_default_executor())
        asyncio.set_event_loop(None)
        loop.close()
