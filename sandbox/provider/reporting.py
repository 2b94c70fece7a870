"""How a failure reaches the user: the resource's name and type, then AWS's own code and message."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, NoReturn, TypeAlias

import grpc
from botocore.exceptions import ClientError
from google.protobuf import any_pb2
from pulumi.runtime.proto import provider_pb2, status_pb2

from sandbox.provider.errors import EXPECTED, error_text
from sandbox.provider.partly_done import PartlyDoneError
from sandbox.provider.values import Properties, hide, redact
from sandbox.provider.wire import decode, encode

_DETAILS: Final = "grpc-status-details-bin"

Handle: TypeAlias = Callable[[Any, grpc.ServicerContext], Any]


class Reporting(grpc.ServerInterceptor):
    """Makes every method of the servicer tell the engine why it failed, and what it had done by then."""

    def intercept_service(
        self,
        continuation: Callable[[grpc.HandlerCallDetails], grpc.RpcMethodHandler[Any, Any] | None],
        handler_call_details: grpc.HandlerCallDetails,
    ) -> grpc.RpcMethodHandler[Any, Any] | None:
        """Wrap the method that handles the call."""
        handler = continuation(handler_call_details)
        if handler is None or handler.unary_unary is None:
            return handler
        return grpc.unary_unary_rpc_method_handler(
            _reporting(handler.unary_unary), handler.request_deserializer, handler.response_serializer
        )


def _reporting(handle: Handle) -> Handle:
    def report(request: Any, context: grpc.ServicerContext) -> Any:
        try:
            return handle(request, context)
        except PartlyDoneError as error:
            _abort_partly_done(context, request, error)
        except EXPECTED as error:  # of anything else, gRPC logs the traceback
            context.abort(grpc.StatusCode.UNKNOWN, message(request, error))

    return report


def message(request: Any, error: Exception) -> str:
    """Return the text for the user: what it is about and what went wrong, without the secrets of the request."""
    text = error_text(error) if isinstance(error, ClientError) else str(error)
    return f"{subject(request)}: {redact(text, _declared(request))}"


def subject(request: Any) -> str:
    """Return what a request is about: a resource's name and type, a function, or the provider."""
    urn = getattr(request, "urn", "")
    return f"{name_of(urn)} ({type_of(urn)})" if urn else getattr(request, "tok", "") or "the aws provider"


def type_of(urn: str) -> str:
    """Return a resource's type: the last of the chain of its parents' types."""
    return urn.split("::")[2].rsplit("$", 1)[-1]


def name_of(urn: str) -> str:
    """Return a resource's name in the program."""
    return urn.split("::", 3)[3]


def _abort_partly_done(context: grpc.ServicerContext, request: Any, error: PartlyDoneError) -> NoReturn:
    reasons = [message(request, cause) for cause in error.causes]
    model = _declared(request)
    # With this, the engine keeps the resource in its state and tries again next time. It takes the declared inputs for
    # the resource's, so only a refresh before that tells which of them are not applied yet.
    failed = provider_pb2.ErrorResourceInitFailed(
        id=error.id,
        properties=encode(hide(error.live.state, model)),
        inputs=encode(hide(error.live.inputs, model)),
        reasons=reasons,
        refresh_before_update=True,
    )
    detail = any_pb2.Any(
        type_url=f"type.googleapis.com/{failed.DESCRIPTOR.full_name}", value=failed.SerializeToString()
    )
    status = status_pb2.Status(code=grpc.StatusCode.UNKNOWN.value[0], message=reasons[0], details=[detail])
    context.set_trailing_metadata(((_DETAILS, status.SerializeToString()),))
    context.abort(grpc.StatusCode.UNKNOWN, reasons[0])


def _declared(request: Any) -> Properties:
    """Return the properties a request declares, none when it is of another kind."""
    match request:
        case provider_pb2.UpdateRequest():
            return decode(request.news)
        case provider_pb2.CreateRequest() | provider_pb2.DeleteRequest() | provider_pb2.ReadRequest():
            return decode(request.properties)
        case _:
            return {}
