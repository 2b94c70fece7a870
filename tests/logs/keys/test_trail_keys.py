import re
from datetime import UTC, datetime

import pytest

from logs.keys.trail_keys import TrailKeys

ACCOUNT, REGION, ORGANIZATION = "111122223333", "us-east-2", "o-exampleorgid"
TIME = datetime(2016, 9, 14, 21, 10, 30, tzinfo=UTC)
FILE = "111122223333_CloudTrail_us-east-2_20160914T2110Z_Mu0KsOhtH1ar15ZZ.json.gz"


# CloudTrail User Guide, "CloudTrail log file name format" and "Finding your CloudTrail log files".
@pytest.mark.parametrize(
    ("keys", "key", "folders"),
    [
        (
            TrailKeys(),
            f"AWSLogs/111122223333/CloudTrail/us-east-2/2016/09/14/{FILE}",
            ("AWSLogs/111122223333/",),
        ),
        (
            TrailKeys(prefix="audit/trail"),
            f"audit/trail/AWSLogs/111122223333/CloudTrail/us-east-2/2016/09/14/{FILE}",
            ("audit/trail/AWSLogs/111122223333/",),
        ),
        (
            TrailKeys(organization=ORGANIZATION),
            f"AWSLogs/o-exampleorgid/111122223333/CloudTrail/us-east-2/2016/09/14/{FILE}",
            ("AWSLogs/111122223333/", "AWSLogs/o-exampleorgid/"),
        ),
        (
            TrailKeys("audit", ORGANIZATION),
            f"audit/AWSLogs/o-exampleorgid/111122223333/CloudTrail/us-east-2/2016/09/14/{FILE}",
            ("audit/AWSLogs/111122223333/", "audit/AWSLogs/o-exampleorgid/"),
        ),
    ],
)
def test_a_key_is_as_cloudtrail_writes_it(keys: TrailKeys, key: str, folders: tuple[str, ...]) -> None:
    assert keys.object_key(ACCOUNT, REGION, TIME, "Mu0KsOhtH1ar15ZZ") == key
    assert keys.folders(ACCOUNT) == folders
    assert key.startswith(folders[-1])


@pytest.mark.parametrize("prefix", ["audit/", "/audit", "a//b", "a*", "${x}", "a" * 201])
def test_a_prefix_is_folders(prefix: str) -> None:
    problem = (
        f'"{prefix}" is no prefix for a trail: write up to 200 letters, digits and -_.!\'(), '
        "with slashes between folders and none at the ends, as in audit/trail."
    )
    with pytest.raises(ValueError, match=f"^{re.escape(problem)}$"):
        TrailKeys(prefix=prefix)


@pytest.mark.parametrize("prefix", ["AWSLogs", "a/AWSLogs/b"])
def test_cloudtrail_keeps_its_folder_to_itself(prefix: str) -> None:
    problem = f'"{prefix}" is no prefix for a trail: CloudTrail adds the folder AWSLogs itself.'
    with pytest.raises(ValueError, match=f"^{re.escape(problem)}$"):
        TrailKeys(prefix=prefix)


@pytest.mark.parametrize(
    "organization", ["exampleorgid", "o-short", "o-EXAMPLEORGID", "o-exampleorgid/x", "o-" + "a" * 33]
)
def test_an_organization_has_an_id(organization: str) -> None:
    problem = f'"{organization}" is no organization: its id is o- and 10 to 32 lower-case letters and digits.'
    with pytest.raises(ValueError, match=f"^{re.escape(problem)}$"):
        TrailKeys(organization=organization)
