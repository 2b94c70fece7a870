"""Who publishes to a topic, its policy lets in."""

from collections.abc import Iterator
from typing import Final

from frameworks import nist
from graph import Graph
from publishers import publishers_of
from pulumi_policy import Severity
from resource_types import TOPICS
from resource_view import Resource
from rule import StackRule
from rule_options import Options, texts_option, texts_schema
from topic_policies import admits
from topics import name_of

ELSEWHERE: Final = "policyElsewhere"


def _check(topic: Resource, graph: Graph, options: Options) -> Iterator[str]:
    publishers = sorted(publishers_of(topic, graph))
    if not publishers or name_of(topic) in texts_option(options, ELSEWHERE):
        return
    for service in publishers:
        if not admits(topic, service, graph):
            yield (
                f"{service} can't publish: no statement of the topic's policy, AWS's own where there is none, lets it "
                "without conditions, or on those that it meets.\n"
                "Allow it sns:Publish in a policy of the topic, events.amazonaws.com without conditions, or name the "
                f"topic in {ELSEWHERE} of this rule's configuration."
            )


RULE: Final = StackRule(
    name="topic-policy-admits-publishers",
    title="Who publishes to a topic is not let in by its policy",
    severity=Severity.HIGH,
    framework=nist("SI-4(5)"),
    controls=(),
    risk="An alarm goes off, the service that should publish it is refused, and nobody is told.",
    remedy="Let each publishing service publish in the topic's policy.",
    url="https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html",
    types=TOPICS,
    check=_check,
    options={ELSEWHERE: texts_schema("Names of topics whose policy another stack has.")},
)
