"""How AWS is asked: every kind, every page, every Region; and what becomes of what it refuses."""

import json
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest

from ops.aws.connect import SignedIn
from ops.aws.listing import RegionReader
from ops.blockers.attached import Findings
from ops.blockers.find import LISTINGS, find
from ops.errors import OpsError
from tests.ops.blockers.samples import OTHER_VPC, REGION, SAMPLES, VPC
from tests.ops.blockers.service_shapes import operation_name
from tests.ops.interceptor import Aws, refusal

OPERATIONS = {noun: operation_name(one.service, one.operation) for noun, one in LISTINGS.items()}


def summary(found: Findings) -> set[tuple[str, str, str]]:
    return {(one.kind, one.id, one.region) for one in found.attached}


def test_an_empty_account_holds_nothing(signed_in: SignedIn) -> None:
    assert find(signed_in, {REGION: [VPC]}) == Findings()


def test_without_vpcs_nothing_is_asked(signed_in: SignedIn, aws: Aws) -> None:
    assert find(signed_in, {}) == find(signed_in, {REGION: []}) == Findings()
    assert aws.asked == []


def test_every_kind_is_asked_for_in_every_region(signed_in: SignedIn, aws: Aws) -> None:
    find(signed_in, {"eu-west-1": [VPC], "us-east-1": [OTHER_VPC]})
    asked = sorted(operation for operation, _ in aws.asked)
    assert asked == sorted([*OPERATIONS.values()] * 2)


def test_everything_of_these_vpcs_is_found_and_nothing_of_others(signed_in: SignedIn, aws: Aws) -> None:
    for noun, sample in SAMPLES.items():
        # Both sorts of load balancers have an operation of this name.
        if noun not in ("load balancer", "classic load balancer"):
            aws.answers[OPERATIONS[noun]] = [sample.answer]
    found = find(signed_in, {REGION: [VPC]})
    expected = {
        (noun, one.id, REGION)
        for noun, sample in SAMPLES.items()
        for one in sample.found
        if one.vpc == VPC and noun not in ("load balancer", "classic load balancer")
    }
    assert summary(found) == expected
    assert found.unseen == ()


def test_all_pages_are_read(signed_in: SignedIn, aws: Aws) -> None:
    aws.answers["DescribeSubnets"] = [
        {
            "Subnets": [{"SubnetId": f"subnet-{page}", "VpcId": VPC}],
            **({"NextToken": f"page {page + 1}"} if page < 3 else {}),
        }
        for page in range(4)
    ]
    found = find(signed_in, {REGION: [VPC]})
    assert ([one.id for one in found.attached], found.unseen) == ([f"subnet-{page}" for page in range(4)], ())


@pytest.mark.parametrize("noun", LISTINGS)
def test_what_can_page_does(signed_in: SignedIn, noun: str) -> None:
    """All but the operations that AWS answers in one piece."""
    listing = LISTINGS[noun]
    client = signed_in.client(listing.service, REGION)
    assert client.can_paginate(listing.operation) is (noun != "VPN gateway")


@pytest.mark.parametrize("noun", LISTINGS)
def test_what_may_not_be_read_is_named_and_the_rest_is_found(signed_in: SignedIn, aws: Aws, noun: str) -> None:
    seen = "VPN gateway" if noun != "VPN gateway" else "subnet"
    aws.answers[OPERATIONS[seen]] = [SAMPLES[seen].answer]
    aws.answers[OPERATIONS[noun]] = [refusal(OPERATIONS[noun], "UnauthorizedOperation")]
    found = find(signed_in, {REGION: [VPC]})
    refused = {other for other, operation in OPERATIONS.items() if operation == OPERATIONS[noun]}
    assert {(one.kind, one.region, one.reason.action, one.reason.code) for one in found.unseen} == {
        (other, REGION, LISTINGS[other].action, "UnauthorizedOperation") for other in refused
    }
    assert {kind for kind, _, _ in summary(found)} == {seen}


def test_a_region_that_refuses_hides_no_other(signed_in: SignedIn, aws: Aws) -> None:
    aws.answers["DescribeSubnets"] = [
        refusal("DescribeSubnets", "UnauthorizedOperation"),
        {"Subnets": [{"SubnetId": "subnet-1", "VpcId": VPC}]},
    ]
    found = find(signed_in, {"eu-west-1": [VPC], "us-east-1": [VPC]})
    # Which of the two is asked first is not known.
    assert [one.kind for one in found.unseen] == ["subnet"]
    assert {one.region for one in found.unseen} | {one.region for one in found.attached} == {"eu-west-1", "us-east-1"}
    assert [one.id for one in found.attached] == ["subnet-1"]


def test_credentials_that_expire_meanwhile_end_it(signed_in: SignedIn, aws: Aws) -> None:
    aws.answers["DescribeSubnets"] = [refusal("DescribeSubnets", "RequestExpired")]
    with pytest.raises(OpsError, match="expired"):
        find(signed_in, {REGION: [VPC]})


def test_ten_are_asked_at_the_same_time(signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch) -> None:
    first_ten, all_there = iter(range(10)), Barrier(10)

    def listed(_reader: RegionReader, _listing: Any, _vpc_ids: Any) -> tuple[()]:
        if next(first_ten, None) is not None:
            all_there.wait(timeout=20)  # an error if it were one after the other
        return ()

    monkeypatch.setattr(RegionReader, "listed", listed)
    assert find(signed_in, {"eu-west-1": [VPC], "us-east-1": [OTHER_VPC]}) == Findings()


def test_a_client_is_made_once(signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[tuple[str, str]] = []
    make = SignedIn.client

    def client(signed_in: SignedIn, service: str, region: str) -> Any:
        made.append((service, region))
        return make(signed_in, service, region)

    monkeypatch.setattr(SignedIn, "client", client)
    find(signed_in, {"eu-west-1": [VPC], "us-east-1": [OTHER_VPC]})
    services = {listing.service for listing in LISTINGS.values()}
    assert sorted(made) == sorted((service, region) for service in services for region in ("eu-west-1", "us-east-1"))


def test_the_documented_policy_allows_exactly_these_calls() -> None:
    page = (Path(__file__).parents[3] / "docs" / "blockers.md").read_text(encoding="utf-8")
    policy = json.loads(page.split("```json\n")[1].split("```", maxsplit=1)[0])
    actions = {listing.action for listing in LISTINGS.values()} | {"ec2:DescribeVpcs"}
    assert policy["Statement"][0]["Action"] == sorted(actions)
