"""StackContext: what every part of the baseline is made from."""

from dataclasses import dataclass
from typing import Self

from components.baseline.detections import stack_detections
from components.configuration import read_settings
from components.deletion import LogDeletion
from components.deletion_guard import DeletionGuard, StillAttached
from components.naming import Naming
from components.producers import FlowLogDelivery, TrailDelivery
from components.settings import Settings
from logs.detections.detection import Detection


@dataclass(frozen=True)
class StackContext:
    """The running stack: its configuration, how its resources are called, and what delivers its logs."""

    settings: Settings
    naming: Naming
    deletion: LogDeletion
    guard: DeletionGuard
    trail: TrailDelivery
    flow_logs: FlowLogDelivery
    detections: tuple[Detection, ...]
    """What is looked for in the logs; nothing if they aren't watched."""

    @classmethod
    def of_deployment(cls, still_attached: StillAttached) -> Self:
        """The context of the running stack, in the account and Region of the default provider.

        Args:
            still_attached: Asks AWS what keeps a part of a network from being deleted.

        Raises:
            pulumi.RunError: The configuration isn't valid; says all that is wrong with it.
        """
        settings = read_settings()
        naming = Naming.of_deployment(settings.name_prefix, settings.monitoring_tag)
        return cls(
            settings=settings,
            naming=naming,
            deletion=LogDeletion.named(settings.log_deletion),
            guard=DeletionGuard(naming, still_attached),
            trail=TrailDelivery(naming.trail(settings.trail_name), settings.trail_keys),
            flow_logs=FlowLogDelivery(settings.flow_log_keys),
            detections=stack_detections(settings, naming),
        )
