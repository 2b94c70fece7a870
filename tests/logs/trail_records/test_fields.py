import pytest

from logs.trail_records.fields import Place, place_of


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("eventName", Place.STATED),
        ("sourceIPAddress", Place.STATED),
        ("userIdentity.sessionContext.sessionIssuer.arn", Place.STATED),
        ("userIdentity.sessionContext.ec2RoleDelivery", Place.STATED),
        ("resources.0.ARN", Place.STATED),
        ("requestParameters", Place.STATED),
        ("requestParameters.bucketName", Place.OPEN),
        ("responseElements.instancesSet.items.0.instanceId", Place.OPEN),
        ("additionalEventData.MFAUsed", Place.OPEN),
        ("userIdentity.sessionContext.webIdFederationData.attributes.sub", Place.OPEN),
        ("eventname", Place.NOWHERE),
        ("sourceIpAddress", Place.NOWHERE),
        ("event_name", Place.NOWHERE),
        ("eventName.more", Place.NOWHERE),
        ("userIdentity.usrName", Place.NOWHERE),
        ("resources.arn", Place.NOWHERE),
        ("resources.0.arn", Place.NOWHERE),
    ],
)
def test_a_path_leads_somewhere_or_nowhere(path: str, place: Place) -> None:
    assert place_of(path.split(".")) is place
