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
from pulumi_policy.proxy import UNKNOWN_STRING_VALUE

from tests.support.recording import plain

PACK = "pack-under-test"
STACK_TYPE = "pulumi:pulumi:Stack"

# What a first preview doesn't know of a resource, unless the program has set it. The official provider computes these,
# though the program may set them, too.
CHOSEN_BY_PROVIDER = ("id", "arn")
CHOSEN_BY_PROVIDER_OF = {
    "aws:s3/bucket:Bucket": (
        *(
            "acl",
            "grants",
            "lifecycleRules",
            "logging",
            "objectLockConfiguration",
            "policy",
            "replicationConfiguration",
        ),
        *(
            "serverSideEncryptionConfiguration",
            "versioning",
            "website",
            "requestPayer",
            "bucketDomainName",
            "hostedZoneId",
        ),
    ),
    "aws:s3/bucketAcl:BucketAcl": ("accessControlPolicy",),
    "aws:s3/accessPoint:AccessPoint": ("policy",),
    "aws:cloudwatch/logGroup:LogGroup": ("name", "tagsAll"),
    "aws:cloudwatch/metricAlarm:MetricAlarm": ("name", "metricQueries"),
    "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": ("ingress", "egress"),
    "aws:ec2/flowLog:FlowLog": ("logDestination", "logGroupName"),
    "aws:ec2/securityGroup:SecurityGroup": ("ingress", "egress", "name"),
    "aws:ec2/vpc:Vpc": ("tagsAll", "defaultSecurityGroupId"),
    "aws:iam/role:Role": ("inlinePolicies", "managedPolicyArns", "name"),
    "aws:kms/key:Key": ("policy", "keyId"),
    "aws:lambda/function:Function": ("name", "loggingConfig", "tagsAll"),
    "aws:sns/topic:Topic": ("name", "policy"),
}


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
    server = sdk_server(policies, config)
    violations: list[Violation] = []
    for registration in registrations:
        response: analyzer_pb2.AnalyzeResponse = server.Analyze(analyze_request(registration), None)
        violations += [_violation(diagnostic, registration.name) for diagnostic in response.diagnostics]
    return violations


def replay_stack(
    policies: Sequence[Policy],
    registrations: Iterable[resource_pb2.RegisterResourceRequest],
    config: Mapping[str, Mapping[str, Any]] | None = None,
) -> list[Violation]:
    """Analyze all registrations together as the engine does at the end of a first preview.

    A stack policy is given outputs: here the inputs, and unknown what the provider would choose.

    Args:
        policies: As in `replay`.
        registrations: As in `replay`; a request's URN is made of its type and its name, as in its dependencies.
        config: As in `replay`.

    Returns:
        Every diagnostic, in order; of the stack itself the resource is "".
    """
    server = sdk_server(policies, config)
    resources = [stack_resource(registration) for registration in registrations]
    response: analyzer_pb2.AnalyzeResponse = server.AnalyzeStack(
        analyzer_pb2.AnalyzeStackRequest(resources=resources), None
    )
    return [_violation(diagnostic, diagnostic.urn.split("::")[-1]) for diagnostic in response.diagnostics]


def replay_program(
    policies: Sequence[Policy],
    registrations: Sequence[resource_pb2.RegisterResourceRequest],
    config: Mapping[str, Mapping[str, Any]] | None = None,
) -> list[Violation]:
    """Everything that the engine would show at a first preview: `replay`, then `replay_stack`."""
    return [*replay(policies, registrations, config), *replay_stack(policies, registrations, config)]


def remediated(
    policies: Sequence[Policy],
    request: resource_pb2.RegisterResourceRequest,
    config: Mapping[str, Mapping[str, Any]] | None = None,
) -> dict[str, Any] | None:
    """The inputs that the policies at the level "remediate" would set instead; None when they would change nothing."""
    response: analyzer_pb2.RemediateResponse = sdk_server(policies, config).Remediate(analyze_request(request), None)
    changed = [plain(remediation.properties) for remediation in response.remediations]
    return changed[-1] if changed else None


def registration(type_token: str, name: str, /, **inputs: Any) -> resource_pb2.RegisterResourceRequest:
    """A request built by hand, for inputs that no program of the project sends.

    Args:
        type_token: The type, as in `aws:s3/bucket:Bucket`.
        name: The logical name.
        inputs: The inputs in camelCase, already in wire form: an unknown is the SDK's sentinel string.
    """
    properties = struct_pb2.Struct()
    properties.update(inputs)
    return resource_pb2.RegisterResourceRequest(type=type_token, name=name, custom=True, object=properties)


def from_outputs(
    request: resource_pb2.RegisterResourceRequest, /, **origins: Sequence[resource_pb2.RegisterResourceRequest]
) -> resource_pb2.RegisterResourceRequest:
    """The request, with inputs that come from outputs of other resources: by name, the requests of these.

    An input that the request doesn't have yet becomes unknown.
    """
    changed = resource_pb2.RegisterResourceRequest()
    changed.CopyFrom(request)
    for name, sources in origins.items():
        if name not in changed.object:
            changed.object[name] = UNKNOWN_STRING_VALUE
        changed.propertyDependencies[name].urns.extend(urn_of(source) for source in sources)
    return changed


def urn_of(request: resource_pb2.RegisterResourceRequest) -> str:
    """The URN of what a request registers, as the engine would make it: qualified by the types of the parents."""
    above = request.parent.split("::")[2] if request.parent else STACK_TYPE
    qualified = request.type if above == STACK_TYPE else f"{above}${request.type}"
    stack = "::".join(request.parent.split("::")[:2]) if request.parent else "urn:pulumi:test::test"
    return f"{stack}::{qualified}::{request.name}"


def sdk_server(policies: Sequence[Policy], config: Mapping[str, Mapping[str, Any]] | None = None) -> Any:
    """The SDK's own server of some policies, configured."""
    server: Any = sdk._PolicyAnalyzerServicer(  # pyright: ignore[reportPrivateUsage] - no public way to run a pack
        PACK, "0.0.1", list(policies), EnforcementLevel.ADVISORY
    )
    if config:
        server.Configure(configuration(policies, config), None)
    return server


def _violation(diagnostic: analyzer_pb2.AnalyzeDiagnostic, resource: str) -> Violation:
    return Violation(
        rule=diagnostic.policyName,
        resource=resource,
        level=analyzer_pb2.EnforcementLevel.Name(diagnostic.enforcementLevel).lower(),
        message=diagnostic.message,
    )


def stack_resource(request: resource_pb2.RegisterResourceRequest) -> analyzer_pb2.AnalyzerResource:
    """What the engine sends of a resource at the end of a first preview."""
    properties = struct_pb2.Struct()
    properties.CopyFrom(request.object)
    for name in (*CHOSEN_BY_PROVIDER, *CHOSEN_BY_PROVIDER_OF.get(request.type, ())):
        if name not in properties:
            properties[name] = UNKNOWN_STRING_VALUE
    resource = analyzer_pb2.AnalyzerResource(
        type=request.type,
        properties=properties,
        urn=urn_of(request),
        name=request.name,
        options=analyzer_pb2.AnalyzerResourceOptions(protect=request.protect, parent=request.parent),
        parent=request.parent,
        dependencies=request.dependencies,
        provider=_provider(request),
    )
    for name, origins in request.propertyDependencies.items():
        # The engine leaves out a property without origins.
        if origins.urns:
            resource.propertyDependencies[name].urns.extend(origins.urns)
    return resource


def analyze_request(request: resource_pb2.RegisterResourceRequest) -> analyzer_pb2.AnalyzeRequest:
    """What the engine sends of a resource before it creates it."""
    return analyzer_pb2.AnalyzeRequest(
        type=request.type,
        properties=request.object,
        urn=urn_of(request),
        name=request.name,
        options=analyzer_pb2.AnalyzerResourceOptions(protect=request.protect, parent=request.parent),
        provider=_provider(request),
    )


def _provider(request: resource_pb2.RegisterResourceRequest) -> analyzer_pb2.AnalyzerProviderResource | None:
    """The provider that the engine names: of every custom resource but a provider, and of no component."""
    if not request.custom or request.type.startswith("pulumi:providers:"):
        return None
    type_, stack = f"pulumi:providers:{request.type.partition(':')[0]}", urn_of(request).rsplit("::", 2)[0]
    return analyzer_pb2.AnalyzerProviderResource(type=type_, urn=f"{stack}::{type_}::default", name="default")


def configuration(
    policies: Sequence[Policy], config: Mapping[str, Mapping[str, Any]]
) -> analyzer_pb2.ConfigureAnalyzerRequest:
    """What the engine sends of the configuration of policies, by name."""
    levels = {policy.name: policy.enforcement_level for policy in policies}
    request = analyzer_pb2.ConfigureAnalyzerRequest()
    for name, properties in config.items():
        entry = request.policyConfig[name]
        entry.enforcementLevel = analyzer_pb2.EnforcementLevel.Value((levels[name] or EnforcementLevel.ADVISORY).name)
        entry.properties.update(properties)
    return request
