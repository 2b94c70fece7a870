import pytest
from hypothesis import given
from hypothesis import strategies as st

from logs.flow_records.record_format import DEFAULT
from logs.insights.flow_log_queries import flow_log_queries
from logs.insights.tokens import TokenKind, tokens
from logs.insights.trail_queries import TRAIL_QUERIES
from logs.lake.flow_log_sql import FLOW_LOG_QUERIES as FLOW_LOG_SQL
from logs.lake.trail_sql import TRAIL_QUERIES as TRAIL_SQL
from logs.query_parameters import ACCOUNT, PARAMETERS, Parameter, insights_literal, insights_text, sql_literal

INSIGHTS = {query.name: query.text for query in (*TRAIL_QUERIES, *flow_log_queries(DEFAULT))}
SQL = {template.name: template for template in (*TRAIL_SQL, *FLOW_LOG_SQL)}
EVERY = [*PARAMETERS.values(), ACCOUNT]


def test_exactly_the_queries_of_insights_with_an_example_ask_for_something() -> None:
    examples = {parameter.example for parameter in EVERY}
    asking = {name for name, text in INSIGHTS.items() if any(f'"{one}"' in text for one in examples)}

    assert asking == PARAMETERS.keys()
    assert {name for name in PARAMETERS if f'"{PARAMETERS[name].example}"' not in INSIGHTS[name]} == set()


def test_the_queries_of_athena_ask_for_the_same() -> None:
    asking = {name: template.sql.count("?") for name, template in SQL.items() if "?" in template.sql}

    assert asking == {name: 1 for name in PARAMETERS if name in SQL}
    assert all(PARAMETERS[name].example in SQL[name].parameters[0] for name in asking)


@pytest.mark.parametrize("parameter", EVERY, ids=lambda parameter: parameter.name)
def test_an_example_is_a_value(parameter: Parameter) -> None:
    parameter.check(parameter.example)


@pytest.mark.parametrize("parameter", EVERY, ids=lambda parameter: parameter.name)
@pytest.mark.parametrize(
    "hostile", ["", '"', "'", "\\", "a\nb", '" or 1 = 1 or "', "' OR '1'='1", '1.1.1.1" | limit 1', "10.0.0.1\n", "é"]
)
def test_what_could_end_a_string_is_no_value(parameter: Parameter, hostile: str) -> None:
    with pytest.raises(ValueError, match="can't be"):
        parameter.check(hostile)


@pytest.mark.parametrize("name", PARAMETERS)
def test_a_value_takes_the_examples_place_and_nothing_else_changes(name: str) -> None:
    parameter = PARAMETERS[name]
    value = parameter.example.replace("1", "2").replace("I", "J")

    text = insights_text(INSIGHTS[name], parameter, value)

    assert parameter.example not in text
    assert text.replace(value, parameter.example) == INSIGHTS[name]


def test_a_query_without_the_place_is_refused() -> None:
    with pytest.raises(ValueError, match="has no"):
        insights_text("fields @message", PARAMETERS["trail-one-principal"], PARAMETERS["trail-one-principal"].example)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_any_text_is_one_string_of_insights(value: str) -> None:
    [word, name, sign, text] = tokens(f"filter name = {insights_literal(value)}")

    assert (word.text, name.text, sign.text, text.kind) == ("filter", "name", "=", TokenKind.TEXT)
    assert text.text.replace('\\"', '"').replace("\\\\", "\\") == value or "\\" in value


@given(st.text())
def test_any_text_is_one_string_of_sql(value: str) -> None:
    literal = sql_literal(value)

    assert (literal[0], literal[-1]) == ("'", "'")
    assert literal[1:-1].replace("''", "") == value.replace("'", "")
    assert literal[1:-1].count("'") == 2 * value.count("'")
