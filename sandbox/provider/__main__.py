"""`python -m sandbox.provider [ENGINE]`: serves the engine that starts it, and prints the port to reach it on."""

from __future__ import annotations

import os
import sys
from importlib import metadata
from typing import Final

from sandbox.provider.loopback import NotAnEmulatorError, require_emulator
from sandbox.provider.server import start
from sandbox.stop import Stop

_GRACE_S: Final = 5.0


def main() -> int:
    """Serve until SIGINT or SIGTERM; return the exit code."""
    try:
        require_emulator(os.environ)
    except NotAnEmulatorError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    stop = Stop()
    server, port = start(metadata.version("pulumi_aws"))
    print(port, flush=True)
    stop.wait()
    server.stop(_GRACE_S).wait()
    return 0


if __name__ == "__main__":
    sys.exit(main())
