"""What the policy pack has to be told of a stack that is configured otherwise than its rules ask for."""

from collections.abc import Sequence


def pack_options(
    organization: str | None, sinks: Sequence[str] = (), topics: Sequence[str] = ()
) -> dict[str, dict[str, object]]:
    """The configuration of rules for any stack of this program.

    Args:
        organization: The organization whose trail delivers to the log bucket, if any.
        sinks: The names of what others made for flow logs to go to.
        topics: The names of the topics that nobody is subscribed to yet.
    """
    options: dict[str, dict[str, object]] = {
        "log-bucket-is-kept": {"mayBeDeleted": True},
        "log-bucket-keeps-logs-long-enough": {"minimumDays": 1},
        "log-bucket-lock-holds": {"minimumLockDays": 1},
        "log-group-keeps-logs-long-enough": {"minimumDays": 1},
        "logs-are-encrypted-with-a-key": {"withoutKey": ["data streams", "delivery streams", "log groups", "topics"]},
        "trail-encrypts-with-its-own-key": {"serviceManagedKeys": True},
        "vpc-has-flow-log": {"traffic": ["ACCEPT", "ALL", "REJECT"]},
    }
    if sinks:
        options["vpc-has-flow-log"]["sinks"] = list(sinks)
        options["subscription-target-is-allowed"] = {"sinks": list(sinks)}
        options["log-destination-is-known"] = {"logBuckets": list(sinks)}
    if topics:
        options["topic-has-a-subscription"] = {"subscribedElsewhere": list(topics)}
    if organization:
        options["log-bucket-policy-allows-only-delivery"] = {"organizationId": organization}
    return options
