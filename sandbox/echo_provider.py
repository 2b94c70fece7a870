"""A provider for every resource type of any package, for previews only: it gives back what it is given.

`python -m sandbox.echo_provider [ENGINE]` serves the engine that starts it, and prints the port to reach it on. It
creates nothing and needs no account. What AWS would compute (`arn`, `id`) is unknown, as in any first preview.
"""

from concurrent.futures import ThreadPoolExecutor
from typing import Final

import grpc
from google.protobuf import empty_pb2, struct_pb2
from pulumi.runtime.proto import plugin_pb2, provider_pb2, provider_pb2_grpc
from pulumi.runtime.rpc import UNKNOWN

from sandbox.stop import Stop

_THREADS: Final = 16
_MAX_MESSAGE_BYTES: Final = 400 * 1024 * 1024  # the engine's own limit


class EchoProvider(provider_pb2_grpc.ResourceProviderServicer):
    """Serves one engine."""

    def Handshake(
        self, request: provider_pb2.ProviderHandshakeRequest, context: grpc.ServicerContext
    ) -> provider_pb2.ProviderHandshakeResponse:
        """Take secrets as plain values."""
        return provider_pb2.ProviderHandshakeResponse()

    def GetPluginInfo(self, request: empty_pb2.Empty, context: grpc.ServicerContext) -> plugin_pb2.PluginInfo:
        """Report a version."""
        return plugin_pb2.PluginInfo(version="1.0.0")

    def Attach(self, request: plugin_pb2.PluginAttach, context: grpc.ServicerContext) -> empty_pb2.Empty:
        """Take the address of an engine, which nothing here calls."""
        return empty_pb2.Empty()

    def Cancel(self, request: empty_pb2.Empty, context: grpc.ServicerContext) -> empty_pb2.Empty:
        """Let running requests end."""
        return empty_pb2.Empty()

    def CheckConfig(
        self, request: provider_pb2.CheckRequest, context: grpc.ServicerContext
    ) -> provider_pb2.CheckResponse:
        """Take any configuration."""
        return provider_pb2.CheckResponse(inputs=request.news)

    def DiffConfig(self, request: provider_pb2.DiffRequest, context: grpc.ServicerContext) -> provider_pb2.DiffResponse:
        """See no change."""
        return provider_pb2.DiffResponse(changes=provider_pb2.DiffResponse.DIFF_NONE)

    def Configure(
        self, request: provider_pb2.ConfigureRequest, context: grpc.ServicerContext
    ) -> provider_pb2.ConfigureResponse:
        """Take part in previews."""
        return provider_pb2.ConfigureResponse(supportsPreview=True)

    def Check(self, request: provider_pb2.CheckRequest, context: grpc.ServicerContext) -> provider_pb2.CheckResponse:
        """Take any inputs."""
        return provider_pb2.CheckResponse(inputs=request.news)

    def Create(self, request: provider_pb2.CreateRequest, context: grpc.ServicerContext) -> provider_pb2.CreateResponse:
        """Give the inputs back, with an unknown ARN."""
        if not request.preview:
            context.abort(grpc.StatusCode.UNIMPLEMENTED, "this provider is for previews: it creates nothing")
        outputs = struct_pb2.Struct()
        outputs.CopyFrom(request.properties)
        outputs["arn"] = UNKNOWN
        return provider_pb2.CreateResponse(properties=outputs)


def serve() -> None:
    """Serve on a free loopback port, printed as the first line, until SIGINT or SIGTERM."""
    stop = Stop()
    server = grpc.server(
        ThreadPoolExecutor(_THREADS),
        options=[("grpc.max_receive_message_length", _MAX_MESSAGE_BYTES), ("grpc.max_send_message_length", -1)],
    )
    provider_pb2_grpc.add_ResourceProviderServicer_to_server(EchoProvider(), server)
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    print(port, flush=True)
    stop.wait()
    server.stop(1).wait()


if __name__ == "__main__":
    serve()
