from sandbox.cloud.inventory import LISTINGS
from sandbox.provider.registry import TYPES


def test_whatever_the_provider_can_make_is_looked_for() -> None:
    """A service without a listing would be a place where a tear-down leaves things unseen."""
    assert {kind.service for kind in TYPES.values()} - {listing.service for listing in LISTINGS} == set()
