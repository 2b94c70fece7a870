"""The samples' actions, and what is sent along, are those of the services' own models: a typo in both can't hide."""

from functools import cache
from typing import Any, cast

import pytest
from botocore.loaders import Loader

from logs.detections.benchmark.profiles import CIS_7, SECURITY_HUB
from logs.detections.detection import Detection
from logs.detections.own.all import own_detections
from logs.detections.own.watched import EXAMPLE

MODELS = {"monitoring": "cloudwatch"}
"""Services that botocore calls otherwise than CloudTrail."""
NO_MODEL = {"signin.amazonaws.com": {"ConsoleLogin"}}
OTHER_NAMES = {
    # S3 User Guide, "Amazon S3 CloudTrail events".
    "PutBucketPublicAccessBlock": "PutPublicAccessBlock",
    "DeleteBucketPublicAccessBlock": "DeletePublicAccessBlock",
    "PutAccountPublicAccessBlock": "PutPublicAccessBlock",
    "DeleteAccountPublicAccessBlock": "DeletePublicAccessBlock",
}
"""Actions that CloudTrail calls otherwise than the service."""
OWN_SHAPES = {"ec2", "s3"}
"""Services whose events have what was sent in a shape of their own, and not in the model's."""

DETECTIONS = {
    **{f"{detection.id}-cis": detection for detection in CIS_7.detections},
    **{detection.id: detection for detection in (*SECURITY_HUB.detections, *own_detections(EXAMPLE))},
}


@cache
def model_of(service: str) -> dict[str, Any]:
    return cast("dict[str, Any]", Loader().load_service_model(MODELS.get(service, service), "service-2"))


def parameters_of(service: str, action: str) -> set[str]:
    """The operation's parameters, as events have them: in lower case first. KeyError: there is no such operation."""
    model = model_of(service)
    shape = model["operations"][action].get("input", {}).get("shape")
    names: list[str] = list(model["shapes"][shape]["members"]) if shape else []
    return {name[:1].lower() + name[1:] for name in names}


@pytest.mark.parametrize("detection", DETECTIONS.values(), ids=DETECTIONS)
def test_what_is_done_in_a_sample_can_be_done(detection: Detection) -> None:
    for sample in detection.matching:
        assert not isinstance(sample.event, str)
        source, action = str(sample.event["eventSource"]), str(sample.event["eventName"])
        if action in NO_MODEL.get(source, set[str]()):
            continue
        service = source.removesuffix(".amazonaws.com")
        known = parameters_of(service, OTHER_NAMES.get(action, action))
        sent = cast("dict[str, object]", sample.event["requestParameters"] or {})
        if service not in OWN_SHAPES:
            assert set(sent) <= known, action
