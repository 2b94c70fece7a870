from typing import Any

import jmespath
import pytest

from ops.blockers.find import LISTINGS
from ops.blockers.kind import Kind, Place
from ops.blockers.kinds import KINDS
from tests.ops.blockers.samples import ACCOUNT, REGION, SAMPLES, Found
from tests.ops.blockers.service_shapes import faults_of_request, foreign_members, operation_name

PLACE = Place(partition="aws", region=REGION, account_id=ACCOUNT)
EACH = pytest.mark.parametrize("kind", KINDS, ids=[kind.noun for kind in KINDS])
EACH_LISTING = pytest.mark.parametrize("noun", LISTINGS)


def test_there_is_a_sample_of_every_kind() -> None:
    assert sorted(SAMPLES) == sorted(kind.noun for kind in KINDS)


@EACH
def test_a_sample_is_what_aws_could_answer(kind: Kind) -> None:
    assert foreign_members(kind.listing.service, kind.listing.operation, SAMPLES[kind.noun].answer) == set()


@EACH
def test_what_is_made_of_an_answer(kind: Kind) -> None:
    items: Any = jmespath.search(kind.listing.items, SAMPLES[kind.noun].answer)
    things = [thing for item in items for thing in kind.attached(item, PLACE)]
    assert [
        Found(
            id=thing.id,
            removal=thing.removal,
            vpc=thing.vpc_id,
            name=thing.name,
            leaving=thing.leaving,
            identity=None if thing.identities == {thing.id} else "".join(thing.identities),
        )
        for thing in things
    ] == list(SAMPLES[kind.noun].found)
    assert {(thing.kind, thing.region) for thing in things} == {(kind.noun, REGION)}


@EACH
def test_an_empty_answer(kind: Kind) -> None:
    assert not jmespath.search(kind.listing.items, {})


@EACH_LISTING
def test_a_request_is_what_aws_takes(noun: str) -> None:
    listing = LISTINGS[noun]
    requests = list(listing.requests([f"vpc-{number:x}" for number in range(201)]))
    assert requests
    for request in requests:
        assert faults_of_request(listing.service, listing.operation, request) == ""


@EACH_LISTING
def test_the_action_is_the_operations(noun: str) -> None:
    """Its IAM action has the operation's name, in all of these services."""
    listing = LISTINGS[noun]
    prefix = {"elb": "elasticloadbalancing", "elbv2": "elasticloadbalancing"}.get(listing.service, listing.service)
    assert listing.action == f"{prefix}:{operation_name(listing.service, listing.operation)}"


def test_a_filter_takes_200_values() -> None:
    ids = [f"vpc-{number:x}" for number in range(401)]
    values = [request["Filters"][0]["Values"] for request in LISTINGS["subnet"].requests(ids)]
    assert [len(part) for part in values] == [200, 200, 1]
    assert [vpc for part in values for vpc in part] == ids
