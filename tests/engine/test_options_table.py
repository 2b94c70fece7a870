"""The tables of options are complete: a new key of the configuration needs a row."""

from pathlib import Path
from typing import Any

import yaml

from tests.engine.options import (
    of_bucket,
    of_prod,
    of_prod_given_up,
    of_traffic,
    of_trail,
    of_watched_stack,
    of_watching,
)

ROOT = Path(__file__).parents[2]


def test_each_key_of_the_configuration_is_changed_by_an_option() -> None:
    declared: dict[str, Any] = yaml.safe_load((ROOT / "Pulumi.yaml").read_text())["config"]
    tables = (
        *(of_traffic, of_trail, of_bucket, of_prod, of_prod_given_up),
        *(of_watching, of_watched_stack),
    )
    assert {key for table in tables for option in table.OPTIONS for key in option.settings} == set(declared)
