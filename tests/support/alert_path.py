"""Whether alerts can go all the way: every policy on the path of each, asked as IAM would be asked."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from components.naming import Naming
from sandbox.iam import Decision, Principal, Request, evaluate
from tests.support.recorder import Recording

_ALARM_TYPES = {
    "aws:cloudwatch/metricAlarm:MetricAlarm": "name",
    "aws:cloudwatch/compositeAlarm:CompositeAlarm": "alarmName",
}
_USE_KEY = ("kms:GenerateDataKey", "kms:Decrypt")


@dataclass(frozen=True)
class _Caller:
    """A service, and what its requests say that they are for."""

    name: str
    service: str
    context: Mapping[str, str]

    def request(self, action: str, resource: str) -> Request:
        said = {"aws:SecureTransport": "true", **self.context}
        return Request(
            action, resource, Principal("Service", self.service), {key: (value,) for key, value in said.items()}
        )


@dataclass(frozen=True)
class _Place:
    """Something with a policy, and perhaps with a key."""

    policies: tuple[str, ...]
    key: str | None


def broken_links(recording: Recording, naming: Naming) -> list[str]:
    """What keeps an alert from where it is sent, as sentences; empty where all alerts get there.

    Args:
        recording: A program that was run, not previewed: it has keys.
        naming: The program's.
    """
    keys = {
        naming.keys_arn().replace("key/*", one.id): one.inputs["policy"] for one in recording.of_type("aws:kms/key:Key")
    }
    places = _places(recording, naming)
    return sorted(set(_problems(recording, naming, places, keys)))


def _problems(
    recording: Recording, naming: Naming, places: Mapping[str, _Place], keys: Mapping[str, str]
) -> Iterator[str]:
    for type_, name in _ALARM_TYPES.items():
        for alarm in recording.of_type(type_):
            arn = naming.alarm_arn(alarm.inputs[name])
            caller = _Caller(
                alarm.name,
                "cloudwatch.amazonaws.com",
                {"aws:SourceArn": arn, "aws:SourceAccount": naming.account},
            )
            for topic in alarm.inputs.get("alarmActions", []):
                yield from _refusals(caller, ("SNS:Publish",), topic, places, keys)
    for target in recording.of_type("aws:cloudwatch/eventTarget:EventTarget"):
        # To a topic and to a log group it doesn't say for which rule it comes; to a queue it does.
        rules = _Caller(target.name, "events.amazonaws.com", {})
        arn = target.inputs["arn"]
        actions = ("SNS:Publish",) if ":sns:" in arn else ("logs:CreateLogStream", "logs:PutLogEvents")
        yield from _refusals(rules, actions, arn, places, keys)
        rule = _Caller(target.name, rules.service, {"aws:SourceArn": naming.rule_arn(target.inputs["rule"])})
        yield from _refusals(rule, ("sqs:SendMessage",), target.inputs["deadLetterConfig"]["arn"], places, keys)


def _refusals(
    caller: _Caller,
    actions: tuple[str, ...],
    arn: str,
    places: Mapping[str, _Place],
    keys: Mapping[str, str],
) -> Iterator[str]:
    place = places.get(arn)
    if place is None:
        yield f"{caller.name}: there is no {arn}"
        return
    resource = f"{arn}:log-stream:x" if ":log-group:" in arn else arn
    for action in actions:
        if not _allowed(place.policies, caller.request(action, resource)):
            yield f"{caller.name}: {caller.service} may not {action} at {arn}"
    if place.key is None:
        return
    for action in _USE_KEY:
        if not _allowed((keys[place.key],), caller.request(action, place.key)):
            yield f"{caller.name}: {caller.service} may not {action} for {arn}"


def _allowed(policies: tuple[str, ...], request: Request) -> bool:
    decisions = {evaluate(policy, request) for policy in policies}
    return Decision.ALLOWED in decisions and Decision.DENIED not in decisions


def _places(recording: Recording, naming: Naming) -> dict[str, _Place]:
    topic_policies = {
        one.inputs["arn"]: one.inputs["policy"] for one in recording.of_type("aws:sns/topicPolicy:TopicPolicy")
    }
    topics = {
        naming.topic_arn(one.inputs["name"]): one.inputs.get("kmsMasterKeyId")
        for one in recording.of_type("aws:sns/topic:Topic")
    }
    # Of CloudWatch Logs' policies each is for all groups; it encrypts by itself, so the writers need no key.
    log_policies = tuple(
        one.inputs["policyDocument"] for one in recording.of_type("aws:cloudwatch/logResourcePolicy:LogResourcePolicy")
    )
    return {
        **{arn: _Place((topic_policies[arn],) if arn in topic_policies else (), key) for arn, key in topics.items()},
        **{
            naming.log_group_arn(one.inputs["name"]): _Place(log_policies, None)
            for one in recording.of_type("aws:cloudwatch/logGroup:LogGroup")
        },
        **{
            naming.queue_arn(one.inputs["name"]): _Place(
                (one.inputs["policy"],) if "policy" in one.inputs else (), one.inputs.get("kmsMasterKeyId")
            )
            for one in recording.of_type("aws:sqs/queue:Queue")
        },
    }
