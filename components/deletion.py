"""What happens to the logs, and to what delivers them, when their resources leave the stack."""

from dataclasses import dataclass
from typing import Literal, Self

import pulumi

LogDeletionName = Literal["delete", "retain"]


@dataclass(frozen=True)
class LogDeletion:
    """A decision, as the pieces that Pulumi and S3 take."""

    protect: bool
    """The engine refuses to delete the resource until someone unprotects it."""
    retain_on_delete: bool
    """Deleting the resource only forgets it: it stays in the account."""
    force_destroy: bool
    """Deleting the bucket deletes the objects in it first; otherwise a bucket that isn't empty can't be deleted."""

    @classmethod
    def named(cls, name: LogDeletionName) -> Self:
        """The decision that the configuration names: `delete` everything, or `retain` everything."""
        delete = name == "delete"
        return cls(protect=not delete, retain_on_delete=not delete, force_destroy=delete)

    def options(self) -> pulumi.ResourceOptions:
        """Options for a component that holds or delivers logs."""
        return pulumi.ResourceOptions(protect=self.protect, retain_on_delete=self.retain_on_delete)
