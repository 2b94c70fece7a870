"""The pack's server, asked over gRPC as the engine asks it."""

from collections.abc import Iterator
from typing import Any

import grpc
import pytest
from analyzer import Analyzer, started_server
from pack import RULES
from pulumi.runtime.proto import analyzer_pb2, analyzer_pb2_grpc
from pulumi_policy import EnforcementLevel

from tests.support.policy_server import PACK, analyze_request, registration

SECONDS = 60
"""How long to wait, on a busy machine, for what takes milliseconds."""
(RULE,) = [rule for rule in RULES if rule.name == "public-access-block-is-complete"]
INCOMPLETE = analyze_request(
    registration("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", "block", bucket="logs")
)


@pytest.fixture
def engine() -> Iterator[Any]:
    server, port = started_server(Analyzer(PACK, [RULE.policy(EnforcementLevel.MANDATORY)], {RULE.name: RULE.types}))
    with grpc.insecure_channel(f"127.0.0.1:{port}") as channel:
        yield analyzer_pb2_grpc.AnalyzerStub(channel)
    server.stop(0).wait(SECONDS)


def configure(engine: Any, level: analyzer_pb2.EnforcementLevel.ValueType) -> None:
    request = analyzer_pb2.ConfigureAnalyzerRequest()
    request.policyConfig[RULE.name].enforcementLevel = level
    engine.Configure(request, timeout=SECONDS)


def mended(engine: Any) -> list[str] | grpc.StatusCode:
    """The names of the policies that mend the block, or why there are none."""
    try:
        response = engine.Remediate(INCOMPLETE, timeout=SECONDS)
    except grpc.RpcError as error:
        return error.code()
    return [one.policyName for one in response.remediations]


def test_remediate_is_implemented_while_a_policy_mends(engine: Any) -> None:
    told = [mended(engine)]
    for level in (analyzer_pb2.REMEDIATE, analyzer_pb2.ADVISORY):
        configure(engine, level)
        told.append(mended(engine))
    assert told == [grpc.StatusCode.UNIMPLEMENTED, [RULE.name], grpc.StatusCode.UNIMPLEMENTED]


def test_levels_hold_for_types_that_were_asked_about_before(engine: Any) -> None:
    told: list[list[int]] = []
    for level in (analyzer_pb2.MANDATORY, analyzer_pb2.DISABLED, analyzer_pb2.ADVISORY):
        configure(engine, level)
        diagnostics = engine.Analyze(INCOMPLETE, timeout=SECONDS).diagnostics
        told.append([one.enforcementLevel for one in diagnostics])
    assert told == [[analyzer_pb2.MANDATORY], [], [analyzer_pb2.ADVISORY]]
