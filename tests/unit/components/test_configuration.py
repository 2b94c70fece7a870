import re

import pytest

from components.configuration import parse_settings, read_settings
from components.settings import Settings
from tests.support.configuration import problems_of
from tests.support.recorder import record

A_LIST = "a list of objects with the keys name, cidrBlock and availabilityZones"
BE_A_PREFIX = "it must be up to 20 lower-case letters, digits and single hyphens between them, a letter first"


@pytest.mark.parametrize(
    "value",
    [
        pytest.param('"\\ud800"', id="lone surrogate"),
        pytest.param('[{"name": "\\udfff"}]', id="lone surrogate inside"),
        *(
            pytest.param("[" * depth + "]" * depth, id=f"{depth} deep")
            for depth in (*range(190, 210), 900, 3000, 100_000)
        ),
        pytest.param("1" * 5000, id="5000 digits"),
    ],
)
def test_what_only_some_parsers_read_is_an_ordinary_error(value: str) -> None:
    (problem,) = problems_of({"vpcs": value})
    assert re.fullmatch(rf"p:vpcs(\[0\])? is .{{1,210}}: it must be {A_LIST}", problem)


def test_a_text_that_is_not_unicode_is_an_ordinary_error() -> None:
    assert problems_of({"namePrefix": "a\udcff"}) == [f'p:namePrefix is "a\\\\udcff": {BE_A_PREFIX}']
    (problem,) = problems_of({"\ud800": "x"})
    assert problem.startswith("p:\\ud800 is not a key: the keys are namePrefix, vpcs, ")


def test_a_long_value_is_cut() -> None:
    assert problems_of({"namePrefix": "a" * 500}) == [f'p:namePrefix is "{"a" * 199}...: {BE_A_PREFIX}']


def test_strings_that_look_like_json_stay_strings() -> None:
    # The engine sends strings bare, so a name could be read as something else.
    assert parse_settings("p", {"namePrefix": "null"}).name_prefix == "null"


def test_the_running_stacks_configuration_is_read_and_other_namespaces_are_not() -> None:
    read: list[Settings] = []
    record(lambda: read.append(read_settings()), config={"namePrefix": "acme", "aws:region": "eu-west-1"})
    assert read == [parse_settings("p", {"namePrefix": "acme"})]
