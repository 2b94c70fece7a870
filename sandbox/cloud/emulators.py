"""Which emulators there are, how each is started on a socket that is already bound, and what each serves.

moto reads back what it was told most faithfully, so it plays everything but the services whose life matters: in
ministack a rule fires, an alarm changes state and a topic delivers.
"""

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Emulator:
    """One background server.

    Attributes:
        name: What it is called in messages, and its log file.
        command: Gives the command line for the number of an inherited, bound and listening socket.
        environment: Gives the variables it needs beyond ours, for its port.
        health_path: Answers 200 once it serves.
        endpoint_variables: The variables of the AWS SDKs that lead to it, each with the boto3 client it is for, or
            None for every other ("Service-specific endpoints", AWS SDKs and Tools Reference Guide).
    """

    name: str
    command: Callable[[int], list[str]]
    environment: Callable[[int], Mapping[str, str]]
    health_path: str
    endpoint_variables: Mapping[str, str | None]


MOTO = Emulator(
    name="moto",
    command=lambda socket: [sys.executable, "-m", "sandbox.cloud.moto_server", str(socket)],
    environment=lambda port: {"MOTO_PORT": str(port)},
    health_path="/moto-api/",
    endpoint_variables={"AWS_ENDPOINT_URL": None},
)

MINISTACK = Emulator(
    name="ministack",
    # No workers means in this process: a worker would outlive a parent that was killed.
    command=lambda socket: [
        *(sys.executable, "-m", "hypercorn", "sandbox.cloud.ministack_app:app"),
        *("--bind", f"fd://{socket}", "--workers", "0"),
    ],
    # The socket it gets is bound to loopback; what it would listen on by itself, on every interface, is off.
    environment=lambda port: {
        "GATEWAY_PORT": str(port),
        "BIND_HOST": "127.0.0.1",
        "MINISTACK_HOST": "127.0.0.1",
        "IOT_MTLS_ENABLED": "0",
        "SFTP_ENABLED": "0",
    },
    health_path="/_ministack/health",
    endpoint_variables={
        "AWS_ENDPOINT_URL_CLOUDWATCH": "cloudwatch",
        "AWS_ENDPOINT_URL_EVENTBRIDGE": "events",
        "AWS_ENDPOINT_URL_SNS": "sns",
        "AWS_ENDPOINT_URL_SQS": "sqs",
    },
)

DEFAULT_EMULATOR = MOTO
EMULATORS = (MOTO, MINISTACK)
