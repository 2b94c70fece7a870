"""What EventBridge checks of rules and their targets.

Sources: PutRule, PutTargets, Target and DeleteRule in the EventBridge API reference; "EventBridge quotas" and "Using
dead-letter queues" in its User Guide. The message about a dead-letter queue is this sandbox's own.

AWS takes a target that does not exist, or that EventBridge may not reach, and drops each event; so is it here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from botocore.exceptions import ClientError

from sandbox.provider.errors import error_code, refusal

if TYPE_CHECKING:
    from sandbox.provider.aws import Aws

_INVALID: Final = "ValidationException"
_TARGETS_PER_RULE: Final = 5
_INPUTS: Final = ("Input", "InputPath", "InputTransformer")
_QUEUE: Final = re.compile(r"arn:[\w-]+:sqs:(?P<region>[a-z0-9-]+):\d{12}:[\w-]{1,80}")


def check_put_rule(_aws: Aws, request: Mapping[str, Any], _region: str) -> None:
    """Refuse a rule that neither events nor a schedule would set off."""
    if not request.get("EventPattern") and not request.get("ScheduleExpression"):
        raise refusal("PutRule", _INVALID, "Parameter(s) EventPattern or ScheduleExpression must be specified.")


def check_put_targets(aws: Aws, request: Mapping[str, Any], region: str) -> None:
    """Refuse a target too many, one with two inputs, and a dead-letter queue that can't be one."""
    for target in request["Targets"]:
        if sum(name in target for name in _INPUTS) > 1:
            message = f"Only one of Input, InputPath, or InputTransformer must be provided for target {target['Id']}."
            raise refusal("PutTargets", _INVALID, message)
        _check_dead_letter_queue(target, region)
    present = {target["Id"] for target in _targets(aws, request["Rule"], request, region)}
    if len(present | {target["Id"] for target in request["Targets"]}) > _TARGETS_PER_RULE:
        message = "The requested resource exceeds the maximum number allowed."
        raise refusal("PutTargets", "LimitExceededException", message)


def check_delete_rule(aws: Aws, request: Mapping[str, Any], region: str) -> None:
    """Refuse to delete a rule with targets."""
    if _targets(aws, request["Name"], request, region):
        raise refusal("DeleteRule", _INVALID, "Rule can't be deleted since it has targets.")


def _check_dead_letter_queue(target: Mapping[str, Any], region: str) -> None:
    arn = target.get("DeadLetterConfig", {}).get("Arn")
    if arn is None:
        return
    match = _QUEUE.fullmatch(arn)
    if match is None or match["region"] != region:
        message = f"The dead-letter queue of target {target['Id']} must be a standard SQS queue of {region}, not {arn}"
        raise refusal("PutTargets", _INVALID, message)


def _targets(aws: Aws, rule: str, request: Mapping[str, Any], region: str) -> list[Mapping[str, Any]]:
    bus = {"EventBusName": request["EventBusName"]} if "EventBusName" in request else {}
    try:
        pages = aws.pages("events", "list_targets_by_rule", {"Rule": rule, **bus}, region)
        return [target for page in pages for target in page["Targets"]]
    except ClientError as error:
        if error_code(error) == "ResourceNotFoundException":
            return []
        raise
