"""What a rule is: what it decides and why, without the level at which it is enforced."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from pulumi_policy import (
    EnforcementLevel,
    PolicyComplianceFramework,
    PolicyConfigSchema,
    ReportViolation,
    ResourceValidationArgs,
    ResourceValidationPolicy,
    Severity,
)

Check = Callable[[ResourceValidationArgs], Iterator[str]]


@dataclass(frozen=True, kw_only=True)
class Framework:
    """The compliance framework that a rule serves: its name, version, and the reference within it."""

    name: str
    version: str
    reference: str


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A rule about one resource.

    Attributes:
        name: The id, in kebab case, that levels and configuration refer to.
        title: The fault, as the CLI shows it above each message.
        severity: How bad the fault is.
        framework: The benchmark that asks for this.
        controls: The ids of the AWS Security Hub controls that ask for this.
        risk: What can happen.
        remedy: What to do.
        url: Where AWS documents the right form.
        check: Yields a message for each violation; it names the resource, the problem and the fix.
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
    check: Check
    options: dict[str, dict[str, Any]] = field(default_factory=dict[str, dict[str, Any]])

    def policy(self, level: EnforcementLevel) -> ResourceValidationPolicy:
        """The rule as the SDK takes it, enforced at the level that the pack chose."""

        def validate(args: ResourceValidationArgs, report_violation: ReportViolation) -> None:
            for message in self.check(args):
                report_violation(message, None)

        return ResourceValidationPolicy(
            name=self.name,
            display_name=self.title,
            description=self.title,
            validate=validate,
            enforcement_level=level,
            config_schema=PolicyConfigSchema(self.options),
            severity=self.severity,
            framework=PolicyComplianceFramework(
                name=self.framework.name,
                version=self.framework.version,
                reference=self.framework.reference,
                specification=self.risk,
            ),
            tags=list(self.controls),
            remediation_steps=self.remedy,
            url=self.url,
        )
