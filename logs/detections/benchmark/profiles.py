"""Profiles: whose patterns a stack has. A pattern with one term more or less fails Security Hub's control."""

from dataclasses import dataclass

from logs.detections.benchmark.audit import BUCKET_POLICY_CHANGED, CONFIG_CHANGED, KEY_DISABLED, TRAIL_CHANGED
from logs.detections.benchmark.denied import DENIED_CALLS, DENIED_CALLS_CIS
from logs.detections.benchmark.identity import IAM_POLICY_CHANGED, IAM_POLICY_CHANGED_CIS, ORGANIZATION_CHANGED
from logs.detections.benchmark.network import (
    GATEWAY_CHANGED,
    NETWORK_ACL_CHANGED,
    ROUTE_CHANGED,
    ROUTE_CHANGED_CIS,
    SECURITY_GROUP_CHANGED,
    SECURITY_GROUP_CHANGED_CIS,
    VPC_CHANGED,
)
from logs.detections.benchmark.sign_in import CONSOLE_WITHOUT_MFA, CONSOLE_WITHOUT_MFA_CIS, FAILED_SIGN_INS, ROOT_USE
from logs.detections.detection import Detection, Framework


@dataclass(frozen=True)
class Profile:
    """One benchmark's detections, with its own patterns."""

    name: str
    """As a stack's settings choose it."""
    framework: Framework
    """Whose they are."""
    detections: tuple[Detection, ...]
    """In the order of Security Hub's controls."""

    def control_of(self, detection: Detection) -> str:
        """The number under which the framework asks for one of these detections: `CloudWatch.1`, `4.3`."""
        [control] = [control.id for control in detection.controls if control.framework is self.framework]
        return control


_CIS = (
    ROOT_USE,
    DENIED_CALLS_CIS,
    CONSOLE_WITHOUT_MFA_CIS,
    IAM_POLICY_CHANGED_CIS,
    TRAIL_CHANGED,
    FAILED_SIGN_INS,
    KEY_DISABLED,
    BUCKET_POLICY_CHANGED,
    CONFIG_CHANGED,
    SECURITY_GROUP_CHANGED_CIS,
    NETWORK_ACL_CHANGED,
    GATEWAY_CHANGED,
    ROUTE_CHANGED_CIS,
    VPC_CHANGED,
    ORGANIZATION_CHANGED,
)

SECURITY_HUB = Profile(
    "security-hub",
    Framework.SECURITY_HUB,
    (
        ROOT_USE,
        DENIED_CALLS,
        CONSOLE_WITHOUT_MFA,
        IAM_POLICY_CHANGED,
        TRAIL_CHANGED,
        FAILED_SIGN_INS,
        KEY_DISABLED,
        BUCKET_POLICY_CHANGED,
        CONFIG_CHANGED,
        SECURITY_GROUP_CHANGED,
        NETWORK_ACL_CHANGED,
        GATEWAY_CHANGED,
        ROUTE_CHANGED,
        VPC_CHANGED,
    ),
)
"""Passes Security Hub's controls CloudWatch.1 to CloudWatch.14, which compare the patterns to the letter."""

CIS_5 = Profile("cis-5.0", Framework.CIS_5_0, _CIS)
"""CIS AWS Foundations Benchmark 5.0.0, 4.1 to 4.15. The last, 4.16, is Security Hub itself: no pattern."""

CIS_7 = Profile("cis-7.0", Framework.CIS_7_0, _CIS)
"""CIS AWS Foundations Benchmark 7.0.0, 5.1 to 5.15: the same patterns under other numbers."""

PROFILES = {profile.name: profile for profile in (SECURITY_HUB, CIS_5, CIS_7)}
"""All that a stack can choose from. Not CIS 1.4 and 3.0: their pattern of denied calls finds nearly every event."""
