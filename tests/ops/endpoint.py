"""An endpoint that is not AWS: it answers every request alike."""

from collections.abc import Generator, Iterable
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Thread
from typing import TYPE_CHECKING
from wsgiref.simple_server import WSGIRequestHandler, make_server

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIEnvironment


@dataclass
class Endpoint:
    """Answers with `body`, which tests may change."""

    body: bytes = b""
    status: str = "200 OK"
    url: str = ""

    def answer(self, environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        # What is left unread would reset the connection.
        environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"] or 0))
        start(self.status, [])
        return [self.body]


class _Quiet(WSGIRequestHandler):
    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Say nothing: tests read standard error."""


@contextmanager
def serving() -> Generator[Endpoint]:
    endpoint = Endpoint()
    with make_server("127.0.0.1", 0, endpoint.answer, handler_class=_Quiet) as server:
        endpoint.url = f"http://127.0.0.1:{server.server_port}"
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield endpoint
        finally:
            server.shutdown()
            thread.join()
