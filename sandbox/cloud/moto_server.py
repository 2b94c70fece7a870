"""Serves moto on an inherited socket: `python -m sandbox.cloud.moto_server FILE_DESCRIPTOR`."""

import socket
import sys
from typing import Any

from moto.iam.access_control import PermissionResult
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, MotoRequestHandler, create_backend_app
from moto.s3.models import FakeBucket
from werkzeug.serving import make_server

from sandbox.cloud.account import ACCOUNT_ID
from sandbox.iam import Decision, Principal, Request, evaluate

_RESULTS = {
    Decision.ALLOWED: PermissionResult.PERMITTED,
    Decision.DENIED: PermissionResult.DENIED,
    Decision.NOT_ALLOWED: PermissionResult.NEUTRAL,
}


def bucket_permission(bucket: Any, action: str, resource: str) -> PermissionResult:
    """Decide what a bucket's policy says of a request by the account's owner, in place of moto's own decision.

    moto takes a statement without its Condition, so that the usual "deny without TLS" refuses every object. The sandbox
    speaks HTTP on loopback for what a client would send to AWS over TLS, so requests count as secure.
    """
    if bucket.policy is None:
        return PermissionResult.NEUTRAL
    owner = Principal("AWS", f"arn:aws:iam::{ACCOUNT_ID}:root")
    context = {"aws:SecureTransport": ("true",), "aws:PrincipalAccount": (ACCOUNT_ID,)}
    return _RESULTS[evaluate(bucket.policy.decode(), Request(action, resource, owner, context))]


def serve(descriptor: int) -> None:
    """Serve on the bound and listening socket `descriptor` until the process is ended."""
    setattr(FakeBucket, "get_permission", bucket_permission)  # noqa: B010 - moto's method has untyped parameters
    listener = socket.socket(fileno=descriptor)
    host, port = listener.getsockname()
    application = DomainDispatcherApplication(create_backend_app)
    server = make_server(host, port, application, threaded=True, request_handler=MotoRequestHandler, fd=descriptor)
    server.serve_forever()


if __name__ == "__main__":
    serve(int(sys.argv[1]))
