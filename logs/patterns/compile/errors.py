"""What is said of a pattern that another language has no words for."""


class NotExpressible(Exception):  # noqa: N818
    """The pattern can't be said in that language; the message is the reason, for people."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
