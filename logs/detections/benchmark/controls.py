"""The numbers under which the benchmarks ask for a detection."""

from logs.detections.detection import Control, Framework

# Where the CIS benchmarks have them in another order than Security Hub: the monitoring of root comes third.
_CIS_ORDER = {1: 3, 2: 1, 3: 2}
_LAST_OF_SECURITY_HUB = 14


def controls(number: int) -> tuple[Control, ...]:
    """The controls that ask for what Security Hub calls CloudWatch.`number`; 15 is in CIS 1.4 and later only."""
    place = _CIS_ORDER.get(number, number)
    cis = (
        Control(Framework.CIS_1_4, f"4.{place}"),
        Control(Framework.CIS_3_0, f"4.{place}"),
        Control(Framework.CIS_5_0, f"4.{place}"),
        Control(Framework.CIS_7_0, f"5.{place}"),
    )
    if number > _LAST_OF_SECURITY_HUB:
        return cis
    # CIS 1.2 asks for the monitoring of root twice.
    avoid_root = (Control(Framework.CIS_1_2, "1.1"),) if number == 1 else ()
    hub = Control(Framework.SECURITY_HUB, f"CloudWatch.{number}")
    return (hub, *avoid_root, Control(Framework.CIS_1_2, f"3.{place}"), *cis)


def cis_controls(number: int) -> tuple[Control, ...]:
    """The same, for a pattern of CIS that Security Hub's control doesn't take."""
    hub = (Framework.SECURITY_HUB, Framework.CIS_1_2)
    return tuple(control for control in controls(number) if control.framework not in hub)
