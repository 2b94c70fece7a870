"""What the strict reading raises inside, and reports as a finding."""

from findings import Finding


class MalformedError(Exception):
    """A part of a document that isn't in the grammar. It never leaves `parse_document`.

    Attributes:
        element: The policy element that is wrong.
        message: The problem, with the value.
        fix: What to write instead.
    """

    def __init__(self, element: str, message: str, fix: str) -> None:
        super().__init__(message)
        self.element = element
        self.message = message
        self.fix = fix

    def finding(self, label: str) -> Finding:
        """The finding about the statement of this label; "": about the whole document."""
        return Finding(kind="malformed", statement=label, element=self.element, message=self.message, fix=self.fix)
