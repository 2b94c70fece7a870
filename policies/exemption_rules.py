"""Shows the exemptions of the pack's settings in every run, and makes an expired one a violation."""

from collections.abc import Callable
from typing import Final

from pack_settings import Exemption, Settings
from pulumi_policy import (
    EnforcementLevel,
    Policy,
    ReportViolation,
    Severity,
    StackValidationArgs,
    StackValidationPolicy,
)

IN_FORCE: Final = "exemption-in-force"
EXPIRED: Final = "exemption-has-expired"


def exemption_policies(settings: Settings) -> list[Policy]:
    """The policies that tell of exemptions; none without exemptions."""
    if not settings.any_exemption():
        return []
    return [
        StackValidationPolicy(
            name=IN_FORCE,
            description="A resource is exempt from a rule",
            validate=_reporter(settings, Exemption.holds, _in_force),
            enforcement_level=EnforcementLevel.ADVISORY,
            severity=Severity.LOW,
        ),
        StackValidationPolicy(
            name=EXPIRED,
            description="An exemption from a rule has expired",
            validate=_reporter(settings, lambda exemption: not exemption.holds(), _expired),
            enforcement_level=EnforcementLevel.MANDATORY,
            severity=Severity.HIGH,
        ),
    ]


def _reporter(
    settings: Settings, concerns: Callable[[Exemption], bool], text: Callable[[Exemption], str]
) -> Callable[[StackValidationArgs, ReportViolation], None]:
    def validate(args: StackValidationArgs, report_violation: ReportViolation) -> None:
        own = settings.of_stack(args.resources[0].urn) if args.resources else settings
        for exemption in filter(concerns, own.exemptions):
            urns = [one.urn for one in args.resources if exemption.resource in (one.name, one.urn)]
            for urn in urns:
                report_violation(text(exemption), urn)
            if not urns:
                report_violation(f"{text(exemption)}\nNo resource of this stack has that name or URN.", None)

    return validate


def _in_force(exemption: Exemption) -> str:
    return f"{exemption.resource} is exempt from {exemption.rule} until {exemption.expires}: {exemption.reason}"


def _expired(exemption: Exemption) -> str:
    return (
        f"{exemption.resource} was exempt from {exemption.rule} until {exemption.expires}: {exemption.reason}\n"
        "Mend the resource, then remove the exemption; or decide anew and give it a later day."
    )
