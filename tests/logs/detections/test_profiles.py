import pytest

from logs.detections.benchmark.profiles import CIS_5, CIS_7, PROFILES, SECURITY_HUB, Profile
from logs.detections.detection import Control, Framework
from logs.patterns import matches, parse
from tests.support.benchmark_patterns import BENCHMARK_PATTERNS as TEXTS

HUB_IDS = [f"CloudWatch.{number}" for number in range(1, 15)]
# In the order of Security Hub's controls.
CIS_ITEMS = (3, 1, 2, *range(4, 16))
IAM_NAMES = TEXTS["CloudWatch.4"].removeprefix("{($.eventSource=iam.amazonaws.com) && (").removesuffix(")}")
ROUTE_NAMES = TEXTS["CloudWatch.13"].removeprefix("{($.eventSource=ec2.amazonaws.com) && (").removesuffix(")}")
CIS_TEXTS = {
    **{f"4.{number}": TEXTS[f"CloudWatch.{number}"] for number in (5, 6, 7, 8, 9, 11, 12, 14)},
    "4.1": TEXTS["CIS 5.0 4.1"],
    "4.2": TEXTS["CIS 4.2"],
    "4.3": TEXTS["CloudWatch.1"],
    "4.4": f"{{{IAM_NAMES}}}",
    "4.10": TEXTS["CloudWatch.10"].removesuffix("}") + " || ($.eventName = ModifySecurityGroupRules)}",
    "4.13": f"{{{ROUTE_NAMES}}}",
    "4.15": TEXTS["CIS 4.15"],
}


@pytest.mark.parametrize(
    ("profile", "texts"),
    [
        (SECURITY_HUB, {name: TEXTS[name] for name in HUB_IDS}),
        (CIS_5, CIS_TEXTS),
        (CIS_7, {name.replace("4.", "5.", 1): text for name, text in CIS_TEXTS.items()}),
    ],
    ids=lambda value: value.name if isinstance(value, Profile) else "",
)
def test_a_profile_has_exactly_these_controls_with_these_patterns(profile: Profile, texts: dict[str, str]) -> None:
    patterns = {profile.control_of(detection): plain(detection.pattern) for detection in profile.detections}
    assert patterns == {control: plain(text) for control, text in texts.items()}
    assert len(profile.detections) == len(texts)


@pytest.mark.parametrize(
    ("profile", "controls"),
    [
        (SECURITY_HUB, HUB_IDS),
        (CIS_5, [f"4.{item}" for item in CIS_ITEMS]),
        (CIS_7, [f"5.{item}" for item in CIS_ITEMS]),
    ],
    ids=lambda value: value.name if isinstance(value, Profile) else "",
)
def test_its_order_is_that_of_security_hub(profile: Profile, controls: list[str]) -> None:
    assert [profile.control_of(detection) for detection in profile.detections] == controls


def test_a_stack_can_choose_exactly_these() -> None:
    assert list(PROFILES) == ["security-hub", "cis-5.0", "cis-7.0"]
    assert list(PROFILES.values()) == [SECURITY_HUB, CIS_5, CIS_7]


def test_only_a_pattern_to_the_letter_counts_for_security_hub() -> None:
    hub = {detection.id: detection.pattern for detection in SECURITY_HUB.detections}
    others = {
        detection.id
        for detection in CIS_7.detections
        if Framework.SECURITY_HUB not in {control.framework for control in detection.controls}
    }
    assert others == {
        "denied-calls",
        "console-sign-in-without-mfa",
        "iam-policy-changed",
        "security-group-changed",
        "route-changed",
        "organization-changed",
    }
    assert others == {detection.id for detection in CIS_7.detections if detection.pattern != hub.get(detection.id)}


def test_the_numbers_of_the_other_versions() -> None:
    [root, denied, *_] = SECURITY_HUB.detections
    assert root.controls == (
        Control(Framework.SECURITY_HUB, "CloudWatch.1"),
        Control(Framework.CIS_1_2, "1.1"),
        Control(Framework.CIS_1_2, "3.3"),
        Control(Framework.CIS_1_4, "4.3"),
        Control(Framework.CIS_3_0, "4.3"),
        Control(Framework.CIS_5_0, "4.3"),
        Control(Framework.CIS_7_0, "5.3"),
    )
    assert [control.id for control in denied.controls] == ["CloudWatch.2", "3.1", "4.1", "4.1", "4.1", "5.1"]


def test_why_cis_3_is_no_profile() -> None:
    """Its pattern of denied calls finds what was allowed."""
    pattern = parse(TEXTS["CIS 3.0 4.1"])
    allowed = {"eventName": "DescribeRegions", "sourceIPAddress": "192.0.2.17"}
    assert matches(pattern, allowed)
    for profile in PROFILES.values():
        assert not any(matches(parse(detection.pattern), allowed) for detection in profile.detections)


def plain(text: str) -> str:
    """The text with spaces only where they are in quotes."""
    return "".join(part if quoted % 2 else "".join(part.split()) for quoted, part in enumerate(text.split('"')))
