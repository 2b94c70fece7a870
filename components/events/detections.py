"""DetectionEvents: a rule for each detection that can't wait, which tells people and keeps the event."""

import json
from collections.abc import Iterable, Sequence
from typing import Final, NotRequired, TypedDict

import pulumi
from pulumi_aws import cloudwatch, sqs

from components.alarms.checks import MetricCheck, Watch
from components.documents import to_json
from components.events.announcement import announcement
from components.events.policies import dead_letter_policy, log_group_policy
from components.naming import Naming
from components.options import child_options, named
from logs.detections.detection import Detection, Urgency
from logs.patterns.compile.errors import NotExpressible
from logs.patterns.compile.event_bridge import event_bridge_pattern
from logs.patterns.parser import parse
from logs.patterns.syntax import JsonPattern

# After an hour an alert is late, and its alarm has told: the event is better in the queue, where its own alarm sees it.
RETRIES: Final[cloudwatch.EventTargetRetryPolicyArgsDict] = {
    "maximum_event_age_in_seconds": 3600,
    "maximum_retry_attempts": 20,
}
DEAD_LETTER_SECONDS: Final = 14 * 24 * 3600
"""How long the dead-letter queue keeps an event: the longest that SQS does."""


class DetectionEventsArgs(TypedDict):
    """What a DetectionEvents takes."""

    naming: Naming
    """Names and tags the rules, the log group, its policy and the queue. Known while the program runs."""
    detections: Sequence[Detection]
    """What is told of at once: those of the trail whose pattern EventBridge can express, as `urgent` chooses them.
    Known while the program runs."""
    topic_arn: pulumi.Input[str]
    """Where alerts go, from `AlertTopic.topic_arn`."""
    retention_days: pulumi.Input[int]
    """Days that the events are kept in the log group: a value that CloudWatch Logs allows."""
    key_arn: NotRequired[pulumi.Input[str]]
    """The key that the log group is encrypted with, from `LogKey.key_arn`: its users need a `LogGroupEncryption` with
    `Naming.event_log_group(NAME)`. Without it, CloudWatch Logs' own keys."""


class DetectionEvents(pulumi.ComponentResource):
    """Rules on the default bus: seconds after its event, a detection is told to the topic, and kept in a log group.

    What EventBridge can't deliver goes to a queue, and an alarm says that there is something in it. The queue has SQS's
    own key: what can't be delivered because the stack's key is gone, still gets there.
    """

    rule_arns: dict[str, pulumi.Output[str]]
    """Detection's id to the ARN of its rule. Known at preview."""
    log_group_name: pulumi.Output[str]
    """The log group's name. Known at preview."""
    retention: dict[str, pulumi.Input[int]]
    """The log group's name to the days that events are kept in it."""
    dead_letter_queue_name: pulumi.Output[str]
    """The queue's name. Known at preview."""
    alarm_arns: dict[str, pulumi.Output[str]]
    """`undelivered` to the ARN of the alarm about the queue. Known at preview."""

    def __init__(self, name: str, args: DetectionEventsArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("aws-monitoring-baseline:index:DetectionEvents", name, None, opts)
        self._label, self._args, self._opts = name, args, opts
        naming = args["naming"]
        if not args["detections"]:
            raise pulumi.RunError(f'DetectionEvents "{name}" has no detections, and so no rules: leave it out.')
        self._queue = self._dead_letter_queue()
        self._group, self._group_policy = self._log_group()
        rules = {detection.id: self._rule(detection) for detection in args["detections"]}
        self.rule_arns = {id_: rule.name.apply(naming.rule_arn) for id_, rule in rules.items()}
        self.log_group_name = self._group.name
        self.retention = {naming.event_log_group(name): args["retention_days"]}
        self.dead_letter_queue_name = self._queue.name
        watch = Watch(self, name, naming, args["topic_arn"], opts)
        self.alarm_arns = watch.alarms([_undelivered(self._queue.name)])
        self.register_outputs(
            {
                "ruleArns": self.rule_arns,
                "logGroupName": self.log_group_name,
                "deadLetterQueueName": self.dead_letter_queue_name,
                "alarmArns": self.alarm_arns,
            }
        )

    def _dead_letter_queue(self) -> sqs.Queue:
        naming = self._args["naming"]
        queue_name = naming.queue(f"{self._label}-undelivered")
        rules = [naming.rule(detection.id) for detection in self._args["detections"]]
        return sqs.Queue(
            f"{self._label}-undelivered-queue",
            name=queue_name,
            message_retention_seconds=DEAD_LETTER_SECONDS,
            sqs_managed_sse_enabled=True,
            policy=to_json(dead_letter_policy(naming, queue_name, rules)),
            tags=named(naming.tags, queue_name),
            opts=child_options(self, self._opts),
        )

    def _log_group(self) -> tuple[cloudwatch.LogGroup, cloudwatch.LogResourcePolicy]:
        naming = self._args["naming"]
        group_name = naming.event_log_group(self._label)
        group = cloudwatch.LogGroup(
            f"{self._label}-group",
            name=group_name,
            retention_in_days=self._args["retention_days"],
            kms_key_id=self._args.get("key_arn"),
            tags=named(naming.tags, group_name),
            opts=child_options(self, self._opts),
        )
        policy = cloudwatch.LogResourcePolicy(
            f"{self._label}-group-policy",
            policy_name=f"{naming.prefix}-{naming.stack}-{self._label}",
            policy_document=to_json(log_group_policy(naming, group_name)),
            opts=child_options(self, self._opts),
        )
        return group, policy

    def _rule(self, detection: Detection) -> cloudwatch.EventRule:
        naming = self._args["naming"]
        rule_name = naming.rule(detection.id)
        rule = cloudwatch.EventRule(
            f"{self._label}-{detection.id}-rule",
            name=rule_name,
            description=f"{detection.title} ({detection.severity.value})",
            event_pattern=rule_pattern(detection),
            tags={**named(naming.tags, rule_name), "Severity": detection.severity.value},
            opts=child_options(self, self._opts),
        )
        self._target(detection, rule, "topic", self._args["topic_arn"], announcement(naming, detection))
        self._target(detection, rule, "log", self._group.name.apply(naming.log_group_arn), None)
        return rule

    def _target(
        self,
        detection: Detection,
        rule: cloudwatch.EventRule,
        target: str,
        arn: pulumi.Input[str],
        transformer: cloudwatch.EventTargetInputTransformerArgsDict | None,
    ) -> None:
        """A target of a rule. By no role: all of these let EventBridge in by their own policies.

        EventBridge User Guide, "Using resource-based policies for Amazon EventBridge": with a role, delivery may fail.
        """
        cloudwatch.EventTarget(
            f"{self._label}-{detection.id}-{target}-target",
            rule=rule.name,
            target_id=target,
            arn=arn,
            input_transformer=transformer,
            retry_policy=RETRIES,
            dead_letter_config={"arn": self._queue.name.apply(self._args["naming"].queue_arn)},
            opts=child_options(self, self._opts, depends_on=[self._group_policy]),
        )


def urgent(detections: Iterable[Detection]) -> list[Detection]:
    """Those that can't wait for a metric's period."""
    return [detection for detection in detections if detection.urgency is Urgency.EVENT]


def rule_pattern(detection: Detection) -> str:
    """The event pattern of a detection.

    Raises:
        pulumi.RunError: EventBridge can't express it. Says why.
    """
    pattern = parse(detection.pattern)
    try:
        if not isinstance(pattern, JsonPattern):
            raise NotExpressible("EventBridge has CloudTrail's events, and no flow records")
        return json.dumps(event_bridge_pattern(pattern), separators=(",", ":"))
    except NotExpressible as error:
        raise pulumi.RunError(
            f'The detection "{detection.id}" can\'t be a rule of EventBridge: {error}. Leave it to its alarm.'
        ) from error


def _undelivered(queue: pulumi.Input[str]) -> MetricCheck:
    """SQS Developer Guide, "Available CloudWatch metrics for Amazon SQS"."""
    return MetricCheck(
        purpose="undelivered",
        description="An urgent alert didn't reach the topic or its log group within an hour. It waits in the queue for "
        "14 days, with the error that EventBridge got: see the policies of the topic and of its key.",
        namespace="AWS/SQS",
        metric="ApproximateNumberOfMessagesVisible",
        dimensions={"QueueName": queue},
        statistic="Maximum",
        comparison="GreaterThanOrEqualToThreshold",
        threshold=1,
    )
