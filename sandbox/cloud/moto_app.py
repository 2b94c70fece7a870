"""moto as a server. `sandbox.cloud.moto_server` runs it, and imports it at leisure."""

import socket

from moto.moto_server.werkzeug_app import DomainDispatcherApplication, MotoRequestHandler, create_backend_app
from werkzeug.serving import BaseWSGIServer, make_server

from sandbox.cloud.moto_corrections import correct_moto


def server_on(descriptor: int) -> BaseWSGIServer:
    """Give the server for the bound and listening socket `descriptor`."""
    correct_moto()
    listener = socket.socket(fileno=descriptor)
    host, port = listener.getsockname()
    application = DomainDispatcherApplication(create_backend_app)
    return make_server(host, port, application, threaded=True, request_handler=MotoRequestHandler, fd=descriptor)
