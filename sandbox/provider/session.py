"""The one botocore session: loading a service's model takes up to half a second, and a session keeps what it loaded."""

from __future__ import annotations

from functools import cache

import botocore.session


@cache
def shared_session() -> botocore.session.Session:
    """Return the session that clients and the checks of requests share."""
    return botocore.session.get_session()
