import pytest

from logs.keys.trail_keys import TrailKeys
from logs.lake.scope import LakeScope
from logs.lake.trail import trail_table
from logs.patterns import JsonPattern, parse
from logs.patterns.compile.athena import JSON_COLUMNS, athena_sql
from logs.patterns.compile.errors import NotExpressible
from tests.support.benchmark_patterns import BENCHMARK_PATTERNS

COLUMNS = trail_table(TrailKeys(), "example-logs", LakeScope(("111122223333",), ("eu-west-1",), 30)).columns


def sql(text: str) -> str:
    pattern = parse(text)
    assert isinstance(pattern, JsonPattern)
    return athena_sql(pattern, COLUMNS)


BUCKET = "json_extract_scalar(requestparameters, '$.bucket.name')"
CONDITIONS = {
    '{ $.eventName = "x" }': "eventname = 'x'",
    '{ $.eventName = "it\'s" }': "eventname = 'it''s'",
    '{ $.eventName != "x" }': "eventname <> 'x'",
    '{ $.eventName = "x" || ($.eventName = y) }': "eventname IN ('x', 'y')",
    '{ ($.eventName = "x" || $.errorCode = "y") && $.userIdentity.type = "Root" }': (
        "(eventname = 'x' OR errorcode = 'y') AND useridentity.type = 'Root'"
    ),
    '{ $.eventName = "x" || $.errorCode = "y" && $.errorMessage = "z" }': (
        "eventname = 'x' OR (errorcode = 'y' AND errormessage = 'z')"
    ),
    '{ $.errorCode = "Access*" }': "errorcode LIKE 'Access%'",
    '{ $.errorCode != "*a%b_c\\\\*" }': r"errorcode NOT LIKE '%a\%b\_c\\%' ESCAPE '\'",
    "{ $.errorCode = * }": "errorcode IS NOT NULL",
    "{ $.errorCode != * }": "errorcode <> errorcode",
    r"{ $.errorCode = %^\d{,3}$% }": r"regexp_like(errorcode, '^\d{0,3}$')",
    "{ $.errorCode != %x% }": "NOT regexp_like(errorcode, 'x')",
    "{ $.errorCode EXISTS }": "errorcode IS NOT NULL",
    "{ $.userIdentity.sessionContext.sessionIssuer.userName NOT EXISTS }": (
        "useridentity.sessioncontext.sessionissuer.username IS NULL"
    ),
    "{ $.userIdentity.sessionContext EXISTS }": "useridentity.sessioncontext IS NOT NULL",
    "{ $.readOnly IS TRUE || $.readOnly IS FALSE }": "readonly = 'true' OR readonly = 'false'",
    '{ $.requestParameters.bucket.name = "x" }': f"{BUCKET} = 'x'",
    "{ $.requestParameters.bucket.name < 1e3 }": f"TRY_CAST({BUCKET} AS double) < 1000",
    "{ $.requestParameters.bucket.name = -1.5 }": f"TRY_CAST({BUCKET} AS double) = -1.5E0",
    "{ $.requestParameters.bucket.name = 1e30 }": f"TRY_CAST({BUCKET} AS double) = 1E+30",
    "{ $.requestParameters.bucket.name != 5 }": (f"coalesce(TRY_CAST({BUCKET} AS double) <> 5, {BUCKET} IS NOT NULL)"),
    "{ $.requestParameters.a EXISTS }": "json_extract(requestparameters, '$.a') IS NOT NULL",
    "{ $.requestParameters.a NOT EXISTS }": "json_extract(requestparameters, '$.a') IS NULL",
    "{ $.requestParameters.a IS NULL }": "json_format(json_extract(requestparameters, '$.a')) = 'null'",
    "{ $.requestParameters.a IS TRUE }": "json_extract_scalar(requestparameters, '$.a') = 'true'",
    "{ $.requestParameters.items[0].x-amz-acl = x }": (
        "json_extract_scalar(requestparameters, '$.items[0][\"x-amz-acl\"]') = 'x'"
    ),
    "{ $.requestParameters NOT EXISTS }": "requestparameters IS NULL",
}


@pytest.mark.parametrize("text", CONDITIONS)
def test_a_pattern_is_this_condition(text: str) -> None:
    assert sql(text) == CONDITIONS[text]


REASONS = {
    "{ $.managementEvent IS TRUE }": "$.managementEvent: the table has no column managementevent",
    "{ $.* = 1 }": "$.* is any property, and SQL asks for a column by its name",
    "{ $.userIdentity.nothing = 1 }": "$.userIdentity.nothing: the table has useridentity as struct",
    "{ $.eventName.x = 1 }": "$.eventName.x: the table has eventname as string",
    "{ $.resources[0].ARN = 1 }": "$.resources[0].ARN: the table has resources as array",
    "{ $.userIdentity = 1 }": "$.userIdentity is an object or a list, and has no value to compare",
    "{ $.userIdentity IS TRUE }": "$.userIdentity is an object or a list, and has no value to compare",
    "{ $.requestParameters = 1 }": "$.requestParameters is an object or a list, and has no value to compare",
    "{ $.requestParameters.a[*] = 1 }": "$.requestParameters.a[*]: Athena's JSON paths have no wildcards",
    "{ $.errorCode IS NULL }": "$.errorCode IS NULL: the table has null too for what isn't there",
}


@pytest.mark.parametrize("text", REASONS)
def test_what_can_not_be_said_has_a_reason(text: str) -> None:
    with pytest.raises(NotExpressible) as caught:
        sql(text)
    assert caught.value.reason == REASONS[text]


@pytest.mark.parametrize("name", BENCHMARK_PATTERNS)
def test_every_benchmark_can_be_said(name: str) -> None:
    assert sql(BENCHMARK_PATTERNS[name])


def test_the_columns_with_json_say_that_they_have_it() -> None:
    assert {column.name for column in COLUMNS if "JSON" in column.comment} == JSON_COLUMNS
