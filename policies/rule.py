"""What a rule is: what it decides and why, without the level at which it is enforced.

A `ResourceRule` sees one resource, its inputs, before it is created, and so keeps it from being created. A `StackRule`
sees all resources with what comes from what, after they have been created or, in a preview, would have been.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypedDict

from cloud_control import HOLDERS
from frameworks import Framework
from graph import Graph
from known import NotKnownError
from mending import merged
from pack_settings import Settings
from pulumi_policy import (
    EnforcementLevel,
    Policy,
    PolicyComplianceFramework,
    PolicyConfigSchema,
    ReportViolation,
    ResourceValidationArgs,
    ResourceValidationPolicy,
    Severity,
    StackValidationArgs,
    StackValidationPolicy,
)
from resource_view import Resource, of_inputs
from rule_options import Options, Schema, require_known

Check = Callable[[Resource, Options], Iterable[str]]
StackCheck = Callable[[Resource, Graph, Options], Iterable[str]]
Mend = Callable[[Resource, Options], Mapping[str, object]]

HOW_TO_MAKE_KNOWN = (
    "Give a plain value, or build it from names that the program states and from get_caller_identity(), "
    "get_partition() and get_region(), which are known: not from outputs that AWS computes, such as an arn or an id."
)
NO_SETTINGS = Settings()


class _Metadata(TypedDict):
    name: str
    display_name: str
    description: str
    enforcement_level: EnforcementLevel
    config_schema: PolicyConfigSchema
    severity: Severity
    framework: PolicyComplianceFramework
    tags: list[str]
    remediation_steps: str
    url: str


@dataclass(frozen=True, kw_only=True)
class Rule(ABC):
    """A rule; one of the two kinds below.

    Attributes:
        name: The id, in kebab case, that levels and configuration refer to.
        title: The fault, as the CLI shows it above each message.
        severity: How bad the fault is.
        framework: The benchmark that asks for this.
        controls: The ids of the AWS Security Hub controls that ask for this.
        risk: What can happen.
        remedy: What to do.
        url: Where AWS documents the right form.
        types: The types of the resources that it is held against: type tokens, aws-native's for Cloud Control.
        options: The JSON schema of each configuration property; the engine validates configuration with it.
    """

    name: str
    title: str
    severity: Severity
    framework: Framework
    controls: tuple[str, ...]
    risk: str
    remedy: str
    url: str
    types: Container[str]
    options: Schema = field(default_factory=dict[str, dict[str, Any]])

    @abstractmethod
    def policy(self, level: EnforcementLevel, settings: Settings = NO_SETTINGS) -> Policy:
        """The rule as the SDK takes it, enforced at the level that the pack chose, with the pack's settings."""

    def configured(self, settings: Settings, config: Options) -> Options:
        """The options of the rule: what CrossGuard's own configuration says goes over the stack's settings."""
        return {**settings.options_for(self.name, self.options), **config}

    def messages(self, options: Options, check: Callable[[], Iterable[str]]) -> Iterator[str]:
        """What a check of one resource says. What it needs and can't know or read is a violation too.

        Args:
            options: The options of the rule.
            check: The check.
        """
        try:
            require_known(options, self.options)
            yield from check()
        except NotKnownError as error:
            yield f"{error}, so nothing shows that this resource keeps the rule.\n{HOW_TO_MAKE_KNOWN}"
        except ValueError as error:
            yield f"Not checked. {error}"

    def metadata(self, level: EnforcementLevel) -> _Metadata:
        """What the SDK takes of a rule of either kind."""
        return {
            "name": self.name,
            "display_name": self.title,
            "description": self.title,
            "enforcement_level": level,
            "config_schema": PolicyConfigSchema(self.options),
            "severity": self.severity,
            "framework": PolicyComplianceFramework(
                name=self.framework.name,
                version=self.framework.version,
                reference=self.framework.reference,
                specification=self.risk,
            ),
            "tags": list(self.controls),
            "remediation_steps": self.remedy,
            "url": self.url,
        }


@dataclass(frozen=True, kw_only=True)
class ResourceRule(Rule):
    """A rule about one resource of `types`.

    Attributes:
        check: Yields a message for each violation, with the problem and the fix. The CLI shows the resource's name.
        mend: At the level "remediate": gives the inputs to set in a resource that breaks the rule, within objects the
            members to set; none when it can't be mended. It must be safe whatever the author meant. What Cloud Control
            makes is never mended: its properties are in one text.
    """

    check: Check
    mend: Mend | None = None

    def policy(self, level: EnforcementLevel, settings: Settings = NO_SETTINGS) -> ResourceValidationPolicy:
        """The rule as the SDK takes it; see `Rule`."""

        def validate(args: ResourceValidationArgs, report_violation: ReportViolation) -> None:
            for message in self._violations(args, settings):
                report_violation(message, None)

        def remediate(args: ResourceValidationArgs) -> Mapping[str, object] | None:
            if self.mend is None or args.resource_type in HOLDERS or not any(self._violations(args, settings)):
                return None
            options = self.configured(settings.of_stack(args.urn), args.get_config())
            try:
                require_known(options, self.options)
                mended = self.mend(of_inputs(args), options)
            except (NotKnownError, ValueError):
                return None  # Reported as a violation, which stops the update.
            # What is returned replaces all inputs.
            return merged(args.props, mended) if mended else None

        return ResourceValidationPolicy(
            validate=validate,
            remediate=None if self.mend is None else remediate,  # pyright: ignore[reportArgumentType] - the SDK takes None
            **self.metadata(level),
        )

    def _violations(self, args: ResourceValidationArgs, settings: Settings) -> Iterator[str]:
        resource = of_inputs(args)
        if resource.type not in self.types:
            return
        own = settings.of_stack(resource.urn)
        if not own.exempts(self.name, resource.name, resource.urn):
            options = self.configured(own, args.get_config())
            yield from self.messages(options, lambda: self.check(resource, options))


@dataclass(frozen=True, kw_only=True)
class StackRule(Rule):
    """A rule about how resources of `types` relate to others.

    Attributes:
        types: As of any rule; all of them are listed.
        check: Is given each resource of `types`, in the graph of all; yields as that of a resource rule.
    """

    types: frozenset[str]
    check: StackCheck

    def policy(self, level: EnforcementLevel, settings: Settings = NO_SETTINGS) -> StackValidationPolicy:
        """The rule as the SDK takes it; see `Rule`."""

        def validate(args: StackValidationArgs, report_violation: ReportViolation) -> None:
            graph = Graph.of_stack(args.resources)
            for resource in graph.of_type(*self.types):
                own = settings.of_stack(resource.urn)
                if not own.exempts(self.name, resource.name, resource.urn):
                    options = self.configured(own, args.get_config())
                    for message in self._messages(resource, graph, options):
                        report_violation(message, resource.urn)

        return StackValidationPolicy(validate=validate, **self.metadata(level))

    def _messages(self, resource: Resource, graph: Graph, options: Options) -> Iterator[str]:
        yield from self.messages(options, lambda: self.check(resource, graph, options))
