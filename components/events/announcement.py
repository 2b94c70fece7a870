"""What a rule says to the topic, instead of the whole event: a text for people that programs and chats can read too."""

import json
from typing import Final

from pulumi_aws import cloudwatch

from components.naming import Naming
from logs.detections.detection import Detection

PATHS: Final = {
    "account": "$.account",
    "region": "$.region",
    "time": "$.time",
    "action": "$.detail.eventName",
    "who": "$.detail.userIdentity.arn",
    "from": "$.detail.sourceIPAddress",
    "event": "$.detail.eventID",
}
"""What of the event is in the message, by the name that its text uses. None of these can have a quotation mark."""


def announcement(naming: Naming, detection: Detection) -> cloudwatch.EventTargetInputTransformerArgsDict:
    """The message of a detection, as Amazon Q Developer in chat applications shows it.

    EventBridge User Guide, "Amazon EventBridge input transformation"; Amazon Q Developer in chat applications
    Administrator Guide, "Custom notifications": it drops what has another shape. What an event lacks is left empty.
    """
    message = {
        "version": "1.0",
        "source": "custom",
        "content": {
            "textType": "client-markdown",
            "title": f"{detection.severity.value.upper()}: {detection.title}",
            "description": f"\0action by \0who from \0from at \0time in account \0account, \0region. {detection.why}",
            "nextSteps": [detection.remedy],
            "keywords": [f"{naming.prefix}-{naming.stack}", detection.severity.value, detection.id],
        },
        "metadata": {"additionalContext": {"detection": detection.id, "eventId": "\0event"}},
    }
    # A < of a text would begin a variable.
    text = json.dumps(message, indent=2).replace("<", "\\u003c")
    for name in PATHS:
        text = text.replace(f"\\u0000{name}", f"<{name}>")
    return {"input_paths": PATHS, "input_template": text}
