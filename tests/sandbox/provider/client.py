"""Drives a provider over gRPC as the engine does: completes inputs, then creates, compares, updates, reads, deletes."""

from dataclasses import dataclass
from typing import Any, cast

import grpc
from pulumi.runtime.proto import provider_pb2, provider_pb2_grpc, status_pb2

from sandbox.provider.values import Properties
from sandbox.provider.wire import decode, encode


@dataclass
class Resource:
    """A resource as the engine remembers it."""

    urn: str
    id: str
    inputs: Properties
    state: Properties


class Client:
    def __init__(self, stub: provider_pb2_grpc.ResourceProviderStub) -> None:
        self.stub = cast("Any", stub)

    def configure(self, settings: Properties) -> None:
        self.stub.Configure(provider_pb2.ConfigureRequest(args=encode(settings), acceptSecrets=True))

    def check(self, urn: str, news: Properties, olds: Properties | None = None) -> tuple[Properties, list[str]]:
        request = provider_pb2.CheckRequest(urn=urn, news=encode(news), olds=encode(olds or {}), randomSeed=b"seed")
        response = self.stub.Check(request)
        return decode(response.inputs), [failure.reason for failure in response.failures]

    def inputs(self, urn: str, news: Properties, olds: Properties | None = None) -> Properties:
        completed, failures = self.check(urn, news, olds)
        assert failures == []
        return completed

    def preview_create(self, kind: str, name: str, news: Properties) -> Properties:
        urn = urn_of(kind, name)
        request = provider_pb2.CreateRequest(urn=urn, properties=encode(self.inputs(urn, news)), preview=True)
        return decode(self.stub.Create(request).properties)

    def create(self, kind: str, name: str, news: Properties) -> Resource:
        urn = urn_of(kind, name)
        inputs = self.inputs(urn, news)
        response = self.stub.Create(provider_pb2.CreateRequest(urn=urn, properties=encode(inputs)))
        return Resource(urn, response.id, inputs, decode(response.properties))

    def diff(self, resource: Resource, news: Properties) -> provider_pb2.DiffResponse:
        return self.stub.Diff(
            provider_pb2.DiffRequest(
                urn=resource.urn,
                id=resource.id,
                olds=encode(resource.state),
                old_inputs=encode(resource.inputs),
                news=encode(self.inputs(resource.urn, news, resource.inputs)),
            )
        )

    def changes(self, resource: Resource, news: Properties) -> set[str]:
        return set(self.diff(resource, news).diffs)

    def update(self, resource: Resource, news: Properties, *, preview: bool = False) -> Resource:
        inputs = self.inputs(resource.urn, news, resource.inputs)
        response = self.stub.Update(
            provider_pb2.UpdateRequest(
                urn=resource.urn,
                id=resource.id,
                olds=encode(resource.state),
                old_inputs=encode(resource.inputs),
                news=encode(inputs),
                preview=preview,
            )
        )
        return Resource(resource.urn, resource.id, inputs, decode(response.properties))

    def read(self, resource: Resource) -> Resource | None:
        response = self.stub.Read(
            provider_pb2.ReadRequest(
                urn=resource.urn,
                id=resource.id,
                inputs=encode(resource.inputs),
                properties=encode(resource.state),
            )
        )
        if not response.id:
            return None
        return Resource(resource.urn, response.id, decode(response.inputs), decode(response.properties))

    def import_(self, kind: str, name: str, ident: str) -> Resource | None:
        return self.read(Resource(urn_of(kind, name), ident, {}, {}))

    def delete(self, resource: Resource) -> None:
        self.stub.Delete(
            provider_pb2.DeleteRequest(
                urn=resource.urn,
                id=resource.id,
                properties=encode(resource.state),
                old_inputs=encode(resource.inputs),
            )
        )

    def invoke(self, token: str, arguments: Properties) -> Properties:
        response = self.stub.Invoke(provider_pb2.InvokeRequest(tok=token, args=encode(arguments)))
        return decode(getattr(response, "return"))


def urn_of(kind: str, name: str) -> str:
    return f"urn:pulumi:test::unit::pulumi:pulumi:Stack${kind}::{name}"


def details(error: grpc.RpcError) -> str:
    """Return what the user gets to see of a failure."""
    return cast("Any", error).details()


def partly_done(error: grpc.RpcError) -> provider_pb2.ErrorResourceInitFailed:
    """Return what the engine is told about a resource that exists in spite of a failure."""
    metadata = dict(cast("Any", error).trailing_metadata())
    status = status_pb2.Status.FromString(metadata["grpc-status-details-bin"])
    failed = provider_pb2.ErrorResourceInitFailed()
    assert cast("Any", status.details[0]).Unpack(failed)
    return failed
