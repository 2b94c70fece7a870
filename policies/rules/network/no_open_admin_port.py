"""No security group lets the internet reach a port that machines are administered through."""

from collections.abc import Iterator
from typing import Final

from findings import shown_alternatives
from frameworks import cis
from ingress import TYPES, ingress_of, is_world
from pulumi_policy import Severity
from resource_view import Resource
from rule import ResourceRule
from rule_options import Options, count_option, texts_option, texts_schema

IPV4: Final = "widestIpv4Prefix"
IPV6: Final = "widestIpv6Prefix"
PREFIX_LISTS: Final = "prefixLists"
_SSH_AND_RDP: Final = (22, 3389)


def _check(resource: Resource, options: Options) -> Iterator[str]:
    widest = count_option(options, IPV4, 16), count_option(options, IPV6, 32)
    trusted = texts_option(options, PREFIX_LISTS)
    rules = list(ingress_of(resource))
    for port in _SSH_AND_RDP:
        reaching = [rule for rule in rules if rule.reaches(port)]
        cidrs = [cidr for rule in reaching for cidr in rule.cidrs()]
        if is_world(cidrs, *widest):
            yield f"{shown_alternatives(cidrs)} reaches port {port}.\nName the few addresses that need it, or none."
        lists = {one for rule in reaching for one in rule.prefix_lists()} - set(trusted)
        if lists:
            yield (
                f"Whoever is in the prefix list {shown_alternatives(sorted(lists))} reaches port {port}.\n"
                f"Name CIDR blocks, or state the list in {PREFIX_LISTS} of this rule's configuration."
            )


RULE: Final = ResourceRule(
    name="no-admin-port-open-to-the-world",
    title="A security group lets the internet reach SSH or RDP",
    severity=Severity.HIGH,
    framework=cis("5.2"),
    controls=("EC2.13", "EC2.14", "EC2.19", "EC2.53", "EC2.54"),
    risk="Machines are found within minutes and their passwords, keys and unpatched services tried for ever.",
    remedy="Take the rule away: administer through AWS Systems Manager Session Manager, which needs no open port.",
    url="https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html",
    types=TYPES,
    check=_check,
    options={
        # A group has 60 rules unless AWS raises the quota: at a /16 each they don't add up to the world.
        IPV4: {"type": "integer", "minimum": 1, "maximum": 32, "description": "Shortest prefix. Without it, 16."},
        IPV6: {"type": "integer", "minimum": 1, "maximum": 128, "description": "Shortest prefix. Without it, 32."},
        PREFIX_LISTS: texts_schema("Ids of lists of few addresses."),
    },
)
