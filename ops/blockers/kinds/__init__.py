"""Every sort of thing that is looked for; network interfaces and references between security groups come on top."""

from typing import Final

from ops.blockers.kind import Kind
from ops.blockers.kinds import connections, gateways, network, services

KINDS: Final[tuple[Kind, ...]] = (*services.KINDS, *connections.KINDS, *gateways.KINDS, *network.KINDS)
