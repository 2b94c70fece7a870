"""Serves the pack as the SDK's own server does, but reads each resource once instead of once a policy.

The SDK's server turns every resource into proxies anew for every policy, about 30 microseconds a time: at 50 policies
most of a pack's time. This one has the SDK read a resource once, and gives it to the policies that are about its type.
What comes back is the same, which a test shows on every case of every rule.
"""

import sys
import threading
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final, TypeAlias, cast

import grpc
import pulumi_policy.policy as sdk
from google.protobuf import empty_pb2, json_format
from graph import SharedResources
from pulumi.runtime.proto import analyzer_pb2, analyzer_pb2_grpc, plugin_pb2
from pulumi_policy import (
    EnforcementLevel,
    Policy,
    PolicyResource,
    ResourceValidationArgs,
    ResourceValidationPolicy,
    StackValidationArgs,
    StackValidationPolicy,
)
from resource_view import canonical_type

_VERSION: Final = "0.0.1"
_WORKERS: Final = 4
_MAX_MESSAGE_BYTES: Final = 400 * 1024 * 1024  # the engine's own limit
_REMEDIATE: Final = "/pulumirpc.Analyzer/Remediate"
_READER: Final = "reader"
_Handler: TypeAlias = "grpc.RpcMethodHandler[Any, Any] | None"


class Analyzer(analyzer_pb2_grpc.AnalyzerServicer):
    """Serves one engine.

    Args:
        name: The pack's name.
        policies: Its policies.
        types: For policies that are about resources of some types only, these, by the policy's name.
    """

    def __init__(self, name: str, policies: Sequence[Policy], types: Mapping[str, Container[str]]) -> None:
        self._name = name
        self._policies = tuple(policies)
        self._types = types
        self._sdk = _sdk_server(name, list(policies))
        self._levels = {policy.name: policy.enforcement_level or EnforcementLevel.MANDATORY for policy in policies}
        self._config: dict[str, dict[str, Any]] = {}
        self._about_type: dict[str, tuple[Policy, ...]] = {}
        # What the program states, for the policies about the stack, which are given outputs.
        self._inputs: dict[str, Mapping[str, object]] = {}

    @property
    def mends(self) -> bool:
        """Whether any policy is at the level "remediate"."""
        return EnforcementLevel.REMEDIATE in self._levels.values()

    def GetAnalyzerInfo(self, request: empty_pb2.Empty, context: grpc.ServicerContext) -> analyzer_pb2.AnalyzerInfo:
        """Describe the policies."""
        return self._sdk.GetAnalyzerInfo(request, context)

    def GetPluginInfo(self, request: empty_pb2.Empty, context: grpc.ServicerContext) -> plugin_pb2.PluginInfo:
        """Give the SDK's version."""
        return self._sdk.GetPluginInfo(request, context)

    def Configure(
        self, request: analyzer_pb2.ConfigureAnalyzerRequest, context: grpc.ServicerContext
    ) -> empty_pb2.Empty:
        """Take the levels and the configuration of policies."""
        for name, entry in request.policyConfig.items():
            level = analyzer_pb2.EnforcementLevel.Name(entry.enforcementLevel)
            self._levels[name] = EnforcementLevel[level]
            self._config[name] = json_format.MessageToDict(entry.properties)
        self._about_type = {}
        return self._sdk.Configure(request, context)

    def ConfigureStack(
        self, request: analyzer_pb2.AnalyzerStackConfigureRequest, context: grpc.ServicerContext
    ) -> analyzer_pb2.AnalyzerStackConfigureResponse:
        """Take the stack's configuration, which no policy here reads."""
        return self._sdk.ConfigureStack(request, context)

    def Remediate(
        self, request: analyzer_pb2.AnalyzeRequest, context: grpc.ServicerContext
    ) -> analyzer_pb2.RemediateResponse:
        """Mend a resource, if a policy at the level "remediate" is about its type."""
        mending = [one for one in self._about(request.type) if self._levels[one.name] is EnforcementLevel.REMEDIATE]
        return self._sdk.Remediate(request, context) if mending else analyzer_pb2.RemediateResponse()

    def Analyze(
        self, request: analyzer_pb2.AnalyzeRequest, context: grpc.ServicerContext
    ) -> analyzer_pb2.AnalyzeResponse:
        """Hold one resource against the policies about its type."""
        self._inputs[request.urn] = cast("Mapping[str, object]", request.properties)
        policies = [one for one in self._about(request.type) if isinstance(one, ResourceValidationPolicy)]
        response = analyzer_pb2.AnalyzeResponse()
        if not policies:
            return response
        read = _read_resource(request)
        for policy in policies:
            args = ResourceValidationArgs(
                *(read.resource_type, read.props, read.urn, read.name, read.opts, read.provider),
                self._config.get(policy.name),
            )
            cast("Any", policy).validate(args, self._reporter(policy, response))
        return response

    def AnalyzeStack(
        self, request: analyzer_pb2.AnalyzeStackRequest, context: grpc.ServicerContext
    ) -> analyzer_pb2.AnalyzeResponse:
        """Hold all resources against the policies about the stack."""
        response = analyzer_pb2.AnalyzeResponse()
        resources = SharedResources(_read_stack(request), self._inputs)
        for policy in self._policies:
            if isinstance(policy, StackValidationPolicy) and self._levels[policy.name] is not EnforcementLevel.DISABLED:
                args = StackValidationArgs(resources, self._config.get(policy.name))
                cast("Any", policy).validate(args, self._reporter(policy, response))
        return response

    def _about(self, type_: str) -> tuple[Policy, ...]:
        # Configure puts another one in its place: what was found before it stays in the old one.
        known = self._about_type
        if type_ not in known:
            known[type_] = tuple(self._policies_about(canonical_type(type_)))
        return known[type_]

    def _policies_about(self, canonical: str | None) -> Iterator[Policy]:
        for policy in self._policies:
            types = self._types.get(policy.name)
            about = types is None or canonical is None or canonical in types
            if about and self._levels[policy.name] is not EnforcementLevel.DISABLED:
                yield policy

    def _reporter(self, policy: Policy, response: analyzer_pb2.AnalyzeResponse) -> Any:
        level = self._levels[policy.name]
        # What remediation has left over is mandatory.
        shown = EnforcementLevel.MANDATORY if level is EnforcementLevel.REMEDIATE else level
        return self._sdk._create_report_violation(response, policy.name, policy.description, shown, policy.severity)


class _RefusesToMend(grpc.ServerInterceptor):
    """Says that Remediate isn't implemented while no policy mends, before the question is read.

    The engine takes that for "nothing to mend". It asks of each resource and waits for the answer, for which gRPC would
    wake a thread: without it, a preview of 1,000 resources has a quarter less to wait for.
    """

    def __init__(self, analyzer: Analyzer) -> None:
        self._analyzer = analyzer

    def intercept_service(
        self,
        continuation: Callable[[grpc.HandlerCallDetails], _Handler],
        handler_call_details: grpc.HandlerCallDetails,
    ) -> _Handler:
        refused = handler_call_details.method == _REMEDIATE and not self._analyzer.mends
        return None if refused else continuation(handler_call_details)


def started_server(analyzer: Analyzer) -> tuple[grpc.Server, int]:
    """Start to serve on a free loopback port.

    Returns:
        The server, and the port.
    """
    server = grpc.server(
        ThreadPoolExecutor(_WORKERS),
        interceptors=[_RefusesToMend(analyzer)],
        options=[("grpc.max_receive_message_length", _MAX_MESSAGE_BYTES)],
    )
    analyzer_pb2_grpc.add_AnalyzerServicer_to_server(analyzer, server)
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    return server, port


def serve(name: str, policies: Sequence[Policy], types: Mapping[str, Container[str]]) -> None:
    """Serve until the engine ends the process; the first line of the output is the port."""
    server, port = started_server(Analyzer(name, policies, types))
    sys.stdout.write(f"{port}\n")
    sys.stdout.flush()
    try:
        threading.Event().wait()
    except KeyboardInterrupt:
        server.stop(0)


def _sdk_server(name: str, policies: list[Policy]) -> Any:
    return sdk._PolicyAnalyzerServicer(  # pyright: ignore[reportPrivateUsage] - it alone reads what the engine sends
        name, _VERSION, policies, EnforcementLevel.MANDATORY
    )


def _read_resource(request: analyzer_pb2.AnalyzeRequest) -> ResourceValidationArgs:
    """The resource as the SDK hands it to a policy."""
    read: list[ResourceValidationArgs] = []
    policy = ResourceValidationPolicy(_READER, _READER, lambda args, _report: read.append(args))
    _sdk_server(_READER, [policy]).Analyze(request, None)
    return read[0]


def _read_stack(request: analyzer_pb2.AnalyzeStackRequest) -> list[PolicyResource]:
    """The resources of the stack as the SDK hands them to a policy."""
    read: list[StackValidationArgs] = []
    policy = StackValidationPolicy(_READER, _READER, lambda args, _report: read.append(args))
    _sdk_server(_READER, [policy]).AnalyzeStack(request, None)
    return read[0].resources
