"""The fields that a VPC's flow log can have, by the version that brought them ("Flow log records", VPC User Guide).

Kept apart from the program's own list: a rule that asked that one would confirm its mistakes. Version 6 is for transit
gateways only.
"""

from __future__ import annotations

from typing import Final

_BY_VERSION: Final = {
    2: (
        "version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action "
        "log-status"
    ),
    3: "vpc-id subnet-id instance-id tcp-flags type pkt-srcaddr pkt-dstaddr",
    4: "region az-id sublocation-type sublocation-id",
    5: "pkt-src-aws-service pkt-dst-aws-service flow-direction traffic-path",
    7: (
        "ecs-cluster-arn ecs-cluster-name ecs-container-instance-arn ecs-container-instance-id ecs-container-id "
        "ecs-second-container-id ecs-service-name ecs-task-definition-arn ecs-task-arn ecs-task-id"
    ),
    8: "reject-reason",
    9: "resource-id",
    10: "encryption-status",
    11: (
        "instance-tag instance-tag-2 interface-tag interface-tag-2 asg-tag asg-tag-2 interface-type "
        "next-hop-interface-id next-hop-subnet-id next-hop-az-id next-hop-vpc-id next-hop-interface-type"
    ),
}

FIELDS: Final = frozenset(field for fields in _BY_VERSION.values() for field in fields.split())
"""Their names."""
