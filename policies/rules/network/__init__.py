"""Rules about networks."""

from typing import Final

from rule import Rule

from rules.network import default_security_group_is_empty, no_open_admin_port, vpc_has_flow_log

NETWORK_RULES: Final[tuple[Rule, ...]] = (
    vpc_has_flow_log.RULE,
    default_security_group_is_empty.RULE,
    no_open_admin_port.RULE,
)
