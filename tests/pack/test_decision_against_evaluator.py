"""The decision against an evaluator of IAM's documented semantics, which knows nothing of it, on concrete requests."""

import itertools
from collections.abc import Iterator, Mapping
from typing import Any

from automaton import Budget
from decision import decide, explained
from hypothesis import given, settings
from policy_document import parse_document
from witness import search

from sandbox.iam import Decision, Principal, Request, evaluate
from tests.support.bucket_documents import ACCOUNT, ARN, CONTRACT, FOREIGN, TRAIL
from tests.support.delivery_contract import is_delivery
from tests.support.mixed_documents import DELIVERY, FOLDER, FOREIGN_TRAIL, TRAILS, changed_documents

# What a request may have; the first two are what a delivery has.
POOLS: dict[str, list[Any]] = {
    "principal": [
        ("Service", TRAILS),
        ("Service", DELIVERY),
        ("Service", "logging.s3.amazonaws.com"),
        ("AWS", f"arn:aws:iam::{ACCOUNT}:root"),
        ("AWS", f"arn:aws:iam::{FOREIGN}:role/x"),
        ("Anonymous", "*"),
    ],
    "target": [
        ("s3:PutObject", f"{FOLDER}/CloudTrail/us-east-1/2026/01/31/x.json.gz"),
        ("s3:GetBucketAcl", ARN),
        ("s3:PutObject", f"{ARN}/central/AWSLogs/{ACCOUNT}/x"),
        ("s3:PutObject", f"{ARN}/AWSLogs/o-exampleorgid/x"),
        ("s3:PutObject", f"{ARN}/AWSLogs/aws-account-id={ACCOUNT}/x"),
        ("s3:PutObject", f"{ARN}/AWSLogs/{FOREIGN}/x"),
        ("s3:PutObject", f"{ARN}/AWSLogs/x/{ACCOUNT}/x"),
        ("s3:PutObject", f"{FOLDER}4/x"),
        ("s3:PutObject", f"{ARN}/x"),
        ("s3:PutObject", f"{ARN}-2/AWSLogs/{ACCOUNT}/x"),
        ("s3:DeleteObject", f"{FOLDER}/x"),
        ("s3:GetBucketPolicy", ARN),
        ("s3:GetBucketAcl", f"{ARN}-2"),
    ],
    "aws:SourceArn": [
        TRAIL,
        f"arn:aws:logs:us-east-1:{ACCOUNT}:x",
        f"arn:aws:cloudtrail:us-east-1:{ACCOUNT}:channel/x",
        f"arn:aws:cloudtrail:us-east-1:{ACCOUNT}4:trail/main",
        FOREIGN_TRAIL,
        f"arn:aws:cloudtrail:us-east-1:{FOREIGN}:x:{ACCOUNT}:trail/main",
        TRAIL.replace("aws", "aws-cn", 1),
        None,
    ],
    "aws:SourceAccount": [ACCOUNT, ACCOUNT, FOREIGN, "111122223344", None],
    "s3:x-amz-acl": [
        "bucket-owner-full-control",
        "bucket-owner-full-control",
        "public-read",
        "bucket-owner-read",
        None,
    ],
    "aws:SecureTransport": ["true", "true", "false"],
}


def requests() -> Iterator[Request]:
    """Every request in which at most two things are not as a delivery has them, for each service and action."""
    names = list(POOLS)
    for usual in itertools.product(*(range(2) for _ in range(3))):
        base = dict(zip(names, (*usual, 0, 0, 0), strict=True))
        for changed in itertools.combinations(names, 2):
            for values in itertools.product(*(range(len(POOLS[name])) for name in changed)):
                chosen = base | dict(zip(changed, values, strict=True))
                yield _request(**{name: POOLS[name][index] for name, index in chosen.items()})


def _request(*, principal: tuple[str, str], target: tuple[str, str], **context: str | None) -> Request:
    known = {key: (value,) for key, value in context.items() if value is not None}
    return Request(*target, Principal(*principal), known)


OUTSIDE = list({repr(each): each for each in requests() if not is_delivery(each)}.values())


def test_there_is_enough_outside() -> None:
    assert len(OUTSIDE) > 1000


@settings(max_examples=80, deadline=None)
@given(text=changed_documents)
def test_what_is_accepted_allows_nothing_outside(text: str) -> None:
    if decide(text, CONTRACT) == ():
        assert [each for each in OUTSIDE if evaluate(text, each) is Decision.ALLOWED] == []


@settings(max_examples=80, deadline=None)
@given(text=changed_documents)
def test_what_is_allowed_outside_is_found(text: str) -> None:
    """The other way round: a request outside that the evaluator lets in is an excess or wants hardening."""
    if any(evaluate(text, each) is Decision.ALLOWED for each in OUTSIDE[::7]):
        assert {finding.kind for finding in decide(text, CONTRACT)} & {"excess", "hardening"}


@settings(max_examples=80, deadline=None)
@given(text=changed_documents)
def test_every_witness_is_allowed_and_outside(text: str) -> None:
    for finding in explained(text, CONTRACT):
        if finding.witness is not None:
            request = _from_witness(*finding.witness)
            assert evaluate(text, request) is Decision.ALLOWED, finding
            assert not is_delivery(request), finding


@settings(max_examples=40, deadline=None)
@given(text=changed_documents)
def test_where_the_search_finds_nothing_there_is_nothing(text: str) -> None:
    read = parse_document(text)
    searches = [
        search(statement, read, CONTRACT, Budget()) for statement in read.statements if statement.effect == "Allow"
    ]
    if all(each.complete and each.witness is None for each in searches):
        assert [each for each in OUTSIDE if evaluate(text, each) is Decision.ALLOWED] == []


@settings(max_examples=40, deadline=None)
@given(text=changed_documents)
def test_the_search_finds_nothing_in_what_is_accepted(text: str) -> None:
    """The exact layer and the proof agree: nothing that was proven inside has a request outside."""
    if decide(text, CONTRACT) == ():
        read = parse_document(text)
        assert {
            search(statement, read, CONTRACT, Budget()).witness
            for statement in read.statements
            if statement.effect == "Allow"
        } == {None}


def _from_witness(principal: tuple[str, str], action: str, resource: str, context: Mapping[str, str]) -> Request:
    return Request(action, resource, Principal(*principal), {key: (value,) for key, value in context.items()})
