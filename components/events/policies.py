"""Who may write what a rule delivers: the policies of the log group and of the dead-letter queue."""

from collections.abc import Sequence
from typing import Final

from components.documents import Document, Statement, document
from components.naming import Naming

_WRITERS: Final = {"EventBridge": "events.amazonaws.com", "LogDelivery": "delivery.logs.amazonaws.com"}


def log_group_policy(naming: Naming, log_group: str) -> Document:
    """Lets EventBridge write to one log group (its User Guide, "CloudWatch Logs permissions"; there to all of its own).

    AWS has no condition here: whether the request says which rule it is for is not documented. [LIVE-TEST]
    """
    return document(
        [
            {
                "Sid": f"{name}Writes",
                "Effect": "Allow",
                "Principal": {"Service": service},
                "Action": ["logs:CreateLogStream", "logs:PutLogEvents"],
                "Resource": f"{naming.log_group_arn(log_group)}:*",
            }
            for name, service in _WRITERS.items()
        ]
    )


def dead_letter_policy(naming: Naming, queue: str, rules: Sequence[str]) -> Document:
    """Lets EventBridge send what these rules could not deliver, and refuses whatever doesn't come over TLS.

    EventBridge User Guide, "Using dead-letter queues to process undelivered events": granting permissions.
    """
    arn = naming.queue_arn(queue)
    undelivered: Statement = {
        "Sid": "RulesSendUndelivered",
        "Effect": "Allow",
        "Principal": {"Service": "events.amazonaws.com"},
        "Action": "sqs:SendMessage",
        "Resource": arn,
        "Condition": {"ArnEquals": {"aws:SourceArn": [naming.rule_arn(rule) for rule in rules]}},
    }
    without_tls: Statement = {
        "Sid": "DenyInsecureTransport",
        "Effect": "Deny",
        "Principal": "*",
        "Action": "sqs:*",
        "Resource": arn,
        "Condition": {"Bool": {"aws:SecureTransport": "false"}},
    }
    return document([undelivered, without_tls])
