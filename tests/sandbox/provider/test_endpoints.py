"""Where requests go: to the emulator and nowhere else, whatever the machine's own AWS and proxy settings say."""

import threading
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import grpc
import pytest
from pulumi.runtime.proto import provider_pb2_grpc

from tests.sandbox.provider.client import Client, details
from tests.sandbox.provider.test_main import EMULATOR, start

CALLER = "aws:index/getCallerIdentity:getCallerIdentity"
NOWHERE = "xx-nowhere-1"  # a region whose endpoints have no address, should the guard ever let a request through
IDENTITY = b"""<GetCallerIdentityResponse><GetCallerIdentityResult>
<Arn>arn:aws:iam::000000000000:user/sandbox</Arn><UserId>AIDA</UserId><Account>000000000000</Account>
</GetCallerIdentityResult></GetCallerIdentityResponse>"""


class Caller(BaseHTTPRequestHandler):
    """Answers every request as STS answers GetCallerIdentity."""

    def do_POST(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(len(IDENTITY)))
        self.end_headers()
        self.wfile.write(IDENTITY)

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Say nothing."""


@pytest.fixture
def emulator() -> Iterator[str]:
    """The address of an STS on this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Caller)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@contextmanager
def provider(environment: dict[str, str]) -> Generator[Client]:
    credentials = {"AWS_ACCESS_KEY_ID": "any", "AWS_SECRET_ACCESS_KEY": "any"}
    with start({**credentials, **environment}) as process:
        assert process.stdout is not None
        port = int(process.stdout.readline())
        try:
            with grpc.insecure_channel(f"127.0.0.1:{port}") as channel:
                client = Client(provider_pb2_grpc.ResourceProviderStub(channel))
                client.configure({"region": NOWHERE})
                yield client
        finally:
            process.terminate()


def test_a_config_file_that_turns_the_endpoints_off_is_seen_before_anything_is_sent(tmp_path: Path) -> None:
    config = tmp_path / "config"
    config.write_text("[default]\nignore_configured_endpoint_urls = true\n", encoding="utf-8")
    with provider({**EMULATOR, "AWS_CONFIG_FILE": str(config)}) as client, pytest.raises(grpc.RpcError) as caught:
        client.invoke(CALLER, {})
    assert details(caught.value).startswith(
        f"{CALLER}: requests to sts would go to 'https://sts.{NOWHERE}.amazonaws.com', which is not a loopback address"
    )


@pytest.mark.parametrize("variable", ["http_proxy", "HTTP_PROXY"])
def test_no_proxy_of_the_environment_carries_the_requests(emulator: str, variable: str) -> None:
    environment = {"AWS_ENDPOINT_URL": emulator, variable: "http://127.0.0.1:1", "no_proxy": "", "NO_PROXY": ""}
    with provider(environment) as client:
        assert client.invoke(CALLER, {})["accountId"] == "000000000000"
