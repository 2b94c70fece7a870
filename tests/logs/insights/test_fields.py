import re

import pytest

from logs.detections.detection import LogSource
from logs.insights.fields import fields_read, unknown_fields
from logs.insights.query import InsightsQuery


def trail(*commands: str) -> InsightsQuery:
    return InsightsQuery("q", "A query.", LogSource.TRAIL, commands)


@pytest.mark.parametrize(
    ("commands", "read"),
    [
        (["fields @timestamp, eventName as action", "sort action desc", "limit 10"], {"@timestamp", "eventName"}),
        (['filter eventName like /a|b\\/c/ and errorCode = "x y"'], {"eventName", "errorCode"}),
        (['filter not ispresent(a.b.0) or c in ["d", "e"]'], {"a.b.0", "c"}),
        (["filter `log-status` != 'x'".replace("'", '"')], {"log-status"}),
        (['parse @message "* * *" as first, `second_one`, third', "filter first = `second_one`"], {"@message"}),
        (["stats count(*) as calls, max(a) as newest by b, bin(5m)", "sort calls desc", "filter b = 1"], {"a", "b"}),
        (["fields a * 2 as twice", "stats sum(twice) as total by bin(1h)"], {"a"}),
        (["stats count(*) as n by a", "stats max(n) as most by a"], {"a"}),
        (["display a", "dedup b"], {"a", "b"}),
    ],
)
def test_what_commands_read_of_an_event(commands: list[str], read: set[str]) -> None:
    assert fields_read(commands) == read


@pytest.mark.parametrize(
    ("commands", "problem"),
    [
        (["select a"], '"select" is none of dedup, display, fields, filter, limit, parse, sort, stats, in "select a".'),
        (["filter a ~ 1"], '" ~ 1" begins with nothing that Logs Insights knows, in "filter a ~ 1".'),
        (['filter a = "x'], '" "x" begins with nothing that Logs Insights knows, in "filter a = "x".'),
        (
            ['parse @message "* *" as a'],
            'A parse needs a text with as many * as there are names after "as", in "parse @message "* *" as a".',
        ),
        (['parse @message "*" as a', "fields b as a"], 'The field a is made a second time, in "fields b as a".'),
        (["stats count(*) as n by a", "filter b = 1"], 'The stats before have left out b, in "filter b = 1".'),
        (
            ["fields a as made", "stats count(*) as n by b", "filter made = 1"],
            'The stats before have left out made, in "filter made = 1".',
        ),
    ],
)
def test_what_logs_insights_would_refuse_is_refused(commands: list[str], problem: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(problem)}$"):
        fields_read(commands)


@pytest.mark.parametrize(
    ("field", "unknown"),
    [
        ("eventName", ()),
        ("@ingestionTime", ()),
        ("userIdentity.sessionContext.attributes.mfaAuthenticated", ()),
        ("requestParameters.whatever", ()),
        ("eventname", ("eventname",)),
        ("userIdentity.usrName", ("userIdentity.usrName",)),
        ("@time", ("@time",)),
    ],
)
def test_a_field_that_no_event_of_the_trail_has(field: str, unknown: tuple[str, ...]) -> None:
    assert unknown_fields(trail(f"filter ispresent({field})")) == unknown


def test_a_flow_record_has_only_the_fields_that_the_query_gets_from_it() -> None:
    commands = ('parse @message "* *" as srcaddr, bytes', "stats sum(bytes) as total by srcaddr, dstaddr, @logStream")
    assert unknown_fields(InsightsQuery("q", "A query.", LogSource.FLOW_LOG, commands)) == ("dstaddr",)
