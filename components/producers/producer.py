"""What a sink asks of a producer."""

from typing import ClassVar, Protocol

from components.documents import Document, Statement
from components.naming import Naming


class Producer(Protocol):
    """Something of this account that delivers logs to a bucket or to a log group."""

    key: ClassVar[str]
    """What tells it from a sink's other producers, in names of resources."""

    def bucket_statements(self, naming: Naming, bucket: str) -> list[Statement]:
        """The statements that let it write to the bucket, and no more."""
        ...

    def key_statements(self, naming: Naming) -> list[Statement]:
        """The statements of a key's policy that let it write to a bucket that the key encrypts, and no more."""
        ...

    def log_group_trust(self, naming: Naming) -> Document:
        """The trust policy of the role with which it writes to a log group."""
        ...

    def log_group_permissions(self, naming: Naming, log_group: str) -> Document:
        """What that role may do in the log group. Creating groups isn't among it: the sink owns its group."""
        ...
