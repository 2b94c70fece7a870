"""Whether one action of a service is allowed, for which source, and how long it is looked for."""

from collections.abc import Sequence

import pytest
from automaton import Budget, TooManyStepsError
from contract import CLOUDTRAIL
from delivery_routes import GET_ACL, PUT_OBJECT, Route, delivers, first_source
from policy_document import parse_document
from policy_model import Statement

from tests.support.bucket_documents import ACCOUNT, ARN, PLAIN, TRAIL, document, good_statements

TWO = TRAIL.replace("main", "two")
US_EAST = f"{ARN}/AWSLogs/{ACCOUNT}/CloudTrail/us-east-1/*"


def route(denies: Sequence[dict[str, object]], budget: Budget, *sources: str, action: str = PUT_OBJECT) -> Route:
    allow = good_statements()[action == PUT_OBJECT]
    allow["Condition"]["StringEquals"]["aws:SourceArn"] = list(sources)
    denying = [{"Sid": f"D{n}", "Effect": "Deny", "Principal": "*", **deny} for n, deny in enumerate(denies)]
    read = parse_document(document([allow, *denying])).statements
    return Route(CLOUDTRAIL, action, read[:1], list[Statement](read[1:]), PLAIN, budget)


def of(source: str, action: str = PUT_OBJECT, resource: str = f"{ARN}/*") -> dict[str, object]:
    return {"Action": action, "Resource": resource, "Condition": {"ArnEquals": {"aws:SourceArn": source}}}


@pytest.mark.parametrize(
    ("denies", "expected"),
    [
        ([], TRAIL),
        ([of(TRAIL)], TWO),
        ([of(TWO)], TRAIL),
        ([of(TWO), of(TRAIL)], None),
        ([of(TRAIL, resource=US_EAST)], TRAIL),
        ([of(TRAIL, action=GET_ACL)], TRAIL),
    ],
)
def test_the_first_source_is_one_that_no_deny_refuses(denies: list[dict[str, object]], expected: str | None) -> None:
    found = route(denies, Budget(), TRAIL, TWO)
    assert first_source(found) == expected
    refused = {each for each in (TRAIL, TWO) if not delivers(found, each)}
    assert refused == {each for each in (TRAIL, TWO) if of(each) in denies}


def test_a_source_that_is_not_let_in_delivers_nothing() -> None:
    assert not delivers(route([], Budget(), TRAIL), TWO)


def test_each_request_that_is_refused_costs_what_the_denies_have_to_be_read() -> None:
    deny: dict[str, object] = {"Action": PUT_OBJECT, "Resource": US_EAST}
    # A step, and one for each ten characters. The log file of the trail's own Region is tried twice, before the next.
    cost = 2 * (1 + (len(PUT_OBJECT) + len(US_EAST)) // 10) + 2
    assert first_source(route([deny], Budget(cost), TRAIL)) == TRAIL
    with pytest.raises(TooManyStepsError):
        first_source(route([deny], Budget(cost - 1), TRAIL))


@pytest.mark.parametrize("resource", ["*", "arn:aws:s3:::*", f"{ARN}*", f"{ARN}/*", ["arn:aws:s3:::x", f"{ARN}/*"]])
def test_a_deny_of_every_object_ends_the_search_for_a_source(resource: str | list[str]) -> None:
    deny: dict[str, object] = {"Action": PUT_OBJECT, "Resource": resource}
    assert first_source(route([deny], Budget(0), TRAIL)) is None


@pytest.mark.parametrize("resource", [US_EAST, f"{ARN}/A*", [US_EAST, f"{ARN}/a"]])
def test_a_deny_of_some_objects_leaves_others_to_look_for(resource: str | list[str]) -> None:
    deny: dict[str, object] = {"Action": PUT_OBJECT, "Resource": resource}
    with pytest.raises(TooManyStepsError):
        first_source(route([deny], Budget(0), TRAIL))


def test_other_sources_are_looked_for_where_a_deny_tells_them_apart() -> None:
    assert first_source(route([of(TRAIL)], Budget(), TRAIL)) is None
    with pytest.raises(TooManyStepsError):
        first_source(route([of(TRAIL)], Budget(0), TRAIL))


NOTHING = f"{ARN}/nothing/*"


@pytest.mark.parametrize(
    ("deny", "expected"),
    [
        ({"Action": PUT_OBJECT, "NotResource": NOTHING}, None),
        ({"Action": "s3:GetObject", "NotResource": NOTHING}, TRAIL),
        ({"Action": PUT_OBJECT, "NotResource": NOTHING, "Principal": {"Service": "ec2.amazonaws.com"}}, TRAIL),
        (
            {"Action": PUT_OBJECT, "NotResource": NOTHING, "Condition": {"Bool": {"aws:SecureTransport": "false"}}},
            TRAIL,
        ),
        ({"Action": PUT_OBJECT, "NotResource": NOTHING, "Condition": {"Null": {"s3:x-amz-tagging": "false"}}}, TRAIL),
    ],
    ids=["in force", "of another action", "of another principal", "of other requests", "of some uploads"],
)
def test_a_log_file_is_looked_for_among_what_the_denies_in_force_leave(
    deny: dict[str, object], expected: str | None
) -> None:
    left: list[dict[str, object]] = [
        {"Action": PUT_OBJECT, "NotResource": f"{ARN}/*/{part}/*"} for part in ("af-south-1", "2027")
    ]
    assert first_source(route([*left, deny], Budget(), TRAIL)) == expected
