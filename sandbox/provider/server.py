"""The gRPC edge: Pulumi's provider protocol in front of `Lifecycle` (protocol: `pulumi/provider.proto`)."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Final, cast

import grpc
from google.protobuf import empty_pb2
from pulumi.runtime.proto import engine_pb2, engine_pb2_grpc, plugin_pb2, provider_pb2, provider_pb2_grpc

from sandbox.provider import absent, configuration, inputs, invokes, registry, schema
from sandbox.provider.aws import Aws
from sandbox.provider.declaration import Change
from sandbox.provider.lifecycle import Lifecycle
from sandbox.provider.live import Live
from sandbox.provider.reporting import Reporting, name_of, type_of
from sandbox.provider.resource_type import ResourceType
from sandbox.provider.values import hide, reveal
from sandbox.provider.wire import decode, encode

_KINDS: Final = {
    (inputs.Edit.ADD, Change.UPDATES): provider_pb2.PropertyDiff.ADD,
    (inputs.Edit.ADD, Change.REPLACES): provider_pb2.PropertyDiff.ADD_REPLACE,
    (inputs.Edit.DELETE, Change.UPDATES): provider_pb2.PropertyDiff.DELETE,
    (inputs.Edit.DELETE, Change.REPLACES): provider_pb2.PropertyDiff.DELETE_REPLACE,
    (inputs.Edit.UPDATE, Change.UPDATES): provider_pb2.PropertyDiff.UPDATE,
    (inputs.Edit.UPDATE, Change.REPLACES): provider_pb2.PropertyDiff.UPDATE_REPLACE,
}

_THREADS: Final = 16
_MAX_MESSAGE_BYTES: Final = 400 * 1024 * 1024  # the engine's own limit


@dataclass(frozen=True)
class _Session:
    """What `Configure` settles."""

    defaults: inputs.Defaults
    aws: Aws
    lifecycle: Lifecycle


class Provider(provider_pb2_grpc.ResourceProviderServicer):
    """Serves one engine.

    Args:
        version: The version to report: that of the installed `pulumi_aws`.
    """

    def __init__(self, version: str) -> None:
        self._version = version
        self._configured: _Session | None = None
        self._log: Callable[[engine_pb2.LogRequest], object] | None = None

    @property
    def _session(self) -> _Session:
        if self._configured is None:
            raise ValueError("the aws provider was used before it was configured")
        return self._configured

    def Handshake(
        self, request: provider_pb2.ProviderHandshakeRequest, context: grpc.ServicerContext
    ) -> provider_pb2.ProviderHandshakeResponse:
        """Agree with the engine on what goes over the wire: secrets as such, outputs as plain values."""
        if request.engine_address:
            self._connect(request.engine_address)
        return provider_pb2.ProviderHandshakeResponse(accept_secrets=True)

    def GetPluginInfo(self, request: empty_pb2.Empty, context: grpc.ServicerContext) -> plugin_pb2.PluginInfo:
        """Report the version of the package whose place the provider takes."""
        return plugin_pb2.PluginInfo(version=self._version)

    def Attach(self, request: plugin_pb2.PluginAttach, context: grpc.ServicerContext) -> empty_pb2.Empty:
        """Take the address of an engine that did not start this process."""
        self._connect(request.address)
        return empty_pb2.Empty()

    def Cancel(self, request: empty_pb2.Empty, context: grpc.ServicerContext) -> empty_pb2.Empty:
        """Let running requests end: each is short, and half of one would leave the state behind the account."""
        return empty_pb2.Empty()

    def GetSchema(
        self, request: provider_pb2.GetSchemaRequest, context: grpc.ServicerContext
    ) -> provider_pb2.GetSchemaResponse:
        """Describe the declared types, for `pulumi import`."""
        return provider_pb2.GetSchemaResponse(schema=schema.text(self._version))

    def CheckConfig(
        self, request: provider_pb2.CheckRequest, context: grpc.ServicerContext
    ) -> provider_pb2.CheckResponse:
        """Refuse settings that are not handled."""
        failures = configuration.failures(decode(request.news))
        return provider_pb2.CheckResponse(inputs=request.news, failures=_check_failures(failures))

    def DiffConfig(self, request: provider_pb2.DiffRequest, context: grpc.ServicerContext) -> provider_pb2.DiffResponse:
        """Never replace a provider: what its region does to a resource is that resource's own change."""
        olds, news = decode(request.olds), decode(request.news)
        changed = sorted(name for name in {**olds, **news} if olds.get(name) != news.get(name))
        kind = provider_pb2.DiffResponse.DIFF_SOME if changed else provider_pb2.DiffResponse.DIFF_NONE
        return provider_pb2.DiffResponse(changes=kind, diffs=changed)

    def Configure(
        self, request: provider_pb2.ConfigureRequest, context: grpc.ServicerContext
    ) -> provider_pb2.ConfigureResponse:
        """Take the provider's settings."""
        defaults = configuration.defaults(reveal(decode(request.args)), os.environ)
        aws = Aws(defaults.region)
        self._configured = _Session(defaults, aws, Lifecycle(aws))
        return provider_pb2.ConfigureResponse(acceptSecrets=True, supportsPreview=True)

    def Check(self, request: provider_pb2.CheckRequest, context: grpc.ServicerContext) -> provider_pb2.CheckResponse:
        """Fill in what a program left out, and say what can't be taken, or can't be created here."""
        if absent.is_absent(request.urn):
            self._warn(request.urn, absent.warning(request.urn))
            return provider_pb2.CheckResponse(inputs=request.news)
        kind = _kind(request.urn)
        completed = inputs.complete(
            kind,
            name_of(request.urn),
            decode(request.olds),
            decode(request.news),
            seed=request.randomSeed,
            defaults=self._session.defaults,
        )
        failures = _check_failures(inputs.failures(kind, completed))
        return provider_pb2.CheckResponse(inputs=encode(completed), failures=failures)

    def Diff(self, request: provider_pb2.DiffRequest, context: grpc.ServicerContext) -> provider_pb2.DiffResponse:
        """Say what changed, and whether that replaces the resource."""
        if absent.is_absent(request.urn):
            return absent.diff(request)
        plan = inputs.compare(_kind(request.urn), decode(request.old_inputs), decode(request.news))
        changes = provider_pb2.DiffResponse.DIFF_SOME if plan.differences else provider_pb2.DiffResponse.DIFF_NONE
        replaces = [each.property for each in plan.differences if each.change is Change.REPLACES]
        return provider_pb2.DiffResponse(
            changes=changes,
            diffs=[each.property for each in plan.differences],
            replaces=replaces,
            deleteBeforeReplace=bool(replaces) and plan.delete_first,
            detailedDiff={
                each.property: provider_pb2.PropertyDiff(kind=_KINDS[each.edit, each.change], inputDiff=True)
                for each in plan.differences
            },
            hasDetailedDiff=True,
        )

    def Create(self, request: provider_pb2.CreateRequest, context: grpc.ServicerContext) -> provider_pb2.CreateResponse:
        """Create a resource, or say what that would give."""
        if absent.is_absent(request.urn):
            return absent.create(request)
        kind, properties = _kind(request.urn), decode(request.properties)
        lifecycle = self._session.lifecycle
        if request.preview:
            state = lifecycle.preview_create(kind, properties)
            return provider_pb2.CreateResponse(properties=encode(hide(state, properties)))
        ident, live = lifecycle.create(kind, properties, request.timeout)
        self._warn_of_strays(request.urn, live)
        return provider_pb2.CreateResponse(id=ident, properties=encode(hide(live.state, properties)))

    def Read(self, request: provider_pb2.ReadRequest, context: grpc.ServicerContext) -> provider_pb2.ReadResponse:
        """Say what the account holds; an empty id means nothing."""
        if absent.is_absent(request.urn):
            return provider_pb2.ReadResponse()
        known = decode(request.inputs)
        live = self._session.lifecycle.read(_kind(request.urn), request.id, known)
        if live is None:
            return provider_pb2.ReadResponse()
        return provider_pb2.ReadResponse(
            id=request.id,
            inputs=encode(hide(live.inputs, known)),
            properties=encode(hide(live.state, known)),
        )

    def Update(self, request: provider_pb2.UpdateRequest, context: grpc.ServicerContext) -> provider_pb2.UpdateResponse:
        """Change a resource in place, or say what that would give."""
        if absent.is_absent(request.urn):
            return provider_pb2.UpdateResponse(properties=request.news)
        kind, olds, news = _kind(request.urn), decode(request.old_inputs), decode(request.news)
        changed = {each.property for each in inputs.compare(kind, olds, news).differences}
        lifecycle, before = self._session.lifecycle, decode(request.olds)
        if request.preview:
            state = lifecycle.preview_update(kind, request.id, state=before, olds=olds, news=news, changed=changed)
        else:
            live = lifecycle.update(kind, request.id, state=before, olds=olds, news=news, changed=changed)
            self._warn_of_strays(request.urn, live)
            state = live.state
        return provider_pb2.UpdateResponse(properties=encode(hide(state, news)))

    def Delete(self, request: provider_pb2.DeleteRequest, context: grpc.ServicerContext) -> empty_pb2.Empty:
        """Delete a resource."""
        if absent.is_absent(request.urn):
            return empty_pb2.Empty()
        self._session.lifecycle.delete(_kind(request.urn), request.id, decode(request.properties))
        return empty_pb2.Empty()

    def Invoke(self, request: provider_pb2.InvokeRequest, context: grpc.ServicerContext) -> provider_pb2.InvokeResponse:
        """Run a function."""
        results = invokes.call(request.tok, self._session.aws, reveal(decode(request.args)))
        response = provider_pb2.InvokeResponse()
        getattr(response, "return").CopyFrom(encode(results))  # the field's name is a keyword
        return response

    def _connect(self, engine_address: str) -> None:
        engine = cast("Any", engine_pb2_grpc.EngineStub(grpc.insecure_channel(engine_address)))
        self._log = engine.Log

    def _warn_of_strays(self, urn: str, live: Live) -> None:
        """Say so when the account does not hold what was declared: the emulator dropped it, AWS would not have."""
        if live.strayed:
            self._warn(urn, f"the account did not keep what was declared for {', '.join(live.strayed)}")

    def _warn(self, urn: str, text: str) -> None:
        if self._log is not None:
            self._log(engine_pb2.LogRequest(severity=engine_pb2.WARNING, urn=urn, message=text))


def start(version: str) -> tuple[grpc.Server, int]:
    """Start serving on a free port of the loopback interface; return the server and the port.

    Args:
        version: The version to report.
    """
    server = grpc.server(
        ThreadPoolExecutor(_THREADS),
        interceptors=[Reporting()],
        options=[(f"grpc.max_{way}_message_length", _MAX_MESSAGE_BYTES) for way in ("receive", "send")],
    )
    provider_pb2_grpc.add_ResourceProviderServicer_to_server(Provider(version), server)
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    return server, port


def _kind(urn: str) -> ResourceType:
    return registry.find(type_of(urn))


def _check_failures(failures: Iterable[inputs.Failure]) -> list[provider_pb2.CheckFailure]:
    return [provider_pb2.CheckFailure(property=each.property, reason=each.reason) for each in failures]
