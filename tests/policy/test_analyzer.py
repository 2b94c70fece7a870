"""The pack's own server tells the engine what the SDK's would, for every case of every rule."""

import json
from collections.abc import Iterable
from typing import Any

import pytest
from analyzer import Analyzer
from google.protobuf import empty_pb2
from known import is_known
from pack import RULES, policies
from pack_settings import Exemption, Settings, today
from pulumi.runtime.proto import analyzer_pb2
from pulumi.runtime.proto.resource_pb2 import RegisterResourceRequest
from pulumi_policy import EnforcementLevel, Policy

from tests.policy.cases.log_buckets.resources import BY_NAME, of_bucket, program
from tests.policy.rows import ROWS
from tests.support.bucket_documents import BUCKET
from tests.support.policy_server import (
    PACK,
    analyze_request,
    configuration,
    from_outputs,
    registration,
    sdk_server,
    stack_resource,
)
from tests.support.rule_cases import Case, RuleCases, recorded

TYPES = {rule.name: rule.types for rule in RULES}
CONTEXT: Any = None
EMPTY = empty_pb2.Empty()


def servers(of: list[Policy], config: dict[str, Any] | None = None) -> tuple[Any, Analyzer]:
    own = Analyzer(PACK, of, TYPES)
    if config:
        own.Configure(configuration(of, config), CONTEXT)
    return sdk_server(of, config), own


def told(server: Any, requests: Iterable[RegisterResourceRequest]) -> list[tuple[Any, ...]]:
    requests = list(requests)
    stack = analyzer_pb2.AnalyzeStackRequest(resources=[stack_resource(one) for one in requests])
    responses = [
        *(server.Analyze(analyze_request(one), CONTEXT) for one in requests),
        server.AnalyzeStack(stack, CONTEXT),
    ]
    return [
        (one.policyName, one.message, one.urn, one.description, one.enforcementLevel, one.severity)
        for response in responses
        for one in response.diagnostics
    ]


def tells_origins(request: RegisterResourceRequest) -> bool:
    """Whether each input that isn't known says where it comes from."""
    return all(is_known(request.object[name]) or request.propertyDependencies[name].urns for name in request.object)


@pytest.fixture(scope="module")
def whole() -> list[Policy]:
    return policies(Settings(level="strict"))


@pytest.mark.parametrize(
    ("row", "case"), [pytest.param(row, case, id=f"{row.rule.name}-{case.id}") for row in ROWS for case in row.cases]
)
def test_a_case_is_told_alike(whole: list[Policy], row: RuleCases, case: Case) -> None:
    official, own = servers(whole, {row.rule.name: dict(case.options)} if case.options else None)
    by_own, by_official = told(own, case.resources), told(official, case.resources)
    if all(map(tells_origins, case.resources)):
        assert by_own == by_official
    else:
        # The own server remembers that the program asked for what isn't known: it tells more, and in other words.
        assert {one[:1] + one[2:] for one in by_own} >= {one[:1] + one[2:] for one in by_official}


def test_what_the_program_asked_for_is_not_known_though_nothing_tells_where_it_comes_from() -> None:
    (rule,) = [rule for rule in RULES if rule.name == "log-bucket-keeps-logs-long-enough"]
    lifecycle = of_bucket("aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration", "lifecycle")
    asked = from_outputs(lifecycle, rules=[])
    inline = from_outputs(registration("aws:s3/bucketV2:BucketV2", "logs", bucket=BUCKET), versionings=[])
    _, own = servers([rule.policy(EnforcementLevel.MANDATORY)])
    assert told(own, program(lifecycle)) == []
    ((name, message, urn, *_),) = told(own, program(asked))
    assert (name, urn.split("::")[-1]) == (rule.name, "lifecycle")
    assert (
        message.splitlines()[1] == "rules is not known at preview, so nothing shows that this resource keeps the rule."
    )
    (versions,) = [rule for rule in RULES if rule.name == "log-bucket-has-versions"]
    _, own = servers([versions.policy(EnforcementLevel.MANDATORY)])
    ((_, message, *_),) = told(own, [inline, BY_NAME])
    assert message.splitlines()[1].startswith("versioning is not known at preview")


def test_what_the_provider_mirrors_in_a_bucket_is_not_what_the_program_states() -> None:
    """A bucket is made without versions; its BucketVersioning turns them on, and no refresh has read that yet."""
    (rule,) = [rule for rule in RULES if rule.name == "log-bucket-has-versions"]
    versioning = {"versioningConfiguration": {"status": "Enabled"}}
    beside = [of_bucket("aws:s3/bucketVersioning:BucketVersioning", "versioning", **versioning), BY_NAME]
    plain, off = (
        of_bucket("aws:s3/bucket:Bucket", "bucket", **inputs) for inputs in ({}, {"versioning": {"enabled": False}})
    )
    stack = analyzer_pb2.AnalyzeStackRequest(resources=[stack_resource(one) for one in (off, *beside)])
    for stated, violations in ((plain, []), (off, ["bucket"])):
        _, own = servers([rule.policy(EnforcementLevel.MANDATORY)])
        for request in (stated, *beside):
            own.Analyze(analyze_request(request), CONTEXT)
        told_of_stack = own.AnalyzeStack(stack, CONTEXT).diagnostics
        assert [one.urn.split("::")[-1] for one in told_of_stack] == violations


def test_a_policy_that_a_topic_mirrors_is_gone_with_the_resource_that_had_it() -> None:
    (rule,) = [rule for rule in RULES if rule.name == "topic-policy-admits-publishers"]
    topic = registration("aws:sns/topic:Topic", "alerts", name="alerts")
    target = registration("aws:cloudwatch/eventTarget:EventTarget", "target", arn="arn:aws:sns:us-east-1:1:alerts")
    allow = {"Effect": "Allow", "Principal": {"Service": "events.amazonaws.com"}, "Action": "sns:Publish"}
    mirrored = registration("aws:sns/topic:Topic", "alerts", name="alerts", policy=json.dumps({"Statement": [allow]}))
    stack = analyzer_pb2.AnalyzeStackRequest(resources=[stack_resource(one) for one in (mirrored, target)])
    for stated, violations in ((mirrored, []), (topic, ["alerts"])):
        _, own = servers([rule.policy(EnforcementLevel.MANDATORY)])
        for request in (stated, target):
            own.Analyze(analyze_request(request), CONTEXT)
        told_of_stack = own.AnalyzeStack(stack, CONTEXT).diagnostics
        assert [one.urn.split("::")[-1] for one in told_of_stack] == violations


def test_the_programs_are_told_alike(whole: list[Policy]) -> None:
    official, own = servers(whole)
    for stack in ("dev", "prod"):
        assert told(own, recorded(stack)) == told(official, recorded(stack))


def test_exemptions_are_told_alike() -> None:
    exemption = Exemption(rule=RULES[0].name, resource="x", reason="because", expires=today())
    of = policies(Settings(exemptions=(exemption,)))
    official, own = servers(of)
    resources = [registration("a:b:C", "x"), registration("a:b:C", "y")]
    assert told(own, resources) == told(official, resources) != []


def test_levels_are_taken_from_the_engine() -> None:
    (rule,) = [rule for rule in RULES if rule.name == "public-access-block-is-complete"]
    block = registration("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", "block", bucket="logs")
    for level, shown in (("disabled", []), ("advisory", ["ADVISORY"]), ("remediate", ["MANDATORY"])):
        of: list[Policy] = [rule.policy(EnforcementLevel.MANDATORY)]
        request = analyzer_pb2.ConfigureAnalyzerRequest()
        request.policyConfig[rule.name].enforcementLevel = analyzer_pb2.EnforcementLevel.Value(level.upper())
        official, own = servers(of)
        for server in (official, own):
            server.Configure(request, CONTEXT)
        assert told(own, [block]) == told(official, [block])
        assert [analyzer_pb2.EnforcementLevel.Name(one[4]) for one in told(own, [block])] == shown
        mended = own.Remediate(analyze_request(block), CONTEXT)
        assert mended == official.Remediate(analyze_request(block), CONTEXT)
        assert len(mended.remediations) == (level == "remediate")


def test_the_pack_is_described_alike(whole: list[Policy]) -> None:
    official, own = servers(whole)

    assert own.GetAnalyzerInfo(EMPTY, CONTEXT) == official.GetAnalyzerInfo(EMPTY, CONTEXT)
    assert own.GetPluginInfo(EMPTY, CONTEXT) == official.GetPluginInfo(EMPTY, CONTEXT)
