import re

import pytest

from logs.lake.scope import LakeScope

ACCOUNT = "111122223333"


@pytest.mark.parametrize("region", ["eu-west-1", "us-gov-west-1", "cn-northwest-1", "us-iso-east-1", "eusc-de-east-1"])
def test_regions_of_every_partition_will_do(region: str) -> None:
    assert LakeScope((ACCOUNT,), (region,), 1).regions == (region,)


@pytest.mark.parametrize(
    ("accounts", "regions", "days", "problem"),
    [
        (("1234",), ("eu-west-1",), 1, '"1234" is not an account id: write its 12 digits.'),
        (("*",), ("eu-west-1",), 1, '"*" is not an account id: write its 12 digits.'),
        ((ACCOUNT, ACCOUNT), ("eu-west-1",), 1, "The account 111122223333 is in a lake's scope twice: name it once."),
        ((), ("eu-west-1", "eu-west-1"), 1, "The Region eu-west-1 is in a lake's scope twice: name it once."),
        ((), ("eu-west-1,eu-west-2",), 1, '"eu-west-1,eu-west-2" is not a Region: write its code, as in eu-west-1.'),
        ((), ("Ireland",), 1, '"Ireland" is not a Region: write its code, as in eu-west-1.'),
        ((), (), 1, "A lake's scope has no Regions: name at least one, as in eu-west-1."),
        ((), ("eu-west-1",), 0, "A lake's scope is 0 days: it has to be at least 1."),
    ],
)
def test_what_no_projection_can_have_is_refused(
    accounts: tuple[str, ...], regions: tuple[str, ...], days: int, problem: str
) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(problem)}$"):
        LakeScope(accounts, regions, days)
