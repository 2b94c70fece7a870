"""The one botocore session: loading a service's model takes up to half a second, and a session keeps what it loaded."""

from __future__ import annotations

from functools import cache
from typing import Any

import botocore.session


@cache
def shared_session() -> botocore.session.Session:
    """Return the session that clients and the checks of requests share."""
    return botocore.session.get_session()


def endpoint_data(partition: str) -> dict[str, Any]:
    """Return what botocore knows of a partition: its DNS suffix and its regions with their descriptions."""
    partitions = shared_session().get_data("endpoints")["partitions"]
    return next(data for data in partitions if data["partition"] == partition)
