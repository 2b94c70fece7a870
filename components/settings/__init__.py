"""What a stack may be configured to be.

Pulumi.yaml declares the same keys, types and defaults to the engine; a test holds the two together. The engine checks
types only, so what a value may be is checked here, for all keys at once.
"""

from collections.abc import Mapping
from typing import Annotated, Final

from pydantic import Field

from components.settings.chats import ChatSettings
from components.settings.flow_logs import FlowLogSection
from components.settings.lake import LakeSection
from components.settings.log_bucket import LogBucketSection
from components.settings.network import NetworkSection, VpcSettings
from components.settings.trail import TrailSection
from components.settings.values import CONFLICT, RETENTION_DAYS, Allowed, Section
from components.settings.watch import OverrideSettings, WatchSection
from components.settings.workload import WorkloadSection

__all__ = ["CONFLICT", "ITEMS", "RETENTION_DAYS", "Allowed", "Settings", "VpcSettings"]


class NamingSection(Section):
    """How the stack's resources are called."""

    name_prefix: Annotated[
        str,
        Field(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=20),
        Allowed("up to 20 lower-case letters, digits and single hyphens between them, a letter first"),
    ] = "monitoring"
    """What every physical name begins with; the stack's name follows."""


# Pydantic takes the keys of the last base first.
class Settings(
    WorkloadSection,
    WatchSection,
    LakeSection,
    LogBucketSection,
    TrailSection,
    FlowLogSection,
    NetworkSection,
    NamingSection,
):
    """The configuration of a stack. A key's default is what it is when the configuration doesn't have it."""


ITEMS: Final[Mapping[str, type[Section]]] = {
    "vpcs": VpcSettings,
    "detectionOverrides": OverrideSettings,
    "alertChats": ChatSettings,
}
"""Keys that hold a list of objects to what such an object is."""
