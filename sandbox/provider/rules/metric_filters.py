"""What CloudWatch Logs checks of a metric filter.

Sources: PutMetricFilter and MetricTransformation in the CloudWatch Logs API reference; "Configuring metric values for a
metric filter" in its User Guide. AWS says no more than that a pattern is invalid; what
follows after the dash is this sandbox's own.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from botocore.exceptions import ClientError

from logs.patterns import PatternError, TermsPattern, parse
from sandbox.provider.errors import refusal
from sandbox.provider.rules.quotas import METRIC_FILTERS

if TYPE_CHECKING:
    from logs.patterns import Pattern
    from sandbox.provider.aws import Aws

_OPERATION: Final = "PutMetricFilter"
_INVALID: Final = "InvalidParameterException"


def check_put_metric_filter(aws: Aws, request: Mapping[str, Any], region: str) -> None:
    """Refuse a pattern that is none, a transformation that can't be, and one metric filter too many."""
    try:
        pattern = parse(request["filterPattern"])
    except PatternError as error:
        raise _refusal(f"Invalid metric filter pattern - {error}") from error
    for transformation in request["metricTransformations"]:
        _check_transformation(transformation, pattern)
    METRIC_FILTERS.check(aws, request, region)


def check_pattern(operation: str, pattern: str) -> None:
    """Refuse a pattern that is none."""
    try:
        parse(pattern)
    except PatternError as error:
        raise refusal(operation, _INVALID, f"Invalid filter pattern - {error}") from error


def _check_transformation(transformation: Mapping[str, Any], pattern: Pattern) -> None:
    if not transformation.get("dimensions"):
        return
    if isinstance(pattern, TermsPattern):
        raise _refusal("The specified filter pattern does not support dimensions")
    if "defaultValue" in transformation:
        message = "Invalid metric transformation: dimensions and default value are mutually exclusive properties."
        raise _refusal(message)


def _refusal(message: str) -> ClientError:
    return refusal(_OPERATION, _INVALID, message)
