"""The AWS end: boto3 clients, through which every request is checked before it is sent."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, cast

from botocore.config import Config

from sandbox.provider import rules, service_model
from sandbox.provider.loopback import require_loopback
from sandbox.provider.session import shared_session
from sandbox.provider.values import Properties

if TYPE_CHECKING:
    from botocore.client import BaseClient

_CONFIG: Final = Config(
    retries={"mode": "standard", "max_attempts": 5},
    s3={"addressing_style": "path"},  # an emulator's host has no names for buckets
    max_pool_connections=32,
    proxies={},  # none, where None would take the environment's: a proxy would carry the requests off this machine
)


class Aws:
    """One account, seen from the region the provider is configured with.

    Args:
        region: The default region, used where a call names none.
    """

    def __init__(self, region: str) -> None:
        self.region = region
        self._clients: dict[tuple[str, str], BaseClient] = {}
        self._lock = threading.Lock()

    @cached_property
    def caller(self) -> Properties:
        """Who the credentials belong to: Account, Arn and UserId."""
        return self.call("sts", "get_caller_identity", {})

    @property
    def account(self) -> str:
        """The account's 12-digit id."""
        return self.caller["Account"]

    @property
    def partition(self) -> str:
        """The partition of the default region (`aws`, `aws-cn`, …)."""
        return shared_session().get_partition_for_region(self.region)

    def call(self, service: str, operation: str, request: Mapping[str, Any], region: str = "") -> Properties:
        """Check a request, send it and return the response.

        Args:
            service: boto3's name of the service.
            operation: boto3's method name.
            request: Its arguments.
            region: Where; default: the provider's region.

        Raises:
            RequestRefusedError: If AWS's service model does not allow the request. Nothing was sent.
            ClientError: AWS's refusal, from a rule that emulators don't know or from the emulator.
            NotAnEmulatorError: If the request would leave this machine. Nothing was sent.
        """
        service_model.check(service, operation, request)
        rules.check(self, service, operation, request, region or self.region)
        return self._method(service, operation, region)(**request)

    def pages(self, service: str, operation: str, request: Mapping[str, Any], region: str = "") -> Iterator[Properties]:
        """Check a request that answers in pages, and yield every page."""
        service_model.check(service, operation, request)
        paginator = cast("Any", self._client(service, region).get_paginator(cast("Any", operation)))
        yield from paginator.paginate(**request)

    def _method(self, service: str, operation: str, region: str) -> Callable[..., Properties]:
        return cast("Callable[..., Properties]", getattr(self._client(service, region), operation))

    def _client(self, service: str, region: str) -> BaseClient:
        key = (service, region or self.region)
        # Creating a client is not thread-safe; using one is.
        with self._lock:
            if key not in self._clients:
                client = shared_session().create_client(service, region_name=key[1], config=_CONFIG)
                require_loopback(service, client.meta.endpoint_url)
                self._clients[key] = client
            return self._clients[key]
