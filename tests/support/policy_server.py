"""Replays recorded resource registrations into the SDK's own policy server, in process.

A rule then meets exactly the proxies, unknowns and unwrapped secrets that it meets under the engine, and what comes
back is what the engine would be told: the level, too, and the SDK's silent advisories. The server is private to
`pulumi_policy`; this module is the only place that touches it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pulumi_policy.policy as sdk
from google.protobuf import struct_pb2
from pulumi.runtime.proto import analyzer_pb2, resource_pb2
from pulumi_policy import EnforcementLevel, Policy

PACK = "pack-under-test"


@dataclass(frozen=True)
class Violation:
    """One diagnostic that the engine would show.

    Attributes:
        rule: The name of the policy.
        resource: The logical name of the resource.
        level: The level of this diagnostic: "mandatory" or "advisory".
        message: The text that the CLI shows: the policy's description, then what the rule reported.
    """

    rule: str
    resource: str
    level: str
    message: str


def replay(
    policies: Sequence[Policy],
    registrations: Iterable[resource_pb2.RegisterResourceRequest],
    config: Mapping[str, Mapping[str, Any]] | None = None,
) -> list[Violation]:
    """Analyze each registration as the engine does before it creates the resource.

    Args:
        policies: The policies of the pack.
        registrations: Raw requests, as a mock monitor records them.
        config: The configuration of policies, by name. The engine would validate it; this doesn't.

    Returns:
        Every diagnostic, in order.
    """
    server: Any = sdk._PolicyAnalyzerServicer(  # pyright: ignore[reportPrivateUsage] - no public way to run a pack
        PACK, "0.0.1", list(policies), EnforcementLevel.ADVISORY
    )
    if config:
        server.Configure(_configuration(policies, config), None)
    violations: list[Violation] = []
    for registration in registrations:
        response: analyzer_pb2.AnalyzeResponse = server.Analyze(_analyze_request(registration), None)
        violations += [
            Violation(
                rule=diagnostic.policyName,
                resource=registration.name,
                level=analyzer_pb2.EnforcementLevel.Name(diagnostic.enforcementLevel).lower(),
                message=diagnostic.message,
            )
            for diagnostic in response.diagnostics
        ]
    return violations


def registration(type_token: str, name: str, **inputs: Any) -> resource_pb2.RegisterResourceRequest:
    """A request built by hand, for inputs that no program of the project sends.

    Args:
        type_token: The type, as in `aws:s3/bucket:Bucket`.
        name: The logical name.
        inputs: The inputs in camelCase, already in wire form: an unknown is the SDK's sentinel string.
    """
    properties = struct_pb2.Struct()
    properties.update(inputs)
    return resource_pb2.RegisterResourceRequest(type=type_token, name=name, custom=True, object=properties)


def _analyze_request(request: resource_pb2.RegisterResourceRequest) -> analyzer_pb2.AnalyzeRequest:
    return analyzer_pb2.AnalyzeRequest(
        type=request.type,
        properties=request.object,
        urn=f"urn:pulumi:test::test::{request.type}::{request.name}",
        name=request.name,
        options=analyzer_pb2.AnalyzerResourceOptions(protect=request.protect, parent=request.parent),
    )


def _configuration(
    policies: Sequence[Policy], config: Mapping[str, Mapping[str, Any]]
) -> analyzer_pb2.ConfigureAnalyzerRequest:
    levels = {policy.name: policy.enforcement_level for policy in policies}
    request = analyzer_pb2.ConfigureAnalyzerRequest()
    for name, properties in config.items():
        entry = request.policyConfig[name]
        entry.enforcementLevel = analyzer_pb2.EnforcementLevel.Value((levels[name] or EnforcementLevel.ADVISORY).name)
        entry.properties.update(properties)
    return request
