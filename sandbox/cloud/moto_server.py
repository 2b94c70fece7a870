"""Serves moto on an inherited socket: `python -m sandbox.cloud.moto_server FILE_DESCRIPTOR`."""

import socket
import sys

from moto.moto_server.werkzeug_app import DomainDispatcherApplication, MotoRequestHandler, create_backend_app
from werkzeug.serving import make_server

from sandbox.cloud.moto_corrections import correct_moto


def serve(descriptor: int) -> None:
    """Serve on the bound and listening socket `descriptor` until the process is ended."""
    correct_moto()
    listener = socket.socket(fileno=descriptor)
    host, port = listener.getsockname()
    application = DomainDispatcherApplication(create_backend_app)
    server = make_server(host, port, application, threaded=True, request_handler=MotoRequestHandler, fd=descriptor)
    server.serve_forever()


if __name__ == "__main__":
    serve(int(sys.argv[1]))
