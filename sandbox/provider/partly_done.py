"""What is left of a resource of which a step failed."""

from __future__ import annotations

from sandbox.provider.live import Live


class PartlyDoneError(Exception):
    """A step failed after the resource was created, or while it was updated.

    Attributes:
        id: The resource's id.
        live: What the account holds now; what is known of it without asking, when that can't be read.
        causes: What failed, and then why the account could not be read, if it could not.
    """

    def __init__(self, ident: str, live: Live, *causes: Exception) -> None:
        self.id = ident
        self.live = live
        self.causes = causes
        super().__init__("; ".join(str(cause) for cause in causes))
