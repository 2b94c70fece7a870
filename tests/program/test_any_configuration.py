"""Whatever text a configuration holds, it is read, or refused in words."""

import json

import pulumi
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic.alias_generators import to_camel

from components.configuration import parse_settings
from components.settings import Settings
from tests.support.configuration import problems_of

JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(st.characters()),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text() | st.sampled_from(["name", "cidrBlock", "availabilityZones"]), inner, max_size=3)
    ),
    max_leaves=8,
)


@settings(max_examples=300, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from([to_camel(name) for name in Settings.model_fields]) | st.text(st.characters()),
        st.text(st.characters()) | JSON.map(json.dumps),
        max_size=4,
    )
)
def test_any_configuration_is_settings_or_the_ordinary_error(configured: dict[str, str]) -> None:
    try:
        assert isinstance(parse_settings("p", configured), Settings)
    except pulumi.RunError:
        assert set(problems_of(configured))
