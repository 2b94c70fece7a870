import json
import shlex
from typing import Any

import jmespath

from ops.blockers.kind import Place
from ops.blockers.references import GROUPS, references
from tests.ops.blockers.samples import OTHER_VPC, VPC
from tests.ops.blockers.service_shapes import faults_of_request, foreign_members

PLACE = Place(partition="aws", region="eu-west-1", account_id="123456789012")


def permission(*groups: str, **ports: Any) -> dict[str, Any]:
    return {"IpProtocol": "-1", **ports, "UserIdGroupPairs": [{"GroupId": group} for group in groups]}


def group(ident: str, vpc: str, ingress: list[dict[str, Any]], egress: list[dict[str, Any]]) -> dict[str, Any]:
    return {"GroupId": ident, "VpcId": vpc, "IpPermissions": ingress, "IpPermissionsEgress": egress}


ANSWER = {
    "SecurityGroups": [
        group("sg-a", VPC, [permission("sg-a")], [permission("sg-a", "sg-b", IpProtocol="tcp", FromPort=1, ToPort=2)]),
        group("sg-b", VPC, [], [{"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}]),
        # A peered VPC's, which names one of ours, one of its own, and one of another account's.
        group("sg-c", OTHER_VPC, [permission("sg-a", "sg-d", "sg-foreign")], []),
        group("sg-d", OTHER_VPC, [], []),
    ]
}


def found() -> list[tuple[str, str, str, set[str]]]:
    items = jmespath.search(GROUPS.items, ANSWER)
    return [(one.id, one.name, one.removal, set(one.referenced_groups)) for one in references(items, {VPC}, PLACE)]


def test_the_rules_that_name_a_group_of_the_vpc() -> None:
    assert foreign_members("ec2", "describe_security_groups", ANSWER) == set()
    assert [(ident, name, groups) for ident, name, _, groups in found()] == [
        ("sg-a", "lets out to sg-b", {"sg-b"}),
        ("sg-c", "lets in sg-a", {"sg-a"}),
    ]


def test_the_command_takes_away_that_reference_alone() -> None:
    egress, ingress = (shlex.split(removal) for _, _, removal, _ in found())
    for words, direction, ident, permissions in (
        (egress, "egress", "sg-a", [permission("sg-b", IpProtocol="tcp", FromPort=1, ToPort=2)]),
        (ingress, "ingress", "sg-c", [permission("sg-a")]),
    ):
        revoke = ["aws", "ec2", f"revoke-security-group-{direction}", "--group-id", ident, "--ip-permissions"]
        assert (words[:6], words[7:]) == (revoke, ["--region", "eu-west-1"])
        assert json.loads(words[6]) == permissions
        request = {"GroupId": ident, "IpPermissions": permissions}
        assert faults_of_request("ec2", f"revoke_security_group_{direction}", request) == ""


def test_a_rule_holds_the_group_that_it_names() -> None:
    first, _ = references(jmespath.search(GROUPS.items, ANSWER), {VPC}, PLACE)
    assert [first.holds(one) for one in ("sg-b", "sg-a", VPC, OTHER_VPC)] == [True, False, True, False]
    assert first.identities == {"sg-a"}, "it goes with the group that it is in"
