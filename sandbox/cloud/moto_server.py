"""Serves moto on an inherited socket: `python -m sandbox.cloud.moto_server FILE_DESCRIPTOR`.

A new sandbox waits for moto to be imported, so that is made short here: it opens dozens of botocore sessions, each of
which would read the descriptions of AWS's services anew, and what it makes stays, so that no garbage is to be found.
"""

import functools
import gc
import sys

import botocore.session


def serve(descriptor: int) -> None:
    """Serve on the bound and listening socket `descriptor` until the process is ended."""
    botocore.session.create_loader = functools.cache(botocore.session.create_loader)
    gc.disable()
    from sandbox.cloud.moto_app import server_on  # noqa: PLC0415 - only now are its imports quick

    server = server_on(descriptor)
    gc.freeze()
    gc.enable()
    server.serve_forever()


if __name__ == "__main__":
    serve(int(sys.argv[1]))
